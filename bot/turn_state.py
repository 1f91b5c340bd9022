"""The dialogue state between two turns: small, versioned, opaque to the hub.

    {"v": 1, "slots": {name: value}, "loop": name | null, "turns": [{"text", "intent", "actions"}], "replies": [Reply]}

`turns` are the last few, `replies` what the bot said last (the actions notice repetition by them, and send them
again on request). Whatever does not fit is left out, oldest and largest first, so the size is bounded by
construction; nothing but `slots` is needed to go on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.turn_request import MAX_STATE

VERSION = 1
TURNS_KEPT = 4
LONGEST_TEXT = 200
LONGEST_SLOT = 8 * 1024
REPLIES_BUDGET = 32 * 1024
#: Between a question and 「那门诊呢」 these change nothing, for so many messages.
_NO_SUBJECT = frozenset({"repeat_last", "thanks_praise", "greet", "lead_in", "leave_taking"})
_SUBJECT_LIVES = 3
#: Slots that belong to one message only.
_OF_THE_MESSAGE = frozenset({"decision", "escalation", "session_started_metadata"})
#: An unfinished form in the actions' own shape; it may hold long texts.
FORM, PAUSED_FORM = "form", "paused_form"
LONGEST_FORM = 16 * 1024
#: Slots that the hub does not see beside the state.
INTERNAL_SLOTS = _OF_THE_MESSAGE | {
    "signals",
    "claim_facts",
    "verify_for",
    "guide_station",
    FORM,
    PAUSED_FORM,
}


def after_case(state: Mapping[str, Any] | None, facts: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """A case that was settled since the last turn closes what led to it; only a form left unfinished goes on."""
    case = facts.get("last_case")
    number = str(case.get("number") or "") if isinstance(case, Mapping) else ""
    if state is None or state.get("v") != VERSION or not number:
        return state
    slots = _mapping(state.get("slots"))
    if _mapping(slots.get("signals")).get("settled_case") == number:
        return state
    kept = {name: slots[name] for name in (FORM, PAUSED_FORM) if slots.get(name)}
    return {"v": VERSION, "slots": kept}


def restore(
    conversation_id: str, state: Mapping[str, Any] | None, domain: Domain, timestamp: float
) -> DialogueStateTracker:
    """A tracker as it stood after the last turn; a new one for None, another version, or what cannot be read."""
    tracker = DialogueStateTracker(conversation_id, domain.slots)
    known = state if state is not None and state.get("v") == VERSION else {}
    for event in _events(known, domain):
        event.timestamp = timestamp
        tracker.update(event, domain)
    return tracker


def _events(state: Mapping[str, Any], domain: Domain) -> Iterable[Event]:
    slots = {slot.name: slot for slot in domain.slots}
    for name, value in _mapping(state.get("slots")).items():
        if name in slots and name not in _OF_THE_MESSAGE:
            yield SlotSet(name, value)
    yield ActionExecuted(ACTION_LISTEN_NAME)
    turns = [turn for turn in _list(state.get("turns")) if isinstance(turn, Mapping)][-TURNS_KEPT:]
    for number, turn in enumerate(turns):
        yield UserUttered(str(turn.get("text", "")), {"name": str(turn.get("intent", "")), "confidence": 1.0})
        for action in _list(turn.get("actions")):
            if action in domain.action_names_or_texts:
                yield ActionExecuted(action)
        if number == len(turns) - 1:
            yield from _said(state)
        yield ActionExecuted(ACTION_LISTEN_NAME)
    if not turns:  # nothing was said by the customer yet, but by the first screen
        yield from _said(state)
    loop = state.get("loop")
    if isinstance(loop, str) and loop in domain.form_names:
        yield ActiveLoop(loop)


def _said(state: Mapping[str, Any]) -> Iterable[BotUttered]:
    for reply in _list(state.get("replies")):
        if isinstance(reply, Mapping):
            yield BotUttered(str(reply.get("text", "")), {"custom": {"reply": dict(reply)}})


def last_intent(state: Mapping[str, Any] | None) -> str:
    """The intent of the last message before this turn that had a subject, "" without one."""
    if state is None or state.get("v") != VERSION:
        return ""
    turns = [turn for turn in _list(state.get("turns")) if isinstance(turn, Mapping)]
    intents = [str(turn.get("intent", "")) for turn in turns[-_SUBJECT_LIVES:]]
    return next((intent for intent in reversed(intents) if intent not in _NO_SUBJECT), "")


def last_replies(state: Mapping[str, Any] | None) -> list[Any]:
    """What the bot said last."""
    return _list(state.get("replies")) if state is not None and state.get("v") == VERSION else []


def dump(
    tracker: DialogueStateTracker,
    before: Mapping[str, Any] | None,
    new_turns: Sequence[Mapping[str, Any]],
    replies: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """The state after a turn; at most 64 KiB as JSON."""
    earlier = _list(before.get("turns")) if before and before.get("v") == VERSION else []
    turns = [
        {
            "text": str(turn.get("text", ""))[:LONGEST_TEXT],
            "intent": str(turn.get("intent", ""))[:64],
            "actions": [str(action)[:64] for action in _list(turn.get("actions"))][:8],
        }
        for turn in [*(t for t in earlier if isinstance(t, Mapping)), *new_turns]
    ][-TURNS_KEPT:]
    state = {
        "v": VERSION,
        "slots": _slots(tracker),
        "loop": tracker.active_loop_name,
        "turns": turns,
        "replies": _last_within([dict(reply) for reply in replies], REPLIES_BUDGET),
    }
    return _within(state, MAX_STATE)


def public_slots(tracker: DialogueStateTracker) -> dict[str, Any]:
    """What the conversation is about, for the hub."""
    values = tracker.current_slot_values()
    shown = {
        n: v
        for n, v in sorted(values.items())
        if v is not None and n not in INTERNAL_SLOTS | {REQUESTED_SLOT}
    }
    told = _mapping(values.get(FORM)).get("told")
    return {**shown, FORM: told} if told else shown


def _slots(tracker: DialogueStateTracker) -> dict[str, Any]:
    values = tracker.current_slot_values()
    return {
        name: value
        for name, value in sorted(values.items())
        if value is not None and name not in _OF_THE_MESSAGE and size(value) <= _longest(name)
    }


def _longest(name: str) -> int:
    return LONGEST_FORM if name in (FORM, PAUSED_FORM) else LONGEST_SLOT


def _last_within(items: list[dict[str, Any]], budget: int) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for item in reversed(items):
        budget -= size(item)
        if budget < 0:
            break
        kept.append(item)
    return kept[::-1]


def _within(state: dict[str, Any], limit: int) -> dict[str, Any]:
    """Leaves out replies, then turns, then the largest slots."""
    if size(state) > limit:
        state = {**state, "replies": []}
    if size(state) > limit:
        state = {**state, "turns": []}
    while size(state) > limit:
        largest = max(state["slots"], key=lambda name: size(state["slots"][name]))
        state = {**state, "slots": {n: v for n, v in state["slots"].items() if n != largest}}
    return state


def size(value: Any) -> int:
    """Bytes as JSON in UTF-8."""
    return len(json.dumps(value, ensure_ascii=False).encode())


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
