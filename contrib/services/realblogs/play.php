<?php
// Plays steps (JSON, from standard input) on the blog that REALBLOGS_HOST names, through
// WordPress's own functions; prints what each step made as a list of JSON.

$_SERVER['HTTP_HOST']       = getenv( 'REALBLOGS_HOST' );
$_SERVER['REMOTE_ADDR']     = '127.0.0.1';
$_SERVER['REQUEST_METHOD']  = 'GET';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$realblogs_steps            = json_decode( file_get_contents( 'php://stdin' ), true );
if ( 'install' === $realblogs_steps[0]['do'] ) {
	define( 'WP_INSTALLING', true );
}
require getenv( 'REALBLOGS_ROOT' ) . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/admin.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

function realblogs_install( $step ) {
	wp_install( $step['title'], $step['login'], $step['login'] . '@mail.example', true, '', 'loopback' );
	return array();
}

function realblogs_settings( $step ) {
	wp_delete_post( 1, true );
	wp_delete_post( 2, true );
	realblogs_options( $step );
	foreach ( $step['users'] as $user ) {
		$known = get_user_by( 'login', $user['user_login'] );
		wp_insert_user( array_merge( $known ? array( 'ID' => $known->ID ) : array( 'user_pass' => 'loopback' ), $user ) );
	}
	foreach ( $step['blogroll'] as $link ) {
		wp_insert_link( $link );
	}
	switch_theme( $step['theme'] );
	$GLOBALS['wp_rewrite']->set_permalink_structure( $step['permalinks'] );
	$GLOBALS['wp_rewrite']->flush_rules( false );
	return array();
}

function realblogs_options( $step ) {
	foreach ( $step['options'] as $name => $value ) {
		update_option( $name, $value );
	}
	return array();
}

function realblogs_post( $step ) {
	$author = get_user_by( 'login', $step['author'] );
	wp_set_current_user( $author->ID );
	$id = wp_insert_post(
		wp_slash(
			array(
				'post_author'   => $author->ID,
				'post_content'  => $step['html'],
				'post_date'     => get_date_from_gmt( $step['at'] ),
				'post_date_gmt' => $step['at'],
				'post_status'   => 'publish',
				'post_title'    => $step['title'],
				'tags_input'    => $step['tags'],
				'to_ping'       => $step['trackback'],
			)
		),
		true
	);
	if ( is_wp_error( $id ) ) {
		throw new RuntimeException( $id->get_error_message() );
	}
	return array( 'id' => $id, 'url' => get_permalink( $id ) );
}

// The pings that WordPress would send at the next run of its cron.
function realblogs_pings( $step ) {
	file_put_contents( REALBLOGS_CLOCK, gmdate( 'Y-m-d H:i:s', strtotime( $step['at'] . ' UTC' ) + 95 ) );
	do_action( 'do_pings' );
	return array();
}

// As wp-comments-post.php does it.
function realblogs_comment( $step ) {
	file_put_contents( REALBLOGS_CLOCK, $step['at'] );
	$user = $step['user'] ? get_user_by( 'login', $step['user'] )->ID : 0;
	wp_set_current_user( $user );
	$user ? kses_init() : kses_init_filters();
	$made = wp_handle_comment_submission(
		wp_slash(
			array(
				'comment_post_ID' => $step['post'],
				'author'          => $step['name'],
				'email'           => sanitize_title( $step['name'] ) . '@mail.example',
				'url'             => $step['url'],
				'comment'         => $step['text'],
				'comment_parent'  => $step['parent'],
			)
		)
	);
	if ( is_wp_error( $made ) ) {
		throw new RuntimeException( $step['text'] . ': ' . $made->get_error_message() );
	}
	return array( 'id' => (int) $made->comment_ID, 'url' => get_comment_link( $made ) );
}

$realblogs_made = array();
foreach ( $realblogs_steps as $realblogs_step ) {
	$realblogs_made[] = ( 'realblogs_' . $realblogs_step['do'] )( $realblogs_step );
}
echo json_encode( $realblogs_made, JSON_UNESCAPED_SLASHES ), "\n";
