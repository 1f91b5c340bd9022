"""Pages and files: console, chat page, widget, documentation, the demo's front page (docs/contracts.md
6.3)."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sanic import HTTPResponse, Request, Sanic
from sanic import response as respond

from handoff.config import Settings
from handoff.web import docs_page, front_page, openapi
from handoff.web.problems import HttpProblem
from handoff.web.statics import IMMUTABLE, REVALIDATE, Dist, file_response

_PACKAGE = Path(__file__).resolve().parent.parent
BUILD_COMMAND = "make demo"

type View = Callable[..., Coroutine[Any, Any, HTTPResponse]]


@dataclass(frozen=True)
class Builds:
    """Where the built front ends lie."""

    console: Path = _PACKAGE / "console" / "dist"
    widget: Path = _PACKAGE / "widget" / "dist"


def install(app: Sanic[Any, Any], settings: Settings, builds: Builds) -> None:
    console, widget = Dist(builds.console), Dist(builds.widget)
    pages: tuple[tuple[str, str, View], ...] = (
        ("/", "front", _front(settings)),
        ("/docs", "docs", _docs),
        ("/docs/openapi.json", "openapi", _openapi),
        ("/console", "consoleHome", _to_console),
        ("/console/<path:path>", "console", _console(console)),
        ("/chat", "chatPage", _chat(widget)),
        ("/chat/<path:path>", "chatFile", _widget_file(widget)),
        ("/widget.js", "widget", _widget_script(widget)),
        ("/favicon.ico", "favicon", _no_icon),
    )
    for uri, name, view in pages:
        app.add_route(view, uri, methods=["GET", "HEAD"], name=name)


def not_built(what: str) -> HTTPResponse:
    return respond.html(front_page.not_built(what, BUILD_COMMAND), status=503)


def _console(dist: Dist) -> View:
    async def view(request: Request, path: str = "") -> HTTPResponse:
        if path and (file := dist.find(path)):
            return file_response(request, file, IMMUTABLE if path.startswith("assets/") else REVALIDATE)
        if path.startswith("assets/"):
            raise HttpProblem("not_found")
        index = dist.find("index.html")
        return file_response(request, index, REVALIDATE) if index else not_built("管家工作台")

    return view


def _chat(dist: Dist) -> View:
    async def view(request: Request) -> HTTPResponse:
        page = dist.find("chat.html")
        return file_response(request, page, REVALIDATE) if page else not_built("聊天页面")

    return view


def _widget_file(dist: Dist) -> View:
    async def view(request: Request, path: str) -> HTTPResponse:
        file = dist.find(path)
        if file is None:
            raise HttpProblem("not_found")
        return file_response(request, file, IMMUTABLE if path.startswith("assets/") else REVALIDATE)

    return view


def _widget_script(dist: Dist) -> View:
    async def view(request: Request) -> HTTPResponse:
        script = dist.find("widget.js")
        if script is None:
            return respond.text(
                f"// The widget is not built: run `{BUILD_COMMAND}`.\n",
                status=503,
                content_type="application/javascript; charset=utf-8",
            )
        response = file_response(request, script, "public, max-age=60, stale-while-revalidate=600")
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return view


def _front(settings: Settings) -> View:
    async def view(_: Request) -> HTTPResponse:
        if not settings.demo:
            return respond.redirect("/console/")
        return respond.html(front_page.front())

    return view


async def _docs(_: Request) -> HTTPResponse:
    return respond.html(docs_page.rendered())


async def _openapi(_: Request) -> HTTPResponse:
    return HTTPResponse(openapi.rendered(), content_type="application/json")


async def _to_console(_: Request) -> HTTPResponse:
    return respond.redirect("/console/")


async def _no_icon(_: Request) -> HTTPResponse:
    return respond.empty()
