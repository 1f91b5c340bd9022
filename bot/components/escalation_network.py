"""A second opinion on whether a message needs a person: a small network that learns intents and triggers side by side.

What a harmless remark is about tells it apart from a trouble better than "needs nobody" alone: on authors it has not
read this opinion ranks the turns of conversations clearly better than the separators (docs/escalation.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp

from bot.components import intent_network
from bot.components.intent_model import SEED
from bot.components.intent_network import Layers, Training
from bot.components.training_rows import Row
from bot.components.vectors import SparseRow, Vectorizer

#: Fewer and commoner features than the separators read, or its first layer would not fit into a small model.
READS = frozenset({"chars", "words", "marks", "families"})
SEEN = 3
EPOCHS = 10
#: An opinion is told within this many log-odds.
_CLEAR = 20.0


@dataclass(frozen=True)
class Place:
    """`number`: the network's number of each feature of the vectorizer, -1 for those it does not read."""

    number: np.ndarray

    @classmethod
    def of(cls, vectorizer: Vectorizer, matrix: sp.csr_matrix) -> Place:
        seen = np.bincount(matrix.indices, minlength=matrix.shape[1])
        reads = (seen >= SEEN) & vectorizer.columns(READS)
        return cls(np.where(reads, np.cumsum(reads) - 1, -1).astype(np.int32))

    def part(self, matrix: sp.csr_matrix) -> sp.csr_matrix:
        return matrix[:, np.flatnonzero(self.number >= 0)].tocsr().astype(np.float32)


class EscalationNetwork:
    def __init__(
        self, labels: Sequence[str], codes: Sequence[str], layers: Mapping[str, np.ndarray], place: np.ndarray
    ) -> None:
        """`labels`: a trigger code or another name (an intent) for each output."""
        self.labels = tuple(labels)
        self.codes = tuple(codes)
        self._layers = Layers(**{name: np.asarray(v, dtype=np.float32) for name, v in layers.items()})
        self._place = place
        self._calm = [i for i, label in enumerate(self.labels) if label not in self.codes]
        self._column = [self.labels.index(code) if code in self.labels else None for code in self.codes]

    @classmethod
    def fit(
        cls, part: sp.csr_matrix, rows: Sequence[Row], codes: Sequence[str], place: Place
    ) -> EscalationNetwork:
        """`part`: what `place` keeps of the rows' features."""
        named = [row.codes[0] if row.codes else f"intent:{row.intent}" for row in rows]
        labels, numbers = np.unique(named, return_inverse=True)
        weights = np.array([row.weight for row in rows], dtype=np.float32)
        how = Training(seed=SEED, epochs=EPOCHS)
        layers = intent_network.fit(part, numbers, len(labels), weights, how)
        return cls([str(label) for label in labels], codes, vars(layers), place.number)

    def opinions(self, part: sp.csr_matrix) -> tuple[np.ndarray, np.ndarray]:
        """(Log-odds that a person is needed, share of each code) of each row."""
        return self._told(self._layers.logits(part))

    def opinion(self, row: SparseRow) -> tuple[float, np.ndarray]:
        place = self._place[row.indices]
        read = place >= 0
        odds, shares = self._told(self._layers.row_logits(place[read], row.values[read])[None, :])
        return float(odds[0]), shares[0]

    def _told(self, logits: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        found = [column for column in self._column if column is not None]
        shares = np.zeros((len(logits), len(self.codes)))
        if not found or not self._calm:
            return np.zeros(len(logits)), shares
        raised = np.exp(logits[:, found] - logits[:, found].max(axis=1, keepdims=True))
        shares[:, [column is not None for column in self._column]] = raised / raised.sum(
            axis=1, keepdims=True
        )
        odds = _total(logits[:, found]) - _total(logits[:, self._calm])
        return np.clip(odds, -_CLEAR, _CLEAR), shares

    def state(self) -> dict[str, Any]:
        return {
            "labels": self.labels,
            "codes": self.codes,
            "layers": {name: values.astype(np.float16) for name, values in vars(self._layers).items()},
            "place": self._place,
        }


def _total(logits: np.ndarray) -> np.ndarray:
    top = logits.max(axis=1)
    return top + np.log(np.exp(logits - top[:, None]).sum(axis=1))  # type: ignore[no-any-return]
