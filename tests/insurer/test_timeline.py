"""The timeline card: whatever way a claim took through the state machine, it is honest and at most 15 steps long."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from insurer.api import Claim, ClaimEvent, MissingDocument
from insurer.knowledge import Knowledge
from insurer.reference.demo import demo_people
from insurer.timeline import MAX_STEPS, build_timeline

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
BANNED = ("肯定赔", "肯定不赔", "请您冷静", "请耐心等待", "None", "{", "}")


def a_claim(*codes: str, due_in: timedelta | None = None, **more: Any) -> Claim:
    """A claim that went through `codes`, one a day, until yesterday."""
    start = NOW - timedelta(days=len(codes))
    events = [
        ClaimEvent(state_code=code, entered_at=start + timedelta(days=n), actor_type="insurer")
        for n, code in enumerate(codes)
    ]
    if due_in is not None:
        events[-1] = events[-1].model_copy(update={"due_at": NOW + due_in})
    return Claim(
        claim_no="LP1",
        policy_no="P1",
        product_name="某医疗险",
        claim_type="INPATIENT_MED",
        state_code=codes[-1],
        incident_date=date(2026, 10, 1),
        incident="住院",
        reported_at=events[0].entered_at,
        events=tuple(events),
        **more,
    )


def shown(claim: Claim, knowledge: Knowledge) -> list[tuple[str, str]]:
    return [(step.code, step.state) for step in build_timeline(claim, knowledge, NOW).steps]


def test_a_new_claim_shows_the_way_ahead_without_pickup(knowledge: Knowledge) -> None:
    steps = shown(a_claim("REPORTED"), knowledge)
    assert steps[0] == ("REPORTED", "now")
    assert [code for code, _ in steps] == [
        "REPORTED", "GUIDE_SENT", "DOCS_PREPARING", "DOCS_UPLOADED", "DOCS_PRECHECK", "CLAIM_ACCEPTED",
        "LIABILITY_REVIEW", "CALCULATING", "APPROVAL", "DECISION_APPROVED", "PAYMENT_PROCESSING", "PAID_CLOSED",
    ]  # fmt: skip


def test_pickup_steps_show_once_originals_are_on_their_way(knowledge: Knowledge) -> None:
    booked = a_claim(
        "REPORTED", "GUIDE_SENT", "DOCS_PREPARING", "DOCS_UPLOADED", "DOCS_PRECHECK", "PICKUP_BOOKED"
    )
    steps = dict(shown(booked, knowledge))
    assert steps["PICKUP_BOOKED"] == "now"
    assert steps["ORIGINALS_IN_TRANSIT"] == "next"
    assert len(steps) == MAX_STEPS


def test_the_future_promises_no_outcome(knowledge: Knowledge) -> None:
    """Contract: the bot never says that a claim will be paid."""
    timeline = build_timeline(a_claim("REPORTED", "LIABILITY_REVIEW"), knowledge, NOW)
    coming = {step.code: step for step in timeline.steps if step.state == "next"}
    assert "同意" not in coming["DECISION_APPROVED"].name
    assert "同意赔付后" in coming["PAYMENT_PROCESSING"].note
    assert "同意赔付后" in coming["PAID_CLOSED"].note


@pytest.mark.parametrize(
    ("codes", "state"),
    [
        (("REPORTED", "LIABILITY_REVIEW", "DECISION_REJECTED"), "problem"),
        (("REPORTED", "LIABILITY_REVIEW", "DECISION_REJECTED", "REJECT_CLOSED"), "problem"),
        (("REPORTED", "DECISION_APPROVED", "PAYMENT_PROCESSING", "PAYMENT_FAILED"), "problem"),
        (("REPORTED", "ORIGINALS_IN_TRANSIT", "ORIGINALS_LOST"), "problem"),
        (("REPORTED", "DOCS_PRECHECK", "SUPPLEMENT_REQUESTED"), "now"),
        (("REPORTED", "PAID_CLOSED"), "done"),
        (("REPORTED", "WITHDRAWN"), "done"),
    ],
)
def test_the_state_of_the_last_step(codes: tuple[str, ...], state: str, knowledge: Knowledge) -> None:
    steps = dict(shown(a_claim(*codes), knowledge))
    assert steps[codes[-1]] == state


@pytest.mark.parametrize(
    "code", ["DECISION_REJECTED", "REJECT_CLOSED", "WITHDRAWN", "PAID_CLOSED", "LITIGATION"]
)
def test_nothing_comes_by_itself_after_an_end(code: str, knowledge: Knowledge) -> None:
    assert "next" not in dict(shown(a_claim("REPORTED", "LIABILITY_REVIEW", code), knowledge)).values()


def test_an_appeal_opens_the_decision_again(knowledge: Knowledge) -> None:
    appeal = a_claim(
        "REPORTED", "LIABILITY_REVIEW", "DECISION_REJECTED", "APPEAL_SUBMITTED", "APPEAL_REVIEWING"
    )
    steps = shown(appeal, knowledge)
    assert ("DECISION_REJECTED", "done") in steps
    assert ("APPEAL_REVIEWING", "now") in steps
    assert ("DECISION_APPROVED", "next") in steps


def test_a_supplement_late_in_the_review_keeps_its_place(knowledge: Knowledge) -> None:
    steps = shown(a_claim("REPORTED", "DOCS_PRECHECK", "LIABILITY_REVIEW", "SUPPLEMENT_REQUESTED"), knowledge)
    assert ("LIABILITY_REVIEW", "done") in steps
    assert ("CALCULATING", "next") in steps
    assert ("CLAIM_ACCEPTED", "next") not in steps


def test_due_and_overdue(knowledge: Knowledge) -> None:
    on_time = build_timeline(
        a_claim("REPORTED", "LIABILITY_REVIEW", due_in=timedelta(days=3)), knowledge, NOW
    )
    assert "最晚11月25日前有结果" in on_time.headline
    late = build_timeline(a_claim("REPORTED", "LIABILITY_REVIEW", due_in=timedelta(days=-3)), knowledge, NOW)
    assert "已经超过 3 天" in late.headline
    assert "转人工" in late.next_action
    assert [s.state for s in late.steps if s.code == "LIABILITY_REVIEW"] == ["problem"]


def test_missing_documents_are_named_with_why(knowledge: Knowledge) -> None:
    missing = (MissingDocument(doc_code="D08", why="没盖章"), MissingDocument(doc_code="X99", why="新的一种"))
    claim = a_claim("REPORTED", "SUPPLEMENT_REQUESTED", missing_documents=missing, supplement_round=1)
    timeline = build_timeline(claim, knowledge, NOW)
    assert [(m.code, m.name, m.why) for m in timeline.missing] == [
        ("D08", knowledge.documents["D08"].name, "没盖章"),
        ("X99", "X99", "新的一种"),
    ]
    assert "2 样材料" in timeline.headline


def test_an_unknown_state_of_a_real_core_is_shown_not_dropped(knowledge: Knowledge) -> None:
    timeline = build_timeline(a_claim("REPORTED", "FLYING_CARPET"), knowledge, NOW)
    assert timeline.status == "FLYING_CARPET"
    assert ("FLYING_CARPET", "now") in [(s.code, s.state) for s in timeline.steps]


def test_a_core_that_forgot_the_last_event_is_shown_where_it_says_it_is(knowledge: Knowledge) -> None:
    claim = a_claim("REPORTED", "GUIDE_SENT").model_copy(update={"state_code": "LIABILITY_REVIEW"})
    assert ("LIABILITY_REVIEW", "now") in shown(claim, knowledge)
    empty = claim.model_copy(update={"events": ()})
    assert ("LIABILITY_REVIEW", "now") in shown(empty, knowledge)


@pytest.mark.parametrize("seed", range(300))
def test_any_walk_through_the_state_machine(seed: int, knowledge: Knowledge) -> None:
    dice = random.Random(seed)
    codes = ["REPORTED"]
    for _ in range(dice.randint(0, 60)):
        ways = knowledge.claim_states[codes[-1]].next
        if not ways:
            break
        codes.append(dice.choice(ways))
    due = timedelta(days=dice.randint(-9, 9)) if dice.random() < 0.5 else None
    timeline = build_timeline(a_claim(*codes, due_in=due), knowledge, NOW)
    states = [step.state for step in timeline.steps]
    assert 1 <= len(states) <= MAX_STEPS
    assert [step.n for step in timeline.steps] == list(range(1, len(states) + 1))
    assert [s for s in states if s != "next"] + [s for s in states if s == "next"] == states
    assert sum(s in ("now", "problem") for s in states) <= 1
    assert [step.at for step in timeline.steps if step.at] == sorted(s.at for s in timeline.steps if s.at)
    assert all(step.due_at is None or step.state in ("now", "problem") for step in timeline.steps)
    assert codes[-1] in [step.code for step in timeline.steps]
    words = timeline.headline + timeline.next_action + "".join(s.note + s.name for s in timeline.steps)
    assert timeline.headline.endswith("。")
    assert not [banned for banned in BANNED if banned in words]


def test_card_is_json_with_the_contracts_fields(knowledge: Knowledge) -> None:
    for person in demo_people(date(2026, 11, 22)):
        for claim in person.claims:
            card = build_timeline(claim, knowledge, NOW).card()
            assert set(card) == {
                "type", "claim_no", "claim_type", "title", "product", "status", "headline", "steps", "missing",
                "next_action", "updated_at",
            }  # fmt: skip
            assert set(card["steps"][0]) == {
                "n", "code", "name", "state", "actor", "actor_name", "at", "due_at", "note",
            }  # fmt: skip
            assert card["updated_at"].endswith("+08:00")
