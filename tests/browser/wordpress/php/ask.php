<?php
// Runs one line of PHP inside WordPress and prints what it returns as JSON; arguments: the folder, the line.
list( , $folder, $line ) = $argv;
$_SERVER['HTTP_HOST'] = 'localhost';
require $folder . '/wp-load.php';
echo wp_json_encode( eval( $line ) );
