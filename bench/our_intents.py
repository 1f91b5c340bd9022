"""The candidates of bench/intents.py that need more than a matrix: ours, own word vectors, rule-made mistakes."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from bench import intent_features, intent_variants
from bench.intent_variants import ALL, Asked, Fold, Known, Variant, svm, timed
from bot import knowledge
from bot.components.escalation_families import Reading
from bot.components.intent_model import BLOCKS, NETWORK_BLOCKS, IntentModel
from bot.components.text import analyse
from bot.components.vectors import BlockWeight
from bot.components.words import WordCutter


def ours(fold: Fold) -> Asked:
    """The product's own class. Its trust in the two opinions is the usual one: fitting it takes three more trainings per fold
    and moves accuracy by less than a thousandth; confidence is calibrated on the other authors, as for every candidate.
    """
    return _product(fold, lambda row: row.analysis, BLOCKS, NETWORK_BLOCKS)


def with_families(network: bool) -> Variant:
    """Beside them the families of meaning of the escalation model and their pairs; `network`: it reads them too."""
    blocks = (*BLOCKS, BlockWeight("families", 0.5, 2), BlockWeight("family_pairs", 0.5, 4))
    read = NETWORK_BLOCKS | {"families"} if network else NETWORK_BLOCKS

    def variant(fold: Fold) -> Asked:
        return _product(fold, lambda row: Reading.of(row.text, row.analysis), blocks, read)

    return variant


def _product(
    fold: Fold, read: Callable[[Known], Any], blocks: Sequence[BlockWeight], network_blocks: Collection[str]
) -> Asked:
    began = time.perf_counter()
    names, batches = [row.intent for row in fold.learn], [row.batch for row in fold.learn]
    features = [read(row) for row in fold.learn]
    model = IntentModel.fit(features, names, batches, fold.weights(), True, blocks, network_blocks)
    learnt = time.perf_counter()
    chances = model.probabilities([read(row) for row in fold.ask])
    asked = time.perf_counter() - learnt
    scores = np.full((len(fold.ask), len(fold.labels)), -20.0)
    scores[:, [fold.labels.index(name) for name in model.labels]] = np.log(chances + 1e-9)
    return Asked(scores, learnt - began, asked)


def embedded(fold: Fold) -> Asked:
    return intent_variants.separators((*ALL, ("own_vectors", 1.0, 0)))(fold)


def augmented(fold: Fold) -> Asked:
    """Copies with mistakes of a share of the examples; nothing of the held-out author is copied."""
    began = time.perf_counter()
    copies = []
    for number, text in intent_features.with_mistakes([row.text for row in fold.learn]):
        row = fold.learn[number]
        words = _cutter().cut(text)
        copies.append(Known(text, analyse(text, words), row.intent, row.batch, row.escalation))
    larger = Fold([*fold.learn, *copies], fold.ask, fold.labels)
    spent = time.perf_counter() - began
    made = larger.matrices(ALL)
    weights = larger.weights()
    weights[len(fold.learn) :] *= 0.5

    def fit() -> Callable[[], np.ndarray]:
        return svm(made, larger.truth, weights)

    asked = timed(made, fit)
    return Asked(asked.scores, asked.training + spent, asked.asking)


@lru_cache(maxsize=1)
def _cutter() -> WordCutter:
    return WordCutter.build(wording.text for wording in knowledge.wordings())
