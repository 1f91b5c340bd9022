"""Several messages of one turn: which belong together, which stand alone. Pure.

People write "我想问下" - "住院" - "要啥材料" as three messages. Each is understood alone and neighbours are understood
joined; the cheapest way to cut the row into groups wins. A group costs the doubt that is left about it and a little for
being a group of its own, so that fragments gather and clear questions stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.components.text import plain

#: What joins fragments: a blank changes no feature and keeps words of two messages apart.
SEPARATOR = " "
LONGEST_GROUP = 6
LONGEST_JOINED = 80
_CLEAR = 0.55
_GROUP_COST = 0.15
_LEAD_IN = re.compile(
    r"^(?:你好|您好|在吗|在不|哎|诶|那个|就是|呃|嗯|请问|麻烦|我|俺)?(?:就|想|要|来)*(?:问|咨询|请教|了解|打听)(?:一)?(?:下|个|哈)?(?:事|问题)?[,，.。:：~]*$"
    r"|^(?:那个|就是|就是说|然后|还有|呃|嗯|额|对了|我|我想|我要|请问)[,，.。…~]*$"
)

Parse = Mapping[str, Any]


@dataclass(frozen=True)
class Group:
    """Messages by index that make one utterance; `text` is what was understood, `parse` how."""

    members: tuple[int, ...]
    text: str
    parse: Parse


def plan(texts: Sequence[str], parses: Sequence[Parse], understand: Callable[[str], Parse]) -> list[Group]:
    """The row cut into groups, in order. `understand` is called for joined fragments only."""
    fragment = [_is_fragment(text, parse) for text, parse in zip(texts, parses, strict=True)]
    best: list[tuple[float, list[Group]]] = [(0.0, [])]
    for end in range(1, len(texts) + 1):
        choices = []
        for start in range(max(0, end - LONGEST_GROUP), end):
            group = _group(range(start, end), texts, parses, fragment, understand)
            if group is not None:
                cost, so_far = best[start]
                alone = fragment[start] and end - start == 1
                choices.append((cost + _GROUP_COST + _doubt(group.parse, alone), [*so_far, group]))
        best.append(min(choices, key=lambda choice: choice[0]))
    return best[-1][1]


def _group(
    members: range,
    texts: Sequence[str],
    parses: Sequence[Parse],
    fragment: Sequence[bool],
    understand: Callable[[str], Parse],
) -> Group | None:
    """None when these messages do not go together."""
    indices = tuple(members)
    if len(indices) == 1:
        return Group(indices, texts[indices[0]], parses[indices[0]])
    clear = [i for i in indices if not fragment[i]]
    joined = SEPARATOR.join(texts[i] for i in indices)
    if len(clear) > 1 or len(joined) > LONGEST_JOINED or any(_certain(parses[i]) for i in indices):
        return None
    return Group(indices, joined, understand(joined))


def _is_fragment(text: str, parse: Parse) -> bool:
    if _certain(parse):
        return False
    if len(text) > LONGEST_JOINED:
        return False
    if not parse["understood"] or parse["intent"]["confidence"] < _CLEAR or _LEAD_IN.match(plain(text)):
        return True
    return _only_entities(text, parse)


def _only_entities(text: str, parse: Parse) -> bool:
    """「住院」 alone names a thing and asks nothing."""
    covered = {i for e in parse.get("entities", ()) for i in range(e["start"], e["end"])}
    rest = "".join(c for i, c in enumerate(text) if i not in covered)
    return bool(covered) and not plain(re.sub(r"[\W_的呢啊吧呀]+", "", rest))


def _certain(parse: Parse) -> bool:
    return bool((parse.get("assessment") or {}).get("certain"))


def _doubt(parse: Parse, fragment: bool) -> float:
    confidence = float(parse["intent"]["confidence"]) if parse["understood"] else 0.0
    return 1.0 - confidence * (0.5 if fragment else 1.0)


def own_span(group: Group, texts: Sequence[str], start: int, end: int) -> tuple[int, int, int] | None:
    """(message index, start, end) of a span of the joined text: the part within the message that holds most of it."""
    offset, best = 0, None
    for index in group.members:
        length = len(texts[index])
        low, high = max(start, offset), min(end, offset + length)
        if high > low and (best is None or high - low > best[2] - best[1]):
            best = (index, low - offset, high - offset)
        offset += length + len(SEPARATOR)
    return best
