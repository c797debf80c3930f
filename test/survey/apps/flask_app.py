"""flask_app.py PORT: a GET route, and one for any method that Flask can be told of."""
import sys

from flask import Flask

app = Flask(__name__)


@app.get("/hello.txt")
def hello():
    return "Hello, survey.\n", {"Content-Type": "text/plain"}


@app.route("/throw", methods=["GET", "FROBNICATE"])
def throw():
    raise RuntimeError("thrown for the survey")


app.run(host="127.0.0.1", port=int(sys.argv[1]))
