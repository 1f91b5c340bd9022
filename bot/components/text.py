"""From a message to features: folding, dialect, characters, words, sounds.

All functions are pure. `fold` keeps the length, so that offsets found in folded text hold in the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pypinyin import lazy_pinyin

from bot.components.dialect import standard_text

#: Code points read from each end of a text that is longer than twice that.
HALF_READ = 300
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SPACE = re.compile(r"\s+")
_HAN = re.compile(r"[㐀-鿿]")
_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("question", r"[?？]"),
        ("questions", r"[?？][?？!！]"),
        ("shout", r"[!！]"),
        ("shouts", r"[!！]{2,}"),
        ("dots", r"\.\.\.|。。|…"),
        ("still", r"(?:都|才|还|又|整整|足足|已经).{0,4}\d"),
        (
            "rhetorical",
            r"凭啥|凭什么|是吧|是不是|呗|合着|敢情|难道|不成|算什么|就这|吗[?？!！]{2}|哪有|好意思",
        ),
        ("you", r"你们|恁|你哋|贵公司|贵司"),
        ("me", r"我|俺|咱"),
        ("asks", r"^(?:一般|请问|想问|问下|问一下|怎么|哪|什么|有没有|多久|能不能|可以)"),
        ("supposes", r"如果|假如|要是|万一|比如|假设|听说"),
        ("others", r"朋友|同事|邻居|同学|网友|新闻|网上|别人|人家"),
        ("polite", r"请|麻烦|谢谢|辛苦|您"),
        ("promise", r"上次|上回|上周|说好|答应|承诺|当时|之前说"),
        ("again", r"又|再一次|第[二三四五六七八九0-9]次|每次|还要|反复"),
    )
)


@dataclass(frozen=True)
class Analysis:
    """What the classifiers see of one message: feature names by block."""

    chars: tuple[str, ...]
    plain_chars: tuple[str, ...]
    words: tuple[str, ...]
    word_gaps: tuple[str, ...]
    sounds: tuple[str, ...]
    gaps: tuple[str, ...]
    marks: tuple[str, ...]

    def block(self, name: str) -> tuple[str, ...]:
        return getattr(self, name)  # type: ignore[no-any-return]


def fold(text: str) -> str:
    """Full width to half width, lower case; one character for one character."""
    return "".join(map(_fold_character, text))


def _fold_character(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).lower()
    return folded if len(folded) == 1 else character


def plain(text: str) -> str:
    """Folded, numbers as 0, spaces gone."""
    return _NUMBER.sub("0", _SPACE.sub("", fold(text)))


def syllables(text: str) -> list[str]:
    """One sound per character, without tone, with the confusions of southern speech and voice input folded."""
    sounds = lazy_pinyin(text, errors=list)
    return [_fold_sound(sound) for sound in sounds]


def _fold_sound(sound: str) -> str:
    if len(sound) > 1:
        if sound[:2] in ("zh", "ch", "sh"):
            sound = sound[0] + sound[2:]
        if sound.endswith("ng"):
            sound = sound[:-1]
    return sound


def excerpt(text: str) -> str:
    """What the classifiers read of a long text: its beginning and end, where people say what they want."""
    return text if len(text) <= 2 * HALF_READ else text[:HALF_READ] + text[-HALF_READ:]


def analyse(text: str, words: Iterable[str]) -> Analysis:
    """`words`: the words of `text` (folded or not)."""
    simple = plain(text)
    standard = standard_text(simple)
    kept = [standard_text(plain(word)) for word in words]
    kept = [word for word in kept if word]
    sounds = syllables(simple)
    return Analysis(
        chars=_grams(f"^{standard}$", 1, 3),
        plain_chars=_grams(f"^{simple}$", 1, 3),
        words=(*kept, *(f"{a} {b}" for a, b in pairwise(kept))),
        word_gaps=tuple(
            f"{kept[i]}…{kept[j]}" for i in range(len(kept)) for j in range(i + 2, min(i + 4, len(kept)))
        ),
        sounds=tuple(" ".join(sounds[i : i + n]) for n in (1, 2, 3) for i in range(len(sounds) - n + 1)),
        gaps=tuple(
            f"{standard[i]}…{standard[j]}"
            for i in range(len(standard))
            for j in range(i + 2, min(i + 5, len(standard)))
        ),
        marks=tuple(name for name, pattern in _MARKS if pattern.search(text)),
    )


def _grams(text: str, shortest: int, longest: int) -> tuple[str, ...]:
    return tuple(text[i : i + n] for n in range(shortest, longest + 1) for i in range(len(text) - n + 1))


def has_han(text: str) -> bool:
    return bool(_HAN.search(text))
