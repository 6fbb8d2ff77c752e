<div id="sidebar"><ul>
<?php
the_widget( 'WP_Widget_Recent_Posts', '', array( 'before_widget' => '<li class="widget widget_recent_entries">', 'after_widget' => '</li>' ) );
the_widget( 'WP_Widget_Recent_Comments', '', array( 'before_widget' => '<li class="widget widget_recent_comments">', 'after_widget' => '</li>' ) );
the_widget( 'WP_Widget_Archives', '', array( 'before_widget' => '<li class="widget widget_archive">', 'after_widget' => '</li>' ) );
the_widget( 'WP_Widget_Tag_Cloud', '', array( 'before_widget' => '<li class="widget widget_tag_cloud">', 'after_widget' => '</li>' ) );
wp_list_bookmarks();
?>
</ul></div>
