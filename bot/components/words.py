"""Cutting Chinese text into words: jieba with the insurance words of data/knowledge added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import jieba

# Long phrases ("住院的钱咋个报") are wordings, not words: cutting around them would hide the words inside.
LONGEST_WORD = 6


class WordCutter:
    """`cut` splits a text into words that join up to the text again."""

    def __init__(self, frequencies: dict[str, int], total: int) -> None:
        self._jieba = jieba.Tokenizer()
        self._jieba.FREQ = frequencies
        self._jieba.total = total
        # The dictionary comes from the model: jieba shall neither read its own nor a cache file in a shared /tmp.
        self._jieba.initialized = True

    @classmethod
    def build(cls, words: Iterable[str]) -> WordCutter:
        base = jieba.Tokenizer()
        frequencies, total = base.gen_pfdict(base.get_dict_file())
        cutter = cls(frequencies, total)
        for word in sorted(set(words)):
            if 2 <= len(word) <= LONGEST_WORD:
                cutter._jieba.add_word(word)
        return cutter

    def cut(self, text: str) -> list[str]:
        # No hidden Markov model: it invents words out of typos and doubles the time.
        return self._jieba.lcut(text, HMM=False)

    def state(self) -> dict[str, Any]:
        return {"frequencies": self._jieba.FREQ, "total": self._jieba.total}
