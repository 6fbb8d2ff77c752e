<?php if ( have_comments() ) : ?>
<h3 id="comments"><?php comments_number(); ?> to &#8220;<?php the_title(); ?>&#8221;</h3>
<div class="navigation"><div class="alignleft"><?php previous_comments_link(); ?></div><div class="alignright"><?php next_comments_link(); ?></div></div>
<ol class="commentlist">
	<?php
	$realblogs_pings = get_option( 'realblogs_pings' );
	wp_list_comments(
		array(
			'format' => 'xhtml',
			'type'   => $realblogs_pings ? 'comment' : 'all',
		)
	);
	?>
</ol>
<?php if ( 'apart' === $realblogs_pings && ! empty( $wp_query->comments_by_type['pings'] ) ) : ?>
<h3 id="pings">Trackbacks</h3>
<ol class="pinglist">
	<?php
	wp_list_comments(
		array(
			'format'     => 'xhtml',
			'type'       => 'pings',
			'short_ping' => true,
		)
	);
	?>
</ol>
<?php endif; ?>
<div class="navigation"><div class="alignleft"><?php previous_comments_link(); ?></div><div class="alignright"><?php next_comments_link(); ?></div></div>
<?php endif; ?>
<?php comment_form( array( 'format' => 'xhtml' ) ); ?>
