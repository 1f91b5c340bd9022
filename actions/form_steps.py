"""One step of a form: the next question, the summary, the write and what may go wrong with it."""

from dataclasses import replace

import structlog
from rasa_sdk.events import ActionExecutionRejected, ActiveLoop

from actions import form_words as say
from actions.form_draft import PAUSE, Draft
from actions.form_moves import Fill, Move, Pick, Simple, Unread
from actions.form_service import Form, key_of
from actions.reply import Outcome, Reply, buttons
from actions.slots import Turn
from insurer.errors import InsurerNotFound, InsurerRefused, InsurerRejected, InsurerUnavailable

_log = structlog.get_logger()
_CONFLICT = "conflict"


async def do(form: Form, draft: Draft, turn: Turn, move: Move) -> Outcome:
    long_ago = draft.paused_for(turn.now) > PAUSE
    match move:
        case Fill():
            return await _filled(form, draft, turn, move, long_ago)
        case Unread(words):
            return await _unread(form, draft, turn, words)
        case Pick(name):
            return await _ask(form, replace(draft, phase="asking"), turn, name)
        case Simple(kind):
            return await _simple(form, draft, turn, kind)


async def _simple(form: Form, draft: Draft, turn: Turn, kind: str) -> Outcome:
    at_once = {"aside": _aside, "cancel": _cancelled, "later": _later, "choose": _choose}
    asking = {"back": _back, "restart": _restarted, "why": _why, "confirm": _write}
    if kind in at_once:
        return at_once[kind](form, draft, turn)
    return await asking.get(kind, go_on)(form, draft, turn)


def _cancelled(form: Form, _: Draft, turn: Turn) -> Outcome:
    return closed(form, turn, Outcome((say.cancelled(form),), f"{form.name}:cancelled"))


async def _restarted(form: Form, draft: Draft, turn: Turn) -> Outcome:
    kept = Draft(form.name, facts=draft.facts, key=draft.key, sent=draft.sent, lead=say.FROM_THE_START)
    return await go_on(form, form.settle(kept, turn), turn)


async def _filled(form: Form, draft: Draft, turn: Turn, move: Fill, long_ago: bool) -> Outcome:
    known = draft
    for name, value in move.values.items():
        known = known.answered(name, value) if name == move.by_hand else known.with_value(name, value)
    labels = [f.label for f in form.fields() if f.name in move.values and not move.by_hand]
    lead = say.CHANGED if move.corrects else say.WELCOME_BACK if long_ago else say.noted(labels)
    known = form.settle(replace(known, phase="asking", misses=0, lead=lead), turn)
    stopped = form.stops(known, turn)
    if stopped is not None:
        return closed(form, turn, stopped)
    clash = form.check(known, turn)
    if clash is not None:
        name, words = clash
        return await _ask(form, replace(known.without(name), lead=words), turn, name)
    return await go_on(form, known, turn)


async def go_on(form: Form, draft: Draft, turn: Turn) -> Outcome:
    """The next question, or the summary, or what was open before."""
    if draft.phase == "retry":
        return _open(form, draft, turn, say.retry(again=True))
    following = form.following(draft)
    if following is not None:
        return await _ask(form, replace(draft, phase="asking"), turn, following.name)
    if not form.has_summary:
        return await _write(form, draft, turn)
    summing = replace(draft, phase="summary", asked="")
    return _open(
        form, summing, turn, say.summary(form.confirm, form.title, form.summary(summing), draft.lead)
    )


async def _ask(form: Form, draft: Draft, turn: Turn, name: str) -> Outcome:
    field = form.field(name)
    if field is None:
        return await go_on(form, replace(draft, asked=""), turn)
    asking = replace(draft, phase="asking", asked=name)
    try:
        ready = await form.before_asking(field, asking, turn)
    except InsurerUnavailable:
        return _open(form, replace(asking, asked=""), turn, say.away_in_between())
    if name in ready.values and name not in draft.values:
        return await go_on(form, ready, turn)
    return _open(form, ready, turn, say.question(field, ready, bool(ready.facts.get("large_type"))))


async def _unread(form: Form, draft: Draft, turn: Turn, words: str) -> Outcome:
    missed = replace(draft, misses=draft.misses + 1)
    field = form.field(draft.asked)
    if draft.phase == "asking" and field is not None:
        return _open(
            form, missed, turn, say.unread(field, missed, words, bool(missed.facts.get("large_type")))
        )
    if draft.phase == "choosing":
        return _choose(form, replace(missed, lead=words), turn)
    if draft.phase == "retry":
        return _open(form, missed, turn, say.retry(again=True))
    told = say.summary(form.confirm, form.title, form.summary(missed), say.CONFIRM_OR_CHANGE)
    return _open(form, missed, turn, told)


async def _back(form: Form, draft: Draft, turn: Turn) -> Outcome:
    if not draft.trail:
        return await _ask(form, replace(draft, lead=say.NOTHING_BEFORE), turn, draft.asked)
    last = draft.trail[-1]
    field = form.field(last)
    before = field.show(draft.values.get(last), draft) if field else ""
    again = replace(draft.without(last), lead=say.went_back(field.label if field else "", before))
    return await _ask(form, again, turn, last)


async def _why(form: Form, draft: Draft, turn: Turn) -> Outcome:
    field = form.field(draft.asked)
    reason = (field.why if field else "") or say.WHY
    return await _ask(form, replace(draft, lead=reason), turn, draft.asked)


def _choose(form: Form, draft: Draft, turn: Turn) -> Outcome:
    choosing = replace(draft, phase="choosing", asked="")
    labels = [f.label for f in form.filled(draft)]
    return _open(form, choosing, turn, say.which_to_change(labels, draft.lead))


def _aside(form: Form, draft: Draft, turn: Turn) -> Outcome:
    """Not for the form: Rasa answers it and comes back."""
    slots = {"form": replace(draft, at=turn.now).as_dict()}
    return Outcome((), turn.last_action_key or "", slots=slots, events=(ActionExecutionRejected(form.name),))


def _later(form: Form, draft: Draft, turn: Turn) -> Outcome:
    slots = {"form": replace(draft, at=turn.now, lead="").as_dict(), "requested_slot": None}
    return Outcome((say.kept(form),), f"{form.name}:later", slots=slots, events=(ActiveLoop(None),))


def closed(form: Form, turn: Turn, outcome: Outcome) -> Outcome:
    """The form is over; one that waited under it is offered again."""
    waiting = turn.paused_draft if turn.paused_draft and turn.paused_draft.form != form.name else None
    slots = {
        **outcome.slots,
        "form": waiting.as_dict() if waiting else None,
        "paused_form": None,
        "requested_slot": None,
    }
    replies = outcome.replies
    if waiting is not None:
        replies = (*replies, buttons(say.STILL_OPEN, [("接着办", "继续"), ("先不办", "先不用")]))
    return replace(outcome, replies=replies, slots=slots, events=(*outcome.events, ActiveLoop(None)))


def _open(form: Form, draft: Draft, turn: Turn, told: Reply) -> Outcome:
    """Says something and waits for the customer."""
    lines = [f"{f.label}：{f.show(draft.values[f.name], draft)}" for f in form.filled(draft) if not f.private]
    told_so_far = f"{form.title}（还没提交）：" + ("；".join(lines) or "还没填")
    asked = form.field(draft.asked)
    own_words = asked is not None and asked.free
    kept = replace(draft, at=turn.now, lead="", told=told_so_far[:400], own_words=own_words)
    slots = {"form": kept.as_dict(), "requested_slot": draft.asked or draft.phase}
    return Outcome((told,), f"{form.name}:{draft.asked or draft.phase}", slots=slots)


async def _write(form: Form, draft: Draft, turn: Turn) -> Outcome:
    """The one write. Its key is kept until the outcome is known: whoever tries again writes once."""
    tried = replace(draft, key=draft.key or key_of(turn, form.name), asked="")
    try:
        done = await form.submit(tried, turn, tried.key)
    except InsurerUnavailable as error:
        _log.warning("form_not_written", form=form.name, reason=str(error))
        waiting = replace(tried, phase="retry", sent=draft.sent or dict(draft.values))
        return _open(form, waiting, turn, say.retry())
    except InsurerRefused as error:
        if error.code == _CONFLICT and draft.sent and dict(draft.sent) != dict(draft.values):
            return await _first_one_counted(form, tried, turn)
        _log.info("form_refused", form=form.name, code=error.code)
        stays = replace(draft, phase="summary", key="", sent={}, asked="")
        return _open(form, stays, turn, say.refused(form.way_out(draft, error), error.sentence))
    except InsurerRejected as error:
        return await _rejected(form, draft, turn, error)
    except InsurerNotFound:
        _log.warning("form_target_unknown", form=form.name)
        return _open(form, replace(draft, phase="retry", key="", sent={}), turn, say.not_found())
    return closed(form, turn, done)


async def _first_one_counted(form: Form, draft: Draft, turn: Turn) -> Outcome:
    """The values were changed after a write of unknown outcome, and that write had been done."""
    first = replace(draft, values=dict(draft.sent))
    try:
        done = await form.submit(first, turn, draft.key)
    except (InsurerUnavailable, InsurerRefused, InsurerRejected, InsurerNotFound):
        waiting = replace(draft, phase="retry")
        return _open(form, waiting, turn, say.retry())
    return closed(form, turn, replace(done, replies=(say.first_one_counted(), *done.replies)))


async def _rejected(form: Form, draft: Draft, turn: Turn, error: InsurerRejected) -> Outcome:
    """422: back to the question that the insurer names; without one it is our mistake, said honestly."""
    names = {f.name for f in form.fields()}
    wrong = next((e for e in error.errors if form.wire_names.get(e.field, e.field) in names), None)
    if wrong is None:
        _log.error("form_rejected", form=form.name, reason=str(error))
        return _open(form, replace(draft, phase="retry", key="", sent={}), turn, say.our_mistake(form))
    name = form.wire_names.get(wrong.field, wrong.field)
    field = form.field(name)
    lead = say.wrong_field(field.label if field else "", wrong.message)
    again = replace(draft.without(name), key="", sent={}, lead=lead)
    return await _ask(form, again, turn, name)
