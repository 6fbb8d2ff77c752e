<?php
/*
 * Plugin Name: Loopback blogs
 * Description: Lets the blogs reach each other by name on this machine, and tells them the day.
 */

function realblogs_is_ours( $url ) {
	return str_ends_with( (string) wp_parse_url( $url, PHP_URL_HOST ), '.example' );
}

// WordPress pings no host that its resolver does not know; curl is told where they are instead.
add_filter(
	'http_request_args',
	function ( $args, $url ) {
		if ( realblogs_is_ours( $url ) ) {
			$args['reject_unsafe_urls'] = false;
		}
		return $args;
	},
	10,
	2
);
add_action(
	'http_api_curl',
	function ( $handle ) {
		curl_setopt( $handle, CURLOPT_CONNECT_TO, array( '::127.0.0.1:' . REALBLOGS_PORT ) );
	}
);
remove_filter( 'pingback_ping_source_uri', 'pingback_ping_source_uri' );
add_filter(
	'pingback_ping_source_uri',
	function ( $url ) {
		return realblogs_is_ours( $url ) ? $url : '';
	}
);

// The blogs are filled in a minute and look as if it had taken weeks.
add_filter(
	'preprocess_comment',
	function ( $comment ) {
		if ( is_readable( REALBLOGS_CLOCK ) ) {
			$now                         = trim( file_get_contents( REALBLOGS_CLOCK ) );
			$comment['comment_date_gmt'] = $now;
			$comment['comment_date']     = get_date_from_gmt( $now );
		}
		return $comment;
	}
);

add_filter( 'pre_wp_mail', '__return_true' );
add_filter( 'pre_option_link_manager_enabled', '__return_true' );

// What some owners switch off, as the plugins for it do.
$realblogs_off = explode( ' ', (string) get_option( 'realblogs_off' ) );
if ( in_array( 'rest', $realblogs_off, true ) ) {
	add_filter(
		'rest_authentication_errors',
		function () {
			return new WP_Error( 'rest_login_required', 'REST API restricted to authenticated users.', array( 'status' => 401 ) );
		}
	);
}
if ( in_array( 'feeds', $realblogs_off, true ) ) {
	add_action(
		'template_redirect',
		function () {
			if ( is_feed() ) {
				wp_safe_redirect( is_singular() ? get_permalink() : home_url( '/' ), 301 );
				exit;
			}
		},
		1
	);
}
if ( in_array( 'head', $realblogs_off, true ) ) {
	foreach ( array( 'wp_generator', 'rest_output_link_wp_head', 'rsd_link', 'wlwmanifest_link', 'wp_shortlink_wp_head' ) as $realblogs_line ) {
		remove_action( 'wp_head', $realblogs_line );
	}
	remove_action( 'template_redirect', 'rest_output_link_header', 11 );
	remove_action( 'template_redirect', 'wp_shortlink_header', 11 );
}
if ( in_array( 'feed-links', $realblogs_off, true ) ) {
	remove_action( 'wp_head', 'feed_links', 2 );
	remove_action( 'wp_head', 'feed_links_extra', 3 );
}
add_filter(
	'rest_url_prefix',
	function ( $name ) {
		return in_array( 'rest-name', explode( ' ', (string) get_option( 'realblogs_off' ) ), true ) ? 'api' : $name;
	}
);
