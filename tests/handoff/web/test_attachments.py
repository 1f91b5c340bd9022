"""Files in the chat: taken by their first bytes and not larger than allowed, never run by a browser, seen by the
customer and the desk only."""

import asyncio
import secrets
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from handoff.domain.attachments import MAX_BYTES, clean_name, media_type_of
from tests.handoff.web.conftest import Site
from tests.handoff.web.support import Customer, Desk

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 64
PDF = b"%PDF-1.7\n" + b"x" * 64
WEBP = b"RIFF\x10\x00\x00\x00WEBPVP8 " + b"\x00" * 32
HEIC = b"\x00\x00\x00\x18ftypheic" + b"\x00" * 32
PATH = "/api/v1/chat/attachments"


async def upload(
    customer: Customer, content: bytes, name: str = "发票.png", kind: str = "image/png"
) -> httpx.Response:
    return await customer.http.post(PATH, headers=customer.headers, files={"file": (name, content, kind)})


async def sent(customer: Customer, *contents: bytes, words: str = "") -> dict[str, Any]:
    ids = [(await upload(customer, content)).json()["id"] for content in contents]
    body = {"client_msg_id": secrets.token_hex(8), "text": words, "attachment_ids": ids}
    answer = await customer.post("/messages", body)
    assert answer.status_code == 202, answer.text
    return dict(answer.json())


@pytest.mark.parametrize(
    ("content", "media_type", "name"),
    [
        (PNG, "image/png", "发票.png"),
        (JPEG, "image/jpeg", "发票.jpg"),
        (WEBP, "image/webp", "发票.webp"),
        (HEIC, "image/heic", "发票.heic"),
        (PDF, "application/pdf", "发票.pdf"),
    ],
)
async def test_up_and_down(customer: Customer, content: bytes, media_type: str, name: str) -> None:
    answer = await upload(customer, content, "发票.exe", "text/html")
    assert answer.status_code == 201, answer.text
    file = answer.json()
    assert (file["media_type"], file["name"], file["size"]) == (media_type, name, len(content))
    back = await customer.get(f"/attachments/{file['id']}")
    assert back.content == content
    assert back.headers["content-type"] == media_type
    assert back.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert back.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'; sandbox" in back.headers["content-security-policy"]


async def test_a_message_carries_them_to_the_bot_and_the_desk(
    site: Site, customer: Customer, linxiao: Desk, other: Customer
) -> None:
    message = await sent(customer, PNG, PDF, words="凭什么不收这张发票")
    assert [a["media_type"] for a in message["attachments"]] == ["image/png", "application/pdf"]
    page = await customer.page()
    assert page["messages"][0]["attachments"] == message["attachments"]
    await customer.hears("bot")
    case = await linxiao.case_of(customer)
    assert case is not None
    shown = (await linxiao.get(f"/cases/{case['id']}/messages")).json()["messages"][0]
    assert shown["attachments"] == message["attachments"]
    first = message["attachments"][0]["id"]
    back = await linxiao.get(f"/cases/{case['id']}/attachments/{first}")
    assert back.content == PNG
    unsent = (await upload(customer, JPEG)).json()["id"]
    assert (await linxiao.get(f"/cases/{case['id']}/attachments/{unsent}")).status_code == 404
    theirs = (await sent(other, JPEG))["attachments"][0]["id"]
    assert (await linxiao.get(f"/cases/{case['id']}/attachments/{theirs}")).status_code == 404
    async with site.http() as stranger:
        assert (await stranger.get(f"/api/v1/cases/{case['id']}/attachments/{first}")).status_code == 401


async def test_trainers_see_no_files(customer: Customer, linxiao: Desk, trainer: Desk) -> None:
    message = await sent(customer, PNG, words="凭什么")
    await customer.hears("bot")
    case = await linxiao.case_of(customer)
    assert case is not None
    path = f"/cases/{case['id']}/attachments/{message['attachments'][0]['id']}"
    assert (await trainer.get(path)).status_code == 403


async def test_nobody_elses(customer: Customer, other: Customer) -> None:
    own = (await upload(customer, PNG)).json()["id"]
    assert (await other.get(f"/attachments/{own}")).status_code == 404
    body = {"client_msg_id": "m1", "text": "看", "attachment_ids": [own]}
    assert (await other.post("/messages", body)).status_code == 422
    assert (await customer.get("/attachments/not-an-id")).status_code == 404
    assert (await customer.http.get(f"{PATH}/{own}")).status_code == 401


async def test_each_file_belongs_to_one_message(customer: Customer) -> None:
    message = await sent(customer, PNG)
    used = message["attachments"][0]["id"]
    again = {"client_msg_id": message["client_msg_id"], "text": "", "attachment_ids": [used]}
    answer = await customer.post("/messages", again)
    assert (answer.status_code, answer.json()["attachments"]) == (200, message["attachments"])
    other = {"client_msg_id": "another", "text": "再发", "attachment_ids": [used]}
    assert (await customer.post("/messages", other)).status_code == 422
    assert (await customer.page())["messages"][-1]["seq"] >= 1


async def test_two_messages_race_for_one_file(customer: Customer) -> None:
    one = (await upload(customer, PNG)).json()["id"]
    bodies = [{"client_msg_id": f"race{n}", "text": "看", "attachment_ids": [one]} for n in range(4)]
    answers = await asyncio.gather(*(customer.post("/messages", body) for body in bodies))
    assert sorted(a.status_code for a in answers) == [202, 422, 422, 422]


@pytest.mark.parametrize(
    "body",
    [
        {"client_msg_id": "a", "text": ""},
        {"client_msg_id": "a", "text": "  ", "attachment_ids": []},
        {"client_msg_id": "a", "text": "x", "attachment_ids": ["nope"]},
        {"client_msg_id": "a", "text": "x", "attachment_ids": ["0" * 32] * 10},
        {"client_msg_id": "a", "text": "x", "attachment_ids": "abc"},
    ],
)
async def test_malformed_messages(customer: Customer, body: dict[str, Any]) -> None:
    assert (await customer.post("/messages", body)).status_code == 422


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>",
        b"GIF89a" + b"\x00" * 64,
        b"PK\x03\x04" + b"x" * 64,
        b"MZ\x90",
        b"\x00" * 99,
    ],
)
async def test_other_types_are_refused_whatever_they_are_called(
    site: Site, customer: Customer, content: bytes
) -> None:
    before = await site.row_counts()
    answer = await upload(customer, content)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")
    assert await site.row_counts() == before


async def test_an_empty_file(customer: Customer) -> None:
    assert (await upload(customer, b"")).status_code == 422


async def test_too_large_is_refused_while_it_comes(customer: Customer) -> None:
    async def endless() -> Any:
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n' + PNG
        for _ in range(200):
            yield b"\x00" * 65536

    headers = {**customer.headers, "Content-Type": "multipart/form-data; boundary=b"}
    answer = await customer.http.post(PATH, headers=headers, content=endless())
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
    exact = PNG + b"\x00" * (MAX_BYTES - len(PNG))
    assert (await upload(customer, exact)).status_code == 201
    assert (await upload(customer, exact + b"\x00")).status_code == 413


BROKEN: list[tuple[str, bytes, str, int]] = [
    ("not multipart", b"{}", "application/json", 415),
    ("no boundary", b"x", "multipart/form-data", 400),
    ("nothing", b"", "multipart/form-data; boundary=b", 400),
    (
        "cut off",
        b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n' + PNG,
        "multipart/form-data; boundary=b",
        400,
    ),
    (
        "other field",
        b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\nabc\r\n--b--\r\n',
        "multipart/form-data; boundary=b",
        400,
    ),
    ("no disposition", b"--b\r\n\r\nabc\r\n--b--\r\n", "multipart/form-data; boundary=b", 400),
    (
        "two files",
        (b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n' + PNG + b"\r\n") * 2 + b"--b--\r\n",
        "multipart/form-data; boundary=b",
        400,
    ),
    ("garbage", b"\x00\xff" * 5000, "multipart/form-data; boundary=b", 400),
    (
        "long headers",
        b"--b\r\nA: " + b"x" * 9000 + b"\r\n\r\nabc\r\n--b--\r\n",
        "multipart/form-data; boundary=b",
        400,
    ),
]


@pytest.mark.parametrize(("name", "content", "kind", "status"), BROKEN, ids=[b[0] for b in BROKEN])
async def test_broken_bodies(
    site: Site, customer: Customer, name: str, content: bytes, kind: str, status: int
) -> None:
    before = await site.row_counts()
    answer = await customer.http.post(
        PATH, headers={**customer.headers, "Content-Type": kind}, content=content
    )
    assert answer.status_code == status, (name, answer.text)
    assert await site.row_counts() == before


async def test_only_with_a_token(http: httpx.AsyncClient) -> None:
    answer = await http.post(PATH, files={"file": ("a.png", PNG, "image/png")})
    assert answer.status_code == 401


async def test_a_caller_who_hangs_up_leaves_nothing(site: Site, customer: Customer) -> None:
    folder = site.hub.uploads.media._folder  # type: ignore[attr-defined]
    reader, writer = await asyncio.open_connection(site.address.host, site.address.port)
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {customer.token}\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n"
        '--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n'
    )
    writer.write(head.encode() + PNG)
    await writer.drain()
    await site.until(lambda: any((folder / "incoming").glob("*")))
    writer.close()
    await site.until(lambda: not any((folder / "incoming").glob("*")))
    async with site.engine.connect() as connection:
        query = text("SELECT count(*) FROM attachments WHERE conversation_id = :c")
        assert await connection.scalar(query, {"c": customer.conversation_id}) == 0
    del reader


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd.png"),
        ("C:\\Users\\a\\发票.JPG", "发票.png"),
        ("a\u202egnp.exe", "agnp.png"),
        ("\x00\n", "附件.png"),
        ("", "附件.png"),
        ("x" * 500, "x" * 120 + ".png"),
        ("出院小结 2026.11.02.pdf", "出院小结 2026.11.02.png"),
        ('<img src="x">', "img src=x.png"),
    ],
)
def test_names(given: str, shown: str) -> None:
    assert clean_name(given, "image/png") == shown


def test_types() -> None:
    assert media_type_of(b"") is None
    assert media_type_of(b"\x00\x00\x00\x18ftypmp42") is None
    assert media_type_of(b"RIFF\x00\x00\x00\x00WAVE") is None
    assert media_type_of(b"\xff\xd8") is None
