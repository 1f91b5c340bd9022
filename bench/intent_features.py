"""Features that the intent comparison tries beside those of bot/components/text.py; each maps a message to names or numbers."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import svds

from bot import knowledge
from bot.components.dialect import standard_text
from bot.components.escalation_families import Reading
from bot.components.text import Analysis, plain, syllables

SEED = 20261122
Features = Callable[[str, Analysis], Sequence[str]]
_PARTICLES = re.compile(r"[啊呀呢吧嘛哦呗了的]")


def four_grams(text: str, _: Analysis) -> Sequence[str]:
    simple = f"^{standard_text(plain(text))}$"
    return [simple[i : i + 4] for i in range(len(simple) - 3)]


def ordinary_words(text: str, _: Analysis) -> Sequence[str]:
    """Words and pairs as jieba cuts them without the insurance dictionary."""
    import jieba  # noqa: PLC0415 - loads its dictionary

    words = [word for word in jieba.lcut(plain(text), HMM=False) if word.strip()]
    return [*words, *(f"{a} {b}" for a, b in pairwise(words))]


def lexicon() -> Features:
    """Which entries of the knowledge files (claim types, documents, terms) a message names, and what kind they are."""
    entries = [(w.text.lower(), f"{w.entity}:{w.value}", w.entity) for w in knowledge.wordings()]

    def features(text: str, _: Analysis) -> Sequence[str]:
        simple = plain(text)
        found = [(name, kind) for wording, name, kind in entries if wording in simple]
        return sorted({part for pair in found for part in pair})

    return features


def meaning_families(text: str, analysis: Analysis) -> Sequence[str]:
    """The escalation model's families of meaning, alone and in pairs."""
    reading = Reading.of(text, analysis)
    return (*reading.families, *reading.family_pairs)


class OwnVectors:
    """Word and character vectors from what stands together in the training texts: positive PMI, cut down by SVD."""

    def __init__(self, size: int = 100, window: int = 4, least: int = 3) -> None:
        self._size, self._window, self._least = size, window, least

    def fit(self, analyses: Sequence[Analysis]) -> OwnVectors:
        texts = [_units(analysis) for analysis in analyses]
        seen = Counter(unit for text in texts for unit in text)
        self._number = {u: i for i, u in enumerate(sorted(u for u, n in seen.items() if n >= self._least))}
        pairs: Counter[tuple[int, int]] = Counter()
        for text in texts:
            known = [self._number[unit] for unit in text if unit in self._number]
            for i, a in enumerate(known):
                pairs.update((a, b) for b in known[i + 1 : i + 1 + self._window])
        where = np.array(list(pairs)).T
        counts = np.array(list(pairs.values()), dtype=np.float64)
        size = len(self._number)
        together = sp.coo_matrix((counts, where), shape=(size, size)).tocsr()
        together = (together + together.T).tocoo()
        single = np.asarray(together.sum(axis=1)).ravel() + 1e-9
        # Context counts to the power .75: rare neighbours would otherwise look like close relatives.
        context = single**0.75 / (single**0.75).sum()
        pmi = np.log(together.data / (single[together.row] * context[together.col]))
        positive = sp.csr_matrix((np.maximum(pmi, 0), (together.row, together.col)), shape=(size, size))
        start = np.random.default_rng(SEED).standard_normal(size)
        left, strength, _ = svds(positive, k=self._size, v0=start)
        self._vectors = left * np.sqrt(strength)
        self._rarity = np.log(1 + len(texts) / (1 + np.array([seen[u] for u in self._number])))
        return self

    def transform(self, analyses: Sequence[Analysis]) -> sp.csr_matrix:
        """One row of length 1 per message: the mean of its vectors, rare ones counting more."""
        rows = np.zeros((len(analyses), self._size), np.float32)
        for row, analysis in zip(rows, analyses, strict=True):
            known = [self._number[unit] for unit in _units(analysis) if unit in self._number]
            if known:
                mean = self._rarity[known] @ self._vectors[known]
                row[:] = mean / (np.linalg.norm(mean) or 1.0)
        return sp.csr_matrix(rows)


def _units(analysis: Analysis) -> list[str]:
    return [word for word in analysis.words if " " not in word]


def with_mistakes(texts: Sequence[str], share: float = 0.4) -> list[tuple[int, str]]:
    """(Number of the text, the text as a hurried thumb or a voice input would have it) for a share of the texts.

    A character replaced by another of the same sound, a particle dropped, or two neighbours swapped.
    """
    chance = random.Random(SEED)
    by_sound = defaultdict(set)
    for character in sorted({c for text in texts for c in text if "一" <= c <= "鿿"}):
        by_sound[syllables(character)[0]].add(character)
    found = []
    for number, text in enumerate(texts):
        if len(text) < 4 or chance.random() > share:
            continue
        kind, at = chance.randrange(3), chance.randrange(len(text) - 1)
        if kind == 0:
            same = sorted(by_sound.get(syllables(text[at])[0], set()) - {text[at]})
            changed = text[:at] + (chance.choice(same) if same else text[at]) + text[at + 1 :]
        elif kind == 1:
            changed = _PARTICLES.sub("", text, count=1)
        else:
            changed = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        if changed and changed != text:
            found.append((number, changed))
    return found
