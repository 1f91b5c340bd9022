"""Turns a route's declaration into a Sanic route: who may call and what is well formed is decided here,
before any handler runs."""

import asyncio
from typing import Any

from pydantic import BaseModel
from sanic import HTTPResponse, Request, Sanic

from handoff.bootstrap import Hub
from handoff.domain.accounts import Principal
from handoff.domain.errors import Forbidden
from handoff.web.call import Call
from handoff.web.cookies import session_token, set_cookie
from handoff.web.correlation import correlation_id_of
from handoff.web.idempotency import Once, fingerprint_of, key_of
from handoff.web.problems import HttpProblem
from handoff.web.reading import (
    ascii_header,
    parse_json,
    path_day,
    path_id,
    query_values,
    read_body,
    require_json,
    validated,
)
from handoff.web.route import Auth, Reply, Route
from handoff.web.signature import verify_signature
from handoff.web.tokens import ChatAccess, Tokens
from handoff.web.uploading import receive_file


class Endpoints:
    """Mounts routes on an app, with the services they use."""

    def __init__(self, app: Sanic[Any, Any], hub: Hub) -> None:
        self._app = app
        self._hub = hub
        self._tokens = Tokens(hub.settings.guanjia_secret.get_secret_value())
        self._once = Once(hub.idempotency, hub.settings.guanjia_secret.get_secret_value())
        self._writes: set[asyncio.Task[Reply | None]] = set()

    def mount(self, route: Route) -> None:
        async def endpoint(request: Request, **params: str) -> HTTPResponse | None:
            call = await self._admit(request, route, params)
            reply = await (self._finish(route, call) if route.is_write else route.handler(call))
            return None if reply is None else self._rendered(reply)

        uri = route.path.replace("{", "<").replace("}", ":str>")
        self._app.route(
            uri,
            methods=[route.method],
            name=route.name,
            stream=route.is_write,
            ignore_body=not route.is_write,
        )(endpoint)

    async def drain(self) -> None:
        """Until every write that was begun has ended."""
        if self._writes:
            await asyncio.gather(*self._writes, return_exceptions=True)

    async def _finish(self, route: Route, call: Call) -> Reply | None:
        """Sanic cancels a handler when its caller hangs up; a write goes on to its end, so that its
        wake-ups follow its commit."""
        task = asyncio.ensure_future(self._write(route, call))
        self._writes.add(task)
        task.add_done_callback(self._writes.discard)
        return await asyncio.shield(task)

    async def _write(self, route: Route, call: Call) -> Reply | None:
        key = key_of(call.request, route)
        if key is None:
            return await route.handler(call)
        return await self._once.answer(call.viewer, key, call.fingerprint, lambda: route.handler(call))

    async def _admit(self, request: Request, route: Route, params: dict[str, str]) -> Call:
        hub, now = self._hub, self._hub.clock.now()
        if route.demo_only and not hub.settings.demo:
            raise HttpProblem("not_found")
        principal = await self._desk_user(request, route) if route.auth is Auth.DESK else None
        query = validated(route.query, query_values(request)) if route.query else None
        access = self._chat_access(request, route)
        day = path_day(params.pop("day")) if "day" in params else None
        ids = {name: path_id(value) for name, value in params.items()}
        upload, raw = None, b""
        if route.upload and access is not None:
            upload = await receive_file(request, access.conversation_id, hub.uploads)
        else:
            raw = await self._raw(request, route)
        return Call(
            request,
            hub,
            self._tokens,
            correlation_id_of(request),
            now,
            ids,
            None if route.upload else _parsed(request, route, raw),
            query,
            access,
            principal,
            upload,
            fingerprint_of(request, raw) if route.takes_key else "",
            day,
        )

    async def _desk_user(self, request: Request, route: Route) -> Principal:
        principal = await self._hub.accounts.authenticate(session_token(request))
        if route.needs_csrf:
            try:
                self._hub.accounts.check_csrf(principal, ascii_header(request, "x-csrf-token"))
            except Forbidden as error:
                raise HttpProblem("csrf_failed") from error
        if route.roles:
            principal.require(*route.roles)
        return principal

    def _chat_access(self, request: Request, route: Route) -> ChatAccess | None:
        now = self._hub.clock.now()
        if route.auth is Auth.CHAT:
            return self._tokens.check(ascii_header(request, "authorization"), now)
        if route.auth is Auth.TICKET:
            return self._tokens.redeem(request.args.get("ticket", ""), now)
        return None

    def _rendered(self, reply: Reply) -> HTTPResponse:
        response = _content(reply)
        response.headers.update(reply.headers)
        for cookie in reply.cookies:
            set_cookie(response, cookie, secure=self._hub.settings.public_url.startswith("https://"))
        return response

    async def _raw(self, request: Request, route: Route) -> bytes:
        if not route.is_write:
            return b""
        raw = await read_body(request, route.max_body)
        if route.auth is Auth.INSURER:
            secret = self._hub.settings.insurer_events_secret.get_secret_value()
            verify_signature(request, raw, secret, self._hub.clock.now())
        return raw


def _parsed(request: Request, route: Route, raw: bytes) -> BaseModel | None:
    if route.body is None:
        return None
    require_json(request)
    return validated(route.body, parse_json(raw))


def _content(reply: Reply) -> HTTPResponse:
    if reply.raw is not None:
        return HTTPResponse(reply.raw, status=reply.status, content_type=reply.media_type)
    if reply.body is None:
        return HTTPResponse(status=reply.status)
    text = reply.body.model_dump_json(by_alias=True)
    return HTTPResponse(text, status=reply.status, content_type="application/json")
