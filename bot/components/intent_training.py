"""Training the intent model once for everybody who needs it, and asking models that have not read an author.

The escalation components learn from intents as a stranger's message shows them; those come from the same groups of
held-out authors that the intent model's trust is fitted on, so they cost no further training.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from bot.components.intent_model import IntentModel
from bot.components.training_rows import ESCALATION_INTENT_WEIGHT, SCRIPT_INTENT_WEIGHT, Row

_WEIGHTS = {"intent": 1.0, "escalation": ESCALATION_INTENT_WEIGHT, "script": SCRIPT_INTENT_WEIGHT}


def train(rows: Sequence[Row]) -> IntentModel:
    """From the rows with an intent that are whole messages; the same rows again give the model made before.

    Raises ValueError when there are none.
    """
    return _train(tuple(row for row in rows if row.intent and not row.fragment))


@lru_cache(maxsize=1)
def _train(rows: tuple[Row, ...]) -> IntentModel:
    # Escalation and script rows are many and of few intents: at full weight every second thanks is a complaint.
    return IntentModel.fit(
        [row.analysis for row in rows],
        [str(row.intent) for row in rows],
        [row.batch for row in rows],
        [_WEIGHTS[row.source] for row in rows],
    )


def unseen(model: IntentModel, rows: Sequence[Row]) -> np.ndarray:
    """rows x model.labels: chances from models that have not read the row's author."""
    chances = np.zeros((len(rows), len(model.labels)))
    for number, stranger in enumerate(model.strangers or (model,)):
        mine = [i for i, row in enumerate(rows) if model.group_of.get(row.batch, 0) == number]
        if mine:
            columns = [model.labels.index(label) for label in stranger.labels]
            chances[np.ix_(mine, columns)] = stranger.probabilities([rows[i].analysis for i in mine])
    return chances
