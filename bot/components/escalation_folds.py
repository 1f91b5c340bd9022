"""What the models say about authors they have not read: the ground on which risk and course are weighed.

Whole author batches are held out; features are made once for all folds (their weights say nothing of the truth).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import scipy.sparse as sp
from sklearn.model_selection import GroupKFold

from bot.components.escalation_model import BLOCKS, EscalationModel, Opinions, readings
from bot.components.escalation_network import Place
from bot.components.side_by_side import side_by_side
from bot.components.training_rows import Row
from bot.components.vectors import Vectorizer

#: With the model of all rows two rounds of two processes.
FOLDS = 3


@dataclass(frozen=True)
class Unseen:
    """Per row: margin of the alarm, soft maximum of the codes, log-odds of the network, share of each code,
    probability of each intent."""

    alarm: np.ndarray
    any_code: np.ndarray
    second: np.ndarray
    given: np.ndarray
    intents: np.ndarray

    def of(self, rows: np.ndarray) -> Unseen:
        """The same of some rows, by number."""
        return Unseen(*(values[rows] for values in vars(self).values()))


Fold = tuple[np.ndarray, np.ndarray]


def learn(
    rows: Sequence[Row], codes: Sequence[str], intents: np.ndarray, folds: int = FOLDS
) -> tuple[EscalationModel, Unseen]:
    """The model of all rows, and every row as models see it that were trained without its author (one author alone:
    zeros). All of them are trained side by side over one set of features.

    `intents`: rows x intents, likewise from models that have not read the author (intent_training.unseen).
    """
    vectorizer = Vectorizer(BLOCKS)
    matrix = vectorizer.fit(readings(rows))
    groups = [row.batch for row in rows]
    folds = min(folds, len(set(groups)))
    chosen = list(GroupKFold(folds).split(matrix, groups=groups)) if folds > 1 else []
    ground = Ground(rows, codes, vectorizer, matrix)
    whole, *answers = side_by_side([ground.all, *(partial(ground.ask, *fold) for fold in chosen)])
    model = EscalationModel(vectorizer, codes, whole.weights, whole.bias, whole.network.state())
    return model, _gathered(ground, intents, chosen, answers)


def told_by_strangers(ground: Ground, intents: np.ndarray, folds: Iterable[Fold]) -> Unseen:
    """`folds`: numbers of rows learnt from and of rows then asked about; every row is asked about once."""
    chosen = list(folds)
    return _gathered(ground, intents, chosen, side_by_side([partial(ground.ask, *fold) for fold in chosen]))


class Ground:
    """Rows with their features, made once for all folds."""

    def __init__(
        self, rows: Sequence[Row], codes: Sequence[str], vectorizer: Vectorizer, matrix: sp.csr_matrix
    ) -> None:
        self.rows, self.codes, self.matrix = rows, codes, matrix
        self.place = Place.of(vectorizer, matrix)
        self.part = self.place.part(matrix)

    def all(self) -> Opinions:
        return Opinions.fit(self.matrix, self.part, self.rows, self.codes, self.place)

    def ask(self, known: np.ndarray, held_out: np.ndarray) -> tuple[np.ndarray, ...]:
        """What is said about `held_out` by models that have read `known` only."""
        rows = [self.rows[i] for i in known]
        learnt = Opinions.fit(self.matrix[known], self.part[known], rows, self.codes, self.place)
        return learnt.of(self.matrix[held_out], self.part[held_out])


def _gathered(
    ground: Ground, intents: np.ndarray, folds: Sequence[Fold], answers: Sequence[tuple[np.ndarray, ...]]
) -> Unseen:
    found = _nothing(len(ground.rows), ground.codes, intents)
    for (_, held_out), told in zip(folds, answers, strict=True):
        for kept, values in zip((found.alarm, found.any_code, found.second, found.given), told, strict=True):
            kept[held_out] = values
    return found


def _nothing(count: int, codes: Sequence[str], intents: np.ndarray) -> Unseen:
    return Unseen(*(np.zeros(count) for _ in range(3)), np.zeros((count, len(codes))), intents)
