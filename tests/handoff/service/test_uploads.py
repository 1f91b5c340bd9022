"""Files outlive what kills the process, and nothing stays that nobody needs."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from handoff.domain.attachments import Attachment
from handoff.domain.conversation import Contact
from handoff.domain.errors import Invalid, NotFound, RateLimited, TooLarge, UnsupportedMedia
from handoff.domain.turn import Mode
from handoff.service import uploads as uploads_service
from tests.handoff.stage import Stage

PNG = b"\x89PNG\r\n\x1a\n" + b"picture" * 9
CONTACT = Contact("web", "default", "C001", customer_ref="C001")


async def parts(content: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(content), 7):
        yield content[at : at + 7]


async def uploaded(stage: Stage, content: bytes = PNG, who: Contact = CONTACT) -> Attachment:
    conversation = await stage.hub.intake.open_conversation(who)
    received = await stage.hub.uploads.receive(conversation.id, parts(content))
    return await stage.hub.uploads.keep(conversation.id, "照片.png", received)


def files_of(stage: Stage) -> list[Path]:
    return [p for p in stage.media._folder.rglob("*") if p.is_file()]


def make_old(stage: Stage) -> None:
    for path in files_of(stage):
        os.utime(path, (1, 1))


async def test_same_content_is_one_file(stage: Stage) -> None:
    first, second = await uploaded(stage), await uploaded(stage, who=Contact("web", "default", "C002"))
    assert first.sha256 == second.sha256
    assert first.id != second.id
    assert [p.name for p in files_of(stage)] == [first.sha256]
    assert files_of(stage)[0].stat().st_mode & 0o077 == 0


async def test_the_turn_has_the_facts_and_no_words_are_needed(stage: Stage) -> None:
    file = await uploaded(stage)
    message = await stage.say("", files=(file.id,))
    await stage.turn()
    asked = stage.bot.requests[-1]
    assert asked.mode is Mode.ANSWER
    assert asked.messages[0].text == ""
    assert asked.messages[0].attachments == (file,)
    assert message.spoken == "［1 张图片］"


async def test_a_case_shows_what_came_without_words(stage: Stage) -> None:
    stage.bot.up = False
    file = await uploaded(stage)
    await stage.say("", files=(file.id,))
    for _ in range(10):
        await stage.turn()
        stage.clock.forward(seconds=20)
    page = await stage.hub.cases.list(await stage.butler())
    assert page.items[0].goal == "客户在问：［1 张图片］"
    assert page.items[0].last_message is not None
    assert page.items[0].last_message.text == "［图片或文件］"


async def test_neither_words_nor_files(stage: Stage) -> None:
    with pytest.raises(Invalid):
        await stage.say("  ")


@pytest.mark.parametrize(("content", "error"), [(b"", Invalid), (b"<svg onload=alert(1)>", UnsupportedMedia)])
async def test_refused_files_are_gone(stage: Stage, content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        await uploaded(stage, content)
    assert files_of(stage) == []


async def test_too_large_is_gone(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads_service, "MAX_BYTES", 20)
    with pytest.raises(TooLarge):
        await uploaded(stage)
    assert files_of(stage) == []


async def test_flooding_is_slowed_down(stage: Stage) -> None:
    for _ in range(120):
        await uploaded(stage, b"%PDF-1")
    with pytest.raises(RateLimited):
        await uploaded(stage, b"%PDF-1")


async def test_a_disk_that_fails_keeps_no_row(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(stage.media), "keep", full)
    with pytest.raises(OSError, match="space"):
        await uploaded(stage)
    assert files_of(stage) == []
    async with stage.hub.store.begin() as tx:
        assert await tx.attachments.forget_unused(stage.clock.forward(days=9)) == 0


async def test_killed_between_file_and_row(stage: Stage) -> None:
    """The file lies in its place, no row knows it: the sweep takes it, but not at once."""
    received = await stage.media.receive(parts(PNG), 1000)
    await stage.media.keep(received)
    await stage.hub.uploads.sweep()
    assert len(files_of(stage)) == 1
    make_old(stage)
    await stage.hub.uploads.sweep()
    assert files_of(stage) == []


async def test_killed_while_it_came_in(stage: Stage) -> None:
    await stage.media.receive(parts(PNG), 1000)
    make_old(stage)
    await stage.hub.uploads.sweep()
    assert files_of(stage) == []


async def test_what_a_message_has_is_never_swept(stage: Stage) -> None:
    file = await uploaded(stage)
    await stage.say("看这张", files=(file.id,))
    make_old(stage)
    stage.clock.forward(days=400)
    await stage.hub.uploads.sweep()
    assert [p.name for p in files_of(stage)] == [file.sha256]


async def test_what_no_message_ever_named_is_swept(stage: Stage) -> None:
    file = await uploaded(stage)
    make_old(stage)
    stage.clock.forward(hours=23)
    await stage.hub.uploads.sweep()
    assert len(files_of(stage)) == 1
    stage.clock.forward(hours=2)
    await stage.hub.uploads.sweep()
    assert files_of(stage) == []
    with pytest.raises(Invalid):
        await stage.say("看", files=(file.id,))
    conversation = await stage.hub.intake.open_conversation(CONTACT)
    with pytest.raises(NotFound):
        await stage.hub.uploads.open_own(conversation.id, file.id)


async def test_sent_again_while_the_sweep_is_at_it(stage: Stage) -> None:
    """Whoever wins, a row never points to a file that is not there."""
    for _ in range(5):
        received = await stage.media.receive(parts(PNG), 1000)
        await stage.media.keep(received)
        make_old(stage)
        file, _ = await asyncio.gather(uploaded(stage), stage.hub.uploads.sweep())
        assert b"".join([part async for part in stage.media.read(file.sha256)]) == PNG
        async with stage.hub.store.begin() as tx:
            await tx.attachments.forget_unused(stage.clock.now() + timedelta(days=1))


async def test_names_that_are_no_hashes(stage: Stage) -> None:
    for name in ("../../etc/passwd", "", "A" * 64, "0" * 63):
        with pytest.raises(NotFound):
            async for _ in stage.media.read(name):
                pass
