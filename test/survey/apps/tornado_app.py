"""tornado_app.py PORT"""
import asyncio
import sys

from tornado.web import Application, RequestHandler


class Hello(RequestHandler):
    def get(self):
        self.set_header("Content-Type", "text/plain")
        self.finish("Hello, survey.\n")


class Throw(RequestHandler):
    SUPPORTED_METHODS = RequestHandler.SUPPORTED_METHODS + ("FROBNICATE",)

    def get(self):
        raise RuntimeError("thrown for the survey")

    frobnicate = get


async def main():
    Application([("/hello.txt", Hello), ("/throw", Throw)]).listen(int(sys.argv[1]), "127.0.0.1")
    await asyncio.Event().wait()


asyncio.run(main())
