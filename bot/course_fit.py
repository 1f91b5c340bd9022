"""How much each part of a conversation's course weighs, fitted on conversations as strangers' models hear them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.components.escalation_course import PARTS
from bot.components.escalation_decision import Heard, Policy, Signals, followed, spoken_parts
from bot.components.intent_model import SEED
from bot.components.policy_file import COURSE_PATH
from bot.components.training_rows import Row

#: A turning point missed is worse than a person called once too often, and there are eight calm turns to each.
_TURN_WEIGHT = 4.0
#: The turn after: late, but not too late.
_NEXT_TURN_WEIGHT = 2.0
#: Single messages are conversations of one turn: many, so that each counts little.
SINGLE_WEIGHT = 0.1
#: Of the single messages written every third needs a person, of those that open a conversation in life one in a hundred.
_SINGLE_DUE = 0.4
_HEAD = """\
# What the words of a conversation weigh, in log-odds for each part (bot/components/escalation_course.py, PARTS). Fitted on the
# scripts and messages of data/nlu/escalation as models hear them that have not read their author:
# `python -m bot.crossval --fit` writes this file. To bring a person earlier or later, change bot/escalation.yml instead.
"""


@dataclass(frozen=True)
class Talk:
    """A conversation as it is heard. `due`: turn from which a person is needed, None = never. `source`: as of a Row."""

    batch: str
    source: str
    heard: tuple[Heard, ...]
    due: int | None
    codes: tuple[str, ...] = ()
    weight: float = 1.0


def fit_course(talks: Iterable[Talk], policy: Policy) -> dict[str, float]:
    """Weights by name (`start` and PARTS). Raises ValueError when all talks need a person, or none does."""
    turns = [turn for talk in talks for turn in _turns(talk, policy)]
    parts, due, weights = (np.array(column) for column in zip(*turns, strict=True))
    model = LogisticRegression(C=1.0, solver="liblinear", random_state=SEED)
    model.fit(parts, due, sample_weight=weights)
    found = dict(zip(PARTS, model.coef_[0].tolist(), strict=True))
    return {name: round(value, 3) for name, value in {"start": float(model.intercept_[0]), **found}.items()}


def _turns(talk: Talk, policy: Policy) -> Iterator[tuple[list[float], bool, float]]:
    """The parts of each turn that is clear: not the one before a person is needed, nor any after one must have come."""
    before = Signals()
    for number, heard in enumerate(talk.heard):
        found = spoken_parts(heard, before, policy)
        weight = _weight(number, talk.due)
        if weight:
            due = talk.due is not None and number >= talk.due
            yield [found[name] for name in PARTS], due, weight * talk.weight
        before = replace(before, course=followed(heard, before, policy))


def _weight(number: int, due: int | None) -> float:
    if due is None or number < due - 1:
        return 1.0
    return {0: _TURN_WEIGHT, 1: _NEXT_TURN_WEIGHT}.get(number - due, 0.0)


def write_course(weights: dict[str, float], path: Path = COURSE_PATH) -> None:
    lines = [f"{name}: {value}" for name, value in weights.items()]
    path.write_text(_HEAD + "\n".join(lines) + "\n", "utf-8")


def single(row: Row, heard: Heard) -> Talk:
    """A message as a talk of one turn."""
    due = 0 if row.codes else None
    share = SINGLE_WEIGHT * (_SINGLE_DUE if row.codes else 1.0)
    return Talk(row.batch, row.source, (heard,), due, row.codes, row.weight * share)
