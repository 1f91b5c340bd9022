"""Probability that a message needs a person, from the words, the rules and what the message asks for.

A linear model over words is too sure of itself in front of a new author. This second step learns, on authors the
first did not see, how far to trust it beside the intent ("thank you" is rarely a complaint, a disputed amount
often is), the rules and the length.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from bot.components.escalation_model import EscalationModel, Scores
from bot.components.escalation_rules import Hit, calm, hits
from bot.components.intent_model import SEED, IntentModel
from bot.components.training_rows import Row

#: Scales the intent probabilities against the other features (regularisation treats all alike).
_INTENT_SCALE = 3.0
_FOLDS = 3


class RiskModel:
    def __init__(self, intents: Sequence[str], weights: np.ndarray, bias: float) -> None:
        """`weights`: as _features makes them, one per name of `intents` last."""
        self.intents = tuple(intents)
        self.weights = np.asarray(weights, dtype=np.float64)
        self.bias = float(bias)

    @classmethod
    def fit(cls, rows: Sequence[Row]) -> RiskModel:
        """`rows` without fragments."""
        names = sorted({row.intent for row in rows if row.intent})
        alarms, chances = _unseen(rows, names)
        features = np.array(
            [
                _features(row.text, alarm, known, chance, hits(row.text))
                for row, (alarm, known), chance in zip(rows, alarms, chances, strict=True)
            ]
        )
        model = LogisticRegression(C=1.0, solver="liblinear", random_state=SEED)
        model.fit(features, [bool(row.codes) for row in rows], sample_weight=[row.weight for row in rows])
        return cls(names, model.coef_[0], model.intercept_[0])

    def of(self, text: str, learned: Scores, intents: Mapping[str, float], found: Sequence[Hit]) -> float:
        chances = np.array([intents.get(name, 0.0) for name in self.intents])
        margin = self.bias + float(
            _features(text, learned.alarm, learned.known, chances, found) @ self.weights
        )
        return 1.0 / (1.0 + math.exp(-margin))

    def state(self) -> dict[str, Any]:
        return {"intents": self.intents, "weights": self.weights, "bias": self.bias}


def _features(text: str, alarm: float, known: float, chances: np.ndarray, found: Sequence[Hit]) -> np.ndarray:
    rule = max((hit.strength for hit in found), default=0.0)
    length = len(text)
    head = [alarm, alarm * known, known, min(length, 40) / 20, math.log1p(length), rule, float(calm(text))]
    return np.concatenate([head, chances * _INTENT_SCALE])


def _unseen(rows: Sequence[Row], names: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """(Alarm, known) and intent probabilities of every row from models that have not seen its author."""
    batches = [row.batch for row in rows]
    folds = min(_FOLDS, len(set(batches)))
    alarms = np.zeros((len(rows), 2))
    chances = np.zeros((len(rows), len(names)))
    if folds < 2:
        return alarms, chances
    column = {name: i for i, name in enumerate(names)}
    for known, held_out in GroupKFold(folds).split(rows, groups=batches):
        learn, guess = [rows[i] for i in known], [rows[i].analysis for i in held_out]
        alarms[held_out] = EscalationModel.fit(learn, ()).alarms(guess)
        named = [row for row in learn if row.intent]
        intents = IntentModel.fit(
            [r.analysis for r in named], [str(r.intent) for r in named], [r.batch for r in named], quick=True
        )
        chances[np.ix_(held_out, [column[label] for label in intents.labels])] = intents.probabilities(guess)
    return alarms, chances
