"""`python -m bot.crossval`: how the bot meets an author it has never read.

Each author batch is held out in turn (for intents together with a third of the others); the figures are of the held-out
one. Escalation runs with the thresholds of bot/escalation.yml and a course fitted on the other authors; single messages
are first messages of a conversation, scripts run turn by turn. `--fit` also fits the course on all authors and keeps it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from bot import corpus, course_fit, crossval_figures, knowledge
from bot.components import intent_training
from bot.components.escalation_decision import Heard, Policy
from bot.components.escalation_families import Reading
from bot.components.escalation_folds import Ground, Unseen, told_by_strangers
from bot.components.escalation_model import BLOCKS, Scores, readings
from bot.components.escalation_risk import RiskModel, features_of
from bot.components.escalation_scoring import Scorer, assess
from bot.components.policy_file import read_policy
from bot.components.text import analyse
from bot.components.training_rows import Row, escalation_rows
from bot.components.vectors import Vectorizer
from bot.components.words import WordCutter
from bot.course_fit import Talk, fit_course

#: The taxonomy's first examples: short, and written by nobody in particular. Trained on, never held out.
_NOT_AN_AUTHOR = {"handbook", "neighbours", corpus.UNKNOWN_BATCH}


class _Told:
    """Stands for an EscalationModel: knows what strangers' models said of one message."""

    def __init__(self, scores: Scores) -> None:
        self._scores = scores

    def score(self, _: Reading) -> Scores:
        return self._scores

    def loudest(self, *_: object) -> None:
        """Evidence is for people; no figure needs it."""


class Strangers:
    """What models that have not read its author say of every row."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self._batch = np.array([row.batch for row in rows])
        intents = intent_training.train(rows)
        self.intents = tuple(intents.labels)
        self._vectorizer = Vectorizer(BLOCKS)
        matrix = self._vectorizer.fit(readings(rows))
        guessed = intent_training.unseen(intents, rows)
        self.guesses = told_by_strangers(
            Ground(rows, corpus.CODES, self._vectorizer, matrix), guessed, self._folds()
        )
        self._features = features_of(rows, self.guesses)

    @property
    def authors(self) -> list[str]:
        return sorted(set(self._batch.tolist()) - _NOT_AN_AUTHOR)

    def _folds(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        for batch in np.unique(self._batch):
            yield np.flatnonzero(self._batch != batch), np.flatnonzero(self._batch == batch)
            print(f"learned without {batch}", file=sys.stderr, flush=True)

    def heard(self, author: str) -> Iterator[tuple[Row, Heard]]:
        """The author's messages as a risk that has not read them weighs them."""
        others = np.flatnonzero(self._batch != author)
        risk = RiskModel.fit_on(self._features[others], [self.rows[i] for i in others], self.intents)
        for number in np.flatnonzero(self._batch == author):
            yield self.rows[number], self._heard(int(number), risk)

    def _heard(self, number: int, risk: RiskModel) -> Heard:
        row, found = self.rows[number], self.guesses
        chances = dict(zip(self.intents, found.intents[number].tolist(), strict=True))
        scores = _scores(found, number, self._vectorizer.known("plain_chars", row.analysis))
        assessment = assess(row.text, row.analysis, chances, Scorer(_Told(scores), risk))  # type: ignore[arg-type]
        best = max(chances, key=lambda name: chances[name])
        understood = best != "unclear_input" and chances[best] >= crossval_figures.FALLBACK
        return Heard(row.text, best if understood else "nlu_fallback", understood, "", assessment)


def _scores(found: Unseen, number: int, known: float) -> Scores:
    shares = dict(zip(corpus.CODES, found.given[number].tolist(), strict=True))
    alarm, any_code, second = (float(v[number]) for v in (found.alarm, found.any_code, found.second))
    return Scores(alarm, any_code, second, known, shares)


def talks(strangers: Strangers, scripts: Sequence[corpus.Script]) -> list[Talk]:
    """Scripts, then single messages as talks of one turn."""
    heard: dict[tuple[str, str], Heard] = {}
    single = []
    for author in sorted({row.batch for row in strangers.rows}):
        for row, one in strangers.heard(author):
            heard.setdefault((author, row.text), one)
            if row.source != "script" and not row.fragment:
                single.append(course_fit.single(row, one))
    spoken = []
    for script in scripts:
        turns = tuple(heard[script.batch, text] for _, text in script.turns)
        spoken.append(Talk(script.batch, "script", turns, script.escalate_at, script.codes))
    return spoken + single


def with_course(policy: Policy, weights: Mapping[str, float]) -> Policy:
    return replace(policy, course=weights)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bot.crossval", description=__doc__)
    parser.add_argument("--only", metavar="BATCH", help="show this author only")
    parser.add_argument("--fit", action="store_true", help="keep the course fitted on all authors")
    options = parser.parse_args()
    cutter = WordCutter.build(wording.text for wording in knowledge.wordings())
    intents, scripts, policy = corpus.intent_examples(), corpus.scripts(), read_policy()
    rows = escalation_rows(
        intents, corpus.escalation_examples(), scripts, lambda text: analyse(text, cutter.cut(text))
    )
    strangers = Strangers(rows)
    heard = talks(strangers, scripts)
    figures = crossval_figures.Figures()
    for author in strangers.authors:
        if options.only in (None, author):
            own = with_course(policy, fit_course([t for t in heard if t.batch != author], policy))
            figures.add(author, [t for t in heard if t.batch == author], own)
            figures.add_intents(author, strangers.rows, strangers.guesses.intents, strangers.intents)
    print(figures.tables())
    if options.fit:
        course_fit.write_course(fit_course(heard, policy))


if __name__ == "__main__":
    main()
