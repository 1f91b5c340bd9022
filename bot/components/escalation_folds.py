"""What the models say about authors they have not read: the ground on which risk and course are weighed.

Whole author batches are held out; features are made once for all folds (their weights say nothing of the truth).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.model_selection import GroupKFold

from bot.components.escalation_model import BLOCKS, fit_margins, margins_to_scores, readings
from bot.components.training_rows import Row
from bot.components.vectors import Vectorizer

FOLDS = 5


@dataclass(frozen=True)
class Unseen:
    """Per row: margin of the alarm, soft maximum of the codes, share of each code, probability of each intent."""

    alarm: np.ndarray
    any_code: np.ndarray
    given: np.ndarray
    intents: np.ndarray

    def of(self, rows: np.ndarray) -> Unseen:
        """The same of some rows, by number."""
        return Unseen(self.alarm[rows], self.any_code[rows], self.given[rows], self.intents[rows])


def unseen(rows: Sequence[Row], codes: Sequence[str], intents: np.ndarray, folds: int = FOLDS) -> Unseen:
    """Every row as models see it that were trained without its author. One author alone: zeros.

    `intents`: rows x intents, likewise from models that have not read the author (intent_training.unseen).
    """
    margins = np.zeros((len(rows), 1 + len(codes)))
    groups = [row.batch for row in rows]
    folds = min(folds, len(set(groups)))
    if folds >= 2:
        matrix = Vectorizer(BLOCKS).fit(readings(rows))
        for known, held_out in GroupKFold(folds).split(matrix, groups=groups):
            weights, bias = fit_margins(matrix[known], [rows[i] for i in known], codes)
            margins[held_out] = matrix[held_out] @ weights + bias
    return Unseen(*margins_to_scores(margins), intents)
