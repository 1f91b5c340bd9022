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
#: Asked of documents, not of buttons.
_OF_A_LIST = re.compile(r"去哪|在哪|哪里|哪有|怎么开|咋弄|怎么弄|怎么办理?")
_BULLET = re.compile(r"^· ([^：\n]+)：", re.MULTILINE)
_OUTSIDE = re.compile(r"[\W_]+")
_RUN = re.compile(r"(.)\1+")
_YES = re.compile(
    r"(?:嗯|恩|那|好|行|要|可以|是|对|中|得|需要|麻烦|请|就|发|来|看|办|帮我|一下|你|您|的|滴|啊|呀|吧|呗|了|ok)+"
)
#: The last sentence, when it can be answered with yes.
_QUESTION = re.compile(r"[^。！？\n]*(?:吗|要不要|好不好|行不行)[^。！？，\n]*？$")
_BY_A_PERSON = re.compile(r"管家|人工|真人")
_PERSON = "转人工"


def chosen(text: str, replies: Sequence[Any]) -> str | None:
    """What the customer would have said by tapping, of the last thing shown that can be counted; None when nothing is meant.

    `replies`: what the bot said last, as in the dialogue state (docs/contracts.md section 2).
    """
    number, bare = _number(text.strip())
    if number is None:
        return None
    of_list = bool(_OF_A_LIST.search(text))
    for reply in reversed(replies):
        if not isinstance(reply, Mapping):
            continue
        choices = (_listed(reply) if of_list else []) or _choices(reply, bare)
        if choices:
            return choices[number - 1] if 0 < number <= len(choices) else choices[-1] if number < 0 else None
    return None


def agreed(text: str, replies: Sequence[Any]) -> str | None:
    """What 「好」 says yes to: the button that the question at the end of the last thing shown is about; None when nothing
    was asked that can be answered so."""
    if not _YES.fullmatch(_RUN.sub(r"\1", _OUTSIDE.sub("", text))):
        return None
    last = next((reply for reply in reversed(replies) if isinstance(reply, Mapping)), None)
    choices = _choices(last, bare=True) if last else []
    asked = _QUESTION.search(str((last or {}).get("text", "")).strip())
    if not choices or asked is None:
        return None
    by_a_person = _BY_A_PERSON.search(asked.group()) and not _BY_A_PERSON.search(choices[0])
    return _PERSON if by_a_person and _PERSON in choices else choices[0]


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
    return buttons if buttons or bare else _listed(reply)


def _listed(reply: Mapping[str, Any]) -> list[str]:
    """Where to get each document of a card or of a text that lists them."""
    card = reply.get("card")
    named = _documents(card) if isinstance(card, Mapping) else _BULLET.findall(str(reply.get("text", "")))
    return [f"{name}去哪里开" for name in named]


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
