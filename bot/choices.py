"""「第二个」, 「2」, 「最后一个」: which of the things just shown is meant. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_CHOICE = re.compile(
    r"^(?:那|就|我|选|要|点|看|问|是|说的是|想问|还有|那么)*(?:第)?(?P<number>[一二两三四五六七八九十]|\d{1,2})(?P<unit>个|项|条|种|样|号)?(?:选项|材料)?"
    r"(?:吧|呢|啊|呀|的|是啥|是什么|是哪个|咋弄|怎么弄|怎么办理?|去哪开|在哪开|哪里开|哪里弄|去哪弄|哪有|怎么开)*[。.!！?？~]*$"
)
_LAST = re.compile(
    r"^(?:那|就|我|选|要|点)*(?:最后|最下面|末尾)(?:那|一|的)*(?:个|项|条|样)?(?:吧|呢)*[。.!！?？~]*$"
)


def chosen(text: str, replies: Sequence[Any]) -> str | None:
    """What the customer would have said by tapping, of the last thing shown that can be counted; None when nothing is meant.

    `replies`: what the bot said last, as in the dialogue state (docs/contracts.md section 2).
    """
    number, bare = _number(text.strip())
    if number is None:
        return None
    for reply in reversed(replies):
        if not isinstance(reply, Mapping):
            continue
        choices = _choices(reply, bare)
        if choices:
            return choices[number - 1] if 0 < number <= len(choices) else choices[-1] if number < 0 else None
    return None


def _number(text: str) -> tuple[int | None, bool]:
    """The number counted from 1, -1 for the last; and whether it stood alone, as one writes to pick a button."""
    if _LAST.match(text):
        return -1, False
    match = _CHOICE.match(text)
    if match is None:
        return None, False
    number = match["number"]
    value = _DIGITS.get(number) or int(number)
    return value, match["unit"] is None and not text.startswith("第")


def _choices(reply: Mapping[str, Any], bare: bool) -> list[str]:
    buttons = [str(b.get("say", "")) for b in reply.get("buttons") or () if isinstance(b, Mapping)]
    if buttons or bare:
        return buttons
    card = reply.get("card")
    if not isinstance(card, Mapping):
        return []
    return [f"{name}去哪里开" for name in _documents(card)]


def _documents(card: Mapping[str, Any]) -> list[str]:
    if card.get("type") == "checklist":
        groups = [g for g in card.get("groups") or () if isinstance(g, Mapping)]
        return [
            str(i["name"])
            for g in groups
            for i in g.get("items") or ()
            if isinstance(i, Mapping) and i.get("name")
        ]
    if card.get("type") == "timeline":
        return [str(m["name"]) for m in card.get("missing") or () if isinstance(m, Mapping) and m.get("name")]
    return []
