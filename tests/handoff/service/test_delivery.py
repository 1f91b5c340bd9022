"""What is queued is sent in order, once, and never a bot's word after the floor has moved."""

import asyncio
from dataclasses import replace

import pytest

from handoff.domain.delivery import (
    AuthStale,
    BadState,
    Caps,
    OutboxStatus,
    Permanent,
    QuotaExhausted,
    Retry,
    SendResult,
    Unknown,
    WindowClosed,
)
from tests.handoff.stage import Stage

PLATFORM = Caps(instant=False, idempotent=False)


async def _statuses(stage: Stage, conversation_id: object) -> list[str | None]:
    async with stage.hub.store.begin() as tx:
        rows = await tx.messages.transcript(conversation_id, 0, None, 50)  # type: ignore[arg-type]
    return [row.delivery.value for row in rows if row.delivery]


async def test_a_queued_bot_reply_is_not_shown_once_a_butler_has_claimed(stage: Stage) -> None:
    message = await stage.say("凭什么拒赔")
    await stage.turn()
    butler = await stage.butler()
    case_id = (await stage.hub.cases.list(butler)).items[0].id
    await stage.hub.cases.claim(butler, case_id, "corr-0001")
    await stage.deliver()
    assert await stage.feed(message.conversation_id) == ["凭什么拒赔", stage_came("Linxiao")]
    assert await _statuses(stage, message.conversation_id) == ["superseded", "sent"]
    page = await stage.hub.cases.messages(butler, case_id)
    assert [(m.text, m.seq) for m in page.messages][1] == ("答：凭什么拒赔", None)


def stage_came(name: str) -> str:
    return f"管家{name}来了，前面的对话{name}都看得到，您接着说就好。"


async def test_the_escalating_reply_itself_is_shown(stage: Stage) -> None:
    """It carries the new epoch: opening the case must not silence the sentence that says so."""
    _, conversation_id = await stage.escalate()
    assert await stage.feed(conversation_id) == ["凭什么拒赔", "答：凭什么拒赔"]


async def test_many_senders_show_each_message_once_and_in_order(stage: Stage) -> None:
    conversation_id = None
    for n in range(10):
        conversation_id = (await stage.say(f"m{n}")).conversation_id
        await stage.turn()
    await asyncio.gather(*(stage.deliver() for _ in range(5)))
    assert conversation_id is not None
    feed = await stage.feed(conversation_id)
    assert [t for t in feed if t.startswith("答")] == [f"答：m{n}" for n in range(10)]
    assert len(stage.channel.sent) == 10


async def test_a_later_message_waits_for_an_earlier_one(stage: Stage) -> None:
    stage.channel.caps = PLATFORM
    stage.channel.results = [Retry("busy", 30.0)]
    message = await stage.say("一")
    await stage.turn()
    await stage.deliver()
    await stage.say("二")
    await stage.turn()
    await stage.deliver()
    assert [o.text for o in stage.channel.sent] == ["答：一"]
    stage.clock.forward(seconds=31)
    await stage.deliver()
    assert [o.text for o in stage.channel.sent] == ["答：一", "答：一", "答：二"]
    assert len({o.idempotency_key for o in stage.channel.sent[:2]}) == 1
    assert await _statuses(stage, message.conversation_id) == ["sent", "sent"]


@pytest.mark.parametrize(
    ("result", "status"),
    [
        (WindowClosed("48 小时窗口已关"), "failed"),
        (QuotaExhausted("5 条已用完"), "failed"),
        (BadState("会话状态不对"), "failed"),
        (Permanent("openid 无效"), "failed"),
        (Unknown("超时"), "unknown"),
    ],
)
async def test_what_cannot_be_sent_is_shown_with_its_reason_and_does_not_block(
    stage: Stage, result: SendResult, status: str
) -> None:
    stage.channel.caps = PLATFORM
    stage.channel.results = [result]
    message = await stage.say("一")
    await stage.turn()
    await stage.say("二")
    await stage.turn()
    await stage.deliver()
    assert await _statuses(stage, message.conversation_id) == [status, "sent"]
    assert len(stage.channel.sent) == 2, "an unknown outcome is never sent again"
    async with stage.hub.store.begin() as tx:
        rows = await tx.messages.transcript(message.conversation_id, 0, None, 10)
    assert rows[2 if rows[1].message.author == "user" else 1].reason == result.reason  # type: ignore[union-attr]


async def test_retries_end(stage: Stage) -> None:
    stage.channel.caps = PLATFORM
    stage.channel.results = [AuthStale("token")] * 50
    message = await stage.say("一")
    await stage.turn()
    for _ in range(20):
        await stage.deliver()
        stage.clock.forward(seconds=120)
    assert await _statuses(stage, message.conversation_id) == ["failed"]
    assert len(stage.channel.sent) == 8


async def test_a_sender_killed_between_sending_and_noting_does_not_send_twice(stage: Stage) -> None:
    stage.channel.caps = PLATFORM
    message = await stage.say("一")
    await stage.turn()
    stage.channel.before = lambda _: (_ for _ in ()).throw(asyncio.CancelledError())
    with pytest.raises(asyncio.CancelledError):
        await stage.hub.sender.step()
    stage.channel.before = None
    assert await stage.hub.sender.step() > 0, "its lease still runs"
    stage.clock.forward(seconds=61)
    await stage.deliver()
    assert len(stage.channel.sent) == 1
    assert await _statuses(stage, message.conversation_id) == ["unknown"]


async def test_on_a_channel_with_idempotency_keys_it_is_sent_again_with_the_same_key(stage: Stage) -> None:
    stage.channel.caps = replace(PLATFORM, idempotent=True)
    message = await stage.say("一")
    await stage.turn()
    stage.channel.before = lambda _: (_ for _ in ()).throw(asyncio.CancelledError())
    with pytest.raises(asyncio.CancelledError):
        await stage.hub.sender.step()
    stage.channel.before = None
    stage.clock.forward(seconds=61)
    await stage.deliver()
    assert len({o.idempotency_key for o in stage.channel.sent}) == 1
    assert await _statuses(stage, message.conversation_id) == ["sent"]


async def test_a_channel_that_raises_is_a_permanent_failure(stage: Stage) -> None:
    stage.channel.caps = PLATFORM

    def broken(_: object) -> None:
        raise ValueError("adapter bug")

    stage.channel.before = broken
    message = await stage.say("一")
    await stage.turn()
    await stage.deliver()
    assert await _statuses(stage, message.conversation_id) == [OutboxStatus.FAILED.value]
