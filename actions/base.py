"""What all actions share: read the turn, run, send replies and directives, remember what was said, log
without text."""

import time
from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any, ClassVar

import structlog
from rasa_sdk import Action
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.reply import HUMAN, Outcome, buttons, text
from actions.slots import Tracker, Turn, read_turn

_log = structlog.get_logger()

_AGAIN = "这个我刚说过，再给您放一遍；要是没答到点上，您说「没答到点上」，我换个说法或者请管家来。"
_STILL_AGAIN = "同样的话我不再重复了，看来没答到您要的点上，对不起。请管家来接着答，好吗？"


class GuanjiaAction(Action, ABC):  # type: ignore[misc]  # rasa-sdk has no types
    """A subclass names itself and answers; an exception fails the turn (contract: never half an answer)."""

    action: ClassVar[str]
    #: Whether saying the same again is what was asked for.
    repeats_on_purpose: ClassVar[bool] = False

    def name(self) -> str:
        return self.action

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],  # noqa: ARG002 - the SDK passes it
    ) -> list[dict[str, Any]]:
        started = time.perf_counter()
        turn = read_turn(tracker)
        structlog.contextvars.bind_contextvars(correlation_id=turn.correlation_id)
        outcome = await self.answer(turn)
        if not self.repeats_on_purpose:
            outcome = without_echo(outcome, turn)
        for reply in outcome.replies:
            dispatcher.utter_message(json_message={"reply": reply})
        for directive in outcome.directives:
            dispatcher.utter_message(json_message={"directive": directive})
        took = round((time.perf_counter() - started) * 1000, 1)
        _log.info("action_ran", action=self.action, key=outcome.key, ms=took)
        slots = {**outcome.slots, "last_action_key": outcome.key}
        return [SlotSet(name, value) for name, value in slots.items()]

    @abstractmethod
    async def answer(self, turn: Turn) -> Outcome: ...


def without_echo(outcome: Outcome, turn: Turn) -> Outcome:
    """The same words are never said twice in a row without saying so; a third time a person is offered
    instead."""
    before = [str(reply.get("text", "")) for reply in turn.last_replies]
    echoed = outcome.replies[0]["text"] in before if before else outcome.key == turn.last_action_key
    if not echoed:
        return outcome
    if _AGAIN in before or _STILL_AGAIN in before:
        return replace(outcome, replies=(buttons(_STILL_AGAIN, [HUMAN, ("换个问题", "我问别的")]),))
    return replace(outcome, replies=(text(_AGAIN), *outcome.replies))
