# http-daemon.pl PORT: one process for each connection.
use strict;
use warnings;
use HTTP::Daemon;
use HTTP::Response;

$SIG{CHLD} = 'IGNORE';
my $daemon = HTTP::Daemon->new(LocalAddr => '127.0.0.1', LocalPort => $ARGV[0], ReuseAddr => 1) or die "no port: $!";
while (my $connection = $daemon->accept) {
    next if fork;
    $daemon->close;
    while (my $request = $connection->get_request) {
        die "thrown for the survey\n" if $request->uri->path eq '/throw';
        my $content = 'handler: ' . $request->method . "\n";
        $connection->send_response(HTTP::Response->new(200, 'OK', ['Content-Type' => 'text/plain', 'Content-Length' => length $content], $content));
    }
    exit;
}
