"""The demo customers are as docs/contracts.md says, on whatever day they are made."""

import itertools
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from insurer.api import Claim
from insurer.knowledge import Knowledge
from insurer.reference.demo import DemoPerson, demo_people
from insurer.timeline import build_timeline

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAYS = [date(2026, 11, 22), date(2027, 1, 1), date(2028, 2, 29), date(2026, 3, 1)]


def by_ref(today: date) -> dict[str, DemoPerson]:
    return {person.customer.ref: person for person in demo_people(today)}


@pytest.mark.parametrize("today", DAYS)
def test_every_history_follows_the_state_machine(today: date, knowledge: Knowledge) -> None:
    for person in demo_people(today):
        for claim in person.claims:
            codes = [event.state_code for event in claim.events]
            assert codes[0] == "REPORTED"
            for here, there in itertools.pairwise(codes):
                assert there in knowledge.claim_states[here].next, f"{claim.claim_no}: {here} -> {there}"
            assert codes[-1] == claim.state_code


@pytest.mark.parametrize("today", DAYS)
def test_nothing_lies_in_the_future_but_what_is_due(today: date) -> None:
    start_of_day = datetime.combine(today, datetime.min.time(), SHANGHAI)
    for person in demo_people(today):
        assert person.customer.customer_since <= today
        for claim in person.claims:
            assert claim.reported_at == claim.events[0].entered_at
            assert all(event.entered_at < start_of_day for event in claim.events)
            uploaded = next(e.entered_at for e in claim.events if e.state_code == "DOCS_UPLOADED")
            assert claim.first_claim_at == uploaded


@pytest.mark.parametrize("today", DAYS)
def test_the_five_customers_stand_where_the_contract_says(today: date) -> None:
    people = by_ref(today)
    now = datetime.combine(today, datetime.min.time(), SHANGHAI) + timedelta(hours=10)

    def only(ref: str) -> Claim:
        (claim,) = people[ref].claims
        return claim

    waiting = only("C001")
    assert (waiting.state_code, waiting.supplement_round) == ("SUPPLEMENT_REQUESTED", 1)
    assert [m.doc_code for m in waiting.missing_documents] == ["D08", "D13"]
    assert {p.insurance_type for p in people["C001"].policies} == {"MILLION_MED", "ACC_MED"}
    refused = only("C002")
    assert today.year - people["C002"].customer.birth_year == 68
    assert refused.decision is not None
    assert (refused.claim_type, refused.decision.outcome) == ("CI_SEVERE", "rejected")
    assert refused.decision.clause_ref
    assert refused.decision.clause_text
    assert people["C003"].claims[0].payment is not None
    investigated = only("C004")
    assert investigated.state_code == "INVESTIGATING"
    assert now - investigated.events[-1].entered_at > timedelta(days=20)
    assert not people["C005"].claims
    assert today - people["C005"].customer.customer_since == timedelta(days=3)
    butlers = {ref: person.customer.butler_username for ref, person in people.items()}
    assert butlers == {
        "C001": "linxiao",
        "C002": "linxiao",
        "C003": "zhoukai",
        "C004": "zhoukai",
        "C005": "linxiao",
    }


def test_the_statutory_clock_of_the_investigation_still_runs(knowledge: Knowledge) -> None:
    """保险法 23: 30 days from the first claim; the demo shows it close to its end, not past it."""
    today = date(2026, 11, 22)
    claim = by_ref(today)["C004"].claims[0]
    due = claim.events[-1].due_at
    assert due is not None
    assert claim.first_claim_at is not None
    assert (due.date() - claim.first_claim_at.date()).days == 30
    timeline = build_timeline(claim, knowledge, datetime(2026, 11, 22, 10, tzinfo=SHANGHAI))
    assert [step.state for step in timeline.steps if step.code == "INVESTIGATING"] == ["now"]
    late = build_timeline(claim, knowledge, datetime(2026, 11, 28, 10, tzinfo=SHANGHAI))
    assert [step.state for step in late.steps if step.code == "INVESTIGATING"] == ["problem"]
    assert "已经超过 1 天" in late.headline


def test_the_smallest_claim_of_all_is_there() -> None:
    amounts = [str(c.amount_approved) for c in by_ref(date(2026, 11, 22))["C003"].claims]
    assert "3.93" in amounts
