"""The intent classifier proper: TF-IDF of characters, words and sounds, a linear model, calibrated confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize_scalar
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from bot.components.text import Analysis
from bot.components.vectors import BlockWeight, Vectorizer

SEED = 20261122
#: What the fit gives on today's data (0.10-0.12), for models that are thrown away and for a single author.
USUAL_TEMPERATURE = 0.11
BLOCKS = (
    BlockWeight("chars", 1.0),
    BlockWeight("plain_chars", 0.7),
    BlockWeight("words", 0.7),
    BlockWeight("sounds", 1.0),
    BlockWeight("gaps", 0.5, 3),
)


@dataclass(frozen=True)
class Guess:
    intent: str
    confidence: float


class IntentModel:
    """One linear separator per intent; confidence = softmax of the margins over a learned temperature.

    The temperature is fitted on whole held-out author batches: confidence in front of a stranger, not of an
    author the model has read.
    """

    def __init__(
        self,
        vectorizer: Vectorizer,
        labels: list[str],
        weights: np.ndarray,
        bias: np.ndarray,
        temperature: float,
    ) -> None:
        """`weights`: features x intents, so that one message gathers a few rows."""
        self.vectorizer = vectorizer
        self.labels = labels
        self.weights = weights.astype(np.float32)
        self.bias = bias.astype(np.float32)
        self.temperature = temperature

    @classmethod
    def fit(
        cls, analyses: Sequence[Analysis], labels: Sequence[str], batches: Sequence[str], quick: bool = False
    ) -> IntentModel:
        """`quick`: the usual temperature instead of a fitted one."""
        vectorizer = Vectorizer(BLOCKS)
        matrix = vectorizer.fit(analyses)
        truth = np.asarray(labels)
        temperature = USUAL_TEMPERATURE if quick else _temperature(matrix, truth, np.asarray(batches))
        svm = _svm().fit(matrix, truth)
        return cls(vectorizer, list(svm.classes_), svm.coef_.T, svm.intercept_, temperature)

    def rank(self, analysis: Analysis) -> list[Guess]:
        """All intents, likeliest first."""
        row = self.vectorizer.row(analysis)
        confidence = _softmax((self.bias + row.values @ self.weights[row.indices]) / self.temperature)
        best = np.argsort(-confidence, kind="stable")
        return [Guess(self.labels[i], float(confidence[i])) for i in best]

    def probabilities(self, analyses: Sequence[Analysis]) -> np.ndarray:
        """messages x intents."""
        return _softmax((self.vectorizer.transform(analyses) @ self.weights + self.bias) / self.temperature)

    def state(self) -> dict[str, Any]:
        """Half precision: a third of the size on disk, no difference in ranking beyond the fourth digit."""
        return {
            "vectorizer": self.vectorizer,
            "labels": self.labels,
            "weights": self.weights.astype(np.float16),
            "bias": self.bias,
            "temperature": self.temperature,
        }


def _svm() -> LinearSVC:
    return LinearSVC(C=1.0, random_state=SEED)


def _temperature(matrix: sp.csr_matrix, truth: np.ndarray, batches: np.ndarray) -> float:
    folds = min(3, len(set(batches)))
    if folds < 2:
        return USUAL_TEMPERATURE
    margins, positions = [], []
    for known, held_out in GroupKFold(folds).split(matrix, truth, batches):
        svm = _svm().fit(matrix[known], truth[known])
        column = {label: i for i, label in enumerate(svm.classes_)}
        rows = [i for i in held_out if truth[i] in column]
        margins.append(svm.decision_function(matrix[rows]))
        positions.append(np.array([column[truth[i]] for i in rows]))

    def loss(log_temperature: float) -> float:
        parts = [
            -np.log(_softmax(m / np.exp(log_temperature))[np.arange(len(p)), p] + 1e-9)
            for m, p in zip(margins, positions, strict=True)
        ]
        return float(np.concatenate(parts).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-4.0, 1.0), method="bounded").x))


def _softmax(margins: np.ndarray) -> np.ndarray:
    shifted = np.exp(margins - margins.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)
