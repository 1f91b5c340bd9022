"""Shared replies a demo begins with, and how they read in a case."""

import pytest

from handoff.domain.accounts import Role
from handoff.domain.canned_defaults import DEFAULTS
from handoff.domain.errors import Forbidden, NotFound
from tests.handoff.stage import Stage

TRACE = "corr-canned-0001"


async def test_a_demo_begins_with_shared_replies_once(stage: Stage) -> None:
    canned, suyan = stage.hub.office.canned, await stage.butler("suyan", Role.SUPERVISOR)
    await canned.seed()
    await canned.seed()
    found = await canned.all(suyan)
    assert sorted(r.shortcut for r in found) == sorted(shortcut for shortcut, *_ in DEFAULTS)
    await canned.remove(suyan, found[0].id)
    await canned.seed()
    assert len(await canned.all(suyan)) == len(DEFAULTS) - 1


async def test_every_default_can_be_filled_in_while_a_case_waits(stage: Stage) -> None:
    linxiao = await stage.butler("linxiao")
    await stage.hub.office.canned.seed()
    case_id, _ = await stage.escalate()
    for reply in await stage.hub.office.canned.all(linxiao):
        words = await stage.hub.office.canned.render(linxiao, reply.id, case_id)
        assert "{" not in words
        assert "None" not in words


async def test_others_settled_cases_are_not_read_through_a_reply(stage: Stage) -> None:
    linxiao, zhoukai = await stage.butler("linxiao"), await stage.butler("zhoukai")
    await stage.hub.office.canned.seed()
    case_id, _ = await stage.escalate()
    await stage.hub.cases.claim(linxiao, case_id, TRACE)
    await stage.hub.cases.resolve(linxiao, case_id, "explained", "理由", "说清楚了", TRACE)
    (reply, *_) = await stage.hub.office.canned.all(zhoukai)
    with pytest.raises(NotFound):
        await stage.hub.office.canned.render(zhoukai, reply.id, case_id)
    with pytest.raises(Forbidden):
        await stage.hub.office.canned.remove(zhoukai, reply.id)
