"""The intent model: its network, how far each opinion is trusted, and models that have not read an author."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

from bench.intents import calibration_error, temperature_of
from bot import corpus, knowledge
from bot.components import intent_network, intent_training
from bot.components.intent_model import IntentModel
from bot.components.intent_network import Training
from bot.components.text import Analysis, analyse
from bot.components.training_rows import Row, escalation_rows, intent_rows
from bot.components.words import WordCutter

WANTED = {"ask_price", "greet", "ask_docs_inpatient", "track_pickup"}


@pytest.fixture(scope="module")
def cutter() -> WordCutter:
    return WordCutter.build(wording.text for wording in knowledge.wordings())


@pytest.fixture(scope="module")
def rows(cutter: WordCutter) -> list[Row]:
    known = [x for x in corpus.intent_examples() if x.intent in WANTED]
    return intent_rows(known, [], lambda text: analyse(text, cutter.cut(text)))


def test_the_network_learns_what_no_linear_separator_can() -> None:
    # Either feature alone: class 1; both or neither: class 0. The third is always there.
    pattern = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]] * 30, dtype=np.float32)
    truth = (pattern[:, 0] != pattern[:, 1]).astype(int)
    how = Training(units=32, epochs=60, batch=8, forget_features=0.0, forget_units=0.0)
    layers = intent_network.fit(sp.csr_matrix(pattern), truth, 2, np.ones(120, np.float32), how)
    assert (layers.logits(sp.csr_matrix(pattern)).argmax(axis=1) == truth).all()
    again = intent_network.fit(sp.csr_matrix(pattern), truth, 2, np.ones(120, np.float32), how)
    assert np.array_equal(again.first, layers.first)


def test_a_row_that_weighs_nothing_teaches_the_network_nothing() -> None:
    matrix = sp.csr_matrix(np.array([[1, 0], [0, 1]] * 40, dtype=np.float32))
    truth = np.array([0, 1] * 40)
    matrix, truth = sp.vstack([matrix, matrix]).tocsr(), np.concatenate([truth, 1 - truth])
    weights = np.array([1.0] * 80 + [0.0] * 80, dtype=np.float32)
    how = Training(units=8, epochs=20, batch=16, forget_features=0.0, forget_units=0.0)
    layers = intent_network.fit(matrix, truth, 2, weights, how)
    assert (layers.logits(matrix[:80]).argmax(axis=1) == truth[:80]).all()


def test_one_message_and_many_are_judged_alike(rows: list[Row]) -> None:
    model = IntentModel.fit([r.analysis for r in rows], [str(r.intent) for r in rows], ["one"] * len(rows))
    assert model.strangers == ()
    together = model.probabilities([row.analysis for row in rows[:20]])
    for row, chances in zip(rows[:20], together, strict=True):
        alone = {guess.intent: guess.confidence for guess in model.rank(row.analysis)}
        assert [alone[label] for label in model.labels] == pytest.approx(chances.tolist(), abs=1e-4)


def test_strangers_have_not_read_the_author_they_are_asked_about(rows: list[Row], cutter: WordCutter) -> None:
    def taught_only_by(author: str, text: str) -> Row:
        return Row(text, analyse(text, cutter.cut(text)), (), "track_pickup", author)

    # A made-up word that one author alone uses for one intent, often.
    odd = [taught_only_by("young", f"哞哞哞{mark}") for mark in "一二三四五六七八九十"]
    model = intent_training.train([*rows, *odd])
    assert set(model.group_of) == {row.batch for row in rows}
    meant = model.labels.index("track_pickup")
    read = model.probabilities([odd[0].analysis])[0, meant]
    unread = intent_training.unseen(model, odd)[:, meant]
    assert read > 0.8
    assert unread.max() < read - 0.2
    assert intent_training.train([*rows, *odd]) is model


def test_the_classifier_and_the_escalation_scorer_learn_from_the_same_rows(cutter: WordCutter) -> None:
    def made(text: str) -> Analysis:
        return analyse(text, cutter.cut(text))

    data = corpus.intent_examples()[:30], corpus.escalation_examples()[:30], corpus.scripts()[:3]
    whole = [row for row in escalation_rows(*data, made) if row.intent and not row.fragment]
    assert intent_rows(data[0], data[1], made, data[2]) == whole
    assert {row.source for row in whole} == {"intent", "escalation", "script"}


def test_calibration_figures() -> None:
    # Ten messages at .9 of which 9 are right, ten at .5 of which 2 are: (0 + .3) / 2.
    chances = np.array([[0.9, 0.1]] * 10 + [[0.5, 0.5 - 1e-9]] * 10)
    truth = np.array([0] * 9 + [1] + [0] * 2 + [1] * 8)
    assert calibration_error(chances, truth) == pytest.approx(0.15, abs=1e-6)
    # Margins of log 9 that are right nine times in ten need no cooling.
    scores = np.tile([np.log(9.0), 0.0], (100, 1))
    assert temperature_of([(scores, np.array([0] * 90 + [1] * 10))]) == pytest.approx(1.0, abs=0.01)
