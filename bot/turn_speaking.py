"""Utterances answered, or only weighed while a person has the floor (mode observe)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot import turn_state
from bot.components.escalation_policy import DECISION, ESCALATE, ESCALATION, SIGNALS, for_action
from bot.components.escalation_scoring import CALM
from bot.problems import ActionMisbehaved
from bot.turn_answer import Answered, collect
from bot.turn_mask import MASK, Span, covered, placed, spans_of
from bot.turn_observe import SPOKEN, state_after, worsening
from bot.turn_processor import TurnProcessor
from bot.turn_request import TurnRequest
from bot.turn_store import TurnStore
from bot.turn_utterance import Utterance, for_dialogue, joined, metadata_of, only_once, without_noise

#: Dangers that leave no room for answering other questions of the same turn first.
_FIRST = frozenset({"E09", "E14"})
_SILENT = "action_listen"


class TurnSpeaker:
    def __init__(self, processor: TurnProcessor, store: TurnStore) -> None:
        self._processor = processor
        self._store = store

    async def answer(
        self,
        request: TurnRequest,
        utterances: list[Utterance],
        tracker: DialogueStateTracker,
        correlation_id: str,
    ) -> dict[str, Any]:
        """Lets the bot answer; returns the new state. Raises ActionMisbehaved when nothing was said."""
        old_events = len(tracker.events)
        asking: Utterance | None = None
        with self._store.turn(tracker):
            for utterance in self._in_speaking_order(request, utterances, tracker):
                await self._hear(utterance, request, correlation_id)
                if asking is not None:
                    # a form's question that the next message has answered need not be asked any more
                    del asking.answered.replies[-1:]
                asking = utterance if tracker.active_loop_name else None
        replies = [reply for u in utterances for reply in u.answered.replies]
        if not replies:
            raise ActionMisbehaved("The bot found no answer.")
        secrets = {request.messages[u.group.members[-1]].id: u.secrets for u in utterances}
        new_turns = _turns(list(tracker.events)[old_events:], secrets)
        return turn_state.dump(tracker, request.state, new_turns, replies)

    async def listen(
        self,
        request: TurnRequest,
        utterances: list[Utterance],
        tracker: DialogueStateTracker,
        correlation_id: str,
    ) -> dict[str, Any]:
        """Weighs without answering (mode observe); returns the state with the course of the scores moved on."""
        course = tracker.copy()
        for utterance in utterances:
            metadata = metadata_of(request, correlation_id, request.messages[utterance.group.members[-1]].id)
            foreseen = self._processor.foresee(
                utterance.group.text, for_dialogue(utterance.parse), course, metadata
            )
            utterance.decision = foreseen.get(DECISION) or {}
            course.update(SlotSet(SIGNALS, foreseen.get(SIGNALS)), self._processor.domain)
        worse = [u for u in utterances if worsening(u.decision, request.facts)]
        for utterance in worse:
            await self._report(utterance, request, tracker, correlation_id)
        only_once(worse)
        return state_after(request.state, course.get_slot(SIGNALS) or {})

    async def _report(
        self, utterance: Utterance, request: TurnRequest, tracker: DialogueStateTracker, correlation_id: str
    ) -> None:
        """What action_escalate sends for a worsening; its words only where life or money is in danger."""
        message = request.messages[utterance.group.members[-1]]
        output = await self._processor.act(
            ESCALATE,
            UserUttered(
                utterance.group.text,
                dict(utterance.parse["intent"]),
                parse_data=dict(utterance.parse),  # type: ignore[arg-type]
                message_id=message.id,
                metadata=metadata_of(request, correlation_id, message.id),
            ),
            tracker,
            {ESCALATION: for_action(utterance.decision)},
        )
        utterance.answered = collect(output.items)
        if not SPOKEN & set(utterance.decision.get("codes", ())):
            utterance.answered.replies.clear()

    def _in_speaking_order(
        self, request: TurnRequest, utterances: list[Utterance], tracker: DialogueStateTracker
    ) -> list[Utterance]:
        """What is answered, in which order. One utterance, the usual case, needs no look ahead.

        With several: what was not understood is passed over beside what was; the same question is answered once;
        answers come before the one handing over, in which all that escalates is joined; danger leaves no room for answers.
        """
        if len(utterances) == 1:
            return utterances
        metadata = metadata_of(request, "", "")
        levels = []
        for utterance in utterances:
            text, parse = utterance.group.text, for_dialogue(utterance.parse)
            utterance.decision = self._processor.foresee(text, parse, tracker, metadata).get(DECISION) or {}
            levels.append(utterance.decision.get("decision", "answer"))
        alarming = [u for u, level in zip(utterances, levels, strict=True) if level == "escalate"]
        calm = [u for u, level in zip(utterances, levels, strict=True) if level != "escalate"]
        if tracker.active_loop_name is None:
            calm = without_noise(calm, bool(alarming))
        if not alarming:
            return calm
        spokesman = joined(alarming)
        urgent = _FIRST & {code for u in alarming for code in u.decision.get("codes", ())}
        return [spokesman] if urgent else [*calm, spokesman]

    async def _hear(self, utterance: Utterance, request: TurnRequest, correlation_id: str) -> None:
        """Lets the dialogue hear an utterance, or the questions of one in turn, unless the first already brings a person."""
        if not utterance.parts:
            utterance.decision = {}
            await self._hear_one(utterance, utterance.group.text, utterance.parse, request, correlation_id)
            return
        weighed, utterance.decision = utterance.parse["assessment"], {}
        for part in utterance.parts:
            heard = {**part.parse, "text": part.text, "assessment": weighed}
            await self._hear_one(utterance, part.text, heard, request, correlation_id)
            if utterance.decision.get("decision") == "escalate":
                return
            weighed = CALM.as_dict()

    async def _hear_one(
        self,
        utterance: Utterance,
        text: str,
        parse: Mapping[str, Any],
        request: TurnRequest,
        correlation_id: str,
    ) -> None:
        message = request.messages[utterance.group.members[-1]]
        attachments = [dict(a) for i in utterance.group.members for a in request.messages[i].attachments]
        output = await self._processor.hear(
            text,
            for_dialogue(parse),
            message.id,
            {**metadata_of(request, correlation_id, message.id), "attachments": attachments},
            request.conversation_id,
        )
        tracker = await self._store.retrieve(request.conversation_id)
        answered = _with_placed_masks(utterance, collect(output.items), request)
        utterance.answered.replies.extend(answered.replies)
        utterance.answered.directives.extend(answered.directives)
        decision = (tracker.get_slot(DECISION) if tracker else None) or {}
        if not utterance.decision or decision.get("decision") != "answer":
            utterance.decision = decision


def _with_placed_masks(utterance: Utterance, answered: Answered, request: TurnRequest) -> Answered:
    """Masks are named in the text the action heard; the hub needs them by message."""
    masks = [d for d in answered.directives if d["type"] == MASK]
    if masks:
        utterance.secrets = [span for directive in masks for span in spans_of(directive)]
        texts, ids = [m.text for m in request.messages], [m.id for m in request.messages]
        others = [d for d in answered.directives if d["type"] != MASK]
        answered.directives = [*others, *placed(utterance.secrets, utterance.group, texts, ids)]
    return answered


def _turns(events: Sequence[Any], secrets: Mapping[str, Sequence[Span]]) -> list[dict[str, Any]]:
    """New turns for the state: text, intent and actions; `secrets` by message id are covered."""
    turns: list[dict[str, Any]] = []
    for event in events:
        if isinstance(event, UserUttered):
            text = covered(event.text or "", secrets.get(event.message_id or "", ()))
            turns.append({"text": text, "intent": event.intent_name, "actions": []})
        elif isinstance(event, ActionExecuted) and turns and event.action_name not in (None, _SILENT):
            turns[-1]["actions"].append(event.action_name)
    return turns
