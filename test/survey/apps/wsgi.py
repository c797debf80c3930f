"""200 to everything, for servers that speak WSGI."""


def app(environ, start_response):
    if environ["PATH_INFO"] == "/throw":
        raise RuntimeError("thrown for the survey")
    content = f"handler: {environ['REQUEST_METHOD']}\n".encode()
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(content)))])
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else content]
