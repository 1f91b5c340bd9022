"""After a person has settled something, while one is awaited, and when the bot is answered the next day: no loop, and
the way to a person stays open."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.turns import FACTS, Bot, actions_of

SETTLED: dict[str, Any] = {
    **FACTS,
    "last_case": {
        "number": "A20261122-0001",
        "resolved_at": "2026-11-22T09:30:00+08:00",
        "outcome": "explained",
        "codes": ["E04"],
        "settled": "已解释清楚",
        "told": "条款第五条的意思已经逐条说明，复核材料我来交。",
    },
}
WAITING: dict[str, Any] = {
    **FACTS,
    "open_case": {"number": "A20261122-0001", "status": "waiting", "codes": ["E04"], "priority": "P1"},
}


@pytest.mark.parametrize("calm", ["好的，那住院还要交什么材料", "免赔额是什么意思", "谢谢你们", "好的知道了"])
def test_the_same_calm_words_after_a_settled_dispute_open_nothing(bot: Bot, calm: str) -> None:
    state = bot.turn("凭什么拒我，条款第几条你指给我看")["state"]
    for _ in range(2):
        answer = bot.turn(calm, state=state, facts=SETTLED)
        assert [d["type"] for d in answer["directives"] if d["type"] == "open_case"] == []
        assert answer["understanding"][0]["escalation"]["decision"] in ("answer", "watch")
        state = answer["state"]


def test_calm_questions_are_answered_while_a_person_is_awaited(bot: Bot) -> None:
    state = bot.turn("凭什么拒我，条款第几条你指给我看")["state"]
    answer = bot.turn("住院要交什么材料", state=state, facts=WAITING)
    assert actions_of(answer) == ["action_documents"]
    assert answer["directives"] == []


def test_who_was_asked_the_next_day_is_heard(bot: Bot) -> None:
    """What the two quick answers of a follow-up say (handoff/domain/follow_ups.py)."""
    settled = bot.turn("解决了，谢谢")
    assert settled["directives"] == []
    assert settled["understanding"][0]["escalation"]["decision"] == "answer"
    open_still = bot.turn("还没有解决，请帮我转人工")
    assert open_still["directives"][0]["type"] == "open_case"
    assert "E10" in open_still["directives"][0]["codes"]
