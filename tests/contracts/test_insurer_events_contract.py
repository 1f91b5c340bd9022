"""Both sides of "Events out" (docs/contracts.md section 4): what the reference insurer writes into its outbox is what the hub
takes, and both sign alike."""

from datetime import UTC, date, datetime, timedelta

import pytest

from handoff.domain.news import KNOWN_TYPES
from handoff.web.schemas.insurer import InsurerEvent as TakenByHub
from handoff.web.signature import sign as hub_signature
from insurer.api import Claim
from insurer.api_events import EventType, InsurerEvent, signature
from insurer.knowledge import Knowledge
from insurer.reference import outbox
from insurer.reference.clerk import step
from insurer.reference.demo import demo_people
from insurer.reference.refusals import NotAllowed
from tests.insurer.fixtures import knowledge

__all__ = ["knowledge"]

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)


def claims_in_every_state(knowledge: Knowledge) -> list[tuple[Claim, Claim]]:
    """Each step the clerk can take, as the claim before and after it."""
    start = demo_people(date(2026, 11, 22))[0].claims[0]
    found = []
    for state in knowledge.claim_states.values():
        before = start.model_copy(update={"state_code": state.code})
        for code in state.next:
            try:
                found.append((before, step(before, code, NOW, knowledge)))
            except NotAllowed:
                assert code == "PICKUP_BOOKED"
    return found


def test_the_hub_takes_every_event_of_a_claim(knowledge: Knowledge) -> None:
    seen = set()
    for before, after in claims_in_every_state(knowledge):
        event = outbox.of_claim(before, after, "C001", NOW)
        assert event is not None
        taken = TakenByHub.model_validate(event.model_dump(mode="json"))
        assert (taken.type, taken.claim_no, taken.event_id) == (event.type, before.claim_no, event.event_id)
        seen.add(event.type)
    assert seen == {"claim.step_changed", "claim.document_missing", "claim.decided", "claim.paid"}


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (
            "claim.clock",
            {"clock_code": "adjudicate", "percent": 80, "due_at": (NOW + timedelta(days=2)).isoformat()},
        ),
        (
            "pickup.changed",
            {"status": "booked", "actor_type": "user", "date": "2026-11-24", "slot": "09:00-11:00"},
        ),
    ],
)
def test_the_hub_takes_the_others(kind: EventType, data: dict[str, object]) -> None:
    event = outbox.event(kind, "C001", NOW, data, claim_no="LP1", pickup_no="QJ1")
    assert TakenByHub.model_validate(event.model_dump(mode="json")).data == data


def test_both_know_the_same_types() -> None:
    assert set(EventType.__args__) == KNOWN_TYPES  # type: ignore[attr-defined]


def test_both_sign_alike() -> None:
    body = (
        InsurerEvent(
            event_id="e", type="claim.paid", customer_ref="C001", occurred_at=NOW, data={"amount": "1.00"}
        )
        .model_dump_json()
        .encode()
    )
    stamp = str(int(NOW.timestamp()))
    assert signature("a-secret", stamp, body) == hub_signature("a-secret", stamp, body)
