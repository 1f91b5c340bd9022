"""slots.py takes whatever Rasa sends; only a turn without a time is unreadable."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from actions.turn_reading import TurnUnreadable, read_turn
from tests.actions.calling import BUSY_DAY, call_body


def tracker(**more: Any) -> Any:
    raw = call_body("x", "凭什么", facts=BUSY_DAY)["tracker"]
    return SimpleNamespace(**{**raw, **more})


def test_a_whole_turn() -> None:
    facts = {
        "desk": {
            "in_hours": False,
            "on_duty": 0,
            "butler_on_duty": False,
            "opens_at": "2026-11-23T09:30:00+08:00",
        },
        "response_minutes": {"P1": 5},
        "open_case": {"number": "A1", "status": "waiting", "codes": ["E04"]},
        "last_case": {
            "number": "A0",
            "resolved_at": "2026-11-21T09:30:00+08:00",
            "settled": "已复核",
            "codes": ["E04"],
        },
    }
    body = call_body(
        "x", "住院的钱", entities=[("claim_type", "INPATIENT_MED")], ranking=["a", "b"], facts=facts
    )
    raw = body["tracker"]
    raw["slots"] = {
        "escalation": {"codes": ["E04"], "priority": "P1", "reason": "r", "evidence": [{"text": "凭什么"}]},
        "claim_no": "LP1",
        "offered_human": True,
    }
    turn = read_turn(SimpleNamespace(**raw))
    assert turn.entity("claim_type") == "INPATIENT_MED"
    assert turn.ranking == ("a", "b")
    assert turn.facts.open_case is not None
    assert turn.facts.open_case.codes == ("E04",)
    assert turn.facts.last_case is not None
    assert turn.facts.last_case.settled == "已复核"
    assert turn.facts.desk.opens_at == datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
    assert turn.escalation is not None
    assert (turn.escalation.codes, turn.escalation.priority) == (("E04",), "P1")
    assert (turn.claim_no, turn.offered_human, turn.user.customer_ref) == ("LP1", True, "C001")


@pytest.mark.parametrize(
    "spoiled",
    [
        {"slots": None},
        {"slots": {"escalation": "E04", "claim_type": ["x"], "term": {"a": 1}, "offered_human": None}},
        {"slots": {"escalation": {"codes": None}}},
        {"events": None},
        {"events": [None, 1, {"event": "bot", "data": {"custom": []}, "text": None}]},
    ],
)
def test_malformed_parts_are_read_as_absent(spoiled: dict[str, Any]) -> None:
    turn = read_turn(tracker(**spoiled))
    assert (turn.escalation, turn.claim_type, turn.term, turn.last_replies) == (None, None, None, ())


def test_malformed_message_parts_are_read_as_absent() -> None:
    raw = tracker()
    raw.latest_message.update(
        entities=[None, {"entity": "term"}, {"entity": "term", "value": ""}], intent=None
    )
    raw.latest_message["intent_ranking"] = "x"
    raw.latest_message["metadata"].update(
        user=None, facts={"desk": "closed", "open_case": [], "last_case": None}
    )
    turn = read_turn(raw)
    assert (turn.entities, turn.intent, turn.ranking) == ((), "", ())
    assert (turn.user.customer_ref, turn.facts.open_case, turn.facts.desk.in_hours) == (None, None, True)


def test_without_a_time_the_turn_is_unreadable() -> None:
    raw = tracker(events=[])
    raw.latest_message["metadata"] = {}
    with pytest.raises(TurnUnreadable):
        read_turn(raw)


def test_metadata_may_come_with_the_user_event_only() -> None:
    raw = tracker()
    metadata = raw.latest_message.pop("metadata")
    raw.events = [{"event": "user", "text": "x", "timestamp": 1.0, "metadata": metadata}]
    assert read_turn(raw).user.customer_ref == "C001"


def test_last_replies_are_those_of_the_last_turn_that_said_something() -> None:
    def bot(words: str) -> dict[str, Any]:
        return {"event": "bot", "text": None, "data": {"custom": {"reply": {"kind": "text", "text": words}}}}

    user = {"event": "user", "text": "x"}
    directive = {"event": "bot", "data": {"custom": {"directive": {"type": "open_case"}}}}
    events = [user, bot("old"), user, bot("one"), {"event": "slot"}, bot("two"), directive, user]
    assert [reply["text"] for reply in read_turn(tracker(events=events)).last_replies] == ["one", "two"]
