"""The bot is away: nothing is lost, the customer is told once, a person is asked, and all closes by itself
when it is back."""

from uuid import UUID

from handoff.domain.case import CaseStatus
from handoff.domain.conversation import Floor
from tests.handoff.stage import Stage


async def test_a_bot_that_is_still_starting_is_waited_for(stage: Stage) -> None:
    stage.hub.bot.ever_ready = False
    stage.bot.up = False
    await stage.hub.bot.probe()
    message = await stage.say("在吗")
    for _ in range(20):
        await stage.turn()
        stage.clock.forward(seconds=10)
    assert stage.bot.requests == []
    state = await stage.hub.chat.state(message.conversation_id)
    assert (state.bot_ready, state.case) == (False, None)
    stage.bot.up = True
    await stage.hub.bot.probe()
    await stage.turn()
    await stage.deliver()
    assert await stage.feed(message.conversation_id) == ["在吗", "答：在吗"]


async def test_after_the_grace_the_customer_is_told(stage: Stage) -> None:
    stage.hub.bot.ever_ready = False
    stage.bot.up = False
    await stage.hub.bot.probe()
    message = await stage.say("在吗")
    stage.clock.forward(seconds=241)
    await stage.turn()
    assert (await stage.hub.chat.state(message.conversation_id)).case is not None


async def _until_told(stage: Stage, conversation_id: UUID) -> float:
    """Seconds until the customer was told."""
    began = stage.clock.now()
    for _ in range(200):
        await stage.turn()
        await stage.deliver()
        if len(await stage.feed(conversation_id)) > 1:
            return (stage.clock.now() - began).total_seconds()
    raise AssertionError("never told")


async def test_told_once_after_the_deadline_with_a_case_whose_floor_stays_with_the_bot(stage: Stage) -> None:
    stage.bot.up = False
    message = await stage.say("理赔到哪了")
    assert 40 <= await _until_told(stage, message.conversation_id) <= 60
    for _ in range(50):
        await stage.turn()
        stage.clock.forward(seconds=20)
    await stage.deliver()
    feed = await stage.feed(message.conversation_id)
    assert len(feed) == 2
    assert "30 分钟内" in feed[1]
    async with stage.hub.store.begin() as tx:
        case = await tx.cases.open_of(message.conversation_id)
        conversation = await tx.conversations.get(message.conversation_id)
    assert case is not None
    assert (case.codes, case.priority, case.status) == (("BOT",), "P2", CaseStatus.WAITING)
    assert case.context["policies"] == [{"policy_no": "…1234"}]
    assert case.outage_id is not None
    assert conversation.floor is Floor.BOT
    assert conversation.has_unprocessed


async def test_cases_of_one_outage_carry_one_id(stage: Stage) -> None:
    stage.bot.up = False
    messages = [await stage.say("在吗", who) for who in ("C001", "C002", "C003")]
    for message in messages:
        await _until_told(stage, message.conversation_id)
    async with stage.hub.store.begin() as tx:
        cases = [await tx.cases.open_of(m.conversation_id) for m in messages]
    assert len({c.outage_id for c in cases if c}) == 1


async def test_answered_after_all_the_case_closes_itself(stage: Stage) -> None:
    stage.bot.up = False
    message = await stage.say("理赔到哪了")
    await _until_told(stage, message.conversation_id)
    stage.bot.up = True
    await stage.hub.bot.probe()
    await stage.turn()
    await stage.deliver()
    assert (await stage.feed(message.conversation_id))[-1] == "答：理赔到哪了"
    async with stage.hub.store.begin() as tx:
        assert await tx.cases.open_of(message.conversation_id) is None
        case = await tx.cases.last_resolved(message.conversation_id)
        assert case is not None
        clocks = await tx.clocks.of_case(case.id)
    assert case.outcome == "answered_by_bot"
    assert all(c.stopped_at for c in clocks)
    assert (await stage.hub.reconciler.check()).differences == ()


async def test_a_claimed_outage_case_stays_with_its_butler(stage: Stage) -> None:
    stage.bot.up = False
    message = await stage.say("理赔到哪了")
    await _until_told(stage, message.conversation_id)
    butler = await stage.butler()
    case_id = (await stage.hub.cases.list(butler)).items[0].id
    await stage.hub.cases.claim(butler, case_id, "corr-0001")
    stage.bot.up = True
    await stage.hub.bot.probe()
    await stage.turn()
    await stage.deliver()
    assert not any(t.startswith("答：") for t in await stage.feed(message.conversation_id))
    detail = await stage.hub.cases.get(butler, case_id, "corr-0001")
    assert (detail.summary_row.status, detail.floor) == ("active", "butler")


async def test_an_outage_case_becomes_a_real_one_when_the_bot_escalates(stage: Stage) -> None:
    stage.bot.up = False
    message = await stage.say("凭什么拒赔")
    await _until_told(stage, message.conversation_id)
    stage.bot.up = True
    await stage.hub.bot.probe()
    await stage.turn()
    async with stage.hub.store.begin() as tx:
        case = await tx.cases.open_of(message.conversation_id)
        conversation = await tx.conversations.get(message.conversation_id)
        assert case is not None
        clocks = await tx.clocks.of_case(case.id)
    assert (case.codes, case.priority, case.goal) == (("E04",), "P1", "凭什么拒赔")
    assert conversation.floor is Floor.QUEUE
    assert [
        (c.due_at - stage.clock.now()).total_seconds() <= 300 for c in clocks if c.kind == "first_response"
    ] == [True]
    assert (await stage.hub.reconciler.check()).differences == ()


async def test_a_request_the_bot_refuses_is_told_at_once(stage: Stage) -> None:
    stage.bot.rejects = True
    message = await stage.say("在吗")
    await stage.turn()
    await stage.deliver()
    assert len(await stage.feed(message.conversation_id)) == 2


async def test_when_the_bot_is_back_nobody_waits_out_his_back_off(stage: Stage) -> None:
    stage.bot.up = False
    await stage.hub.bot.probe()
    message = await stage.say("在吗")
    for _ in range(12):
        await stage.turn()
        stage.clock.forward(seconds=8)
    stage.bot.up = True
    await stage.hub.bot.probe()
    assert await stage.hub.turns.step() == 0
    await stage.deliver()
    assert (await stage.feed(message.conversation_id))[-1] == "答：在吗"


async def test_the_insurer_away_as_well(stage: Stage) -> None:
    stage.bot.up = stage.insurer.up = False
    message = await stage.say("在吗")
    await _until_told(stage, message.conversation_id)
    async with stage.hub.store.begin() as tx:
        case = await tx.cases.open_of(message.conversation_id)
    assert case is not None
    assert case.context["insurer_available"] is False
