"""Probability that a message needs a person, from the words, the rules and what the message asks for.

A linear model over words is too sure of itself in front of a new author. This second step learns, on authors the
first did not see, how far to trust it beside the intent ("thank you" is rarely a complaint, a disputed amount
often is), the rules, the length, and signs of ease.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.components.escalation_families import present
from bot.components.escalation_folds import Unseen
from bot.components.escalation_model import Scores
from bot.components.escalation_rules import Hit, calm, hits
from bot.components.intent_model import SEED
from bot.components.text import fold
from bot.components.training_rows import Row

#: Scales the intent probabilities against the other features (regularisation treats all alike).
_INTENT_SCALE = 3.0
#: Families that speak for a question, a story or a good mood; the other families are left to the words.
TELLING = (
    *("aha", "own_fault", "reassures", "plans", "ease", "joke", "thanks", "suppose", "general", "wonder"),
    *("others", "news_good", "third_party_blame", "ask_particle", "asks_neutral", "ask_how", "ask_whether"),
)


class RiskModel:
    def __init__(self, intents: Sequence[str], weights: np.ndarray, bias: float) -> None:
        """`weights`: as _features makes them, one per name of `intents` last."""
        self.intents = tuple(intents)
        self.weights = np.asarray(weights, dtype=np.float64)
        self.bias = float(bias)

    @classmethod
    def fit(cls, rows: Sequence[Row], guesses: Unseen, names: Sequence[str]) -> RiskModel:
        """`guesses`: of the same rows; `names`: of the intents."""
        return cls.fit_on(features_of(rows, guesses), rows, names)

    @classmethod
    def fit_on(cls, features: np.ndarray, rows: Sequence[Row], names: Sequence[str]) -> RiskModel:
        """`features`: of the same rows; fragments are left out."""
        kept = [i for i, row in enumerate(rows) if not row.fragment]
        model = LogisticRegression(C=1.0, solver="liblinear", random_state=SEED)
        truth = [bool(rows[i].codes) for i in kept]
        model.fit(features[kept], truth, sample_weight=[rows[i].weight for i in kept])
        return cls(names, model.coef_[0], model.intercept_[0])

    def of(self, text: str, learned: Scores, intents: Mapping[str, float], found: Sequence[Hit]) -> float:
        """Probability that the message needs a person."""
        chances = np.array([intents.get(name, 0.0) for name in self.intents])
        features = _features(text, learned.alarm, learned.any_code, learned.second, chances, found)
        return 1.0 / (1.0 + math.exp(-self.bias - float(features @ self.weights)))

    def state(self) -> dict[str, Any]:
        return {"intents": self.intents, "weights": self.weights, "bias": self.bias}


def features_of(rows: Sequence[Row], guesses: Unseen) -> np.ndarray:
    """What the risk is weighed on, rows x features."""
    words = zip(guesses.alarm, guesses.any_code, guesses.second, guesses.intents, strict=True)
    return np.array(
        [_features(row.text, *told, hits(row.text)) for row, told in zip(rows, words, strict=True)]
    )


def _features(
    text: str, alarm: float, any_code: float, second: float, chances: np.ndarray, found: Sequence[Hit]
) -> np.ndarray:
    rule = max((hit.strength for hit in found), default=0.0)
    length = len(text)
    families = set(present(fold(text)))
    head = [2 * alarm, any_code, second, min(length, 40) / 20, math.log1p(length), rule, float(calm(text))]
    telling = [float(name in families) for name in TELLING]
    return np.concatenate([head, telling, chances * _INTENT_SCALE])
