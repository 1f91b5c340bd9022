"""倾听计划: every complaint, dispute, suggestion and silent exit is heard once, in the transaction that raised it."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from handoff.domain.accounts import Principal, Role
from handoff.domain.desk import CHINA
from handoff.domain.errors import Conflict, Forbidden, Invalid, NotFound
from handoff.domain.listening import as_markdown
from handoff.domain.records import VoiceFilter
from handoff.domain.turn import Directive, DirectiveType, NotedRequest
from handoff.domain.voices import Voice, VoiceKind, VoiceStatus
from tests.handoff.stage import Stage

CORR = "corr-0001"


async def heard(stage: Stage, **wanted: object) -> list[Voice]:
    async with stage.hub.store.begin() as tx:
        return (await tx.voices.page(VoiceFilter(**wanted), None, 200))[0]  # type: ignore[arg-type]


async def put(stage: Stage, at: datetime, topic: str = "delay", **given: object) -> Voice:
    conversation = (await stage.say("你好", f"P{uuid4().hex[:8]}")).conversation_id
    values = {"kind": VoiceKind.COMPLAINT, "channel": "web", "severity": 1, "quote": "慢"} | given
    voice = Voice(uuid4(), conversation, topic=topic, heard_at=at, **values)  # type: ignore[arg-type]
    async with stage.hub.store.begin() as tx:
        assert await tx.voices.hear(voice)
    return voice


async def supervisor(stage: Stage) -> Principal:
    return await stage.butler("suyan", Role.SUPERVISOR)


async def test_a_dispute_is_one_voice_as_grave_as_its_gravest_moment(stage: Stage) -> None:
    case_id, _ = await stage.escalate()
    voice = (await heard(stage))[0]
    assert (voice.kind, voice.topic, voice.severity, voice.case_id) == (
        VoiceKind.DISPUTE,
        "rejection",
        3,
        case_id,
    )
    assert voice.quote == "凭什么拒赔"
    await stage.hub.waiting.go_on(voice.conversation_id, CORR)
    await stage.exchange("凭什么拒赔，再说一遍")
    assert [v.id for v in await heard(stage)] == [voice.id]


async def test_what_is_heard_while_a_person_has_the_floor_counts_as_well(stage: Stage) -> None:
    case_id, _ = await stage.escalate()
    await stage.say("我要投诉你们，电话 13800138000")
    await stage.observe()
    found = {v.kind: v for v in await heard(stage)}
    assert set(found) == {VoiceKind.DISPUTE, VoiceKind.COMPLAINT}
    complaint = found[VoiceKind.COMPLAINT]
    assert complaint.topic == "rejection", "what is complained of is the case's own topic"
    assert "13800138000" not in complaint.quote
    assert complaint.case_id == case_id


async def test_it_is_news_for_the_console(stage: Stage) -> None:
    viewer = await supervisor(stage)
    cursor = await stage.hub.events.hello(viewer)
    await stage.escalate()
    async with asyncio.timeout(20):
        while True:
            kinds = [e.kind for e in (await stage.hub.events.after(viewer, cursor)).events]
            if "voice_heard" in kinds:
                return
            await asyncio.sleep(0.05)


async def test_nothing_is_heard_of_a_turn_that_was_discarded(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(*_: object, **__: object) -> None:
        raise ConnectionError("the process ends here")

    with monkeypatch.context() as patch:
        patch.setattr("handoff.service.turn_result.after_turn", dies)
        await stage.say("凭什么拒赔")
        stage.clock.forward(seconds=1)
        await stage.hub.turns.step()
    assert await heard(stage) == []
    stage.clock.forward(seconds=30)
    await stage.turn()
    assert len(await heard(stage)) == 1


async def test_huge_words_are_short_quotes(stage: Stage) -> None:
    await stage.say("凭什么拒赔" + "我不服" * 1300)
    await stage.turn()
    assert len((await heard(stage))[0].quote) == 120


async def test_filters_and_pages(stage: Stage) -> None:
    start = stage.clock.now()
    made = [await put(stage, start + timedelta(minutes=n), "delay" if n % 2 else "pickup") for n in range(7)]
    viewer = await stage.butler()
    seen: list[UUID] = []
    cursor: str | None = None
    while True:
        page, cursor = await stage.hub.voices.page(viewer, VoiceFilter(), cursor, 3)
        seen += [v.id for v in page]
        if cursor is None:
            break
    assert seen == [v.id for v in reversed(made)]
    assert len(await heard(stage, topic="delay")) == 3
    assert len(await heard(stage, since=start + timedelta(minutes=5))) == 2
    assert len(await heard(stage, until=start + timedelta(minutes=5))) == 5
    assert await heard(stage, status="closed") == []
    for wrong in ("x", "e30", "W10"):
        with pytest.raises(Invalid):
            await stage.hub.voices.page(viewer, VoiceFilter(), wrong, 3)
    with pytest.raises(Invalid):
        await stage.hub.voices.page(viewer, VoiceFilter(), None, 201)


async def test_rising_topics_first(stage: Stage) -> None:
    now = stage.clock.now()
    for week in range(4):
        for _ in range(3):
            await put(stage, now - timedelta(weeks=week, hours=1), "delay")
    for _ in range(5):
        await put(stage, now - timedelta(hours=2), "pickup")
    await put(stage, now - timedelta(weeks=60), "privacy")
    topics = await stage.hub.voices.topics(await stage.butler(), 4)
    assert [(t.topic, t.weeks) for t in topics] == [("pickup", (0, 0, 0, 5)), ("delay", (3, 3, 3, 3))]
    assert topics[0].rising
    assert not topics[1].rising
    with pytest.raises(Invalid):
        await stage.hub.voices.topics(await stage.butler("zhoukai"), 1)


async def test_the_digest_of_a_calendar_week_in_china(stage: Stage) -> None:
    monday = datetime(2026, 11, 16, tzinfo=CHINA)
    await put(stage, monday, quote="第一分钟")
    await put(stage, monday + timedelta(days=7, minutes=-1), "pickup", quote="最后一分钟", severity=4)
    await put(stage, monday - timedelta(minutes=1), quote="上周")
    await put(stage, monday + timedelta(days=7), quote="下周")
    viewer = await stage.butler()
    found = await stage.hub.voices.digest(viewer, "2026-W47")
    assert (found.total, found.before) == (2, 1)
    assert {q for t in found.topics for q in t.quotes} == {"第一分钟", "最后一分钟"}
    assert "最后一分钟" in as_markdown(found)
    stage.clock.at = monday + timedelta(days=9)
    assert (await stage.hub.voices.digest(viewer, None)).week == "2026-W47"


async def test_supervisors_follow_up_and_butlers_read(stage: Stage) -> None:
    voice = await put(stage, stage.clock.now())
    boss, butler = await supervisor(stage), await stage.butler()
    with pytest.raises(Forbidden):
        await stage.hub.voices.change(butler, voice.id, version=1, status="taken")
    taken = await stage.hub.voices.change(boss, voice.id, version=1, status="taken")
    assert (taken.status, taken.owner_id) == (VoiceStatus.TAKEN, boss.id)
    handed = await stage.hub.voices.change(boss, voice.id, version=2, owner_id=butler.id)
    assert handed.owner_id == butler.id
    with pytest.raises(Invalid):
        await stage.hub.voices.change(boss, voice.id, version=3, owner_id=uuid4())
    with pytest.raises(NotFound):
        await stage.hub.voices.change(boss, uuid4(), version=1)
    trainer = await stage.butler("trainer", Role.TRAINER)
    with pytest.raises(Forbidden):
        await stage.hub.voices.page(trainer, VoiceFilter(), None, 10)


async def test_of_two_changes_at_once_one_wins(stage: Stage) -> None:
    voice, boss = await put(stage, stage.clock.now()), await supervisor(stage)
    answers = await asyncio.gather(
        *(stage.hub.voices.change(boss, voice.id, version=1, status="taken") for _ in range(4)),
        return_exceptions=True,
    )
    assert sum(isinstance(a, Voice) for a in answers) == 1
    assert sum(isinstance(a, Conflict) for a in answers) == 3


async def test_after_a_settled_dispute_the_same_calm_words_open_nothing(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    butler = await stage.butler()
    await stage.hub.cases.moves.claim(butler, case_id, CORR)
    await stage.hub.cases.moves.resolve(butler, case_id, "explained", "条款第 5 条", "已逐条说明", CORR)
    for words in ("好的，那免赔额是多少", "好的，那免赔额是多少", "谢谢"):
        await stage.exchange(words)
    state = await stage.hub.chat.state(conversation_id)
    assert (state.floor, state.case) == ("bot", None)
    told = stage.bot.requests[-1].facts["last_case"]
    assert told["settled"] == "已解释清楚：条款第 5 条"
    assert told["told"] == "已逐条说明"
    async with stage.hub.store.begin() as tx:
        assert (await tx.cases.get(case_id)).reopened == 0


def registered(stage: Stage, kind: str) -> None:
    request = NotedRequest("R2026-1", kind, stage.clock.now())
    stage.bot.directives = (Directive(DirectiveType.NOTE_REQUEST, request=request),)


async def test_a_registered_complaint_is_heard_in_the_customers_own_words(stage: Stage) -> None:
    await stage.exchange("上周三说好两天内回复，到今天没人联系我，电话 13800138000")
    registered(stage, "complaint")
    await stage.exchange("确认登记")
    voice = (await heard(stage))[0]
    assert voice.kind is VoiceKind.COMPLAINT
    assert voice.quote.startswith("上周三说好两天内回复")
    assert "13800138000" not in voice.quote
    assert voice.case_id is not None, "a complaint is a case of its own"


async def test_a_suggestion_is_what_was_said_last(stage: Stage) -> None:
    await stage.exchange("我有个建议")
    assert await heard(stage) == []
    registered(stage, "suggestion")
    await stage.exchange("传照片能不能一次选多张")
    voice = (await heard(stage))[0]
    assert (voice.kind, voice.quote, voice.severity, voice.case_id) == (
        VoiceKind.SUGGESTION,
        "传照片能不能一次选多张",
        1,
        None,
    )


async def test_what_was_heard_just_before_its_case_is_the_same_voice(stage: Stage) -> None:
    early = await put(stage, stage.clock.now())
    async with stage.hub.store.begin() as tx:
        conversation = await tx.conversations.get(early.conversation_id)
    case_id, _ = await stage.escalate(conversation.channel_user_id)
    late = replace(early, id=uuid4(), case_id=case_id, severity=3, heard_at=stage.clock.now())
    async with stage.hub.store.begin() as tx:
        assert not await tx.voices.hear(late)
    kept = (await heard(stage, kind="complaint"))[0]
    assert (kept.id, kept.case_id, kept.severity) == (early.id, case_id, 3)
