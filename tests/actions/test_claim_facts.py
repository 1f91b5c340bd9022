"""What a look-up leaves for the decision about a person, and what action_escalate sends while one is called."""

from datetime import UTC, datetime
from typing import Any

import pytest

from actions import claim_facts
from tests.actions.calling import Actions, call_body, said

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def test_nothing_looked_up_says_nothing() -> None:
    claim_facts.begin()
    assert claim_facts.seen(NOW) is None


def test_no_claims_clears_what_was_known_and_begin_forgets() -> None:
    claim_facts.begin()
    claim_facts.note(())
    assert claim_facts.seen(NOW) == []
    claim_facts.begin()
    assert claim_facts.seen(NOW) is None


def test_an_action_that_looked_claims_up_leaves_their_facts(actions: Actions) -> None:
    facts = actions.run("action_claim_status", "我的理赔到哪了", ref="C002").slots["claim_facts"]
    assert facts[0]["refused"] is True
    assert {"overdue_days", "supplement_round"} < set(facts[0])
    waiting = actions.run("action_claim_status", "我的理赔到哪了", ref="C001").slots["claim_facts"]
    assert not waiting[0]["refused"]
    assert "claim_facts" not in actions.run("action_explain_term", "免赔额是什么").slots


def observed(actions: Actions, codes: list[str], priority: str) -> Any:
    evidence = [{"code": codes[0], "start": 0, "end": 2, "text": "我不", "source": "rule:x", "score": 0.9}]
    escalation = {"codes": codes, "priority": priority, "reason": "客户说「…」", "evidence": evidence}
    body = call_body("action_escalate", "我不想活了", slots={"escalation": escalation})
    body["tracker"]["latest_message"]["metadata"]["mode"] = "observe"
    return said(actions.post(body))


@pytest.mark.parametrize(("code", "number"), [("E09", "12356"), ("E14", "96110")])
def test_while_a_person_is_called_danger_gets_words(actions: Actions, code: str, number: str) -> None:
    answer = observed(actions, [code], "P0" if code == "E09" else "P1")
    assert [d["type"] for d in answer.directives] == ["open_case"]
    assert answer.directives[0]["codes"] == [code]
    assert number in answer.words
    assert len(answer.replies) == 1


def test_while_a_person_is_called_other_codes_get_none(actions: Actions) -> None:
    answer = observed(actions, ["E04", "E01"], "P1")
    assert answer.replies == ()
    assert answer.directives[0]["codes"] == ["E04", "E01"]
    assert answer.directives[0]["summary"]
