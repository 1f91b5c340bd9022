"""What FAQ retrieval sees of a question: characters, sounds and kind of question, wordings folded onto one. Pure.

Nothing here is learnt: the words that mean the same are in data/knowledge/synonyms.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.components.dialect import standard_text
from bot.components.numbers import number_of
from bot.components.text import fold, syllables

_NOISE = re.compile(r"[^0-9a-z*㐀-鿿]+")
_POLITE = re.compile(
    r"到底|究竟|应该|一般|的话|请问一下|请问下|想问一下|想问下|问一下|问下|我想请问|想请问|请问|你好|您好|我想知道|我想问|想知道|谢谢|麻烦|帮我看看|哈喽"
)
#: Asking for a meaning says no more than 什么; 东西 alone is a document in everyday speech.
_MEANING = re.compile(
    r"(?:什么|啥|啥子|么子|什嘛|哪样|何)(?:个)?(?:意思|东西|玩意儿?|含义|概念|来头)|的?本质是什么|的?含义是什么"
)
_EMPTY = frozenset(
    "什怎多少可以能哪些有需要是的了吗呢啊吧呀嘛哦喔哈诶欸唉哎是就都也还那这个一下我你他她您们来去到把被给跟和与或有会得着过想吃呗嗯"
)
#: Numbers in characters, with a unit: 六十一岁 is 61岁. Without one they are words (三者险, 一个).
_NUMERAL = re.compile(
    r"(?:[一二两三四五六七八九]?十|[一二两三四五六七八九][百千])[一二三四五六七八九十百千零]*(?!几)"
)
#: Kinds of question, first match wins.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("compare", r"区别|一回事|关系|还是|相比|比较|一样"),
        ("why", r"为什么|原因"),
        ("when", r"多久|什么时候|期限|时间|几年|年限|哪天"),
        ("price", r"多少钱|多少|比例|金额|怎么算|计算"),
        ("where", r"哪里|哪儿|在哪|去哪|什么地方"),
        ("which", r"哪个|推荐|选择|怎么选|怎么挑"),
        ("how", r"怎么|流程|手续|步骤"),
        ("what", r"什么是|是什么|什么意思|含义|本质|什么东西"),
        ("whether", r"吗|可以|是不是|有没有|要不要|需要|会不会|好不好|否|不(?:$|嘛|呢)"),
        ("list", r"什么"),
    )
)


@dataclass(frozen=True)
class Question:
    """`text`: what is compared, character by character."""

    text: str
    kind: str

    @cached_property
    def sounds(self) -> tuple[str, ...]:
        return tuple(syllables(self.text))


class Synonyms:
    """Rewrites every word of a group as the group's first."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._first: dict[str, str] = {}
        for group in groups:
            self._first.update(dict.fromkeys(group, group[0]))
        words = sorted(self._first, key=lambda word: (-len(word), word))
        self._any = re.compile("|".join(map(re.escape, words))) if words else None

    def fold(self, text: str) -> str:
        if self._any is None:
            return text
        return self._any.sub(lambda match: self._first[match.group()], text)


def read_question(text: str, synonyms: Synonyms) -> Question:
    simple = _NOISE.sub("", fold(text))
    simple = _NUMERAL.sub(lambda match: str(number_of(match.group()) or match.group()), simple)
    simple = _POLITE.sub("", simple) or simple
    simple = _MEANING.sub("什么", simple)
    standard = synonyms.fold(standard_text(simple))
    return Question(standard, kind_of(standard))


def kind_of(text: str) -> str:
    return next((name for name, pattern in _KINDS if pattern.search(text)), "none")


def is_empty(gram: str) -> bool:
    """Made of words only that every question may have."""
    return _EMPTY.issuperset(gram)
