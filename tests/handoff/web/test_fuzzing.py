"""Requests that schemathesis makes up from the OpenAPI document, right ones and wrong ones, against a running hub:
never a 5xx, never an answer the document does not describe.

Everybody's routes are called by one user with every role; ids in paths are half of the time those of things that
exist, otherwise most requests would end at a 404. Seeds are fixed: the same requests every time."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from uuid import NAMESPACE_URL, uuid4, uuid5

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from schemathesis.checks import (
    CHECKS,
    not_a_server_error,
)

from handoff.adapters.sql.engine import async_url, make_engine
from handoff.config import DEMO_PASSWORD
from handoff.domain.accounts import Role, User
from handoff.web.cookies import SESSION_COOKIE
from handoff.web.openapi import document
from handoff.web.route import Auth, Route
from handoff.web.routes import ALL
from tests.conftest import Server
from tests.handoff.web.conftest import Site, running
from tests.handoff.web.support import identity

#: Made up per operation and kind of data; a longer search: FUZZ_EXAMPLES=100 pytest …
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "6"))
#: Streams do not end; who logs out is nobody afterwards. Both have tests of their own.
SKIPPED = {"streamEvents", "streamChat", "logOut"}
FUZZED = [route for route in ALL if not route.events and route.name not in SKIPPED]


@dataclass
class Target:
    url: str
    desk_headers: dict[str, str]
    chat_headers: dict[str, str]
    known: dict[str, list[str]] = field(default_factory=dict)

    def headers(self, route: Route) -> dict[str, str]:
        if route.auth is Auth.DESK:
            return self.desk_headers
        return self.chat_headers if route.auth is Auth.CHAT else {}


@pytest.fixture(scope="module")
async def target(postgres_server: Server) -> AsyncIterator[Target]:
    """A hub of its own, without workers: what is made up here must not be sent anywhere."""
    name = await postgres_server.copy()
    engine = make_engine(async_url(postgres_server.url(name)))
    async with running(engine) as site:
        yield await _prepared(site)
    await engine.dispose()
    await postgres_server.drop(name)


async def _prepared(site: Site) -> Target:
    user = User(uuid5(NAMESPACE_URL, "fuzzer"), "fuzzer", "测试", frozenset(Role))
    await site.hub.accounts.seed([user], DEMO_PASSWORD)
    async with site.http() as http:
        answer = await http.post("/api/v1/auth/login", json={"username": "fuzzer", "password": DEMO_PASSWORD})
        desk = {
            "Cookie": f"{SESSION_COOKIE}={answer.cookies[SESSION_COOKIE]}",
            "X-CSRF-Token": answer.json()["csrf_token"],
        }
        entered = await http.post("/api/v1/chat/sessions", json={"identity": identity("C-fuzz")})
        chat = {"Authorization": f"Bearer {entered.json()['token']}"}
        target = Target(site.url, desk, chat)
        await _populate(site, http, target)
    return target


async def _populate(site: Site, http: httpx.AsyncClient, target: Target) -> None:
    """Cases in several states, and one of everything that has an id."""
    case_ids = []
    for number in range(4):
        entered = await http.post("/api/v1/chat/sessions", json={"identity": identity(f"C-{number}")})
        chat = {"Authorization": f"Bearer {entered.json()['token']}"}
        body = {"client_msg_id": uuid4().hex, "text": "凭什么拒赔"}
        await http.post("/api/v1/chat/messages", json=body, headers=chat)
    await site.hub.bot.probe()
    async with asyncio.timeout(20):
        while await site.hub.turns.step() == 0:
            pass
    listed = await http.get("/api/v1/cases?view=waiting", headers=target.desk_headers)
    case_ids = [item["id"] for item in listed.json()["items"]]
    assert len(case_ids) == 4
    for case_id in case_ids[:2]:
        await http.post(f"/api/v1/cases/{case_id}/claim", headers=target.desk_headers)
    hook = {"url": "https://hooks.example.com/", "kinds": ["case.opened"]}
    reply = {"shortcut": "您好", "title": "您好", "text": "{客户}您好"}
    promise = {"text": "明天给您答复", "due_at": "2036-11-24T10:00:00+08:00"}
    made = {
        "webhook_id": ("/api/v1/webhooks", hook),
        "reply_id": ("/api/v1/canned-replies", reply),
        "promise_id": (f"/api/v1/cases/{case_ids[0]}/promises", promise),
    }
    target.known = {"case_id": case_ids, "butler_id": [str(uuid5(NAMESPACE_URL, "fuzzer"))]}
    for name, (path, body) in made.items():
        answer = await http.post(path, json=body, headers=target.desk_headers)
        if answer.status_code == 201:
            target.known[name] = [answer.json()["id"]]
    clocks = await http.get(f"/api/v1/cases/{case_ids[0]}", headers=target.desk_headers)
    target.known["clock_id"] = [clock["id"] for clock in clocks.json()["clocks"] if "id" in clock]


SCHEMA = schemathesis.openapi.from_dict(document())
CONFORMANCE = ("status_code_conformance", "content_type_conformance", "response_schema_conformance")
CHECKED = [not_a_server_error, *CHECKS.get_by_names(CONFORMANCE)]


def _takes_anything(route: Route) -> bool:
    """Whether there is something that could be sent wrong."""
    return bool(route.body or route.query or route.upload or "{" in route.path or route.takes_key)


CASES = [
    pytest.param(route, mode, id=f"{route.name}-{mode.value}")
    for route in FUZZED
    for mode in schemathesis.GenerationMode
    if mode is schemathesis.GenerationMode.POSITIVE or _takes_anything(route)
]


@pytest.mark.parametrize(("route", "mode"), CASES)
async def test_whatever_is_sent_is_answered(
    route: Route, mode: schemathesis.GenerationMode, target: Target
) -> None:
    await asyncio.to_thread(_fuzz, route, mode, target)


def _fuzz(route: Route, mode: schemathesis.GenerationMode, target: Target) -> None:
    operation = SCHEMA[route.path][route.method]
    known: Iterator[bool] = cycle((True, False))

    @given(case=operation.as_strategy(generation_mode=mode))
    @hypothesis_settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    def send(case: schemathesis.Case) -> None:
        if next(known):
            for name in set(case.path_parameters or {}) & set(target.known):
                case.path_parameters[name] = target.known[name][0]
        if "wait" in (case.query or {}):
            case.query["wait"] = 0  # a long poll waits on purpose
        headers = target.headers(route)
        case.call_and_validate(base_url=target.url, headers=headers, checks=CHECKED, timeout=30)

    send()
