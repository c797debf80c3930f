"""twisted_app.py PORT"""
import sys

from twisted.internet import reactor
from twisted.web.resource import Resource
from twisted.web.server import Site


class Hello(Resource):
    isLeaf = True

    def render_GET(self, request):
        request.setHeader("Content-Type", "text/plain")
        return b"Hello, survey.\n"


class Throw(Resource):
    isLeaf = True

    def render(self, request):
        raise RuntimeError("thrown for the survey")


root = Resource()
root.putChild(b"hello.txt", Hello())
root.putChild(b"throw", Throw())
site = Site(root)
site.displayTracebacks = False
reactor.listenTCP(int(sys.argv[1]), site, interface="127.0.0.1")
reactor.run()
