"""Whether the words of a message call for a person, and for which trigger: three opinions over one set of features.

Near misses share the words of the triggers. The alarm learns what separates "needs a person" from "needs an answer"
over all codes together; the codes learn each trigger against everything else; a small network learns triggers beside
intents (escalation_network.py). They err on different messages, and the risk (escalation_risk.py) weighs them.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from sklearn.svm import LinearSVC

from bot.components.escalation_families import Reading
from bot.components.escalation_network import EscalationNetwork, Place
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
    BlockWeight("families", 0.5, 2),
    BlockWeight("family_pairs", 0.5, 4),
)
_LONGEST_SPAN = 12
_SHORTEST_SPAN = 2
#: How sharply the margins of the codes are told apart.
_SHARPNESS = 4.0


@dataclass(frozen=True)
class Scores:
    """`alarm`: margin that a person is needed. `any_code`: soft maximum of the codes' margins. `given`: share of each
    code, if one is; sums to 1. `second`: log-odds of the network. `known`: share of the message's character sequences
    that the training data has."""

    alarm: float
    any_code: float
    second: float
    known: float
    given: dict[str, float]


def margins_to_scores(margins: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(alarm, any_code, given) of messages x (any, *codes)."""
    strength = _SHARPNESS * margins[:, 1:]
    top = strength.max(axis=1, keepdims=True)
    raised = np.exp(strength - top)
    total = raised.sum(axis=1, keepdims=True)
    return margins[:, 0], (top + np.log(total))[:, 0], raised / total


@dataclass(frozen=True)
class Opinions:
    """What is learnt of some rows, without what makes features of a text. `weights`: features x (any, *codes)."""

    weights: np.ndarray
    bias: np.ndarray
    network: EscalationNetwork

    @classmethod
    def fit(
        cls,
        matrix: sp.csr_matrix,
        part: sp.csr_matrix,
        rows: Sequence[Row],
        codes: Sequence[str],
        place: Place,
    ) -> Opinions:
        """`part`: what the network reads of `matrix`."""
        with ThreadPoolExecutor(1) as pool:
            network = pool.submit(EscalationNetwork.fit, part, rows, codes, place)
            weights, bias = fit_margins(matrix, rows, codes)
            return cls(weights, bias, network.result())

    def of(
        self, matrix: sp.csr_matrix, part: sp.csr_matrix
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """(alarm, any_code, second, given) of each row."""
        alarm, any_code, given = margins_to_scores(matrix @ self.weights + self.bias)
        second, shares = self.network.opinions(part)
        return alarm, any_code, second, both_shares(given, shares)


def both_shares(separators: np.ndarray, network: np.ndarray) -> np.ndarray:
    """Share of each code, rows x codes, of the two opinions about it; the separators' where the network has none."""
    told = network.sum(axis=-1, keepdims=True) > 0
    return np.where(told, (separators + network) / 2, separators)


class EscalationModel:
    def __init__(
        self,
        vectorizer: Vectorizer,
        codes: Sequence[str],
        weights: np.ndarray,
        bias: np.ndarray,
        network: dict[str, Any],
    ) -> None:
        """`weights`: features x (any, *codes). `network`: state of an EscalationNetwork."""
        self.vectorizer = vectorizer
        self.codes = tuple(codes)
        self.weights = weights.astype(np.float32)
        self.bias = bias.astype(np.float32)
        self.network = EscalationNetwork(**network)

    @classmethod
    def fit(cls, rows: Sequence[Row], codes: Sequence[str]) -> EscalationModel:
        vectorizer = Vectorizer(BLOCKS)
        matrix = vectorizer.fit(readings(rows))
        place = Place.of(vectorizer, matrix)
        learnt = Opinions.fit(matrix, place.part(matrix), rows, codes, place)
        return cls(vectorizer, codes, learnt.weights, learnt.bias, learnt.network.state())

    def score(self, reading: Reading) -> Scores:
        row = self.vectorizer.row(reading)
        margins = self.bias + row.values @ self.weights[row.indices]
        alarm, any_code, given = margins_to_scores(margins[None, :])
        second, network = self.network.opinion(row)
        given = both_shares(given[0], network)
        shares = {code: float(share) for code, share in zip(self.codes, given, strict=True)}
        known = self.vectorizer.known("plain_chars", reading.analysis)
        return Scores(float(alarm[0]), float(any_code[0]), second, known, shares)

    def loudest(self, text: str, analysis: Analysis, code: str) -> tuple[int, int, float] | None:
        """[start, end) of the words that speak most for `code`, with their share of the evidence; None if none do."""
        if code not in self.codes or len(text) > 2 * HALF_READ:
            return None
        offsets = [i for i, character in enumerate(text) if plain(character)]
        simple = [plain(text[i]) for i in offsets]
        column = self.weights[:, [0, 1 + self.codes.index(code)]].sum(axis=1)
        strength = self._strengths(self.vectorizer.row(Reading(analysis, (), ())), simple, column)
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
            "network": self.network.state(),
        }


def readings(rows: Sequence[Row]) -> list[Reading]:
    return [Reading.of(row.text, row.analysis) for row in rows]


def fit_margins(
    matrix: sp.csr_matrix, rows: Sequence[Row], codes: Sequence[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Weights, features x (any, *codes), and biases."""
    weight = np.array([row.weight for row in rows])
    truths = [
        np.array([bool(row.codes) for row in rows]),
        *(np.array([c in row.codes for row in rows]) for c in codes),
    ]
    ready = matrix.astype(np.float64)
    ready.sum_duplicates()

    def separate(truth: np.ndarray) -> LinearSVC:
        # scipy tidies a matrix up in place while it is read, so each thread has its own
        return _separator().fit(ready.copy(), truth, sample_weight=weight)

    # liblinear lets go of the interpreter: two cores halve the time.
    with ThreadPoolExecutor(2) as pool:
        models = list(pool.map(separate, truths))
    return np.stack([m.coef_[0] for m in models], axis=1), np.array([m.intercept_[0] for m in models])


def _separator() -> LinearSVC:
    # The tolerance costs nothing in ranking and a third of the time; there are 16 of these per fold.
    return LinearSVC(C=0.5, tol=1e-2, random_state=SEED)


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
