<?php
// For `php -S`: 200 to everything.
if (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) === '/throw') throw new Exception('thrown for the survey');
header('Content-Type: text/plain');
echo "handler: {$_SERVER['REQUEST_METHOD']}\n";
