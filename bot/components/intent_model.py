"""The intent classifier proper: two opinions over the same TF-IDF rows, and how far to trust them.

The opinions are a linear separator per intent and a small network (intent_network.py); the weight of each and with
it the confidence are fitted on authors that neither has read (docs/adr/0004-intent-pipeline.md).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from bot.components import intent_network
from bot.components.intent_network import Layers, Training
from bot.components.side_by_side import side_by_side
from bot.components.text import Analysis
from bot.components.vectors import BlockWeight, SparseRow, Vectorizer

SEED = 20261122
#: What the fit gives on today's data, for models that are thrown away and for a single author.
USUAL_TRUST = (8.0, 0.8)
#: Authors are held out in this many groups; one more training of everything per group.
FOLDS = 3
BLOCKS = (
    BlockWeight("chars", 1.0),
    BlockWeight("plain_chars", 0.7),
    BlockWeight("words", 0.7),
    BlockWeight("word_gaps", 0.5),
    BlockWeight("sounds", 0.5),
    BlockWeight("gaps", 0.5, 3),
)
#: What the network reads: fewer and commoner features, or its first layer would not fit into a small model.
NETWORK_BLOCKS = frozenset({"chars", "words"})
NETWORK_SEEN = 3


@dataclass(frozen=True)
class Guess:
    intent: str
    confidence: float


class IntentModel:
    """Confidence = softmax of the two opinions, each times its trust: what it is worth in front of a stranger."""

    def __init__(
        self,
        vectorizer: Vectorizer,
        labels: list[str],
        weights: np.ndarray,
        bias: np.ndarray,
        layers: dict[str, np.ndarray],
        place: np.ndarray,
        trust: tuple[float, float],
        strangers: Sequence[IntentModel] = (),
        group_of: Mapping[str, int] | None = None,
    ) -> None:
        """`weights`: features x intents, so that one message gathers a few rows. `place`: the network's number of
        each feature, -1 for those it does not read. `trust`: of the linear opinion and of the network's.
        `strangers`: after training, models that have not read a group of authors; `group_of`: which group, by batch.
        """
        self.vectorizer = vectorizer
        self.labels = labels
        self.trust = trust
        self.strangers = tuple(strangers)
        self.group_of = dict(group_of or {})
        # One message gathers some hundred rows: each must lie together in memory.
        self._weights = np.ascontiguousarray(weights, dtype=np.float32)
        self._bias = bias.astype(np.float32)
        self._layers = Layers(**{name: np.asarray(v, dtype=np.float32) for name, v in layers.items()})
        self._place = place

    @classmethod
    def fit(
        cls,
        analyses: Sequence[Analysis],
        labels: Sequence[str],
        batches: Sequence[str],
        weights: Sequence[float] | None = None,
        quick: bool = False,
        blocks: Sequence[BlockWeight] = BLOCKS,
        network_blocks: Collection[str] = NETWORK_BLOCKS,
    ) -> IntentModel:
        """`weights`: importance of each row. `quick`: the usual trust instead of a fitted one."""
        vectorizer = Vectorizer(blocks)
        matrix = vectorizer.fit(analyses)
        place = _network_place(vectorizer, matrix, network_blocks)
        importance = np.ones(len(labels)) if weights is None else np.asarray(weights, dtype=np.float64)
        truth = np.asarray(labels)

        def learn(rows: np.ndarray) -> tuple[list[str], tuple[np.ndarray, np.ndarray], Layers]:
            return _fit_both(matrix[rows], truth[rows], importance[rows], place)

        held_out = not quick and len(set(batches)) > 1
        groups = _groups(batches) if held_out else np.zeros(len(truth), dtype=int)
        learnt_from = [np.arange(len(truth))]
        if held_out:
            learnt_from += [np.flatnonzero(groups != group) for group in range(groups.max() + 1)]
        model, *strangers = (
            cls(vectorizer, names, *separators, vars(layers), place, USUAL_TRUST)
            for names, separators, layers in side_by_side([partial(learn, rows) for rows in learnt_from])
        )
        if held_out:
            model.group_of = dict(zip(batches, groups.tolist(), strict=True))
            model.strangers = tuple(strangers)
            trust = _trust(model.strangers, groups, matrix, truth, importance)
            for one in (model, *model.strangers):
                one.trust = trust
        return model

    def rank(self, analysis: Analysis) -> list[Guess]:
        """All intents, likeliest first."""
        return self.judge(analysis)[0]

    def judge(self, analysis: Analysis) -> tuple[list[Guess], np.ndarray]:
        """All intents, likeliest first; and the linear margins, in the order of `labels`."""
        linear, network = self._row_opinions(self.vectorizer.row(analysis))
        confidence = self._confidence(linear, network)
        best = np.argsort(-confidence, kind="stable")
        return [Guess(self.labels[i], float(confidence[i])) for i in best], linear

    def linear(self, analyses: Sequence[Analysis]) -> np.ndarray:
        """Margins of the linear separators, messages x intents."""
        return self._linear(self.vectorizer.transform(analyses))

    def _linear(self, matrix: sp.csr_matrix) -> np.ndarray:
        return matrix @ self._weights + self._bias  # type: ignore[no-any-return]

    def probabilities(self, analyses: Sequence[Analysis]) -> np.ndarray:
        """messages x intents."""
        return self._confidence(*self.opinions(self.vectorizer.transform(analyses)))

    def opinions(self, matrix: sp.csr_matrix) -> tuple[np.ndarray, np.ndarray]:
        """What the linear separators and the network say, rows x intents, each in its own units."""
        return self._linear(matrix), self._layers.logits(_for_network(matrix, self._place))

    def state(self) -> dict[str, Any]:
        """Half precision: a third of the size on disk, no difference in ranking beyond the fourth digit."""
        return {
            "vectorizer": self.vectorizer,
            "labels": self.labels,
            "weights": self._weights.astype(np.float16),
            "bias": self._bias,
            "layers": {name: values.astype(np.float16) for name, values in vars(self._layers).items()},
            "place": self._place,
            "trust": self.trust,
        }

    def _row_opinions(self, row: SparseRow) -> tuple[np.ndarray, np.ndarray]:
        linear = self._bias + row.values @ self._weights[row.indices]
        place = self._place[row.indices]
        read = place >= 0
        return linear, self._layers.row_logits(place[read], row.values[read])

    def _confidence(self, linear: np.ndarray, network: np.ndarray) -> np.ndarray:
        return _softmax(self.trust[0] * linear + self.trust[1] * network)


@dataclass(frozen=True)
class Reader:
    """A trained model with what makes features of a text."""

    model: IntentModel
    analyse: Callable[[str], Analysis]

    def margins(self, texts: Sequence[str]) -> np.ndarray:
        """texts x intents."""
        return self.model.linear([self.analyse(text) for text in texts])

    def known(self, texts: Sequence[str]) -> float:
        """Mean share of a text's words and word pairs that the model has seen; 0 without texts."""
        shares = [self.model.vectorizer.known("words", self.analyse(text)) for text in texts]
        return float(np.mean(shares)) if shares else 0.0


def _network_place(vectorizer: Vectorizer, matrix: sp.csr_matrix, blocks: Collection[str]) -> np.ndarray:
    seen = np.asarray((matrix != 0).sum(axis=0)).ravel()
    reads = (seen >= NETWORK_SEEN) & vectorizer.columns(blocks)
    return np.where(reads, np.cumsum(reads) - 1, -1).astype(np.int32)


def _for_network(matrix: sp.csr_matrix, place: np.ndarray) -> sp.csr_matrix:
    return matrix[:, np.flatnonzero(place >= 0)].tocsr()


def _fit_both(
    matrix: sp.csr_matrix, truth: np.ndarray, importance: np.ndarray, place: np.ndarray
) -> tuple[list[str], tuple[np.ndarray, np.ndarray], Layers]:
    """Side by side: liblinear and NumPy let go of the interpreter, so two cores are used."""
    names, numbers = np.unique(truth, return_inverse=True)
    part = _for_network(matrix, place)  # before: scipy tidies a matrix up in place while it is read
    with ThreadPoolExecutor(2) as pool:
        svm = pool.submit(LinearSVC(C=0.5, tol=0.1, random_state=SEED).fit, matrix, numbers, importance)
        layers = intent_network.fit(
            part,
            numbers,
            len(names),
            importance.astype(np.float32),
            Training(seed=SEED),
        )
        linear = svm.result()
    separators = linear.coef_.T.astype(np.float32), linear.intercept_.astype(np.float32)
    return [str(name) for name in names], separators, layers


def _groups(batches: Sequence[str]) -> np.ndarray:
    """The group of each row; an author's rows are in one group."""
    groups = np.zeros(len(batches), dtype=int)
    folds = GroupKFold(min(FOLDS, len(set(batches)))).split(groups, groups=np.asarray(batches))
    for number, (_, held_out) in enumerate(folds):
        groups[held_out] = number
    return groups


def _trust(
    strangers: Sequence[IntentModel],
    groups: np.ndarray,
    matrix: sp.csr_matrix,
    truth: np.ndarray,
    importance: np.ndarray,
) -> tuple[float, float]:
    """What makes the truth of held-out authors likeliest."""
    parts = []
    for number, stranger in enumerate(strangers):
        column = {label: i for i, label in enumerate(stranger.labels)}
        rows = np.array([i for i in np.flatnonzero(groups == number) if truth[i] in column])
        at = np.array([column[truth[i]] for i in rows])
        parts.append((*stranger.opinions(matrix[rows]), at, importance[rows]))

    def loss(logs: np.ndarray) -> float:
        linear, network = np.exp(logs)
        chances = [
            (_softmax(linear * one + network * other)[np.arange(len(at)), at], w)
            for one, other, at, w in parts
        ]
        return float(sum(-(w * np.log(p + 1e-9)).sum() for p, w in chances) / importance.sum())

    best = minimize(loss, np.log(USUAL_TRUST), method="Nelder-Mead", options={"maxiter": 60, "xatol": 0.01})
    return float(np.exp(best.x[0])), float(np.exp(best.x[1]))


def _softmax(margins: np.ndarray) -> np.ndarray:
    shifted = np.exp(margins - margins.max(axis=-1, keepdims=True))
    return shifted / shifted.sum(axis=-1, keepdims=True)
