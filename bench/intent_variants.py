"""The intent classifiers under comparison (bench/intents.py): each learns from one set of authors and is asked about another."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import scipy.sparse as sp
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from bench import intent_features as own
from bot.components.text import Analysis
from bot.components.training_rows import ESCALATION_INTENT_WEIGHT

SEED = 20261122
CHARACTERS = (("chars", 1.0, 2), ("four_grams", 0.5, 2))
WORDS = (*CHARACTERS, ("words", 0.7, 2))
FUSED = (("chars", 1.0, 2), ("plain_chars", 0.7, 2), ("words", 0.7, 2), ("gaps", 0.5, 3))
SOUNDS = (*FUSED, ("sounds", 0.5, 2))
ALL = (*SOUNDS, ("word_gaps", 0.5, 2))


@dataclass(frozen=True)
class Known:
    """One message to learn from. `escalation`: of the escalation data, whose intents are few and frequent."""

    text: str
    analysis: Analysis
    intent: str
    batch: str
    escalation: bool = False


@dataclass(frozen=True)
class Made:
    """Matrices to learn from and to ask about, with the seconds that each took."""

    learn: sp.csr_matrix
    ask: sp.csr_matrix
    learning: float
    asking: float


@dataclass
class Fold:
    """What is learnt from and asked, with the blocks of features already made and the seconds they took."""

    learn: list[Known]
    ask: list[Known]
    labels: list[str]
    _blocks: dict[tuple[str, int], Made] = field(default_factory=dict)

    @property
    def truth(self) -> np.ndarray:
        number = {label: i for i, label in enumerate(self.labels)}
        return np.array([number[row.intent] for row in self.learn])

    def weights(self, escalation: float = ESCALATION_INTENT_WEIGHT) -> np.ndarray:
        return np.array([escalation if row.escalation else 1.0 for row in self.learn])

    def matrices(self, blocks: Sequence[tuple[str, float, int]]) -> Made:
        """The blocks (name, weight, messages a feature must be seen in) side by side."""
        parts = [(self._block(name, seen), weight) for name, weight, seen in blocks]
        return Made(
            sp.hstack([made.learn * weight for made, weight in parts]).tocsr().astype(np.float32),
            sp.hstack([made.ask * weight for made, weight in parts]).tocsr().astype(np.float32),
            sum(made.learning for made, _ in parts),
            sum(made.asking for made, _ in parts),
        )

    def _block(self, name: str, seen: int) -> Made:
        if (name, seen) not in self._blocks:
            self._blocks[name, seen] = self._made(name, seen)
        return self._blocks[name, seen]

    def _made(self, name: str, seen: int) -> Made:
        began = time.perf_counter()
        if name == "own_vectors":
            vectors = own.OwnVectors().fit([row.analysis for row in self.learn])
            learn = vectors.transform([row.analysis for row in self.learn])
            learnt = time.perf_counter()
            ask = vectors.transform([row.analysis for row in self.ask])
        else:
            features = _features(name)
            tfidf = TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=seen, dtype=np.float32)
            learn = tfidf.fit_transform([features(row.text, row.analysis) for row in self.learn])
            learnt = time.perf_counter()
            ask = tfidf.transform([features(row.text, row.analysis) for row in self.ask])
        return Made(learn, ask, learnt - began, time.perf_counter() - learnt)


def _features(name: str) -> own.Features:
    extra: dict[str, Callable[[], own.Features]] = {
        "four_grams": lambda: own.four_grams,
        "ordinary_words": lambda: own.ordinary_words,
        "lexicon": own.lexicon,
        "families": lambda: own.meaning_families,
    }
    return extra[name]() if name in extra else (lambda _, analysis: analysis.block(name))


@dataclass(frozen=True)
class Asked:
    """`scores`: messages x labels, before calibration (a temperature from the other folds).

    `training`, `asking`: seconds for all of them.
    """

    scores: np.ndarray
    training: float
    asking: float


def timed(made: Made, fit: Callable[[], Callable[[], np.ndarray]]) -> Asked:
    """`fit` learns and returns what scores; the time for the features comes on top of both."""
    began = time.perf_counter()
    score = fit()
    learnt = time.perf_counter()
    scores = score()
    return Asked(scores, made.learning + learnt - began, made.asking + time.perf_counter() - learnt)


Variant = Callable[[Fold], Asked]


def separators(
    blocks: Sequence[tuple[str, float, int]],
    escalation: float = ESCALATION_INTENT_WEIGHT,
    strictness: float = 0.5,
) -> Variant:
    """A linear SVM per intent."""

    def variant(fold: Fold) -> Asked:
        made = fold.matrices(blocks)
        return timed(made, lambda: svm(made, fold.truth, fold.weights(escalation), strictness))

    return variant


def svm(
    made: Made, truth: np.ndarray, weights: np.ndarray, strictness: float = 0.5
) -> Callable[[], np.ndarray]:
    model = LinearSVC(C=strictness, tol=0.1, random_state=SEED).fit(made.learn, truth, weights)
    return lambda: model.decision_function(made.ask)  # type: ignore[no-any-return]


def balanced(fold: Fold) -> Asked:
    """Separators with classes weighted by the root of how rare they are."""
    made, truth, weights = fold.matrices(ALL), fold.truth, fold.weights()
    mass = np.bincount(truth, weights, minlength=len(fold.labels))
    return timed(made, lambda: svm(made, truth, weights * np.sqrt(mass.mean() / mass[truth])))


def bayes(fold: Fold) -> Asked:
    made = fold.matrices(ALL)

    def fit() -> Callable[[], np.ndarray]:
        model = ComplementNB(alpha=0.3).fit(made.learn, fold.truth, fold.weights())
        # Fewer is likelier for a complement; scikit-learn 1.1 already turns the sign.
        return lambda: model._joint_log_likelihood(made.ask)  # type: ignore[no-any-return]

    return timed(made, fit)


def neighbours(fold: Fold, count: int = 15) -> Asked:
    """Votes of the most similar examples by cosine, the nearer the more."""
    made, truth = fold.matrices(ALL), fold.truth
    lengths = np.sqrt(np.asarray(made.learn.multiply(made.learn).sum(axis=1)).ravel()) + 1e-9

    def score() -> np.ndarray:
        alike = (made.ask @ made.learn.T).toarray() / lengths
        scores = np.zeros((len(fold.ask), len(fold.labels)))
        for row, similarity in zip(scores, alike, strict=True):
            near = np.argpartition(-similarity, count)[:count]
            np.add.at(row, truth[near], np.maximum(similarity[near], 0) ** 2)
        return np.log(scores / (scores.sum(axis=1, keepdims=True) + 1e-9) + 0.003)

    return timed(made, lambda: score)


def together(*parts: tuple[Variant, float]) -> Variant:
    """Weighted sum of scores."""

    def variant(fold: Fold) -> Asked:
        asked = [(part(fold), weight) for part, weight in parts]
        scores = np.sum([answer.scores * weight for answer, weight in asked], axis=0)
        return Asked(scores, sum(a.training for a, _ in asked), sum(a.asking for a, _ in asked))

    return variant


def rasa_regression(fold: Fold) -> Asked:
    """What Rasa's JiebaTokenizer, two CountVectorsFeaturizers (words; characters 1-4) and LogisticRegressionClassifier
    make of a message, with their default settings, without the graph around them. It learns from the intent examples
    only: the escalation data is in no format of Rasa's, and counting fully it would do harm.
    """
    import jieba  # noqa: PLC0415 - loads its dictionary

    began = time.perf_counter()
    plain = [row for row in fold.learn if not row.escalation]
    truth = fold.truth[[not row.escalation for row in fold.learn]]
    texts = [[" ".join(jieba.lcut(row.text)) for row in side] for side in (plain, fold.ask)]
    counters = [
        CountVectorizer(token_pattern=r"(?u)\b\w+\b"),  # noqa: S106 - a pattern
        CountVectorizer(analyzer="char_wb", ngram_range=(1, 4)),
    ]
    learn = sp.hstack([counter.fit_transform(texts[0]) for counter in counters]).tocsr().astype(np.float64)
    model = LogisticRegression(solver="lbfgs", max_iter=100, C=1.0, tol=1e-4, class_weight="balanced")
    model.fit(learn, truth)
    learnt = time.perf_counter()
    ask = sp.hstack([counter.transform(texts[1]) for counter in counters]).tocsr().astype(np.float64)
    return Asked(model.decision_function(ask), learnt - began, time.perf_counter() - learnt)
