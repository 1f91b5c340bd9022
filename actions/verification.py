"""Who is writing here? action_verify and its form ask for the last four characters of the identity document before
private data is shown to somebody whom only a messenger knows, and before money or rights move.

The insurer checks; what was typed is masked in the stored message (directive mask_message) and kept nowhere."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from actions.answers_handover import handed_over
from actions.base import GuanjiaAction
from actions.form_draft import Draft
from actions.form_fields import Field, Read, Value, Wrong
from actions.forms import Form, FormStart, FormStep
from actions.lookups import written
from actions.promises import moment_text
from actions.reply import HUMAN, Outcome, buttons, text
from actions.resources import insurer
from actions.slots import Entity, Turn
from insurer.api import FieldError
from insurer.errors import InsurerError, InsurerRejected

#: How long one verification counts.
VALID_FOR = timedelta(minutes=30)
_FIELD = "id_tail"
AGAIN = ("重新核对", "核对身份")

_HALF_WIDTH = {ord(c): ord(c) - 0xFEE0 for c in "０１２３４５６７８９ＸｘＡＢ"}
_SPOKEN = {ord(c): d for c, d in zip("零〇幺一二三四五六七八九叉", "001123456789X", strict=True)}
_GAP = r"[ \-—]?"
_WHOLE_NUMBER = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])")
_TAIL = re.compile(rf"(?<![0-9A-Za-z])(?<!\d[ \-—])\d{_GAP}\d{_GAP}\d{_GAP}[\dXx](?![0-9A-Za-z]|{_GAP}\d)")
#: Characters that may stand beside the number without saying that it is one of the document.
_LONGEST_BESIDE = 5
_OF_THE_DOCUMENT = re.compile(r"后四|后4|最后|尾号|末|证")
_OF_MONEY = re.compile(r"元|块|费|钱|万|转|付|岁")
_DIGITS = re.compile(r"\d[\d \-—]*[\dXx]")


@dataclass(frozen=True, kw_only=True)
class IdTailField(Field):
    """Four characters; of a whole number the last four count."""

    private: bool = True

    def read(self, text: str, turn: Turn, draft: Draft) -> Read:
        if _tells_something_else(text):
            return None
        found = tail_in(text)
        if found is not None:
            return Value(found, exact=True)
        digits = _DIGITS.search(_even(text))
        if digits is None:
            return None
        count = len(re.sub(r"[^\dXx]", "", digits.group()))
        return Wrong(f"您发的是 {count} 位，要的是证件号码最后 4 位（最后一位可能是 X）。")

    def show(self, value: Any, draft: Draft) -> str:
        return "••••"


def _even(words: str) -> str:
    """Same length, full-width and spoken digits as plain ones."""
    return words.translate(_HALF_WIDTH).translate(_SPOKEN)


def _tells_something_else(words: str) -> bool:
    """「他让我先交2000手续费」 is no answer, though four digits stand in it."""
    rest = re.sub(r"[\W_\dXx]", "", _even(words))
    if _WHOLE_NUMBER.search(_even(words)):
        return False
    beside = len(rest) > _LONGEST_BESIDE or _OF_MONEY.search(words)
    return bool(beside) and not _OF_THE_DOCUMENT.search(words)


def tail_in(words: str) -> str | None:
    """The last four characters of the identity document in a message, capital X; None when there are none."""
    even = _even(words)
    whole = _WHOLE_NUMBER.search(even)
    if whole is not None:
        return whole.group()[-4:].upper()
    found = _TAIL.search(even)
    return re.sub(r"[ \-—]", "", found.group()).upper() if found else None


def secrets_in(words: str) -> list[list[int]]:
    """Spans of everything in the answer that could be part of an identity number."""
    return [[m.start(), m.end()] for m in _DIGITS.finditer(_even(words))]


def _ask(draft: Draft) -> str:
    if draft.lead or draft.misses:
        return "请再发一次证件号码的最后 4 位。"
    return (
        "为了您的权益，先核对一下是您本人：请发证件号码的最后 4 位。"
        "我只拿去比对，发出来的几位马上遮住，不留在聊天里。"
    )


class VerificationForm(Form):
    name = "verification_form"
    title = "身份核对"
    start_words = "核对身份"
    has_summary = False
    own_intents = frozenset({"verify_identity"})

    def fields(self) -> Sequence[Field]:
        why = "要看的是您的保单和理赔，要动的是您的钱和权利，认准了是您本人才办，是在保护您。"
        return [IdTailField(name=_FIELD, label="证件后四位", ask=_ask, example="123X", why=why)]

    async def submit(self, draft: Draft, turn: Turn, key: str) -> Outcome:
        """No way out of here keeps the four characters: every failure but a wrong answer ends the form."""
        ref = turn.user.customer_ref or ""
        tail = str(draft.values.get(_FIELD))
        try:
            call = insurer().verify(ref, tail, key=key, correlation_id=turn.correlation_id)
            found = await written(call)
        except InsurerError:
            words = "保险公司的系统没有回应，这会儿核对不了，不是您的问题。过几分钟再试，或者请管家来核对。"
            return Outcome((buttons(words, [AGAIN, HUMAN]),), f"{self.name}:away")
        if found.verified:
            until = (turn.now + VALID_FOR).isoformat()
            return Outcome((), f"{self.name}:done", slots={"identity_verified_until": until})
        if found.attempts_left > 0 and found.locked_until is None:
            words = f"和保险公司登记的对不上，还可以再试 {found.attempts_left} 次"
            raise InsurerRejected("the tail is another one", (FieldError(field=_FIELD, message=words),))
        until = f"到{moment_text(found.locked_until, turn.now)}之前" if found.locked_until else "接下来"
        words = f"几次都没对上，为了保护您的账户，{until}不能再在线核对。请管家用别的方式核对，不耽误您办事。"
        summary = "客户在线核对证件后四位多次未对上，已暂时锁定；要办的事在对话里。"
        goal = "用别的方式核对身份，接着办客户要办的事"
        reason = "身份核对多次未通过，需人工核对"
        return handed_over(turn, f"{self.name}:locked", words, reason=reason, goal=goal, summary=summary)


class ActionVerify(FormStart):
    action = "action_verify"
    needs = "nothing"
    form = VerificationForm()

    async def answer(self, turn: Turn) -> Outcome:
        if turn.is_verified:
            return await _resumed(
                turn, Outcome((text("身份刚核对过，不用再核一遍。"),), "verification_form:done")
            )
        return await super().answer(turn)


class ValidateVerificationForm(FormStep):
    action = "validate_verification_form"
    form = VerificationForm()

    async def answer(self, turn: Turn) -> Outcome:
        outcome = await super().answer(turn)
        if outcome.key == f"{self.form.name}:cancelled":
            return _left(outcome)
        if outcome.events and not outcome.replies and not outcome.slots.get("identity_verified_until"):
            return outcome  # something else was asked; nothing secret in it
        if turn.draft is not None and turn.draft.asked == _FIELD and not turn.came_back:
            outcome = _masked(outcome, turn)
        until = outcome.slots.get("identity_verified_until")
        if not until:
            return outcome
        verified = replace(
            turn, verified_until=turn.now + VALID_FOR, draft=turn.paused_draft, paused_draft=None
        )
        return await _resumed(verified, outcome)


def _left(outcome: Outcome) -> Outcome:
    """Ended by the customer: what it was asked for is let go as well."""
    words = "好，那先不办，证件号一位都没留。什么时候想办再叫我；不想自己弄，也可以请管家来办。"
    slots = {**outcome.slots, "verify_for": None}
    return replace(outcome, replies=(buttons(words, [HUMAN]), *outcome.replies[1:]), slots=slots)


def _masked(outcome: Outcome, turn: Turn) -> Outcome:
    spans = secrets_in(turn.text)
    if not spans or not turn.message_id:
        return outcome
    mask = {"type": "mask_message", "message_id": turn.message_id, "spans": spans}
    return replace(outcome, directives=(*outcome.directives, mask))


async def _resumed(turn: Turn, outcome: Outcome) -> Outcome:
    """What was asked before the identity was, answered now; without that only a word of thanks."""
    thanks = text("核对好了，谢谢您。")
    action = _named(str(turn.verify_for.get("action", "")))
    if action is None or (not outcome.slots and not outcome.replies):
        return replace(
            outcome, replies=(*outcome.replies, buttons("核对好了，您要看什么、办什么，直接说。", [HUMAN]))
        )
    asked = replace(turn, **_heard(turn.verify_for), came_back=False)
    done = await action.answer(asked)
    slots = {**outcome.slots, **done.slots, "verify_for": None}
    replies = (*outcome.replies, thanks, *done.replies) if done.replies else (*outcome.replies, thanks)
    return Outcome(
        replies,
        done.key,
        (*outcome.directives, *done.directives),
        slots,
        (*outcome.events, *done.events),
        done.followup,
    )


def _heard(pending: Mapping[str, Any]) -> dict[str, Any]:
    entities = tuple(Entity(*map(str, e)) for e in pending.get("entities") or () if len(e) == 3)
    return {
        "text": str(pending.get("text", "")),
        "intent": str(pending.get("intent", "")),
        "entities": entities,
    }


def _named(name: str) -> GuanjiaAction | None:
    """The action of this name, but for the verification itself."""
    todo: list[type[GuanjiaAction]] = list(GuanjiaAction.__subclasses__())
    while todo:
        kind = todo.pop()
        todo += kind.__subclasses__()
        if getattr(kind, "action", "") == name and name not in (
            "action_verify",
            "validate_verification_form",
        ):
            return kind()
    return None
