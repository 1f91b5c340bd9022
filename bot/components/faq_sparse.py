"""Sparse products for FAQ retrieval: which stored texts share features with a query, by how rare those are. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np


class Postings:
    """Which stored texts have a feature, and with what weight."""

    def __init__(self, rows: Sequence[Mapping[str, float]]) -> None:
        """`rows`: feature -> weight, one per stored text."""
        self.size = len(rows)
        self._number: dict[str, int] = {}
        number = self._number
        features = [number.setdefault(name, len(number)) for row in rows for name in row]
        order = np.argsort(np.array(features, np.int64), kind="stable")
        self._places = np.repeat(np.arange(self.size), [len(row) for row in rows])[order]
        self._weights = np.array([weight for row in rows for weight in row.values()])[order]
        self._ends = np.cumsum(np.bincount(features, minlength=len(number))).tolist() if features else []

    def total(self, row: Mapping[str, float]) -> np.ndarray:
        """For each stored text: sum over shared features of the product of both weights."""
        places, weights = [], []
        for name, weight in row.items():
            number = self._number.get(name)
            if number is not None:
                its = slice(self._ends[number - 1] if number else 0, self._ends[number])
                places.append(self._places[its])
                weights.append(self._weights[its] * weight)
        if not places:
            return np.zeros(self.size)
        return np.bincount(np.concatenate(places), np.concatenate(weights), self.size)


class TfIdf:
    """Similarity in one kind of feature, pivoted between dot product (0) and cosine (1) on the stored side."""

    def __init__(self, rows: Sequence[Mapping[str, float]], pivot: float) -> None:
        self._idf = rarity(rows)
        self._unseen = unseen(rows)
        lengths = np.array([self._length(row) for row in rows]) if rows else np.ones(1)
        scales = lengths.mean() ** (pivot - 1) / lengths**pivot
        self._postings = Postings(
            [
                {name: weight * self._idf[name] * scale for name, weight in row.items()}
                for row, scale in zip(rows, scales.tolist(), strict=False)
            ]
        )

    def _length(self, row: Mapping[str, float]) -> float:
        return math.sqrt(sum((w * self._idf.get(name, self._unseen)) ** 2 for name, w in row.items())) or 1.0

    def scores(self, row: Mapping[str, float]) -> np.ndarray:
        length = self._length(row)
        return self._postings.total({n: w * self._idf[n] / length for n, w in row.items() if n in self._idf})


def rarity(rows: Sequence[Iterable[str]]) -> dict[str, float]:
    found = Counter(name for row in rows for name in row)
    return {name: math.log(1 + (len(rows) + 1) / (count + 0.5)) for name, count in found.items()}


def unseen(rows: Sequence[object]) -> float:
    """Rarity of a feature that no row has."""
    return math.log(2 * len(rows) + 3)


def grams(units: Sequence[str], sizes: Iterable[int]) -> list[str]:
    return ["".join(units[i : i + n]) for n in sizes for i in range(len(units) - n + 1)]
