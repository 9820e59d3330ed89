<?php
// A must-use plugin: WordPress asks neither loopback, nor ports but 80, 443 and 8080, nor a certificate nobody signed.
add_filter( 'http_request_host_is_external', '__return_true' );
add_filter( 'https_ssl_verify', '__return_false' );
add_filter(
	'http_allowed_safe_ports',
	function ( $ports, $host, $url ) {
		return array( parse_url( $url, PHP_URL_PORT ) );
	},
	10,
	3
);
