"""Questions with few answers: by tap, number, name or part of a name. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from actions.form_draft import Draft
from actions.form_field import Choice, Field, Read, Value, Wrong
from actions.reading import HAN_NUMBER, fold, number_of
from actions.slots import Turn

_ORDINAL = re.compile(
    rf"(?:我)?(?:选|要|是)?(?:第)?(?P<n>\d{{1,2}}|{HAN_NUMBER}{{1,3}})(?:个|项|条|份|种|号|件|\.|、)?(?:吧|的)?"
)
_LAST = re.compile(r"(?:我)?(?:选|要|是)?(?:最后|末尾|最下面)(?:一?(?:个|项|条|份|种|件))?(?:吧|的)?")


@dataclass(frozen=True)
class Option:
    """`value` is stored; `title` on the button; `words`: other ways to say it, matched within the message."""

    value: str
    title: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ChoiceField(Field):
    """One of few: by tap, number (「第二个」), name or part of it. `options` come from the draft's facts or are
    fixed. `entity`: kind of entity whose value is an option's."""

    options: Callable[[Draft], Sequence[Option]]
    entity: str = ""
    example: str = "点一个，或者说「第一个」"

    def choices(self, draft: Draft) -> Sequence[Choice]:
        return [(o.title, o.title) for o in self.options(draft)]

    def read(self, text: str, turn: Turn, draft: Draft) -> Read:
        options = self.options(draft)
        folded = fold(text)
        for option in options:
            if folded in (fold(option.title), fold(option.value)) or folded in map(fold, option.words):
                return Value(option.value, exact=True)
        if (number := _ordinal(folded, len(options))) is not None:
            if number < len(options):
                return Value(options[number].value, exact=True)
            return Wrong(f"一共 {len(options)} 个选项，没有第 {number + 1} 个。")
        found, length = self._within(folded, options)
        if len(found) == 1:
            return Value(found[0].value, exact=len(folded) <= length + 2)
        if len(found) > 1:
            names = "、".join(f"「{o.title}」" for o in found)
            return Wrong(f"{names}里，您说的是哪一个？")
        return self._by_entity(turn, text, options)

    def _within(self, folded: str, options: Sequence[Option]) -> tuple[list[Option], int]:
        """The options named with the longest words, and the length of these."""
        hits = {
            option: max((len(w) for w in (option.title, *option.words) if _says(folded, fold(w))), default=0)
            for option in options
        }
        longest = max(hits.values(), default=0)
        return [option for option, length in hits.items() if length == longest and length > 0], longest

    def _by_entity(self, turn: Turn, text: str, options: Sequence[Option]) -> Value | None:
        if not self.entity:
            return None
        values = {e.value for e in turn.entities if e.kind == self.entity and e.text in text}
        found = [o for o in options if o.value in values]
        return Value(found[0].value) if len(found) == 1 else None

    def spot(self, text: str, turn: Turn, draft: Draft) -> Value | None:
        options = self.options(draft)
        found, _ = self._within(fold(text), options)
        return Value(found[0].value) if len(found) == 1 else self._by_entity(turn, text, options)

    def show(self, value: Any, draft: Draft) -> str:
        return next((o.title for o in self.options(draft) if o.value == value), str(value or "（没填）"))


def _says(folded: str, word: str) -> bool:
    """Whether the word is in the text; a number only as a whole, not as part of a longer one."""
    if not word or word not in folded:
        return False
    return not word.isascii() or bool(re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", folded))


def _ordinal(folded: str, count: int) -> int | None:
    """「第二个」, 「2」 as an index from 0; a longer message is no number."""
    if _LAST.fullmatch(folded):
        return count - 1
    match = _ORDINAL.fullmatch(folded)
    number = number_of(match["n"]) if match else None
    if number is None or number != int(number) or not 1 <= number <= 99:
        return None
    return int(number) - 1
