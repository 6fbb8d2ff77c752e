<?php
// Chooses the blog by the host that is asked for; each has its own tables, and all one code.
$realblogs_host = strtolower( preg_replace( '/:\d+$/', '', $_SERVER['HTTP_HOST'] ?? '' ) );
$realblogs_name = explode( '.', $realblogs_host )[0];
if ( ! in_array( $realblogs_name, explode( ' ', getenv( 'REALBLOGS_NAMES' ) ), true ) ) {
	http_response_code( 404 );
	exit;
}
$table_prefix = $realblogs_name . '_';

define( 'DB_NAME', 'realblogs' );
define( 'DB_USER', 'realblogs' );
define( 'DB_PASSWORD', 'realblogs' );
define( 'DB_HOST', '127.0.0.1:' . getenv( 'REALBLOGS_DB_PORT' ) );
define( 'DB_CHARSET', 'utf8mb4' );
// NAME=/path of each that is installed below its name.
parse_str( str_replace( ' ', '&', getenv( 'REALBLOGS_PATHS' ) ), $realblogs_paths );
define( 'WP_HOME', 'http://' . $realblogs_name . '.' . getenv( 'REALBLOGS_DOMAIN' ) . ( $realblogs_paths[ $realblogs_name ] ?? '' ) );
define( 'WP_SITEURL', WP_HOME );

// All blogs are behind one port; every other host is out of reach.
define( 'REALBLOGS_PORT', (int) getenv( 'REALBLOGS_PORT' ) );
define( 'REALBLOGS_CLOCK', getenv( 'REALBLOGS_CLOCK' ) );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'WP_ACCESSIBLE_HOSTS', '*.example' );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );

foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $realblogs_word ) {
	define( $realblogs_word . '_KEY', 'loopback only' );
	define( $realblogs_word . '_SALT', 'loopback only' );
}
if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
