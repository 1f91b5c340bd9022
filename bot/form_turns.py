"""Messages while a form is open, files, and forms left open: how a row of messages is cut, and what is meant. Pure.

Answers to a form's question need no joining; only where it asks for the customer's own words do fragments belong
together. A file and the words beside it belong together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.components.escalation_scoring import CALM
from bot.components.text import fold, plain
from bot.turn_plan import LONGEST_JOINED, SEPARATOR, Group, Parse

RESUME, SEND_DOCUMENT, REPEAT = "resume_form", "send_document", "repeat_last"
#: Key of a parse whose meaning only the state or the files tell.
HEARD_AS = "heard_as"
_CLEAR = 0.5
_LONGEST_OWN_WORDS = 2000
_RESUME = re.compile(
    r"(?:好|那|嗯|我要|我想|咱们?|来)*(?:继续|接着)(?:填|办|弄|来|报|报案|申请|上次的?|刚才的?|取件|申诉|投诉|传|办理|吧|呗|啊|呀)*[。.!！~]*"
)
_DONE_AGAIN = re.compile(
    r"(?:确认|确定|提交)(?:提交|报案|预约|取件|申诉|投诉|登记|办理|修改|取消)*(?:了|吧|的)?[。.!！~]*"
)
_QUESTION = re.compile(
    r"[?？]|(?:吗|么|呢)[。.!！~]*$|什么|啥|怎么|怎样|咋|如何|多久|多少|哪里|哪儿|哪些|哪个|为何|为什么|能不能|可不可以|是不是|有没有|要不要|行不行|几天"
)


def cut(
    texts: Sequence[str],
    parses: Sequence[Parse],
    files: Sequence[bool],
    own_words: bool,
    understand: Callable[[str], Parse],
) -> list[Group]:
    """Groups of messages by index. `files`: which messages carry attachments; `own_words`: the open form asks for
    free text."""
    groups: list[list[int]] = []
    for index, text in enumerate(texts):
        last = groups[-1] if groups else None
        if (last and texts[last[-1]].strip() == text.strip() and text.strip() and not files[index]) or (
            last and _together(last, index, texts, parses, files, own_words)
        ):
            last.append(index)
        else:
            groups.append([index])
    return [_group(members, texts, parses, understand) for members in groups]


def _together(
    before: Sequence[int],
    index: int,
    texts: Sequence[str],
    parses: Sequence[Parse],
    files: Sequence[bool],
    own_words: bool,
) -> bool:
    pair = (*before, index)
    if any(_certain(parses[i]) or asks(texts[i], parses[i]) for i in pair):
        return False
    length = sum(len(texts[i]) for i in pair)
    if any(files[i] for i in pair):
        return length <= LONGEST_JOINED
    return own_words and length <= _LONGEST_OWN_WORDS


def _group(
    members: Sequence[int], texts: Sequence[str], parses: Sequence[Parse], understand: Callable[[str], Parse]
) -> Group:
    """Offsets of the joined text are those of the messages, each followed by the separator; a doubled message
    counts once."""
    first = texts[members[0]]
    if all(texts[i].strip() == first.strip() for i in members):
        return Group(tuple(members), first, parses[members[0]])
    joined = SEPARATOR.join(texts[i] for i in members)
    return Group(tuple(members), joined, understand(joined))


def asks(text: str, parse: Parse) -> bool:
    """Whether a message is surely a question of its own."""
    confidence = float(parse["intent"]["confidence"]) if parse["understood"] else 0.0
    return confidence >= _CLEAR and bool(_QUESTION.search(text.strip()))


def _certain(parse: Parse) -> bool:
    return bool((parse.get("assessment") or {}).get("certain"))


def meant(text: str, slots: Mapping[str, Any], in_form: bool) -> str | None:
    """The dialogue's intent where only the state tells it: a form taken up again, a confirmation tapped twice."""
    words = plain(fold(text))
    if in_form:
        return None
    if slots.get("form") and _RESUME.fullmatch(words):
        return RESUME
    if str(slots.get("last_action_key") or "").endswith(":done") and _DONE_AGAIN.fullmatch(words):
        return REPEAT
    return None


def files_only() -> dict[str, Any]:
    """How a message is understood that is nothing but files."""
    return {
        "text": "",
        "intent": {"name": SEND_DOCUMENT, "confidence": 1.0},
        "intent_ranking": [{"name": SEND_DOCUMENT, "confidence": 1.0}],
        "entities": [],
        "assessment": CALM.as_dict(),
        "understood": True,
    }


def as_intent(parse: Mapping[str, Any], intent: str) -> dict[str, Any]:
    """What the dialogue hears; the report keeps what was understood of the words."""
    return {**parse, HEARD_AS: intent}
