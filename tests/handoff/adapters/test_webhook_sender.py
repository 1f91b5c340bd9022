"""One POST to an address somebody typed in: what arrives, and where it never goes."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest

from handoff.adapters.secret_box import FernetBox
from handoff.adapters.webhook_sender import HttpxHookSender
from handoff.domain.webhooks import Sent

type Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


async def _ok(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")


@asynccontextmanager
async def receiving(answer: Answer = _ok) -> AsyncIterator[tuple[int, list[bytes]]]:
    got: list[bytes] = []

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(
            next(line for line in head.lower().split(b"\r\n") if b"content-length" in line).split(b":")[1]
        )
        got.append(head + await reader.readexactly(length))
        with suppress(ConnectionError):
            await answer(writer)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], got
    finally:
        server.close()
        server.abort_clients()


async def post(port: int, sender: HttpxHookSender | None = None, host: str = "127.0.0.1") -> Sent:
    sender = sender or HttpxHookSender(allow_private=True)
    return await sender.send(f"http://{host}:{port}/in?a=1", {"X-Guanjia-Delivery": "d1"}, b'{"a":1}')


async def test_what_arrives() -> None:
    async with receiving() as (port, got):
        assert await post(port, host="localhost") == Sent(True, "HTTP 204")
    head, _, body = got[0].partition(b"\r\n\r\n")
    assert body == b'{"a":1}'
    assert head.startswith(b"POST /in?a=1 HTTP/1.1\r\n")
    lines = head.lower()
    assert f"host: localhost:{port}".encode() in lines
    assert b"x-guanjia-delivery: d1" in lines
    assert b"content-type: application/json" in lines


async def test_a_redirect_is_not_followed() -> None:
    async with receiving() as (inner, reached):

        async def redirect(writer: asyncio.StreamWriter) -> None:
            place = f"http://127.0.0.1:{inner}/secret"
            writer.write(f"HTTP/1.1 307 Go\r\nLocation: {place}\r\nContent-Length: 0\r\n\r\n".encode())

        async with receiving(redirect) as (port, _):
            assert await post(port) == Sent(False, "HTTP 307")
    assert reached == []


async def test_a_receiver_that_does_not_answer_is_left() -> None:
    async def silent(writer: asyncio.StreamWriter) -> None:
        await writer.wait_closed()

    async with receiving(silent) as (port, _):
        async with asyncio.timeout(10):
            sent = await post(port, HttpxHookSender(allow_private=True, seconds=0.3))
    assert (sent.ok, sent.result) == (False, "0.3 秒内没有应答")


async def test_an_endless_answer_is_cut_off() -> None:
    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"400\r\n" + b"x" * 1024 + b"\r\n")
            await writer.drain()

    async with receiving(endless) as (port, _):
        async with asyncio.timeout(10):
            assert (await post(port)).ok


async def test_a_port_nobody_listens_on() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    sent = await post(port)
    assert not sent.ok
    assert "连接失败" in sent.result


async def test_our_own_network_is_not_called() -> None:
    async with receiving() as (port, got):
        for url in (f"https://127.0.0.1:{port}/", f"http://127.0.0.1:{port}/", f"https://localhost:{port}/"):
            assert not (await HttpxHookSender().send(url, {}, b"{}")).ok
    assert got == []


@pytest.mark.parametrize(
    "found", [["10.0.0.7"], ["1.1.1.1", "10.0.0.7"], ["::ffff:127.0.0.1"], ["169.254.169.254"]]
)
async def test_a_name_that_leads_inside_is_not_called(
    found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def looked_up(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", looked_up)
    sent = await HttpxHookSender().send("https://harmless.example.com/", {}, b"{}")
    assert (sent.ok, "内部网络" in sent.result) == (False, True)


async def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that answers otherwise at a second look gains nothing: there is none."""
    asked: list[str] = []

    async def looked_up(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    async with receiving() as (port, got):
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", looked_up)
        sent = await HttpxHookSender(allow_private=True).send(f"http://hooks.example.com:{port}/", {}, b"{}")
    assert sent.ok
    assert asked.count("hooks.example.com") == 1
    assert f"host: hooks.example.com:{port}".encode() in got[0].lower()


def test_a_sealed_secret_opens_with_its_own_key_only() -> None:
    box = FernetBox("a secret", "webhook-secret")
    sealed = box.seal("whsec_x")
    assert "whsec_x" not in sealed
    assert box.open(sealed) == "whsec_x"
    for other in (FernetBox("another", "webhook-secret"), FernetBox("a secret", "another purpose")):
        assert other.open(sealed) is None
    assert box.open("damaged") is None
