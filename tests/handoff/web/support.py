"""Screens as HTTP clients: every answer they get is held against the hub's own OpenAPI declaration."""

import json
import re
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from handoff.adapters.channels.web import WebIdentity, sign_identity
from handoff.web.problems import KINDS
from handoff.web.route import Route
from handoff.web.routes import ALL

Json = dict[str, Any]
IDENTITY_SECRET = "identity-secret-of-the-web-tests"
PASSWORD = "guanjia-demo"

_PATTERNS = [
    (route, re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(route.path)) + r"\Z")) for route in ALL
]


def route_of(method: str, path: str) -> Route | None:
    return next((r for r, pattern in _PATTERNS if r.method == method and pattern.match(path)), None)


async def hold_to_contract(response: httpx.Response) -> None:
    """Raises AssertionError when an answer of an API route is not one that its declaration promises."""
    route = route_of(response.request.method, response.request.url.path)
    kind = response.headers.get("content-type", "")
    if route is None or kind.startswith("text/event-stream"):
        return
    await response.aread()
    if kind in route.files and response.status_code == 200:
        return
    where = f"{route.name} {response.status_code} {response.text[:200]}"
    if kind == "application/problem+json":
        problem = response.json()
        assert problem["code"] in route.problem_codes, where
        assert KINDS[problem["code"]].status == response.status_code == problem["status"], where
        assert problem["correlation_id"] == response.headers["x-correlation-id"], where
        return
    assert response.status_code in route.answers, where
    model = route.answers[response.status_code]
    if model is None:
        assert response.content == b"", where
        return
    assert kind == "application/json", where
    again = json.loads(model.model_validate_json(response.content).model_dump_json(by_alias=True))
    assert again == response.json(), where


def client(base: str) -> httpx.AsyncClient:
    """Each has an address of its own on the loopback network: log-ins are counted per address."""
    address = f"127.{secrets.randbelow(200) + 20}.{secrets.randbelow(250) + 1}.{secrets.randbelow(250) + 1}"
    transport = httpx.AsyncHTTPTransport(local_address=address)
    hooks: dict[str, list[Any]] = {"response": [hold_to_contract]}
    return httpx.AsyncClient(base_url=base, timeout=30, event_hooks=hooks, transport=transport)


def identity(user_id: str, ahead: timedelta = timedelta(hours=1), secret: str = IDENTITY_SECRET) -> str:
    expires_at = int((datetime.now(UTC) + ahead).timestamp())
    return sign_identity(WebIdentity(user_id, expires_at, secrets.token_urlsafe(12)), secret)


@dataclass(frozen=True)
class Event:
    name: str
    id: str | None
    data: Any


async def read_events(response: httpx.Response) -> AsyncIterator[Event]:
    """Events of a stream; comments are skipped."""
    fields: dict[str, str] = {}
    async for line in response.aiter_lines():
        if line.startswith(":"):
            continue
        if line:
            name, _, value = line.partition(": ")
            fields[name] = value
            continue
        if "data" in fields:
            yield Event(fields.get("event", "message"), fields.get("id"), json.loads(fields["data"]))
        fields = {}


@dataclass
class Customer:
    http: httpx.AsyncClient
    token: str
    session: Json
    feed: list[Json] = field(default_factory=list)

    @classmethod
    async def enter(cls, http: httpx.AsyncClient, user_id: str) -> "Customer":
        answer = await http.post("/api/v1/chat/sessions", json={"identity": identity(user_id)})
        assert answer.status_code == 201, answer.text
        return cls(http, answer.json()["token"], answer.json())

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def conversation_id(self) -> str:
        return str(self.session["conversation_id"])

    async def get(self, path: str, **query: Any) -> httpx.Response:
        return await self.http.get(f"/api/v1/chat{path}", headers=self.headers, params=query)

    async def post(self, path: str, body: Json | None = None) -> httpx.Response:
        return await self.http.post(f"/api/v1/chat{path}", headers=self.headers, json=body)

    async def say(self, text: str, client_msg_id: str | None = None) -> Json:
        body = {"client_msg_id": client_msg_id or secrets.token_hex(8), "text": text}
        answer = await self.post("/messages", body)
        assert answer.status_code in (200, 202), answer.text
        return dict(answer.json())

    async def page(self, after: int = 0, **query: Any) -> Json:
        answer = await self.get("/messages", after=after, **query)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def state(self) -> Json:
        return dict((await self.page(after=0))["state"])

    async def hears(self, author: str, after: int = 0, seconds: float = 20) -> Json:
        """The next message of that author, by long poll."""
        end = datetime.now(UTC) + timedelta(seconds=seconds)
        while datetime.now(UTC) < end:
            page = await self.page(after=after, wait=2)
            for message in page["messages"]:
                after = message["seq"]
                if message["author"] == author:
                    return dict(message)
        raise AssertionError(f"no message of {author} within {seconds} s")

    @asynccontextmanager
    async def stream(
        self, after: int = 0, last_event_id: str | None = None
    ) -> AsyncIterator[AsyncIterator[Event]]:
        ticket = (await self.post("/tickets")).json()["ticket"]
        headers = {"Last-Event-ID": last_event_id} if last_event_id else {}
        query = {"ticket": ticket, "after": after}
        async with self.http.stream("GET", "/api/v1/chat/stream", params=query, headers=headers) as response:
            assert response.status_code == 200
            yield read_events(response)


@dataclass
class Desk:
    http: httpx.AsyncClient
    csrf: str
    user: Json

    @classmethod
    async def log_in(cls, base: str, username: str) -> "Desk":
        http = client(base)
        answer = await http.post("/api/v1/auth/login", json={"username": username, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        return cls(http, answer.json()["csrf_token"], answer.json()["user"])

    async def get(self, path: str, **query: Any) -> httpx.Response:
        return await self.http.get(f"/api/v1{path}", params=query)

    async def post(self, path: str, body: Json | None = None) -> httpx.Response:
        return await self.http.post(f"/api/v1{path}", json=body, headers={"X-CSRF-Token": self.csrf})

    async def case_of(self, customer: Customer, view: str = "all") -> Json | None:
        for item in (await self.get("/cases", view=view)).json()["items"]:
            detail = (await self.get(f"/cases/{item['id']}")).json()
            if detail["conversation_id"] == customer.conversation_id:
                return dict(detail)
        return None

    @asynccontextmanager
    async def events(self, after: str | None = None) -> AsyncIterator[AsyncIterator[Event]]:
        headers = {"Last-Event-ID": after} if after else {}
        async with self.http.stream("GET", "/api/v1/events", headers=headers) as response:
            assert response.status_code == 200, await response.aread()
            yield read_events(response)
