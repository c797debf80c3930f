# mojolicious.pl daemon --listen URL
use Mojolicious::Lite -signatures;

get '/hello.txt' => sub ($c) {
    $c->res->headers->content_type('text/plain');
    $c->render(data => "Hello, survey.\n");
};
any '/throw' => sub ($c) { die "thrown for the survey\n" };

app->log->level('fatal');
app->start;
