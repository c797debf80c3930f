"""aiohttp_app.py PORT"""
import sys

from aiohttp import web


async def hello(request):
    return web.Response(text="Hello, survey.\n")


async def throw(request):
    raise RuntimeError("thrown for the survey")


app = web.Application()
app.router.add_get("/hello.txt", hello)
app.router.add_route("*", "/throw", throw)
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]))
