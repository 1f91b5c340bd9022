"""How claims move, by the state machine and its clocks. Pure."""

from datetime import UTC, date, datetime, timedelta

import pytest

from insurer.api import Claim
from insurer.knowledge import Knowledge
from insurer.progress import SHANGHAI
from insurer.reference.claim_rules import checklist, with_appeal, with_document
from insurer.reference.claim_steps import STATE_CLOCKS, clock_code, due_time, enter, waited_for_supplements
from insurer.reference.clerk import step
from insurer.reference.demo import demo_people
from insurer.reference.outbox import of_claim
from insurer.reference.refusals import InvalidFields, NotAllowed
from insurer.working_days import after_natural_days, after_working_days, is_workday

#: A Thursday without holidays around it.
NOW = datetime(2026, 11, 19, 10, tzinfo=SHANGHAI)


def a_claim(knowledge: Knowledge, **more: object) -> Claim:
    begun = Claim(
        claim_no="LP1",
        policy_no="P1",
        product_name="安心百万医疗险（一年期）",
        claim_type="INPATIENT_MED",
        state_code="REPORTED",
        incident_date=date(2026, 11, 18),
        incident="住院",
        reported_at=NOW,
        events=(),
    )
    missing = checklist(knowledge.claim_types["INPATIENT_MED"], knowledge)
    claim = enter(begun, "REPORTED", NOW, knowledge)
    return claim.model_copy(update={"missing_documents": missing, **more})


def walked(claim: Claim, knowledge: Knowledge, *states: str, every: timedelta = timedelta(hours=1)) -> Claim:
    for n, state in enumerate(states, start=1):
        claim = step(claim, state, claim.updated_at + n * every, knowledge)
    return claim


def codes(claim: Claim) -> list[str]:
    return [event.state_code for event in claim.events]


def test_the_clerk_walks_the_main_line_to_the_money(knowledge: Knowledge) -> None:
    claim, now = a_claim(knowledge), NOW
    while claim.state_code != "PAID_CLOSED":
        now += timedelta(hours=1)
        claim = step(claim, None, now, knowledge)
    assert codes(claim) == [
        "REPORTED",
        "GUIDE_SENT",
        "DOCS_PREPARING",
        "DOCS_UPLOADED",
        "DOCS_PRECHECK",
        "CLAIM_ACCEPTED",
        "LIABILITY_REVIEW",
        "CALCULATING",
        "APPROVAL",
        "DECISION_APPROVED",
        "PAYMENT_PROCESSING",
        "PAID_CLOSED",
    ]
    assert claim.decision is not None
    assert claim.payment is not None
    assert claim.payment.amount == claim.amount_approved
    with pytest.raises(NotAllowed):
        step(claim, None, now, knowledge)


def test_every_way_the_state_machine_has_can_be_taken(knowledge: Knowledge) -> None:
    """Every state fills its text completely, a decision names a person, and no other way is taken."""
    for state in knowledge.claim_states.values():
        at = (
            enter(a_claim(knowledge), state.code, NOW, knowledge)
            if state.code != "REPORTED"
            else a_claim(knowledge)
        )
        for code in knowledge.claim_states:
            if code not in state.next or code == "PICKUP_BOOKED":
                with pytest.raises(NotAllowed):
                    step(at, code, NOW, knowledge)
                continue
            moved = step(at, code, NOW + timedelta(hours=1), knowledge)
            last = moved.events[-1]
            assert (moved.state_code, last.state_code) == (code, code)
            assert last.visible_text
            assert not {"{", "}"} & set(last.visible_text)
            assert ("{due}" in knowledge.claim_states[code].visible_text) <= (last.due_at is not None), code
            if code.startswith("DECISION_"):
                assert last.human_reviewer
                assert moved.decision is not None
                assert moved.decision.human_reviewer == last.human_reviewer


def test_an_unknown_state_is_a_wrong_field(knowledge: Knowledge) -> None:
    with pytest.raises(InvalidFields):
        step(a_claim(knowledge), "NO_SUCH", NOW, knowledge)


def test_a_refusal_has_clause_and_reviewer_and_its_appeal_another_reviewer(knowledge: Knowledge) -> None:
    reviewed = walked(a_claim(knowledge, state_code="LIABILITY_REVIEW"), knowledge, "DECISION_REJECTED")
    assert reviewed.decision is not None
    assert reviewed.decision.clause_ref
    assert reviewed.decision.clause_text
    appealed = with_appeal(reviewed, reviewed.updated_at, knowledge)
    assert codes(appealed)[-2:] == ["APPEAL_SUBMITTED", "APPEAL_REVIEWING"]
    decided = walked(appealed, knowledge, "DECISION_PARTIAL")
    assert decided.decision is not None
    assert decided.decision.human_reviewer != reviewed.decision.human_reviewer


def test_one_of_a_group_of_documents_is_enough(knowledge: Knowledge) -> None:
    claim = a_claim(knowledge)
    assert "D11" in {m.doc_code for m in claim.missing_documents}
    after = with_document(claim, "D12", NOW, knowledge)
    assert "D11" not in {m.doc_code for m in after.missing_documents}


def test_a_document_nobody_asked_for_moves_nothing(knowledge: Knowledge) -> None:
    reviewing = a_claim(knowledge, state_code="INVESTIGATING", missing_documents=())
    assert with_document(reviewing, "D09", NOW, knowledge) == reviewing
    with pytest.raises(InvalidFields):
        with_document(reviewing, "D99", NOW, knowledge)


@pytest.mark.parametrize(
    "state", ["PAID_CLOSED", "WITHDRAWN", "REJECT_CLOSED", "LITIGATION", "DECISION_REJECTED"]
)
def test_states_that_take_no_documents(knowledge: Knowledge, state: str) -> None:
    with pytest.raises(NotAllowed):
        with_document(a_claim(knowledge, state_code=state), "D01", NOW, knowledge)


def test_only_what_was_decided_can_be_appealed(knowledge: Knowledge) -> None:
    for state in knowledge.claim_states.values():
        claim = a_claim(knowledge, state_code=state.code)
        if "APPEAL_SUBMITTED" in state.next:
            assert with_appeal(claim, NOW, knowledge).state_code == "APPEAL_REVIEWING"
        else:
            with pytest.raises(NotAllowed):
                with_appeal(claim, NOW, knowledge)


# --- clocks ---


def test_every_clock_of_a_state_is_in_the_knowledge_with_its_days(knowledge: Knowledge) -> None:
    for state, key in STATE_CLOCKS.items():
        assert state in knowledge.claim_states
        assert knowledge.clocks[key].days, key


def test_the_days_of_a_clock_are_those_of_its_rule(knowledge: Knowledge) -> None:
    for clock in knowledge.clocks.values():
        if clock.days is not None:
            assert str(clock.days) in clock.rule, clock.key
            assert ("工作日" in clock.rule) == (clock.calendar == "working"), clock.key


def test_a_simple_case_has_five_working_days_from_complete_documents(knowledge: Knowledge) -> None:
    accepted = a_claim(knowledge, docs_complete_at=NOW, first_claim_at=NOW - timedelta(days=3))
    due = due_time(accepted, "LIABILITY_REVIEW", NOW + timedelta(days=1), knowledge)
    assert due == datetime(2026, 11, 26, 23, 59, tzinfo=SHANGHAI)


def test_a_complex_case_has_thirty_days_and_waiting_for_supplements_is_taken_off(
    knowledge: Knowledge,
) -> None:
    """Insurance Law art. 23; judicial interpretation (II) art. 15; rule R07."""
    claim = walked(
        a_claim(knowledge), knowledge, "GUIDE_SENT", "DOCS_PREPARING", "DOCS_UPLOADED", "DOCS_PRECHECK"
    )
    first = claim.first_claim_at
    assert first is not None
    claim = step(claim, "SUPPLEMENT_REQUESTED", first + timedelta(days=2), knowledge)
    assert claim.supplement_round == 1
    claim = step(claim, "SUPPLEMENT_SUBMITTED", first + timedelta(days=9), knowledge)
    assert waited_for_supplements(claim, first + timedelta(days=20)) == timedelta(days=7)
    claim = step(claim, "LIABILITY_REVIEW", first + timedelta(days=9), knowledge)
    claim = step(claim, "INVESTIGATING", first + timedelta(days=10), knowledge)
    assert claim.events[-1].due_at == after_natural_days(first, 37)
    assert clock_code(claim, "LIABILITY_REVIEW") == "adjudicate"


def test_time_runs_out_for_supplements_while_they_are_awaited(knowledge: Knowledge) -> None:
    claim = walked(
        a_claim(knowledge), knowledge, "GUIDE_SENT", "DOCS_PREPARING", "DOCS_UPLOADED", "DOCS_PRECHECK"
    )
    asked = claim.updated_at + timedelta(days=1)
    claim = step(claim, "SUPPLEMENT_REQUESTED", asked, knowledge)
    assert waited_for_supplements(claim, asked + timedelta(days=4)) == timedelta(days=4)


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        # Over the National Day holidays 2026 (1-7 October off, 20 September and 10 October worked).
        (datetime(2026, 9, 30, 9, tzinfo=SHANGHAI), 1, date(2026, 10, 8)),
        (datetime(2026, 11, 20, 23, 30, tzinfo=SHANGHAI), 1, date(2026, 11, 23)),
        # 23:30 UTC is the next day in China.
        (datetime(2026, 11, 18, 23, 30, tzinfo=UTC), 1, date(2026, 11, 20)),
        # A year whose calendar is not published yet: Monday to Friday.
        (datetime(2031, 3, 7, 9, tzinfo=SHANGHAI), 2, date(2031, 3, 11)),
    ],
)
def test_working_days(start: datetime, days: int, last: date) -> None:
    assert after_working_days(start, days) == datetime.combine(
        last, datetime.min.time().replace(hour=23, minute=59), SHANGHAI
    )


def test_natural_days_end_on_a_working_day() -> None:
    ends = after_natural_days(datetime(2026, 9, 24, 9, tzinfo=SHANGHAI), 10).date()
    assert ends == date(2026, 10, 8)
    assert not is_workday(date(2026, 10, 4))


# --- what is told about a change ---


def test_one_event_tells_most(knowledge: Knowledge) -> None:
    claim = a_claim(knowledge)
    told = {}
    for state in (
        "GUIDE_SENT",
        "DOCS_PREPARING",
        "DOCS_UPLOADED",
        "DOCS_PRECHECK",
        "SUPPLEMENT_REQUESTED",
        "SUPPLEMENT_SUBMITTED",
        "LIABILITY_REVIEW",
        "CALCULATING",
        "APPROVAL",
        "DECISION_PARTIAL",
        "PAYMENT_PROCESSING",
        "PAID_CLOSED",
    ):
        moved = step(claim, state, claim.updated_at + timedelta(hours=1), knowledge)
        event = of_claim(claim, moved, "C1", moved.updated_at)
        assert event is not None
        told[state] = (event.type, event.data)
        claim = moved
    assert told["DOCS_PRECHECK"][0] == "claim.step_changed"
    assert told["DOCS_PRECHECK"][1]["state_code"] == "DOCS_PRECHECK"
    assert told["DOCS_PRECHECK"][1]["due_at"]
    assert told["SUPPLEMENT_REQUESTED"][0] == "claim.document_missing"
    assert [d["doc_code"] for d in told["SUPPLEMENT_REQUESTED"][1]["documents"]] == ["D11", "D13"]
    assert told["DECISION_PARTIAL"] == (
        "claim.decided",
        {"state_code": "DECISION_PARTIAL", "actor_type": "insurer", "outcome": "partial"},
    )
    assert told["PAID_CLOSED"][1]["amount"] == "800.00"
    assert told["PAID_CLOSED"][1]["account_tail"] == "6618"


def test_nothing_is_told_of_a_claim_that_stays(knowledge: Knowledge) -> None:
    claim = demo_people(date(2026, 11, 22))[0].claims[0]
    fewer = with_document(claim, "D08", NOW, knowledge)
    assert len(fewer.missing_documents) == 1
    assert of_claim(claim, fewer, "C001", NOW) is None
