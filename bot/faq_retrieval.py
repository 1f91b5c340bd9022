"""Finding the stored question that a message asks, without training on the pairs.

First for all wordings of the stored questions, as sparse products: how much of the query a wording covers and the other way
round (characters by rarity; a character that only sounds alike counts in part), TF-IDF of 1-3 characters and 2-3
syllables, a little of the answer's beginning, and whether both ask the same kind of thing (how much, why, whether).
Then per question: its best wording, the mean of them, how much of the query all wordings and the answer together
cover, and whether the intent classifier takes both for the same matter (faq_meaning.py). Last, for the best of
those, what runs in the same order. Wordings are folded before (data/knowledge/synonyms.yml).
Words cut by jieba were measured beside this and added nothing over characters.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from bot.components.faq_features import Question, Synonyms, is_empty, read_question
from bot.components.faq_meaning import Meanings
from bot.components.faq_sparse import Postings, TfIdf, grams, rarity, unseen
from bot.components.intent_model import Reader
from bot.components.text import syllables
from bot.knowledge import DEFAULT_PATH, read_yaml

#: Characters of an answer that are searched (what it is about stands at its beginning) and of a query.
READ_OF_ANSWER, READ_OF_QUERY = 120, 400


@dataclass(frozen=True)
class Weights:
    """How the parts of a score add up. Of a wording: chosen by hand on paraphrases that are not indexed. Of a question
    (the last five): a softmax over all questions fitted on the `asks` of faq.yml, each asked while not indexed.
    """

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
    looked_at: int = 12
    best: float = 0.7
    mean: float = 0.3
    together: float = 1.0
    meaning: float = 1.3
    meaning_of_answer: float = 0.55

    @property
    def wording(self) -> float:
        """About what a wording scores against itself."""
        return self.query_cover + self.stored_cover + self.order + self.chars + self.sounds + self.kind

    def full(self, familiarity: float) -> float:
        """About what a question scores against itself."""
        return (self.best + self.mean) * self.wording + self.together + self.meaning * familiarity


class _Wordings:
    """Scores of all wordings but for their order."""

    def __init__(
        self, stored: Sequence[Question], answers: Sequence[Question], owners: np.ndarray, weights: Weights
    ) -> None:
        self._weights = weights
        self._owners = owners
        self._characters = _Characters([frozenset(q.text) for q in stored], weights.empty)
        self._sounds_like = Postings([dict.fromkeys(map(_sound, q.text), 1.0) for q in stored])
        self._chars = TfIdf([self._char_grams(q.text) for q in stored], weights.pivot)
        self._sounds = TfIdf([_sound_grams(q) for q in stored], weights.pivot)
        self._answers = TfIdf([_pairs(a.text) for a in answers], 0.75) if answers else None
        self._kinds = np.array([q.kind for q in stored])

    def scores(self, asked: Question) -> np.ndarray:
        w = self._weights
        rare = self._characters.rare(asked.text)
        common = self._characters.has.total(rare)
        by_sound: dict[str, float] = {}
        for character, value in rare.items():
            by_sound[_sound(character)] = max(value, by_sound.get(_sound(character), 0.0))
        heard = np.maximum(self._sounds_like.total(by_sound) - common, 0.0)
        covered = common + w.heard * heard
        scores = covered * (w.query_cover / sum(rare.values()))
        scores += np.minimum(covered / self._characters.weight, 1.0) * w.stored_cover
        scores += w.chars * self._chars.scores(self._char_grams(asked.text))
        scores += w.sounds * self._sounds.scores(_sound_grams(asked))
        scores += w.kind * (self._kinds == asked.kind)
        if self._answers is not None:
            scores += w.answer * self._answers.scores(_pairs(asked.text))[self._owners]
        return scores

    def _char_grams(self, text: str) -> dict[str, float]:
        counts = Counter(grams(text, (1, 2, 3)))
        empty = self._weights.empty
        return {g: (1 + math.log(n)) * (empty if is_empty(g) else 1.0) for g, n in counts.items()}


class _Characters:
    """Which text has which character, and how rare those are."""

    def __init__(self, texts: Sequence[frozenset[str]], empty: float) -> None:
        self._empty = empty
        self._idf = rarity(texts)
        self._unseen = unseen(texts)
        self.has = Postings([dict.fromkeys(row, 1.0) for row in texts])
        self.weight = np.array([sum(map(self._rare, row)) or 1.0 for row in texts])

    def rare(self, text: str) -> dict[str, float]:
        return {character: self._rare(character) for character in text}

    def _rare(self, character: str) -> float:
        value = self._idf.get(character, self._unseen)
        return value * self._empty if is_empty(character) else value

    def covered(self, text: str) -> np.ndarray:
        """Share of `text` that each stored text has."""
        rare = self.rare(text)
        return self.has.total(rare) / (sum(rare.values()) or 1.0)


class Retriever:
    """`build` once per corpus, `understand` when there is a classifier, `rank` per query."""

    def __init__(
        self,
        stored: Sequence[Question],
        answers: Sequence[Question],
        owners: np.ndarray,
        synonyms: Synonyms,
        weights: Weights,
        texts: tuple[list[str], list[str]],
    ) -> None:
        """`owners`: number of the question of each wording, ascending from 0; `answers`: none, or one per question;
        `texts`: both as they were written.
        """
        self._texts = texts
        self.weights = weights
        self._synonyms = synonyms
        self._stored = list(stored)
        self._owners = owners
        self._starts = np.flatnonzero(np.diff(owners, prepend=-1))
        self._counts = np.bincount(owners)
        self._wordings = _Wordings(stored, answers, owners, weights)
        together = [set() for _ in self._counts] if not answers else [set(a.text) for a in answers]
        for question, owner in zip(stored, owners.tolist(), strict=True):
            together[owner] |= set(question.text)
        self._together = _Characters([frozenset(row) for row in together], weights.empty)
        self._meanings: Meanings | None = None

    @classmethod
    def build(
        cls,
        questions: Sequence[str],
        answers: Sequence[str] = (),
        *,
        owners: Sequence[int] = (),
        synonyms: Synonyms | None = None,
        weights: Weights = Weights(),
    ) -> Retriever:
        """`answers`: none, or one per question; `owners`: for several wordings of one question, see __init__.

        Raises ValueError when the numbers do not fit.
        """
        whose = np.array(owners if len(owners) else range(len(questions)), dtype=np.int64)
        if len(whose) != len(questions) or (len(whose) and (np.diff(whose, prepend=-1) > 1).any()):
            raise ValueError("Every wording must name its question, the questions in order.")
        if answers and len(answers) != (int(whose[-1]) + 1 if len(whose) else 0):
            raise ValueError("There must be as many answers as questions.")
        folding = synonyms or default_synonyms()
        stored = [read_question(text, folding) for text in questions]
        beginnings = [read_question(text[:READ_OF_ANSWER], folding) for text in answers]
        texts = list(questions), [text[:READ_OF_ANSWER] for text in answers]
        return cls(stored, beginnings, whose, folding, weights, texts)

    def understand(self, reader: Reader, familiarity: float | None = None) -> None:
        """From now on the classifier's opinion of query and question counts too; `familiarity`: see Meanings."""
        if self._stored and not (self._meanings and self._meanings.reader == reader):
            self._meanings = Meanings(reader, self._texts[0], self._owners, self._texts[1], familiarity)

    def rank(self, query: str, top: int = 10, margins: np.ndarray | None = None) -> list[tuple[int, float]]:
        """(number of a question's best wording, score) best question first, at most `top`; none for a query without letters.

        A score is between 0 and about 1, which is what a question scores against itself. `margins`: the classifier's
        of the query, if they are known already.
        """
        asked = read_question(query[:READ_OF_QUERY], self._synonyms)
        if not asked.text or not self._stored:
            return []
        scores = self._wordings.scores(asked)
        further = self._further(asked, query, margins)
        looked_at = max(top, self.weights.looked_at)
        rough = self._of_questions(scores) + further
        best = (
            np.argpartition(-rough, looked_at)[:looked_at]
            if looked_at < len(rough)
            else np.arange(len(rough))
        )
        order = _CommonOrder(asked.text)
        found = []
        for question in best.tolist():
            wordings = range(self._starts[question], self._starts[question] + self._counts[question])
            exact = [scores[i] + self.weights.order * order.share(self._stored[i].text) for i in wordings]
            value = self.weights.best * max(exact) + self.weights.mean * sum(exact) / len(exact)
            found.append((wordings[exact.index(max(exact))], float(value + further[question])))
        found.sort(key=lambda pair: (-pair[1], pair[0]))
        full = self.weights.full(self._meanings.familiarity if self._meanings else 0.0)
        return [(number, score / full) for number, score in found[:top]]

    def _of_questions(self, scores: np.ndarray) -> np.ndarray:
        best = np.maximum.reduceat(scores, self._starts)
        mean = np.add.reduceat(scores, self._starts) / self._counts
        return self.weights.best * best + self.weights.mean * mean

    def _further(self, asked: Question, query: str, margins: np.ndarray | None) -> np.ndarray:
        """What counts per question, not per wording."""
        further = self.weights.together * self._together.covered(asked.text)
        if self._meanings is None or not self._meanings.familiarity:
            return further
        if margins is None:
            margins = self._meanings.reader.margins([query[:READ_OF_QUERY]])[0]
        like, like_answer = self._meanings.likeness(margins)
        likeness = self.weights.meaning * like + self.weights.meaning_of_answer * like_answer
        return further + self._meanings.familiarity * likeness


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


@lru_cache(maxsize=16384)
def _sound(character: str) -> str:
    return syllables(character)[0]


def _sound_grams(question: Question) -> dict[str, float]:
    return dict.fromkeys(grams(question.sounds, (2, 3)), 1.0)


def _pairs(text: str) -> dict[str, float]:
    return dict.fromkeys((pair for pair in grams(text, (2,)) if not is_empty(pair)), 1.0)


def default_synonyms(folder: Path = DEFAULT_PATH) -> Synonyms:
    """Raises FileNotFoundError, yaml.YAMLError."""
    return Synonyms(read_yaml(folder / "synonyms.yml")["groups"])
