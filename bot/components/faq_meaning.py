"""What the intent classifier makes of stored questions and answers, as evidence that a message asks one of them.

The margins of the 80 intents place a text: two texts that the same intents speak for and against are about the same, whatever
words they use. That holds for what the intents are about. A corpus of other things (car insurance) is known by its
words, of which the classifier has read few; then its opinion counts less, or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.components.intent_model import Reader

#: Share of a corpus' words that the classifier knows: from which its opinion counts, and from which it counts fully.
#: Known are .82 of the project's own questions and .57 of those of a public forum, mostly about cars.
STRANGE, FAMILIAR = 0.6, 0.8


class Meanings:
    """Places of the stored questions (the middle of their wordings) and of their answers."""

    def __init__(
        self,
        reader: Reader,
        wordings: Sequence[str],
        owners: np.ndarray,
        answers: Sequence[str],
        familiarity: float | None = None,
    ) -> None:
        """`owners`: number of the question of each wording; `answers`: one per question, or none."""
        self.familiarity = familiar(reader.known(wordings)) if familiarity is None else familiarity
        self.reader = reader
        if not self.familiarity:
            return
        margins = reader.margins(wordings)
        self._middle = margins.mean(axis=0)
        sums = np.zeros((int(owners.max()) + 1, margins.shape[1]), np.float32)
        np.add.at(sums, owners, margins)
        self._questions = _directions(sums / np.bincount(owners)[:, None] - self._middle)
        said = reader.margins(answers) if answers else None
        self._answer_middle = said.mean(axis=0) if said is not None else None
        self._answers = _directions(said - self._answer_middle) if said is not None else None

    def likeness(self, margins: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Cosine of a message's margins with each question and with each answer (0 without answers)."""
        to_questions = _cosines(self._questions, margins - self._middle)
        if self._answers is None:
            return to_questions, np.zeros_like(to_questions)
        return to_questions, _cosines(self._answers, margins - self._answer_middle)


def familiar(known: float) -> float:
    """0 for a strange corpus to 1 for one of the classifier's own matters; `known`: share of its words."""
    return min(1.0, max(0.0, (known - STRANGE) / (FAMILIAR - STRANGE)))


def _cosines(directions: np.ndarray, vector: np.ndarray) -> np.ndarray:
    # Not @: for a product this small a BLAS with threads waits longer for its threads than it counts.
    return np.einsum("ij,j->i", directions, vector) / (np.linalg.norm(vector) + 1e-9)  # type: ignore[no-any-return]


def _directions(rows: np.ndarray) -> np.ndarray:
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)  # type: ignore[no-any-return]
