"""A small neural network over TF-IDF rows: one hidden layer, trained with much forgetting.

It sees combinations of features that a linear separator cannot, errs elsewhere, and the two together err less
(docs/adr/0004-intent-pipeline.md). Plain NumPy: importing a deep learning library takes longer than a turn may.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

_START = np.float32(1e-3)


@dataclass(frozen=True)
class Training:
    """`forget_features`, `forget_units`: shares left out of each step; `softening`: label smoothing."""

    units: int = 128
    epochs: int = 8
    batch: int = 64
    rate: float = 0.1
    forget_features: float = 0.5
    forget_units: float = 0.3
    softening: float = 0.1
    seed: int = 20261122


@dataclass(frozen=True)
class Layers:
    """`first`: features x units, `second`: units x labels; the biases beside them."""

    first: np.ndarray
    first_bias: np.ndarray
    second: np.ndarray
    second_bias: np.ndarray

    def logits(self, matrix: sp.csr_matrix) -> np.ndarray:
        """rows x labels."""
        return self._output(matrix @ self.first + self.first_bias)

    def row_logits(self, indices: np.ndarray, values: np.ndarray) -> np.ndarray:
        return self._output(values @ self.first[indices] + self.first_bias)

    def _output(self, hidden: np.ndarray) -> np.ndarray:
        return np.maximum(hidden, 0.0) @ self.second + self.second_bias


class _Adagrad:
    """One array with the history of its squared gradients; `at` names the rows that a step touches."""

    def __init__(self, values: np.ndarray) -> None:
        self.values = values
        self._history = np.full_like(values, _START)

    def step(self, gradient: np.ndarray, rate: float, at: np.ndarray | slice = slice(None)) -> None:
        history = self._history[at] + gradient * gradient
        self._history[at] = history
        self.values[at] -= np.float32(rate) * gradient / np.sqrt(history)


def fit(
    matrix: sp.csr_matrix, labels: np.ndarray, count: int, weights: np.ndarray, how: Training = Training()
) -> Layers:
    """`labels`: numbers below `count`, one per row; `weights`: importance of each row. Same input, same result."""
    random = np.random.default_rng(how.seed)
    rows, features = matrix.shape
    first = _Adagrad(random.standard_normal((features, how.units), dtype=np.float32) * np.float32(0.1))
    first_bias = _Adagrad(np.zeros(how.units, np.float32))
    scale = np.float32(how.units**-0.5)
    second = _Adagrad(random.standard_normal((how.units, count), dtype=np.float32) * scale)
    second_bias = _Adagrad(np.zeros(count, np.float32))
    targets = np.full((count, count), how.softening / count, np.float32)
    np.fill_diagonal(targets, 1.0 - how.softening + how.softening / count)
    steps, done = how.epochs * -(-rows // how.batch), 0
    for _ in range(how.epochs):
        order = random.permutation(rows)
        for start in range(0, rows, how.batch):
            chosen = order[start : start + how.batch]
            part, touched = _forgetful(matrix[chosen], how.forget_features, random)
            hidden = part @ first.values[touched] + first_bias.values
            kept = _mask(random, hidden.shape, how.forget_units)
            active = np.maximum(hidden, 0.0) * kept
            error = _softmax(active @ second.values + second_bias.values) - targets[labels[chosen]]
            error *= (weights[chosen] * np.float32(how.batch**-0.5))[:, None]
            back = (error @ second.values.T) * kept * (hidden > 0)
            rate = how.rate * (1 - done / steps)
            second.step(active.T @ error, rate)
            second_bias.step(error.sum(axis=0), rate)
            first.step(part.T @ back, rate, touched)
            first_bias.step(back.sum(axis=0), rate)
            done += 1
    return Layers(first.values, first_bias.values, second.values, second_bias.values)


def _forgetful(
    rows: sp.csr_matrix, share: float, random: np.random.Generator
) -> tuple[sp.csr_matrix, np.ndarray]:
    """The rows with a share of their features forgotten, over the features they have; and which those are."""
    data = rows.data * _mask(random, rows.data.shape, share)
    touched, renumbered = np.unique(rows.indices, return_inverse=True)
    shape = (rows.shape[0], len(touched))
    return sp.csr_matrix((data, renumbered, rows.indptr), shape=shape), touched


def _mask(random: np.random.Generator, shape: tuple[int, ...], share: float) -> np.ndarray:
    kept = random.random(shape, dtype=np.float32) >= share
    return kept.astype(np.float32) / np.float32(1.0 - share)


def _softmax(logits: np.ndarray) -> np.ndarray:
    grown = np.exp(logits - logits.max(axis=1, keepdims=True))
    return grown / grown.sum(axis=1, keepdims=True)
