"""The physical limit beside the bot: the same HTTP server, a body of the size of an answer, no understanding at all. Run in the bot's environment."""

import sys

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw

app = Sanic("echo")
BODY = b'{"replies":"' + b"x" * 4000 + b'"}'


@app.post("/")
async def echo(request: Request) -> HTTPResponse:
    _ = request.json
    return raw(BODY, content_type="application/json")


if __name__ == "__main__":
    app.run("127.0.0.1", int(sys.argv[1]), access_log=False)
