"""What the conversation and known facts add to a message: course, signals, calming down. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest

from bot.components.escalation_course import (
    PARTS,
    SIGNALS,
    Course,
    Facts,
    answered,
    chance_of,
    follow,
    gave_up,
    margin_of,
    parts,
    present_signals,
)
from bot.components.escalation_decision import Heard, Policy, Signals, decide
from bot.components.escalation_scoring import Assessment
from bot.components.policy_file import PolicyFileError, policy_from, read_policy, settings_of

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=timezone.utc)


@pytest.fixture(scope="module")
def policy() -> Policy:
    """As in the file, but for the fitted course: the message as it is, and a share of what lingers."""
    plain = dict.fromkeys(PARTS, 0.0) | {"start": 0.0, "present": 1.0, "lingering": 0.35}
    return replace(read_policy(), course=plain)


def heard(risk: float, code: str = "E06", text: str = "这是一句话", **more: object) -> Heard:
    assessment = Assessment(risk, {code: risk}, (), (), "neutral", 0, "self")
    return replace(Heard(text, "urge_claim", True, "", assessment, NOW), **more)  # type: ignore[arg-type]


def test_log_odds_and_chances_are_inverse() -> None:
    for risk in (0.01, 0.3, 0.5, 0.73, 0.99):
        assert chance_of(margin_of(risk)) == pytest.approx(risk)
    assert margin_of(0.0) == -margin_of(1.0) == -8.0


def test_the_course_remembers_the_worst_and_lets_it_fade() -> None:
    course = follow(follow(Course(), 2.0, 1.0), -4.0, 1.0)
    assert (course.lingering, course.heard) == (1.0, 2)
    for _ in range(30):
        course = follow(course, -7.0, 1.0)
    assert course.lingering == -7.0


def test_memory_survives_its_written_form_and_broken_memory_is_refused() -> None:
    course = Course(1.2345, 3, "answer:x", 1)
    assert Course.from_list(course.as_list()) == replace(course, lingering=1.234) or Course.from_list(
        course.as_list()
    ) == replace(course, lingering=1.235)
    for broken in ([], [1], ["x", 1, "", 0], None):
        with pytest.raises((TypeError, ValueError)):
            Course.from_list(broken)


def test_memory_of_an_earlier_version_is_understood() -> None:
    assert Course.from_list([1.0, 3, "answer:x", 1]) == Course(1.0, 3, "answer:x", 1)


def test_how_somebody_usually_sounds_is_remembered() -> None:
    course = Course()
    for margin in (-5.0, -1.0, -0.5, 2.0):
        course = follow(course, margin, 1.0, eased=margin < -4)
    assert course.tone == pytest.approx(-1.125)
    assert (course.raised, course.eased, course.heard) == (2, 1, 4)


def test_a_calm_message_is_joined_by_no_earlier_trouble() -> None:
    course = follow(Course(), 2.0, 1.0)
    stirred, calm = (parts(-1.0, (), course, calm) for calm in (False, True))
    assert stirred["lingering"] == 3.5
    assert stirred["raised"] == 1.0
    assert (calm["lingering"], calm["raised"]) == (0.0, 0.0)
    assert stirred["present"] == calm["present"] == -1.0


def test_marks_of_the_message_are_parts() -> None:
    found = parts(0.0, ("joke", "you", "ask_particle"), Course(), False)
    assert (found["ease"], found["joke"], found["addressed"], found["asks"]) == (1.0, 1.0, 1.0, 1.0)
    assert found["tone"] == 0.0
    assert set(found) == set(PARTS)


def test_the_fitted_course_says_what_it_should(policy: Policy) -> None:
    """Signs that would make no sense to a trainer: earlier trouble and words to the company speak for a person, a good
    mood against one."""
    course = read_policy().course
    assert course["present"] > 0.5
    assert course["lingering"] >= 0
    assert course["addressed"] >= 0
    assert course["joke"] <= 0
    assert course["eased"] <= 0


def test_the_same_answer_in_a_row_is_counted() -> None:
    course = Course()
    for key, same in (("a", 0), ("a", 1), ("a", 2), ("b", 0), ("", 0), ("", 0)):
        course = answered(course, key)
        assert course.same == same


FACTS = Facts(refused=True, overdue=True, rounds=2, cases=1, promise_due=True)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("E04", {"claim_refused", "earlier_cases"}),
        ("E06", {"claim_overdue", "supplement_again", "promise_due", "earlier_cases"}),
        ("E08", {"supplement_again", "earlier_cases"}),
        ("E02", {"earlier_cases"}),
    ],
)
def test_facts_speak_for_the_codes_they_are_about(code: str, expected: set[str]) -> None:
    assert set(present_signals("一句话", Course(), 0, 0, FACTS, [code])) == expected


def test_one_supplement_is_no_signal_and_a_third_weighs_more() -> None:
    rounds = [
        present_signals("", Course(), 0, 0, Facts(rounds=n), ["E08"]).get("supplement_again", 0)
        for n in range(5)
    ]
    assert rounds == [0, 0, 1, 2, 2]


@pytest.mark.parametrize("text", ["不是这个", "我问的是到账，不是流程", "没答到点上"])
def test_saying_that_it_was_missed(text: str) -> None:
    assert "says_missed" in present_signals(text, Course(heard=1), 0, 0, Facts(), [])
    assert "says_missed" not in present_signals(text, Course(heard=0), 0, 0, Facts(), [])


@pytest.mark.parametrize(
    ("text", "left"), [("呵呵", True), ("算了", True), ("哦。", True), ("算了吧，我下周再问", False)]
)
def test_giving_up_after_an_answer(text: str, left: bool) -> None:
    assert gave_up(text, Course(heard=2)) is left
    assert not gave_up(text, Course(heard=0))


def run(policy: Policy, *messages: Heard) -> list[str]:
    signals, levels = Signals(), []
    for message in messages:
        decision, signals = decide(message, Signals.from_dict(signals.as_dict()), policy)
        levels.append(decision.decision)
    return levels


def test_giving_up_is_watched_and_after_trouble_a_person_is_offered(policy: Policy) -> None:
    calm = heard(0.01, text="住院要什么材料", intent="ask_docs_inpatient")
    bye = heard(0.01, text="算了", intent="unclear_input")
    assert run(policy, calm, bye) == ["answer", "watch"]
    assert run(policy, heard(policy.watch + 0.1), bye)[-1] == "offer"


def test_each_signal_brings_a_person_nearer_but_never_to_a_calm_message(policy: Policy) -> None:
    almost = policy.escalate - 0.05
    plain, _ = decide(heard(almost), Signals(), policy)
    for facts in (Facts(overdue=True), Facts(cases=2), Facts(promise_due=True)):
        with_facts, _ = decide(heard(almost, facts=facts), Signals(), policy)
        assert with_facts.risk > plain.risk
        calm, _ = decide(heard(0.05, facts=facts), Signals(), policy)
        assert calm.decision == "answer"
    assert run(policy, heard(almost, facts=Facts(overdue=True))) == ["escalate"]


def test_the_reason_names_the_fact(policy: Policy) -> None:
    decision, _ = decide(heard(policy.escalate - 0.02, "E04", facts=Facts(refused=True)), Signals(), policy)
    assert decision.decision == "escalate"
    assert SIGNALS["claim_refused"] in decision.reason


def test_an_overdue_claim_raises_the_priority(policy: Policy) -> None:
    assert decide(heard(0.9), Signals(), policy)[0].priority == "P2"
    assert decide(heard(0.9, facts=Facts(overdue=True)), Signals(), policy)[0].priority == "P1"


def test_who_calms_down_is_seen(policy: Policy) -> None:
    cross = heard(policy.offer)
    eased = heard(0.02, text="哦懂了谢谢", intent="thanks_praise")
    eased = replace(eased, assessment=replace(eased.assessment, marks=("ease", "aha")))
    flat = heard(0.02, text="那个", intent="greet")
    again = heard(policy.escalate - 0.1, text="还有一句")

    def last_risk(*messages: Heard) -> float:
        signals = Signals()
        for message in messages:
            decision, signals = decide(message, signals, policy)
        return decision.risk

    assert last_risk(cross, eased, again) < last_risk(cross, flat, again)


def test_dangers_count_in_advance_and_are_not_discounted(policy: Policy) -> None:
    for code in ("E09", "E10", "E14"):
        assert decide(heard(0.6, code), Signals(), policy)[0].decision == "escalate"
    assert decide(heard(0.6, "E05"), Signals(), policy)[0].decision != "escalate"


@pytest.mark.parametrize("text", ["自杀条款是怎么规定的", "为什么有轻生免责这一条"])
def test_a_question_about_the_clause_is_looked_at_again(policy: Policy, text: str) -> None:
    assert run(policy, heard(0.01, text=text, intent="explain_term")) == ["watch"]


def test_while_observing_the_bots_failing_is_no_news(policy: Policy) -> None:
    same = heard(0.0, text="还要等几天啊", intent="ask_claim_eta", observing=True)
    assert run(policy, *[same] * 5) == ["answer"] * 5
    lost = heard(0.0, text="啊啊", intent="nlu_fallback", understood=False, observing=True)
    assert run(policy, *[lost] * 5) == ["answer"] * 5


def test_signals_in_the_file_are_checked(policy: Policy) -> None:
    settings = settings_of(policy)
    for broken in (
        {"asked_again": 1.0},
        {**settings["signals"], "asked_again": -1.0},
        {**settings["signals"], "x": 0},
    ):
        with pytest.raises(PolicyFileError):
            policy_from({**settings, "signals": broken})
