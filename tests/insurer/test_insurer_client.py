"""The client's typed errors, against real sockets that misbehave."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx
import pytest

from insurer.client import (
    InsurerClient,
    InsurerNotFound,
    InsurerRefused,
    InsurerRejected,
    InsurerUnavailable,
)
from tests.insurer.running import free_port, silent_server


@asynccontextmanager
async def answering(payload: Callable[[bytes], bytes]) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A server that answers every request with raw bytes; yields its address and the requests it got."""
    got: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        got.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(payload(got[-1]))
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        yield f"http://127.0.0.1:{port}", got


def http(status: int, body: bytes, kind: str = "application/json") -> bytes:
    head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body


async def ask(url: str, seconds: float = 2.0, **more: str) -> object:
    async with InsurerClient(url, "t", seconds) as client:
        return await client.claims("C001", **more)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (http(200, b"not json"), InsurerUnavailable),
        (http(200, b"[]"), InsurerUnavailable),
        (http(200, b'{"items": [{"claim_no": 1}]}'), InsurerUnavailable),
        (http(200, b'{"items": ['), InsurerUnavailable),
        (http(302, b""), InsurerUnavailable),
        (http(400, b'{"code": "invalid"}', "application/problem+json"), InsurerRejected),
        (http(401, b""), InsurerRejected),
        (http(403, b"[1]"), InsurerRejected),
        (http(404, b"{}"), InsurerNotFound),
        (http(429, b"{}"), InsurerUnavailable),
        (http(500, b"<html>"), InsurerUnavailable),
        (http(503, b'{"code": "unavailable"}'), InsurerUnavailable),
        (b"garbage\r\n\r\n", InsurerUnavailable),
        (b"", InsurerUnavailable),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort", InsurerUnavailable),
    ],
)
async def test_bad_answers(answer: bytes, error: type[Exception]) -> None:
    async with answering(lambda _: answer) as (url, _):
        with pytest.raises(error):
            await ask(url)


async def test_an_error_never_quotes_the_customer() -> None:
    body = '{"items": [{"claim_no": "LP8800010001", "incident": "王建明住院"}]}'.encode()
    async with answering(lambda _: http(200, body)) as (url, _):
        with pytest.raises(InsurerUnavailable) as error:
            await ask(url)
    assert "王建明" not in str(error.value)
    assert "LP8800010001" not in str(error.value)
    assert error.value.__cause__ is None


async def test_nobody_there() -> None:
    with pytest.raises(InsurerUnavailable):
        await ask(f"http://127.0.0.1:{free_port()}")


async def test_too_slow_ends_with_the_timeout() -> None:
    with silent_server() as url:
        began = time.monotonic()
        with pytest.raises(InsurerUnavailable, match="in time"):
            await ask(url, seconds=0.3)
    assert time.monotonic() - began < 2


class FailingConnects(httpx.AsyncBaseTransport):
    """The first `times` connects fail, then the real network is used."""

    def __init__(self, times: int) -> None:
        self.left = times
        self.real = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.left:
            self.left -= 1
            raise httpx.ConnectError("refused", request=request)
        return await self.real.handle_async_request(request)


@pytest.mark.parametrize(("failures", "fine"), [(0, True), (1, True), (2, False)])
async def test_one_failed_connect_is_tried_again(failures: int, fine: bool) -> None:
    async with (
        answering(lambda _: http(200, b'{"items": []}')) as (url, _),
        InsurerClient(url, "t", transport=FailingConnects(failures)) as client,
    ):
        if fine:
            assert await client.claims("C001") == ()
        else:
            with pytest.raises(InsurerUnavailable):
                await client.claims("C001")


async def test_what_reached_the_core_is_not_sent_again() -> None:
    async with answering(lambda _: b"") as (url, got):
        with pytest.raises(InsurerUnavailable):
            await ask(url)
        assert len(got) == 1


async def test_correlation_id_is_sent_only_when_well_formed() -> None:
    async with answering(lambda _: http(200, b'{"items": []}')) as (url, got):
        await ask(url, correlation_id="abcd-1234-efgh")
        await ask(url, correlation_id="x\r\nEvil: 1")
    assert b"x-correlation-id: abcd-1234-efgh" in got[0].lower()
    assert b"x-correlation-id" not in got[1].lower()
    assert b"Evil" not in got[1]


async def test_a_reference_cannot_change_the_path() -> None:
    async with answering(lambda _: http(404, b"{}")) as (url, got), InsurerClient(url, "t") as client:
        with pytest.raises(InsurerNotFound):
            await client.customer("../claims/LP1?customer_ref=C002#")
    assert got[0].startswith(b"GET /v1/customers/..%2Fclaims%2FLP1%3Fcustomer_ref%3DC002%23 HTTP/1.1")


async def test_readiness_never_raises() -> None:
    async with InsurerClient(f"http://127.0.0.1:{free_port()}", "t") as client:
        assert not await client.is_ready()
    async with answering(lambda _: http(503, b"{}")) as (url, _), InsurerClient(url, "t") as client:
        assert not await client.is_ready()


# --- writing ---


async def suggest(client: InsurerClient, key: str = "k-1", text: str = "字再大些") -> object:
    return await client.make_request(customer_ref="C001", kind="suggestion", text=text, key=key)


CREATED = http(
    201,
    b'{"request_no":"JY1","kind":"suggestion","status":"received","received_at":"2026-11-22T10:00:00+08:00","next_step":"x"}',
)


async def test_a_post_carries_its_key() -> None:
    async with answering(lambda _: CREATED) as (url, got), InsurerClient(url, "t") as client:
        await suggest(client)
    assert got[0].startswith(b"POST /v1/requests HTTP/1.1")
    assert b"idempotency-key: k-1" in got[0].lower()


@pytest.mark.parametrize(("failures", "fine"), [(1, True), (2, False)])
async def test_a_post_that_could_not_connect_is_tried_once_more_with_its_key(
    failures: int, fine: bool
) -> None:
    async with (
        answering(lambda _: CREATED) as (url, got),
        InsurerClient(url, "t", transport=FailingConnects(failures)) as client,
    ):
        if fine:
            await suggest(client)
        else:
            with pytest.raises(InsurerUnavailable):
                await suggest(client)
    assert len(got) == fine
    assert all(b"idempotency-key: k-1" in head.lower() for head in got)


async def test_a_post_that_reached_the_core_is_not_sent_again() -> None:
    async with answering(lambda _: b"") as (url, got), InsurerClient(url, "t") as client:
        with pytest.raises(InsurerUnavailable):
            await suggest(client)
    assert len(got) == 1


async def test_a_write_that_takes_too_long_ends_with_the_timeout() -> None:
    with silent_server() as url:
        async with InsurerClient(url, "t", 0.3) as client:
            began = time.monotonic()
            with pytest.raises(InsurerUnavailable, match="in time"):
                await suggest(client)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("key", ["", "x" * 121, "a b", "钥匙", "a\r\nEvil: 1"])
async def test_a_write_without_a_proper_key_is_a_mistake_of_the_code(key: str) -> None:
    async with answering(lambda _: CREATED) as (url, got), InsurerClient(url, "t") as client:
        with pytest.raises(ValueError, match="idempotency key"):
            await suggest(client, key)
    assert not got


async def test_a_rule_is_told_in_its_own_sentence_and_not_in_the_error() -> None:
    body = '{"code": "not_allowed", "detail": "赔案 LP8800010001 已经结案，不再收材料。"}'.encode()
    answer = http(409, body, "application/problem+json")
    async with answering(lambda _: answer) as (url, _), InsurerClient(url, "t") as client:
        with pytest.raises(InsurerRefused) as refused:
            await suggest(client)
    assert (refused.value.code, refused.value.sentence) == (
        "not_allowed",
        "赔案 LP8800010001 已经结案，不再收材料。",
    )
    assert "LP8800010001" not in str(refused.value)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (b'{"code": "invalid", "errors": [{"field": "text", "message": "x"}]}', ["text"]),
        (b'{"code": "invalid", "errors": "none"}', []),
        (b'{"code": "invalid", "errors": [1]}', []),
        (b"[]", []),
        (b"oops", []),
    ],
)
async def test_wrong_fields_come_as_a_list_whatever_the_core_says(body: bytes, fields: list[str]) -> None:
    async with answering(lambda _: http(422, body)) as (url, _), InsurerClient(url, "t") as client:
        with pytest.raises(InsurerRejected) as rejected:
            await suggest(client)
    assert [error.field for error in rejected.value.errors] == fields


async def test_what_cannot_be_right_is_not_sent() -> None:
    async with answering(lambda _: CREATED) as (url, got), InsurerClient(url, "t") as client:
        with pytest.raises(InsurerRejected) as rejected:
            await suggest(client, text="字" * 2001)
    assert [(e.field, e.message) for e in rejected.value.errors] == [("text", "最多 2000 个字。")]
    assert rejected.value.__cause__ is None
    assert not got
