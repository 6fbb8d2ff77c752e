<div id="comments">
<?php if ( have_comments() ) : ?>
	<h3 id="comments-title"><?php echo esc_html( sprintf( _n( 'One Response to %2$s', '%1$s Responses to %2$s', get_comments_number() ), number_format_i18n( get_comments_number() ), get_the_title() ) ); ?></h3>
	<?php $list = 'dl' === gazette_walker() ? 'dl' : 'ol'; ?>
	<?php if ( get_comment_pages_count() > 1 ) : ?>
	<nav id="comment-nav-above"><div class="nav-previous"><?php previous_comments_link( '&larr; Older' ); ?></div><div class="nav-next"><?php next_comments_link( 'Newer &rarr;' ); ?></div></nav>
	<?php endif; ?>
	<<?php echo esc_attr( $list ); ?> class="commentlist">
	<?php
	$arguments = array( 'callback' => 'gazette_' . gazette_walker() );
	if ( 'dl' === $list ) {
		$arguments += array( 'style' => 'dl', 'end-callback' => 'gazette_nothing' );
	}
	wp_list_comments( $arguments );
	?>
	</<?php echo esc_attr( $list ); ?>>
<?php endif; ?>
<?php if ( ! comments_open() && get_comments_number() ) : ?>
	<p class="nocomments">Comments are closed.</p>
<?php endif; ?>
<?php comment_form(); ?>
</div>
