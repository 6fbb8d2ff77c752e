<?php
// No html5 support is named: comments come in the markup of 2008.
add_theme_support( 'automatic-feed-links' );
add_theme_support( 'title-tag' );
add_action(
	'wp_enqueue_scripts',
	function () {
		wp_enqueue_style( 'plainpaper', get_stylesheet_uri(), array(), '1' );
		if ( is_singular() ) {
			wp_enqueue_script( 'comment-reply' );
		}
	}
);
