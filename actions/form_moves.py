"""What a message does to the open form: answer, correct, go back, cancel, confirm, or something else. Pure."""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from actions import reading
from actions.form_draft import Draft
from actions.form_fields import Field, Value, Wrong, skipped
from actions.reading import fold
from actions.slots import Turn

_NOT_UNDERSTOOD = frozenset({"", "nlu_fallback", "unclear_input"})
_SMALL_TALK = frozenset({"greet", "thanks_praise"})
#: What answers that nobody has seen before are most often taken for.
_FAR_AWAY = frozenset({"out_of_scope", "greet", "thanks_praise", "bot_identity"})
#: Calibrated confidences from which a message counts as something else than an answer: a question beside a
#: readable answer, anything beside an unreadable one, words that any free text might be.
_ASKS, _ELSEWHERE, _SURELY = 0.5, 0.55, 0.8
_LONGEST_ASIDE, _SHORTEST_ASIDE, _LONGEST_VALUE = 40, 4, 15
_LEAD = re.compile(
    r"^(?:哦|噢|哎|啊|额|呃)?[,，]?(?:不对不对|不对|不是|错了|说错了|写错了|记错了|填错了|打错了|搞错了|更正一下|更正|改一下|等等|等一下|哦不|不不)[,，。.:：!！ ]*"
    r"(?:我)?(?:说错了|记错了|写错了|打错了)?[,，]?(?:是|应该是|改成|改为|换成|应为)?[,，:： ]*"
)
_NOT_BUT = re.compile(r"不是.{1,20}?[,，]?\s*(?:而)?(?:是|应该是)(?P<rest>.+)$")
_CHANGE = re.compile(
    r"不是.+是|改成|改为|换成|改到|改一下|改下|改改|修改|应该是|应为|填错|写错|说错|搞错|错了|不对|换一下|更正|重新填|要改|改"
)
_TO = re.compile(r"(?:改成|改为|换成|改到|应该是|应为|其实是|是|:|：)(?P<rest>.+)$")


@dataclass(frozen=True)
class Fill:
    """Values for fields; `corrects`: an earlier answer was changed."""

    values: Mapping[str, Any]
    by_hand: str = ""
    corrects: bool = False


@dataclass(frozen=True)
class Unread:
    """The answer cannot stand; `words` say what is wrong, empty when nothing could be read."""

    words: str = ""


@dataclass(frozen=True)
class Pick:
    """Ask this field (again)."""

    name: str


@dataclass(frozen=True)
class Simple:
    """A move without content."""

    kind: str


CANCEL, LATER, BACK, RESTART, WHY = (Simple(k) for k in ("cancel", "later", "back", "restart", "why"))
CONFIRM, CHOOSE, SUMMARY, ASIDE, RESUME = (
    Simple(k) for k in ("confirm", "choose", "summary", "aside", "resume")
)
type Move = Fill | Unread | Pick | Simple


class Shape(ABC):
    """The part of a form that decides about messages. `own_intents`: intents that mean the form itself;
    `takes_files`: attachments belong to it."""

    name: ClassVar[str]
    title: ClassVar[str]
    own_intents: ClassVar[frozenset[str]] = frozenset()
    takes_files: ClassVar[bool] = False
    #: Words that confirm or refuse beside the usual ones, e.g. the title of the button.
    confirm: ClassVar[str] = "确认"

    @abstractmethod
    def fields(self) -> Sequence[Field]: ...

    def field(self, name: str) -> Field | None:
        return next((f for f in self.fields() if f.name == name), None)

    def wanted(self, draft: Draft) -> list[Field]:
        """Fields that apply, in order."""
        return [f for f in self.fields() if f.when(draft.values)]

    def following(self, draft: Draft) -> Field | None:
        """The next field to ask; None when all is there."""
        return next((f for f in self.wanted(draft) if f.name not in draft.values), None)

    def filled(self, draft: Draft) -> list[Field]:
        return [f for f in self.wanted(draft) if f.name in draft.values]


@dataclass(frozen=True)
class _Heard:
    shape: Shape
    draft: Draft
    turn: Turn
    field: Field | None = None
    read: Value | Wrong | None = None


def decide(shape: Shape, draft: Draft, turn: Turn) -> Move:
    asked = shape.field(draft.asked) if draft.phase == "asking" else None
    if turn.attachments:
        return Fill(spotted(shape, draft, turn)) if shape.takes_files else ASIDE
    if asked is not None and skipped(asked, turn.text):
        return Fill({asked.name: None}, asked.name)
    read = asked.read(turn.text, turn, draft) if asked else None
    heard = _Heard(shape, draft, turn, asked, read)
    if asked is not None and not asked.free and isinstance(read, Value) and read.exact:
        return Fill({asked.name: read.value}, asked.name)
    return _steering(heard) or _corrected(heard) or _by_phase(heard)


_ALWAYS = (
    (reading.is_cancel, CANCEL),
    (reading.is_later, LATER),
    (reading.is_restart, RESTART),
)
_WHILE_ASKING = (
    (reading.is_resume, RESUME),
    (reading.is_back, BACK),
    (reading.asks_why, WHY),
)


def _steering(heard: _Heard) -> Move | None:
    text, phase = heard.turn.text, heard.draft.phase
    if phase == "choosing" and fold(text).startswith("不改"):
        return SUMMARY
    known = (*_ALWAYS, *_WHILE_ASKING) if phase == "asking" else _ALWAYS
    found = next((move for means, move in known if means(text)), None)
    # 「好」 to a question that it does not answer asks to go on
    agrees = phase == "asking" and heard.read is None and reading.is_yes(text)
    return found or (RESUME if agrees else None)


def _corrected(heard: _Heard) -> Move | None:
    """「不对，是前天」, 「金额改成三千」, 「日期填错了」."""
    text = heard.turn.text.strip()
    lead = _LEAD.match(text)
    known = heard.shape.filled(heard.draft)
    named = [f for f in known if f.named_in(text)]
    if not lead and not (named and _CHANGE.search(text)):
        return None
    rest = _rest(text, lead)
    by_hand = [heard.shape.field(name) for name in reversed(heard.draft.trail)]
    usual = [f for f in (*by_hand, *reversed(known)) if f is not None and not f.free]
    for candidate in named or usual:
        value = candidate.read(rest, heard.turn, heard.draft) if rest else None
        if isinstance(value, Value) and value.value != heard.draft.values.get(candidate.name):
            others = _others(heard, rest, usual, candidate)
            return Fill({**others, candidate.name: value.value}, candidate.name, corrects=True)
    if named and len(text) <= _LONGEST_ASIDE:
        return Pick(named[-1].name)
    return None


def _others(heard: _Heard, rest: str, fields: Sequence[Field], but: Field) -> dict[str, Any]:
    """「时间改到周四下午三点」 changes the slot and the day."""
    found = {f.name: f.spot(rest, heard.turn, heard.draft) for f in fields if f.name != but.name}
    known = heard.draft.values
    return {n: v.value for n, v in found.items() if v is not None and v.value != known.get(n)}


def _rest(text: str, lead: re.Match[str] | None) -> str:
    swapped = _NOT_BUT.search(text)
    if swapped:
        return swapped["rest"].strip()
    if lead:
        return text[lead.end() :].strip()
    found = _TO.search(text)
    return found["rest"].strip() if found else ""


def _by_phase(heard: _Heard) -> Move:
    if heard.draft.phase == "asking":
        return _answer(heard)
    if heard.draft.phase == "choosing":
        return _chosen(heard)
    return _before_writing(heard)


def _before_writing(heard: _Heard) -> Move:
    """The summary is shown, or a write has failed."""
    text = heard.turn.text
    if fold(text) == fold(heard.shape.confirm) or reading.is_yes(text) or reading.is_retry(text):
        return CONFIRM
    if reading.is_modify(text) or reading.is_no(text) or reading.is_back(text):
        return CHOOSE
    named = [f for f in heard.shape.filled(heard.draft) if f.named_in(text)]
    for candidate in named or [f for f in heard.shape.filled(heard.draft) if not f.free]:
        rest = _strip_name(text, candidate)
        value = candidate.read(rest, heard.turn, heard.draft) if named else _said_by_name(candidate, heard)
        if isinstance(value, Value) and value.value != heard.draft.values.get(candidate.name):
            return Fill({candidate.name: value.value}, candidate.name, corrects=True)
    if named and len(text) <= 12:
        return Pick(named[0].name)
    return ASIDE if _elsewhere(heard.turn, heard.shape) else Unread()


def _said_by_name(candidate: Field, heard: _Heard) -> Value | None:
    """A short message at the summary that names a value; 「第二个」 names none there."""
    short = len(heard.turn.text.strip()) <= _LONGEST_VALUE
    return candidate.spot(heard.turn.text, heard.turn, heard.draft) if short else None


def _strip_name(text: str, named: Field) -> str:
    for word in (named.label, *named.names):
        text = text.replace(word, "")
    return re.sub(r"^(?:是|为|改成|改为|[:：,，])+", "", text.strip())


def _chosen(heard: _Heard) -> Move:
    """Which field is to be changed."""
    text, fields = heard.turn.text, heard.shape.filled(heard.draft)
    folded = fold(text)
    for candidate in fields:
        if folded == fold(candidate.label) or candidate.named_in(text):
            return Pick(candidate.name)
    number = reading.number_of(folded.strip("第个项条"))
    if number is not None and number == int(number) and 1 <= number <= len(fields):
        return Pick(fields[int(number) - 1].name)
    if fold(text) == fold(heard.shape.confirm) or reading.is_yes(text) or reading.is_no(text):
        return SUMMARY
    if reading.is_back(text):
        return SUMMARY
    return ASIDE if _elsewhere(heard.turn, heard.shape) else Unread("要改的是下面哪一项？")


def _answer(heard: _Heard) -> Move:
    asked, read, turn = heard.field, heard.read, heard.turn
    if asked is None:
        return ASIDE if _elsewhere(turn, heard.shape) else RESUME
    passing = {} if read is not None else _passing(heard)
    if passing and not reading.sounds_like_question(turn.text):
        return Fill(passing)
    if _aside(heard):
        return ASIDE
    if isinstance(read, Value):
        return Fill({**_passing(heard), asked.name: read.value}, asked.name)
    return Unread(read.words if isinstance(read, Wrong) else "")


def _passing(heard: _Heard) -> dict[str, Any]:
    """What the sentence says about other questions."""
    return spotted(heard.shape, heard.draft, heard.turn, except_for=heard.draft.asked)


def spotted(shape: Shape, draft: Draft, turn: Turn, except_for: str = "") -> dict[str, Any]:
    """Values for open fields found in a sentence that is not the answer to them."""
    found = {}
    for other in shape.wanted(draft):
        if other.name not in draft.values and other.name != except_for:
            value = other.spot(turn.text, turn, draft)
            if value is not None:
                found[other.name] = value.value
    return found


def _aside(heard: _Heard) -> bool:
    """Whether the message is something else than an answer to the question."""
    asked, read, turn = heard.field, heard.read, heard.turn
    if turn.intent in _NOT_UNDERSTOOD or turn.intent in heard.shape.own_intents:
        return False
    asks = reading.sounds_like_question(turn.text)
    if asked is not None and asked.free:
        short = len(turn.text) <= _LONGEST_ASIDE
        talk = turn.intent in _SMALL_TALK and len(turn.text) <= 8
        orders = reading.sounds_like_command(turn.text) and len(turn.text) <= 20
        return short and (
            (asks and turn.confidence >= _ASKS) or ((orders or talk) and turn.confidence >= _SURELY)
        )
    if read is not None:
        return asks and turn.confidence >= _ASKS
    return _elsewhere(turn, heard.shape)


def _elsewhere(turn: Turn, shape: Shape) -> bool:
    known = turn.intent not in _NOT_UNDERSTOOD and turn.intent not in shape.own_intents
    vague = turn.intent in _FAR_AWAY or len(turn.text.strip()) <= _SHORTEST_ASIDE
    least = _SURELY if vague else _ELSEWHERE
    return known and turn.confidence >= least
