"""Whether the words of a message call for a person, and for which trigger: two linear steps.

Near misses share the words of the triggers: what separates "needs a person" from "needs an answer" is learned
from all codes together, and only then which code it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.components.intent_model import SEED
from bot.components.text import HALF_READ, Analysis, plain
from bot.components.training_rows import Row
from bot.components.vectors import BlockWeight, SparseRow, Vectorizer

BLOCKS = (
    BlockWeight("chars", 1.0),
    BlockWeight("plain_chars", 0.7),
    BlockWeight("words", 0.7),
    BlockWeight("sounds", 0.7),
    BlockWeight("gaps", 0.5, 3),
    BlockWeight("marks", 0.3, 1),
)
_LONGEST_SPAN = 12
_SHORTEST_SPAN = 2


@dataclass(frozen=True)
class Scores:
    """`alarm`: log-odds that a person is needed. `given`: share of each code, if one is; sums to 1.

    `known`: share of the message's character sequences that occur in the training data.
    """

    alarm: float
    known: float
    given: dict[str, float]


class EscalationModel:
    def __init__(
        self, vectorizer: Vectorizer, codes: Sequence[str], weights: np.ndarray, bias: np.ndarray
    ) -> None:
        """`weights`: features x (any, *codes)."""
        self.vectorizer = vectorizer
        self.codes = tuple(codes)
        self.weights = weights.astype(np.float32)
        self.bias = bias.astype(np.float32)

    @classmethod
    def fit(cls, rows: Sequence[Row], codes: Sequence[str]) -> EscalationModel:
        vectorizer = Vectorizer(BLOCKS)
        matrix = vectorizer.fit([row.analysis for row in rows])
        weight = np.array([row.weight for row in rows])
        alarming = np.array([bool(row.codes) for row in rows])
        models = [_regression().fit(matrix, alarming, sample_weight=weight)]
        for code in codes:
            truth = np.array([code in row.codes for row in rows])[alarming]
            models.append(_regression().fit(matrix[alarming], truth, sample_weight=weight[alarming]))
        weights = np.stack([model.coef_[0] for model in models], axis=1)
        bias = np.array([model.intercept_[0] for model in models])
        return cls(vectorizer, codes, weights, bias)

    def score(self, analysis: Analysis) -> Scores:
        row = self.vectorizer.row(analysis)
        margins = self.bias + row.values @ self.weights[row.indices]
        chances = 1.0 / (1.0 + np.exp(-margins[1:]))
        shares = chances / max(float(chances.sum()), 1e-6)
        known = self.vectorizer.known("plain_chars", analysis)
        return Scores(
            float(margins[0]),
            known,
            {code: float(share) for code, share in zip(self.codes, shares, strict=True)},
        )

    def alarms(self, analyses: Sequence[Analysis]) -> np.ndarray:
        """messages x (alarm, known)."""
        alarms = self.vectorizer.transform(analyses) @ self.weights[:, 0] + self.bias[0]
        return np.column_stack([alarms, [self.vectorizer.known("plain_chars", a) for a in analyses]])

    def loudest(self, text: str, analysis: Analysis, code: str) -> tuple[int, int, float] | None:
        """[start, end) of the words that speak most for `code`, with their share of the evidence; None if none do."""
        if code not in self.codes or len(text) > 2 * HALF_READ:
            return None
        offsets = [i for i, character in enumerate(text) if plain(character)]
        simple = [plain(text[i]) for i in offsets]
        column = self.weights[:, [0, 1 + self.codes.index(code)]].sum(axis=1)
        strength = self._strengths(self.vectorizer.row(analysis), simple, column)
        best = _best_span(strength)
        if best is None:
            return None
        start, end = best
        total = float(np.clip(strength, 0, None).sum()) or 1.0
        return offsets[start], offsets[end - 1] + 1, float(strength[start:end].sum()) / total

    def _strengths(self, row: SparseRow, simple: Sequence[str], column: np.ndarray) -> np.ndarray:
        """Share of each character in the decision: a feature's weight spread over the characters it covers."""
        value_of = dict(zip(row.indices.tolist(), row.values.tolist(), strict=True))
        joined = "".join(simple)
        strength = np.zeros(len(simple), dtype=np.float64)
        for size in (1, 2, 3):
            for start in range(len(simple) - size + 1):
                index = self.vectorizer.index("plain_chars", joined[start : start + size])
                if index is not None and index in value_of:
                    strength[start : start + size] += value_of[index] * float(column[index]) / size
        return strength

    def state(self) -> dict[str, Any]:
        return {
            "vectorizer": self.vectorizer,
            "codes": self.codes,
            "weights": self.weights.astype(np.float16),
            "bias": self.bias,
        }


def _regression() -> LogisticRegression:
    return LogisticRegression(C=20.0, solver="liblinear", random_state=SEED)


def _best_span(strength: np.ndarray) -> tuple[int, int] | None:
    """The window of 2-12 characters with the greatest sum above the message's mean; None when nothing stands out."""
    if len(strength) < _SHORTEST_SPAN:
        return (0, len(strength)) if len(strength) and strength.sum() > 0 else None
    raised = strength - max(0.0, float(strength.mean()))
    sums = np.concatenate([[0.0], np.cumsum(raised)])
    best, found = 0.0, None
    for size in range(_SHORTEST_SPAN, min(_LONGEST_SPAN, len(strength)) + 1):
        gains = sums[size:] - sums[:-size]
        at = int(gains.argmax())
        if gains[at] > best:
            best, found = float(gains[at]), (at, at + size)
    return found
