"""What all actions share: read the turn, run, send replies and directives, remember what was said, log
without text."""

import time
from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any, ClassVar, Literal

import structlog
from rasa_sdk import Action
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import claim_facts, person_first
from actions.reply import HUMAN, Outcome, buttons, text
from actions.slots import Turn
from actions.turn_reading import Tracker, read_turn

_log = structlog.get_logger()

_AGAIN = "这个我刚说过，再给您放一遍；要是没答到点上，您说「没答到点上」，我换个说法或者请管家来。"
_PENDING_TEXT = 300
Need = Literal["nothing", "reading", "moving"]
_STILL_AGAIN = "同样的话我不再重复了，看来没答到您要的点上，对不起。请管家来接着答，好吗？"


class GuanjiaAction(Action, ABC):  # type: ignore[misc]  # rasa-sdk has no types
    """A subclass names itself and answers; an exception fails the turn (contract: never half an answer)."""

    action: ClassVar[str]
    #: Whether saying the same again is what was asked for.
    repeats_on_purpose: ClassVar[bool] = False
    #: What must be known of who writes: claim or policy data is read, or money or rights are moved.
    needs: ClassVar[Need] = "nothing"

    def name(self) -> str:
        return self.action

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],  # the SDK passes it
    ) -> list[dict[str, Any]]:
        started = time.perf_counter()
        turn = read_turn(tracker)
        structlog.contextvars.bind_contextvars(correlation_id=turn.correlation_id)
        claim_facts.begin()
        outcome = await self.answer(turn) if self._knows_enough(turn) else identity_first(self.action, turn)
        if not self.repeats_on_purpose:
            outcome = without_echo(outcome, turn)
        for reply in outcome.replies:
            dispatcher.utter_message(json_message={"reply": reply})
        for directive in outcome.directives:
            dispatcher.utter_message(json_message={"directive": directive})
        took = round((time.perf_counter() - started) * 1000, 1)
        _log.info("action_ran", action=self.action, key=outcome.key, ms=took)
        slots = {**outcome.slots, "last_action_key": outcome.key}
        facts = claim_facts.seen(turn.now)
        if facts is not None:
            slots["claim_facts"] = facts
        events = [*(SlotSet(name, value) for name, value in slots.items()), *map(dict, outcome.events)]
        return [*events, FollowupAction(outcome.followup)] if outcome.followup else events

    @abstractmethod
    async def answer(self, turn: Turn) -> Outcome: ...

    def need(self, turn: Turn) -> Need:  # some actions read private data for some messages only
        return self.needs

    def _knows_enough(self, turn: Turn) -> bool:
        if turn.user.customer_ref is None:
            return True  # nothing of a visitor's can be read; the answer says so
        need = self.need(turn)
        return need == "nothing" or (turn.may_read if need == "reading" else turn.is_verified)


def identity_first(action: str, turn: Turn) -> Outcome:
    """Asks who it is (actions/verification.py), after which `action` answers the same message; whoever needs help is
    offered a person before that."""
    pending = {
        "action": action,
        "text": turn.text[:_PENDING_TEXT],
        "intent": turn.intent,
        "entities": [[e.kind, e.value, e.text] for e in turn.entities[:8]],
    }
    if person_first.comes_first(turn):
        offered = person_first.offered(turn)
        return replace(offered, slots={**offered.slots, "verify_for": pending})
    return Outcome((), turn.last_action_key or "", slots={"verify_for": pending}, followup="action_verify")


def without_echo(outcome: Outcome, turn: Turn) -> Outcome:
    """The same words are never said twice in a row without saying so; a third time a person is offered
    instead."""
    if not outcome.replies:
        return outcome
    before = [str(reply.get("text", "")) for reply in turn.last_replies]
    echoed = outcome.replies[0]["text"] in before if before else outcome.key == turn.last_action_key
    if not echoed:
        return outcome
    if _AGAIN in before or _STILL_AGAIN in before:
        return replace(outcome, replies=(buttons(_STILL_AGAIN, [HUMAN, ("换个问题", "我问别的")]),))
    return replace(outcome, replies=(text(_AGAIN), *outcome.replies))
