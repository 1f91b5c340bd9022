"""Several questions in one message: 「住院要啥材料，大概多久到账？」 Pure.

A message is cut only where each part asks something of its own that is clearly understood; everything else stays whole,
for a person's story before the question belongs to the question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.components.intent_codes import INTENT_CODES

Parse = Mapping[str, Any]

SHORTEST_MESSAGE, SHORTEST_PART, MOST_PARTS = 8, 3, 4
#: Calibrated confidence from which a part counts as understood beyond doubt.
CLEAR = 0.6
#: Asked beside something else they need no answer of their own.
_SMALL_TALK = frozenset({"greet", "thanks_praise", "unclear_input", "bot_identity"})
#: A half sentence torn from its context easily looks like none of our business.
_ELSEWHERE = "out_of_scope"
_BOUNDARY = re.compile(
    r"[?？!！。;；\n]+|[,，、~～ ]+|(?=(?:还有|另外|顺便|再问|再就是|对了|以及|还想问|还要问))"
)
_ASKS = re.compile(
    r"[?？]$|吗|么$|嘛$|呢$|不$|没$|没有$|啥|什么|哪|谁|(?<!好)几[天个份家点号级样项年张月]|(?<!没)多少|(?<!没)多久|多长|怎么|怎样|咋|如何|能不能|可不可以|可以不|要不要|"
    r"是不是|有没有|行不行|算不算|用不用|为何|为什么|查一?下|查查|看一?下|看看|问一?下|帮我|我要|我想|想要"
)
_LEAD = re.compile(r"^(?:还有|另外|顺便|再问|再就是|对了|以及|还想问|还要问)(?:一下|下|个)?[,，:： ]*")


@dataclass(frozen=True)
class Part:
    """One question of a message: its own words and how they were understood."""

    text: str
    parse: Parse


def parts(text: str, whole: Parse, understand: Callable[[str], Parse]) -> list[Part]:
    """The questions of `text` in order; empty when it is one. `understand` is called only for texts that may be several."""
    pieces = list(_pieces(text)) if len(text) >= SHORTEST_MESSAGE and not _serious(whole) else []
    if not 2 <= len(pieces) <= MOST_PARTS:
        return []
    heard = [Part(piece, understand(_LEAD.sub("", piece) or piece)) for piece in pieces]
    if any(_serious(part.parse) or part.parse["intent"]["name"] == _ELSEWHERE for part in heard):
        return []
    asking = [part for part in heard if not _talk(part)]
    if len(asking) < 2 or not all(_stands_alone(part) for part in asking):
        return []
    different: list[Part] = []
    for part in asking:
        if not any(_same(part.parse, other.parse) for other in different):
            different.append(part)
    return different if len(different) > 1 else []


def _pieces(text: str) -> Iterator[str]:
    """Clauses, each ending at a question: what comes before a question belongs to it."""
    story = ""
    for clause in (c.strip() for c in _cut(text)):
        if not clause:
            continue
        story = f"{story}{clause}"
        if _ASKS.search(clause.rstrip(",，、 ")) and len(clause) >= SHORTEST_PART:
            yield story.strip(",，、 ")
            story = ""
    if len(story) >= SHORTEST_PART:
        yield story.strip(",，、 ")


def _cut(text: str) -> Iterator[str]:
    start = 0
    for boundary in _BOUNDARY.finditer(text):
        yield text[start : boundary.end()]
        start = boundary.end()
    yield text[start:]


def _talk(part: Part) -> bool:
    return part.parse["intent"]["name"] in _SMALL_TALK and part.parse["intent"]["confidence"] >= CLEAR


def _stands_alone(part: Part) -> bool:
    intent = part.parse["intent"]
    return bool(part.parse["understood"]) and intent["confidence"] >= CLEAR and bool(_ASKS.search(part.text))


def _serious(parse: Parse) -> bool:
    """Whoever may need a person is heard as a whole."""
    return parse["intent"]["name"] in INTENT_CODES or bool((parse.get("assessment") or {}).get("certain"))


def _same(one: Parse, other: Parse) -> bool:
    """Whether both ask the same: one intent, and nothing that either names is named otherwise by the other."""
    if one["intent"]["name"] != other["intent"]["name"]:
        return False
    named, named_too = _named(one), _named(other)
    return all(named[kind] & named_too[kind] for kind in named.keys() & named_too.keys())


def _named(parse: Parse) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entity in parse.get("entities", ()):
        found.setdefault(str(entity["entity"]), set()).add(str(entity["value"]))
    return found
