"""What is malformed, forged, too large or not allowed is refused with a clear problem, and leaves no row behind."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from handoff.web.tokens import Tokens
from tests.handoff.web.support import IDENTITY_SECRET, Customer, Desk, identity

MESSAGES = "/api/v1/chat/messages"


def told(answer: httpx.Response) -> tuple[int, str]:
    problem = answer.json()
    assert problem["detail"].endswith(("。", "！", "？")), problem
    assert not problem["detail"].isascii(), "a person can read it"
    return answer.status_code, problem["code"]


BODIES: list[tuple[str, bytes, str, tuple[int, str]]] = [
    ("cut off", b'{"client_msg_id": "a", "te', "application/json", (400, "malformed_json")),
    ("empty", b"", "application/json", (400, "malformed_json")),
    ("deep", b"[" * 30_000, "application/json", (400, "malformed_json")),
    ("deep objects", b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "application/json", (400, "malformed_json")),
    ("not UTF-8", b'{"client_msg_id":"a","text":"\xff\xfe"}', "application/json", (400, "malformed_json")),
    (
        "lone surrogate",
        b'{"client_msg_id":"a","text":"\\ud83d"}',
        "application/json",
        (400, "malformed_json"),
    ),
    ("NaN", b'{"client_msg_id":"a","text":NaN}', "application/json", (400, "malformed_json")),
    ("two documents", b"{}{}", "application/json", (400, "malformed_json")),
    (
        "a form",
        b"client_msg_id=a&text=b",
        "application/x-www-form-urlencoded",
        (415, "unsupported_media_type"),
    ),
    ("no type", b'{"client_msg_id":"a","text":"b"}', "", (415, "unsupported_media_type")),
    (
        "GBK",
        b'{"client_msg_id":"a","text":"b"}',
        "application/json; charset=gbk",
        (415, "unsupported_media_type"),
    ),
    ("a list", b"[]", "application/json", (422, "invalid")),
    ("null", b"null", "application/json", (422, "invalid")),
    ("a number as text", b'{"client_msg_id":"a","text":5}', "application/json", (422, "invalid")),
    ("blank text", b'{"client_msg_id":"a","text":" \\n\\u3000"}', "application/json", (422, "invalid")),
    ("only NUL", b'{"client_msg_id":"a","text":"\\u0000"}', "application/json", (422, "invalid")),
    ("NUL in the id", b'{"client_msg_id":"a\\u0000","text":"b"}', "application/json", (422, "invalid")),
    (
        "unknown field",
        b'{"client_msg_id":"a","text":"b","author":"butler"}',
        "application/json",
        (422, "invalid"),
    ),
    (
        "4001 characters",
        json.dumps({"client_msg_id": "a", "text": "字" * 4001}).encode(),
        "application/json",
        (422, "invalid"),
    ),
    (
        "70 KB",
        json.dumps({"client_msg_id": "a", "text": "x" * 70_000}).encode(),
        "application/json",
        (413, "body_too_large"),
    ),
    (
        "1 MB",
        json.dumps({"client_msg_id": "a", "text": "x" * 1_000_000}).encode(),
        "application/json",
        (413, "body_too_large"),
    ),
]


@pytest.mark.parametrize(("content", "kind", "expected"), [b[1:] for b in BODIES], ids=[b[0] for b in BODIES])
async def test_a_bad_body_leaves_nothing(
    site: Any, customer: Customer, content: bytes, kind: str, expected: tuple[int, str]
) -> None:
    before = await site.row_counts()
    headers = {**customer.headers, "Content-Type": kind}
    assert told(await customer.http.post(MESSAGES, headers=headers, content=content)) == expected
    assert await site.row_counts() == before
    assert (await customer.say("我还在"))["text"] == "我还在", "the connection and the chat go on"


async def test_a_body_of_unknown_length_is_cut_off(site: Any, customer: Customer) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(64):
            yield b"x" * 4096

    before = await site.row_counts()
    headers = {**customer.headers, "Content-Type": "application/json"}
    assert told(await customer.http.post(MESSAGES, headers=headers, content=endless())) == (
        413,
        "body_too_large",
    )
    assert await site.row_counts() == before


@pytest.mark.parametrize(
    ("forged", "code"),
    [
        (lambda: identity("C001", secret="not the secret"), "identity_rejected"),
        (lambda: identity("C001").replace("C001", "C002"), "identity_rejected"),
        (lambda: identity("C001")[:-4], "identity_rejected"),
        (lambda: "C001", "identity_rejected"),
        (lambda: identity("C001", ahead=timedelta(seconds=-5)), "identity_expired"),
        (lambda: identity("C001", ahead=timedelta(days=3)), "identity_expired"),
    ],
)
async def test_a_forged_identity_opens_nothing(
    site: Any, http: httpx.AsyncClient, forged: Any, code: str
) -> None:
    before = await site.row_counts()
    answer = await http.post("/api/v1/chat/sessions", json={"identity": forged()})
    assert told(answer) == (401, code)
    assert await site.row_counts() == before


async def test_tokens_are_checked_on_every_operation(site: Any, http: httpx.AsyncClient) -> None:
    before = await site.row_counts()
    calls = [
        ("GET", "/messages", None),
        ("POST", "/messages", {"client_msg_id": "a", "text": "b"}),
        ("POST", "/tickets", None),
        ("POST", "/read", {"seq": 1}),
        ("POST", "/typing", None),
        ("POST", "/ratings", {"case_id": str(uuid4()), "score": 5}),
    ]
    for token in ("", "Bearer nonsense", f"Bearer {identity('C001')}"):
        headers = {"Authorization": token} if token else {}
        for method, path, body in calls:
            answer = await http.request(method, f"/api/v1/chat{path}", headers=headers, json=body)
            assert told(answer) == (401, "token_rejected"), path
    stream = await http.get("/api/v1/chat/stream", params={"ticket": "nonsense"})
    assert told(stream) == (401, "token_rejected")
    assert await site.row_counts() == before


async def test_a_token_of_an_unknown_conversation_finds_nothing(site: Any, http: httpx.AsyncClient) -> None:
    token, _ = Tokens(site.secret).issue(uuid4(), datetime.now(UTC))
    headers = {"Authorization": f"Bearer {token}"}
    before = await site.row_counts()
    assert told(await http.get(MESSAGES, headers=headers)) == (404, "not_found")
    answer = await http.post(MESSAGES, headers=headers, json={"client_msg_id": "a", "text": "b"})
    assert told(answer) == (404, "not_found")
    assert await site.row_counts() == before


async def test_the_same_message_again_changes_nothing(site: Any, customer: Customer) -> None:
    first = await customer.post("/messages", {"client_msg_id": "once", "text": "只说一次"})
    await customer.hears("bot", first.json()["seq"])
    before = await site.row_counts()
    for text in ("只说一次", "换了内容也一样"):
        again = await customer.post("/messages", {"client_msg_id": "once", "text": text})
        assert (first.status_code, again.status_code) == (202, 200)
        assert again.json() == first.json()
    assert await site.row_counts() == before


@pytest.mark.parametrize(
    "query", [{"after": "x"}, {"after": -1}, {"limit": 0}, {"limit": 10_000}, {"wait": 3600}]
)
async def test_bad_queries(customer: Customer, query: dict[str, Any]) -> None:
    assert told(await customer.get("/messages", **query)) == (422, "invalid")


@pytest.mark.parametrize(
    "rating", [{"score": 0}, {"score": 6}, {"score": "5"}, {"score": 5, "case_id": "x"}, {}]
)
async def test_bad_ratings(site: Any, customer: Customer, rating: dict[str, Any]) -> None:
    before = await site.row_counts()
    assert told(await customer.post("/ratings", {"case_id": str(uuid4()), **rating})) == (422, "invalid")
    assert await site.row_counts() == before


async def test_unknown_addresses_and_methods(http: httpx.AsyncClient) -> None:
    assert told(await http.get("/api/v1/nothing")) == (404, "not_found")
    wrong = await http.put(MESSAGES, json={})
    assert told(wrong) == (405, "method_not_allowed")
    assert "POST" in wrong.headers["allow"]


async def test_roles(site: Any, http: httpx.AsyncClient, linxiao: Desk, trainer: Desk, suyan: Desk) -> None:
    before = await site.row_counts()
    assert told(await http.get("/api/v1/cases")) == (401, "unauthorized")
    for path in ("/cases", f"/cases/{uuid4()}", "/events"):
        assert told(await trainer.get(path)) == (403, "forbidden"), path
    assert told(await trainer.post(f"/cases/{uuid4()}/claim")) == (403, "forbidden")
    assert told(await linxiao.get("/reconciliation")) == (403, "forbidden")
    assert (await suyan.get("/reconciliation")).status_code == 200
    assert await site.row_counts() == before


async def test_a_desk_write_needs_its_csrf_token(site: Any, linxiao: Desk, zhoukai: Desk) -> None:
    before = await site.row_counts()
    path = f"/api/v1/cases/{uuid4()}/claim"
    for value in (None, b"", zhoukai.csrf.encode(), b"\xe9\xff"):
        answer = await linxiao.http.post(
            path, headers=[(b"X-CSRF-Token", value)] if value is not None else []
        )
        assert told(answer) == (403, "csrf_failed")
    assert await site.row_counts() == before


@pytest.mark.parametrize("username", ["a\x00b", "\x1f", "x" * 65, "", None, 5])
async def test_bad_user_names(http: httpx.AsyncClient, username: Any) -> None:
    answer = await http.post("/api/v1/auth/login", json={"username": username, "password": "x"})
    assert told(answer) == (422, "invalid")


@pytest.mark.parametrize("cursor", ["nonsense", "\x00", "=", "é", "x" * 300])
async def test_bad_list_cursors(linxiao: Desk, cursor: str) -> None:
    assert told(await linxiao.get("/cases", cursor=cursor)) == (422, "invalid")


async def test_headers_of_foreign_bytes(http: httpx.AsyncClient, customer: Customer, linxiao: Desk) -> None:
    odd = b"\xff\xfe\xe9"
    wrong = [(b"Authorization", b"Bearer " + odd), (b"X-Correlation-Id", odd)]
    assert told(await http.get(MESSAGES, headers=wrong)) == (401, "token_rejected")
    assert told(await http.get("/api/v1/auth/me", headers=[(b"Cookie", b"gj_session=" + odd)])) == (
        401,
        "unauthorized",
    )
    ticket = (await customer.post("/tickets")).json()["ticket"]
    stream = await http.get(
        "/api/v1/chat/stream", params={"ticket": ticket}, headers=[(b"Last-Event-ID", odd)]
    )
    assert told(stream) == (422, "invalid")
    async with linxiao.http.stream("GET", "/api/v1/events", headers=[(b"Last-Event-ID", odd)]) as live:
        assert live.status_code == 200, "a cursor that cannot be one starts afresh with hello"


async def test_secrets_do_not_show(customer: Customer) -> None:
    assert IDENTITY_SECRET not in json.dumps(customer.session)
    assert customer.conversation_id not in customer.token
