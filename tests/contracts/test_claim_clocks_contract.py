"""Hub and insurer reckon the limits of the law each for itself, from the same facts: both must say the same day."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handoff.adapters.rulebook import make_rulebook
from handoff.domain.claim_clocks import RUNS_IN, brought_up_to_date, running
from handoff.domain.clocks import Clock
from handoff.domain.desk import CHINA
from handoff.domain.rulebook import REQUEST_CLOCKS
from insurer.api import Claim, ClaimEvent
from insurer.knowledge import load
from insurer.reference.claim_steps import STATE_CLOCKS, clock_code, enter
from insurer.reference.demo import DemoPerson, demo_people
from insurer.reference.request_rules import HANDLING, clocks

FACTS = load(Path(__file__).parents[2] / "data" / "knowledge")
LAW = make_rulebook(FACTS)
START = datetime(2026, 1, 5, 10, 0, tzinfo=CHINA)
CASE = uuid4()
PEOPLE = demo_people(START.date())


def reported(now: datetime) -> Claim:
    example = next(claim for person in PEOPLE for claim in person.claims)
    fresh = example.model_copy(
        update={
            "state_code": "REPORTED",
            "reported_at": now,
            "first_claim_at": None,
            "docs_complete_at": None,
            "supplement_round": 0,
            "decision": None,
            "payment": None,
            "events": (),
        }
    )
    return enter(fresh, "REPORTED", now, FACTS)


def hub_clocks(claim: Claim, now: datetime) -> dict[str, Clock]:
    made = brought_up_to_date(CASE, [claim.model_dump(mode="json")], [], LAW, now)
    return {clock.code: clock for clock in made}


def check(claim: Claim, now: datetime) -> None:
    code = clock_code(claim, claim.state_code)
    latest: ClaimEvent = claim.events[-1]
    if code is None or latest.due_at is None:
        return
    clock = hub_clocks(claim, now)[code]
    assert clock.due_at == latest.due_at, f"{code} in {claim.state_code}"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 60 * 24 * 20)), min_size=4, max_size=14))
def test_on_every_lawful_way_both_say_the_same_day(steps: list[tuple[int, int]]) -> None:
    claim, now = reported(START), START
    check(claim, now)
    for choice, minutes in steps:
        ways = FACTS.claim_states[claim.state_code].next
        if not ways:
            return
        now += timedelta(minutes=minutes)
        claim = enter(claim, ways[choice % len(ways)], now, FACTS)
        check(claim, now)


def test_the_usual_way_with_supplements_across_the_spring_festival() -> None:
    claim = reported(START)
    way = [
        ("GUIDE_SENT", "2026-01-05 10:05"),
        ("DOCS_PREPARING", "2026-01-05 10:06"),
        ("DOCS_UPLOADED", "2026-02-02 10:00"),
        ("DOCS_PRECHECK", "2026-02-02 10:01"),
        ("SUPPLEMENT_REQUESTED", "2026-02-10 09:00"),
    ]
    for state, moment in way:
        claim = enter(claim, state, datetime.fromisoformat(moment).replace(tzinfo=CHINA), FACTS)
    waiting = hub_clocks(claim, START + timedelta(days=40))["adjudicate"]
    assert waiting.paused_at == datetime(2026, 2, 10, 9, 0, tzinfo=CHINA), "司法解释（二）第15条"
    for state, moment in (
        ("SUPPLEMENT_SUBMITTED", "2026-02-25 09:00"),
        ("LIABILITY_REVIEW", "2026-02-25 10:00"),
    ):
        claim = enter(claim, state, datetime.fromisoformat(moment).replace(tzinfo=CHINA), FACTS)
    found = hub_clocks(claim, START + timedelta(days=52))
    assert set(found) == {"adjudicate", "advance"}
    assert (
        found["adjudicate"].due_at == claim.events[-1].due_at == datetime(2026, 3, 19, 23, 59, tzinfo=CHINA)
    )
    assert found["adjudicate"].paused_at is None
    assert found["advance"].due_at == datetime(2026, 4, 3, 23, 59, tzinfo=CHINA), (
        "保险法25: nothing is taken off"
    )


@pytest.mark.parametrize("person", PEOPLE, ids=lambda p: p.customer.ref)
def test_the_demo_claims_have_their_clocks(person: DemoPerson) -> None:
    for claim in person.claims:
        for found in running(claim.model_dump(mode="json")):
            assert claim.state_code in RUNS_IN[found.code]
            assert found.subject == claim.claim_no


def test_states_and_codes_are_those_of_the_knowledge() -> None:
    assert set(RUNS_IN) <= set(FACTS.clocks)
    assert frozenset().union(*RUNS_IN.values()) <= set(FACTS.claim_states)
    assert all(LAW.limit(code) is not None for code in RUNS_IN)
    for state, code in STATE_CLOCKS.items():
        assert state in RUNS_IN[code], f"the insurer counts {code} in {state}"


@pytest.mark.parametrize("kind", list(HANDLING))
def test_requests_run_the_insurers_clocks_to_the_same_day(kind: str) -> None:
    now = datetime(2026, 9, 25, 16, 0, tzinfo=CHINA)
    told = {clock.code: clock.due_at for clock in clocks(kind, now, FACTS)}  # type: ignore[arg-type]
    assert set(told) == set(REQUEST_CLOCKS.get(kind, ()))
    made = LAW.for_request(CASE, kind, "TS1", None, now)
    assert {clock.code: clock.due_at for clock in made} == told


def test_facts_of_another_shape_start_nothing() -> None:
    odd: list[dict[str, object]] = [
        {},
        {"claim_no": "CL1"},
        {"claim_no": "CL1", "state_code": "LIABILITY_REVIEW", "events": None},
        {"claim_no": "CL1", "state_code": "PAY", "events": ["x", {"entered_at": 7}]},
        {"claim_no": "CL1", "state_code": "REPORTED", "reported_at": "2026-01-05T10:00:00"},
    ]
    assert [running(claim) for claim in odd] == [[]] * len(odd)
