"""What a question of a form is: how it is asked, read from what people type, and shown again. Pure.

A field reads the whole message as the answer to its question (`read`) and may find its value in a sentence
about something else (`spot`)."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from actions.form_draft import Draft
from actions.reading import is_skip
from actions.slots import Turn

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_WEEKDAYS = "一二三四五六日"
type Choice = tuple[str, str]
type Ask = str | Callable[[Draft], str]


@dataclass(frozen=True)
class Value:
    """`exact`: the message is nothing but the answer."""

    value: Any
    exact: bool = False


@dataclass(frozen=True)
class Wrong:
    """An answer that cannot stand; `words` say why and give an example."""

    words: str


type Read = Value | Wrong | None


@dataclass(frozen=True, kw_only=True)
class Field(ABC):
    """`label` names the field in the summary, `names` are other words for it in corrections; `ask` is the
    question, `example` an answer to it, `why` the reason for asking. `when`: whether the field is asked at all,
    given the values so far. `private`: never shown outside of the conversation."""

    name: str
    label: str
    ask: Ask
    example: str
    why: str = ""
    names: tuple[str, ...] = ()
    optional: bool = False
    private: bool = False
    when: Callable[[Mapping[str, Any]], bool] = lambda _: True
    #: Any text may be the answer, so a question is told from an answer more carefully.
    free: bool = False
    #: Asked in full in large type too: what is left out there could be decided wrongly.
    whole: bool = False

    def question(self, draft: Draft) -> str:
        return self.ask if isinstance(self.ask, str) else self.ask(draft)

    def choices(self, draft: Draft) -> Sequence[Choice]:
        return ()

    @abstractmethod
    def read(self, text: str, turn: Turn, draft: Draft) -> Read: ...

    def spot(self, text: str, turn: Turn, draft: Draft) -> Value | None:
        return None

    def show(self, value: Any, draft: Draft) -> str:
        return "（没填）" if value is None else str(value)

    def named_in(self, text: str) -> bool:
        return any(word in text for word in (self.label, *self.names))


def local_day(turn: Turn) -> date:
    return turn.now.astimezone(_SHANGHAI).date()


def day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


def skipped(field: Field, text: str) -> bool:
    return field.optional and is_skip(text)
