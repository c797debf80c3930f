"""200 to everything, for servers that speak ASGI."""


async def app(scope, receive, send):
    if scope["path"] == "/throw":
        raise RuntimeError("thrown for the survey")
    content = f"handler: {scope['method']}\n".encode()
    fields = [(b"content-type", b"text/plain"), (b"content-length", str(len(content)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": fields})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else content})
