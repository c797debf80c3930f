# 200 to everything, for servers that speak PSGI.
use strict;
use warnings;

sub {
    my $env = shift;
    die "thrown for the survey\n" if $env->{PATH_INFO} eq '/throw';
    my $content = "handler: $env->{REQUEST_METHOD}\n";
    return [200, ['Content-Type' => 'text/plain', 'Content-Length' => length $content], [$env->{REQUEST_METHOD} eq 'HEAD' ? '' : $content]];
};
