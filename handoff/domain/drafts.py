"""Reply drafts and next steps a butler is offered, and what a draft may never say. Pure.

A draft is always edited and sent by a person. Whatever its origin, it never decides a claim, names no figure that
stands in no fact, holds no identifier and no address of the net."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from handoff.domain.redaction import redact
from handoff.domain.text_pieces import PLACEHOLDER

MOST_DRAFTS = 3
DRAFT_LIMIT = 500

_DECIDES = re.compile(
    r"(?:肯定|一定|保证|绝对|必须|必然|百分(?:之)?百|包)(?:会|能|可以|给您|给你|为您|帮您)*[^，。！？\n]{0,6}(?:赔|通过|改判|拒绝|到账)"
    r"|包赔|必赔|稳赔|(?:可以|能够?|会|应该|将)(?:正常|全额|足额|顺利)?(?:给您|给你|为您)?(?:获)?赔(?!案|偿标准|款(?:明细|计算))"
    r"|(?:不能|不会|不予|不可以|无法|没法|拒绝)(?:给您|给你)?(?:理)?赔|(?:属于|不属于|不在|在)[^，。\n]{0,8}(?:保险责任|保障范围|赔付范围)"
    r"|同意赔付|全额赔付|(?:判断|认定)(?:属于|不属于|有误|错误)"
)
_PROMISES = re.compile(
    r"(?:肯定|一定|保证|绝对|百分(?:之)?百)(?:会|能|可以|给您|给你|为您)*[^，。！？\n]{0,6}(?:赔|通过|改判)|包赔|必赔|稳赔"
)
_COLD = re.compile(r"请您?冷静|请您?耐心等待|稍安勿躁|不要激动|别激动|亲[，,~！]")
_NET = re.compile(
    r"https?://|www\.|[A-Za-z0-9-]+\.(?:com|cn|net|org|top|xyz|vip|cc|io)\b|加(?:我|个)?微信|微信号|QQ|二维码|转账到",
    re.I,
)
_ARABIC = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_SPELLED = re.compile(
    r"(?<![十百千万零〇一二两三四五六七八九])[零〇一二两三四五六七八九十百千万]+"
    r"(?=\s?(?:个)?(?:工作日|天|日|元|块|月|年|周|小时|分钟|万|成|折|倍|岁|%))"
)
_PERCENT = re.compile(r"百分之([零〇一二两三四五六七八九十百]+)")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}


class Origin(StrEnum):
    KNOWLEDGE = "knowledge"
    MODEL = "model"


@dataclass(frozen=True)
class Draft:
    """`source`: where it comes from, in words a butler can check."""

    text: str
    source: str
    origin: Origin = Origin.KNOWLEDGE


@dataclass(frozen=True)
class NextStep:
    text: str
    source: str


@dataclass(frozen=True)
class Proposal:
    """`goal` and `summary` are given only where a model has drafted better ones."""

    drafts: tuple[Draft, ...]
    next_steps: tuple[NextStep, ...]
    goal: str | None = None
    summary: str | None = None


@dataclass(frozen=True)
class Asked:
    """What the customer wrote last and what it was understood as. `entities`: (entity, value)."""

    text: str
    intent: str | None = None
    entities: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Situation:
    """What advice is given on. `package`: the live parts of the handoff package; `asked`: newest first."""

    codes: tuple[str, ...]
    name: str
    package: Mapping[str, Any]
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True)
class Advice:
    """`facts`: everything that may be said, for whoever drafts in other words."""

    drafts: tuple[Draft, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Material:
    """What leaves the house when a model drafts: veiled texts only. `turns`: (author, text), oldest first."""

    reasons: tuple[str, ...]
    goal: str
    summary: str
    turns: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Drafted:
    """What a model has answered, unchecked."""

    replies: tuple[str, ...] = ()
    goal: str = ""
    summary: str = ""


@dataclass(frozen=True)
class Facts:
    """Texts a draft may take its figures from."""

    texts: Sequence[str]
    figures: frozenset[Decimal] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "figures", frozenset(n for text in self.texts for n in figures(text)))


def figures(text: str) -> frozenset[Decimal]:
    """Numbers in digits, and spelled ones that count something."""
    found: set[Decimal] = set()
    for match in _ARABIC.finditer(text.translate(_PLAIN)):
        try:
            found.add(Decimal(match[0].replace(",", "")).normalize())
        except InvalidOperation:
            continue
    spelled = [*_SPELLED.findall(text), *_PERCENT.findall(text)]
    return frozenset(found | {Decimal(_counted(word)).normalize() for word in spelled})


_PLAIN = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)} | {0xFF0E: 0x2E, 0xFF0C: 0x2C}


def _counted(word: str) -> int:
    """二十 -> 20, 三百五十 -> 350; a row of digits is read as one."""
    if not any(c in _UNITS for c in word):
        return int("".join(str(_DIGITS[c]) for c in word))
    total, section, digit = 0, 0, 0
    for c in word:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c == "万":
            total, section, digit = (total + section + digit) * _UNITS[c] or _UNITS[c], 0, 0
        else:
            section, digit = section + (digit or 1) * _UNITS[c], 0
    return total + section + digit


def says_too_much(text: str) -> str | None:
    """Why prepared words may not be offered: they promise an outcome or order somebody to be calm."""
    if _PROMISES.search(text):
        return "promises an outcome"
    return "cold words" if _COLD.search(text) else None


def refused(text: str, facts: Facts) -> str | None:
    """Why a model's text may not be offered; None when it may."""
    if (
        not text.strip()
        or len(text) > DRAFT_LIMIT
        or sum("\u4e00" <= c <= "\u9fff" for c in text) * 3 < len(text)
    ):
        return "empty, too long or not Chinese"
    if _DECIDES.search(text):
        return "decides a claim"
    if _NET.search(text):
        return "points elsewhere"
    if PLACEHOLDER.search(text) or PLACEHOLDER.search(redact(text)):
        return "holds an identifier"
    if figures(text) - facts.figures:
        return "has a figure that stands in no fact"
    return says_too_much(text)


def unique(drafts: Iterable[Draft], most: int = MOST_DRAFTS) -> tuple[Draft, ...]:
    """The first of each text."""
    kept: dict[str, Draft] = {}
    for draft in drafts:
        kept.setdefault(draft.text, draft)
    return tuple(kept.values())[:most]
