"""The instrument: figures of held-out authors against hand-counted cases, and the course fitted on made-up talks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot import course_fit, crossval_figures
from bot.components.escalation_course import PARTS
from bot.components.escalation_decision import Heard, Policy
from bot.components.escalation_scoring import Assessment
from bot.components.policy_file import WEIGHTS, read_policy
from bot.course_fit import SINGLE_WEIGHT, Talk, fit_course, write_course
from bot.knowledge import read_yaml

PLAIN = dict.fromkeys(PARTS, 0.0) | {"start": 0.0, "present": 1.0}


@pytest.fixture(scope="module")
def policy() -> Policy:
    return replace(read_policy(), course=PLAIN)


def heard(risk: float, *marks: str) -> Heard:
    return Heard(
        "一句话", "greet", True, "", Assessment(risk, {"E06": risk}, (), (), "neutral", 0, "self", marks)
    )


def talk(*risks: float, due: int | None = None, batch: str = "a", source: str = "script") -> Talk:
    codes = ("E06",) if due is not None else ()
    return Talk(batch, source, tuple(heard(risk) for risk in risks), due, codes)


def test_figures_of_scripts_by_hand(policy: Policy) -> None:
    figures = crossval_figures.Figures()
    talks = [
        talk(0.1, 0.1, 0.9, due=1),  # one turn late: found
        talk(0.1, 0.1, 0.1, 0.9, due=1),  # two turns late: missed
        talk(0.9, 0.1, 0.1, due=2),  # two turns early: early, and no miss
        talk(0.1, 0.1, due=0),  # never
        talk(0.1, 0.1),
        talk(0.9, 0.1),  # false
    ]
    figures.add("a", talks, policy)
    told = figures.tables()
    row = next(line for line in told.splitlines() if line.startswith("| **all scripts**"))
    assert [cell.strip() for cell in row.split("|")[2:-1]] == ["4", "0.500", "0.250", "2", "0.500"]


def test_messages_are_told_apart_by_what_they_were_written_for(policy: Policy) -> None:
    single = [
        (talk(0.9, due=0, source="escalation"), True),
        (talk(0.1, due=0, source="escalation"), False),
        (talk(0.1, source="escalation"), False),
        (talk(0.9, source="intent"), True),
        (talk(0.9, due=0, source="intent"), True),
    ]
    assert crossval_figures.message_figures(single) == {
        "needs a person": 0.5,
        "hard negatives": 0.0,
        "ordinary": 1.0,
        "escalating intents": 1.0,
    }


def test_the_fit_finds_what_tells_trouble_from_remarks(policy: Policy, tmp_path: Path) -> None:
    """Jokers sound alarming and need nobody."""

    def said(marks: tuple[str, ...]) -> tuple[Heard, ...]:
        return (heard(0.05), heard(0.7, *marks))

    talks = [Talk("a", "script", said(("joke", "ease")), None) for _ in range(20)]
    talks += [Talk("a", "script", said(()), 1, ("E06",)) for _ in range(20)]
    weights = fit_course(talks, policy)
    assert set(weights) == set(WEIGHTS)
    assert weights["joke"] < -0.5 < 0.5 < weights["present"]
    assert fit_course(talks, policy) == weights
    write_course(weights, tmp_path / "course.yml")
    assert read_yaml(tmp_path / "course.yml") == weights


def test_the_turn_before_the_turning_point_is_not_learned_from(policy: Policy) -> None:
    turns = list(course_fit._turns(talk(0.1, 0.1, 0.9, 0.9, 0.9, 0.9, due=2), policy))
    assert [(due, weight) for _, due, weight in turns] == [(False, 1.0), (True, 4.0), (True, 2.0)]
    assert [due for _, due, _ in course_fit._turns(talk(0.9, 0.1), policy)] == [False, False]
    assert 0 < SINGLE_WEIGHT < 1
