"""Finding the stored question that a message asks, without training on the pairs.

First for all stored questions, as sparse products: how much of the query a question covers and the other way round
(characters by rarity; a character that only sounds alike counts in part), TF-IDF of 1-3 characters and 2-3 syllables,
a little of the answer's beginning, and whether both ask the same kind of thing (how much, why, whether). Then, for
the best of those, what runs in the same order. Wordings are folded before (data/knowledge/synonyms.yml).
Words cut by jieba were measured beside this and added nothing over characters.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from bot.components.faq_features import Question, Synonyms, is_empty, read_question
from bot.components.text import syllables
from bot.knowledge import DEFAULT_PATH, read_yaml

#: Characters of an answer that are searched (what it is about stands at its beginning) and of a query.
READ_OF_ANSWER, READ_OF_QUERY = 120, 400


@dataclass(frozen=True)
class Weights:
    """How the parts of a score add up; chosen by hand on paraphrases that are not indexed."""

    query_cover: float = 1.0
    stored_cover: float = 0.75
    heard: float = 0.5
    order: float = 0.7
    chars: float = 0.25
    sounds: float = 0.15
    answer: float = 1.0
    kind: float = 0.08
    empty: float = 0.3
    pivot: float = 0.6
    looked_at: int = 30

    @property
    def full(self) -> float:
        """About what a question scores against itself."""
        return self.query_cover + self.stored_cover + self.order + self.chars + self.sounds + self.kind


class Postings:
    """Which stored questions have a feature, and with what weight."""

    def __init__(self, rows: Sequence[Mapping[str, float]]) -> None:
        """`rows`: feature -> weight, one per stored question."""
        self.size = len(rows)
        found: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
        for number, row in enumerate(rows):
            for name, weight in row.items():
                places, weights = found[name]
                places.append(number)
                weights.append(weight)
        self._of = {name: (np.array(p, np.int32), np.array(w, np.float32)) for name, (p, w) in found.items()}

    def total(self, row: Mapping[str, float]) -> np.ndarray:
        """For each stored question: sum over shared features of the product of both weights."""
        hits = [(self._of[name], weight) for name, weight in row.items() if name in self._of]
        if not hits:
            return np.zeros(self.size)
        places = np.concatenate([posting[0] for posting, _ in hits])
        weights = np.concatenate([posting[1] * weight for posting, weight in hits])
        return np.bincount(places, weights, self.size)


class TfIdf:
    """Similarity in one kind of feature, pivoted between dot product (0) and cosine (1) on the stored side."""

    def __init__(self, rows: Sequence[Mapping[str, float]], pivot: float) -> None:
        self._idf = _rarity(rows)
        self._unseen = math.log(2 * len(rows) + 3)
        lengths = np.array([self._length(row) for row in rows]) if rows else np.ones(1)
        scales = lengths.mean() ** (pivot - 1) / lengths**pivot
        self._postings = Postings(
            [
                {name: weight * self._idf[name] * scale for name, weight in row.items()}
                for row, scale in zip(rows, scales.tolist(), strict=False)
            ]
        )

    def _length(self, row: Mapping[str, float]) -> float:
        return math.sqrt(sum((w * self._idf.get(name, self._unseen)) ** 2 for name, w in row.items())) or 1.0

    def scores(self, row: Mapping[str, float]) -> np.ndarray:
        length = self._length(row)
        return self._postings.total({n: w * self._idf[n] / length for n, w in row.items() if n in self._idf})


class Retriever:
    """`build` once per corpus, `rank` per query; nothing changes afterwards."""

    def __init__(
        self, stored: Sequence[Question], answers: Sequence[Question], synonyms: Synonyms, weights: Weights
    ) -> None:
        self.weights = weights
        self._synonyms = synonyms
        self._stored = list(stored)
        characters = [frozenset(q.text) for q in stored]
        self._idf = _rarity([dict.fromkeys(row, 1.0) for row in characters])
        self._unseen = math.log(2 * len(stored) + 3)
        self._weight = np.array([sum(map(self._rare, row)) or 1.0 for row in characters])
        self._has = Postings([dict.fromkeys(row, 1.0) for row in characters])
        self._sounds_like = Postings([dict.fromkeys(map(_sound, row), 1.0) for row in characters])
        self._chars = TfIdf([self._char_grams(q.text) for q in stored], weights.pivot)
        self._sounds = TfIdf([_sound_grams(q) for q in stored], weights.pivot)
        self._answers = TfIdf([_pairs(a.text) for a in answers], 0.75) if answers else None
        self._kinds = np.array([q.kind for q in stored])

    @classmethod
    def build(
        cls,
        questions: Sequence[str],
        answers: Sequence[str] = (),
        *,
        synonyms: Synonyms | None = None,
        weights: Weights = Weights(),
    ) -> Retriever:
        """`answers`: none, or one per question. Raises ValueError when they are of different number."""
        if answers and len(answers) != len(questions):
            raise ValueError("There must be as many answers as questions.")
        folding = synonyms or default_synonyms()
        stored = [read_question(text, folding) for text in questions]
        beginnings = [read_question(text[:READ_OF_ANSWER], folding) for text in answers]
        return cls(stored, beginnings, folding, weights)

    def rank(self, query: str, top: int = 10) -> list[tuple[int, float]]:
        """(number of the stored question, score) best first, at most `top`; none for a query without letters.

        A score is between 0 and about 1, which is what a question scores against itself.
        """
        asked = read_question(query[:READ_OF_QUERY], self._synonyms)
        if not asked.text or not self._stored:
            return []
        scores = self._all(asked)
        looked_at = max(top, self.weights.looked_at)
        best = (
            np.argpartition(-scores, looked_at)[:looked_at]
            if looked_at < len(scores)
            else np.arange(len(scores))
        )
        order = _CommonOrder(asked.text)
        found = [(int(i), scores[i] + self.weights.order * order.share(self._stored[i].text)) for i in best]
        found.sort(key=lambda pair: (-pair[1], pair[0]))
        return [(i, float(score) / self.weights.full) for i, score in found[:top]]

    def _all(self, asked: Question) -> np.ndarray:
        w = self.weights
        rare = {character: self._rare(character) for character in asked.text}
        common = self._has.total(rare)
        by_sound: dict[str, float] = {}
        for character, value in rare.items():
            by_sound[_sound(character)] = max(value, by_sound.get(_sound(character), 0.0))
        heard = np.maximum(self._sounds_like.total(by_sound) - common, 0.0)
        covered = common + w.heard * heard
        scores = covered * (w.query_cover / sum(rare.values()))
        scores += np.minimum(covered / self._weight, 1.0) * w.stored_cover
        scores += w.chars * self._chars.scores(self._char_grams(asked.text))
        scores += w.sounds * self._sounds.scores(_sound_grams(asked))
        scores += w.kind * (self._kinds == asked.kind)
        if self._answers is not None:
            scores += w.answer * self._answers.scores(_pairs(asked.text))
        return scores

    def _rare(self, character: str) -> float:
        value = self._idf.get(character, self._unseen)
        return value * self.weights.empty if is_empty(character) else value

    def _char_grams(self, text: str) -> dict[str, float]:
        counts = Counter(_grams(text, (1, 2, 3)))
        empty = self.weights.empty
        return {g: (1 + math.log(n)) * (empty if is_empty(g) else 1.0) for g, n in counts.items()}


class _CommonOrder:
    """Length of the longest common subsequence with one text; bit-parallel, after Hyyrö (2004)."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._full = (1 << len(text)) - 1
        self._places: dict[str, int] = {}
        for i, character in enumerate(text):
            self._places[character] = self._places.get(character, 0) | 1 << i

    def share(self, other: str) -> float:
        """Over the mean length of both."""
        row = self._full
        for character in other:
            hit = row & self._places.get(character, 0)
            if hit:
                row = ((row + hit) | (row - hit)) & self._full
        return 2 * (self._length - bin(row).count("1")) / (self._length + len(other) or 1)


def _rarity(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    found = Counter(name for row in rows for name in row)
    return {name: math.log(1 + (len(rows) + 1) / (count + 0.5)) for name, count in found.items()}


@lru_cache(maxsize=16384)
def _sound(character: str) -> str:
    return syllables(character)[0]


def _sound_grams(question: Question) -> dict[str, float]:
    return dict.fromkeys(_grams(question.sounds, (2, 3)), 1.0)


def _pairs(text: str) -> dict[str, float]:
    return dict.fromkeys((pair for pair in _grams(text, (2,)) if not is_empty(pair)), 1.0)


def _grams(units: Sequence[str], sizes: Iterable[int]) -> list[str]:
    return ["".join(units[i : i + n]) for n in sizes for i in range(len(units) - n + 1)]


def default_synonyms(folder: Path = DEFAULT_PATH) -> Synonyms:
    """Raises FileNotFoundError, yaml.YAMLError."""
    return Synonyms(read_yaml(folder / "synonyms.yml")["groups"])
