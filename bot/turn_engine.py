"""One turn from request to answer. Keeps nothing: the same request gives the same answer (but timings)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot import turn_state
from bot.components.escalation_policy import DECISION
from bot.components.escalation_scoring import CALM, Assessment, merged
from bot.follow_up import REPEAT, resolve
from bot.problems import ActionMisbehaved
from bot.turn_answer import Answered, collect, merge_cases, understanding
from bot.turn_plan import Group, own_span, plan
from bot.turn_processor import TurnProcessor
from bot.turn_request import TurnRequest
from bot.turn_store import TurnStore

#: Dangers that leave no room for answering other questions of the same turn first.
_FIRST = frozenset({"E09", "E14"})
_SILENT = "action_listen"


@dataclass
class _Utterance:
    """A group of messages on its way: what was understood and, later, decided and sent."""

    group: Group
    parse: dict[str, Any]
    answered: Answered = field(default_factory=Answered)
    decision: dict[str, Any] = field(default_factory=dict)


class TurnEngine:
    def __init__(self, processor: TurnProcessor, store: TurnStore, model_id: str) -> None:
        self._processor = processor
        self._store = store
        self.model_id = model_id

    def warm_up(self) -> None:
        """First uses build caches (regular expressions, spaCy strings, dask): not in front of a customer."""
        tracker = turn_state.restore("warm-up", None, self._processor.domain, 0.0)
        for text in ("您好，住院理赔要什么材料？", "凭什么拒赔，转人工"):
            self._processor.foresee(text, self._understand(text, "warm-up", tracker), tracker, {})

    async def close(self) -> None:
        await self._processor.action_endpoint.close()

    async def run(self, request: TurnRequest, correlation_id: str) -> dict[str, Any]:
        """The response body. Raises TurnProblem and whatever a broken model raises."""
        started = time.perf_counter()
        tracker = turn_state.restore(
            request.conversation_id, request.state, self._processor.domain, request.now.timestamp()
        )
        parses = []
        for message in request.messages:
            parses.append(self._understand(message.text, message.id, tracker))
            await asyncio.sleep(0)  # other turns, and this one's deadline, get their chance between messages
        utterances = self._utterances(request, parses, tracker)
        understood = time.perf_counter()
        old_events = len(tracker.events)
        with self._store.turn(tracker):
            for utterance in self._in_speaking_order(request, utterances, tracker):
                await self._hear(utterance, request, correlation_id)
        replies = [reply for u in utterances for reply in u.answered.replies]
        if not replies:
            raise ActionMisbehaved("The bot found no answer.")
        new_turns = _turns(list(tracker.events)[old_events:])
        total = time.perf_counter() - started
        return {
            "turn_id": request.turn_id,
            "model_id": self.model_id,
            "state": turn_state.dump(tracker, request.state, new_turns, replies),
            "replies": replies,
            "understanding": understanding(
                request, parses, [(u.group, u.parse, u.decision) for u in utterances]
            ),
            "slots": turn_state.public_slots(tracker),
            "directives": merge_cases([d for u in utterances for d in u.answered.directives]),
            "timings_ms": {
                "total": round(total * 1000, 2),
                "nlu": round((understood - started) * 1000, 2),
            },
        }

    def _understand(self, text: str, message_id: str, tracker: DialogueStateTracker) -> dict[str, Any]:
        parse = self._processor.understand(text, tracker)
        parse["text"] = text
        assessment = Assessment.from_dict(parse["assessment"])
        placed = assessment.within(message_id, lambda start, end: (message_id, start, end))
        parse["assessment"] = placed.as_dict()
        return parse

    def _utterances(
        self, request: TurnRequest, parses: Sequence[dict[str, Any]], tracker: DialogueStateTracker
    ) -> list[_Utterance]:
        """Messages as utterances: fragments joined, short follow-ups given the meaning of what went before."""
        texts = [message.text for message in request.messages]
        groups = plan(texts, parses, lambda text: self._processor.understand(text, tracker))
        last = turn_state.last_intent(request.state)
        utterances = []
        for group in groups:
            parse = self._whole(group, request, parses)
            resolved = resolve(group.text, parse["intent"]["name"], parse["entities"], last)
            if resolved != parse["intent"]["name"]:
                parse = _as_follow_up(parse, resolved)
            utterances.append(_Utterance(group, parse))
            last = parse["intent"]["name"] if parse["understood"] else last
        return utterances

    def _whole(self, group: Group, request: TurnRequest, parses: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """The parse of a group, its evidence in offsets of the single messages."""
        if len(group.members) == 1:
            return dict(group.parse)
        texts = [message.text for message in request.messages]

        def place(start: int, end: int) -> tuple[str, int, int] | None:
            found = own_span(group, texts, start, end)
            return (request.messages[found[0]].id, found[1], found[2]) if found else None

        joined = Assessment.from_dict(group.parse["assessment"]).within("", place)
        single = [Assessment.from_dict(parses[i]["assessment"]) for i in group.members]
        whole = merged([joined, *single])
        # Fragments alone look more alarming than they are: the joined text says how much so.
        risk = max([joined.risk, *(a.risk for a in single if a.certain)])
        return {**group.parse, "assessment": {**whole.as_dict(), "risk": risk}}

    def _in_speaking_order(
        self, request: TurnRequest, utterances: list[_Utterance], tracker: DialogueStateTracker
    ) -> list[_Utterance]:
        """What is answered, in which order. One utterance, the usual case, needs no look ahead.

        With several: what was not understood is passed over beside what was; the same question is answered once;
        answers come before the one handing over, in which all that escalates is joined; danger leaves no room for answers.
        """
        if len(utterances) == 1:
            return utterances
        metadata = _metadata(request, "", "")
        levels = []
        for utterance in utterances:
            text, parse = utterance.group.text, _for_dialogue(utterance.parse)
            utterance.decision = self._processor.foresee(text, parse, tracker, metadata).get(DECISION) or {}
            levels.append(utterance.decision.get("decision", "answer"))
        alarming = [u for u, level in zip(utterances, levels, strict=True) if level == "escalate"]
        calm = _without_noise(
            [u for u, level in zip(utterances, levels, strict=True) if level != "escalate"], bool(alarming)
        )
        if not alarming:
            return calm
        spokesman = _joined(alarming)
        urgent = _FIRST & {code for u in alarming for code in u.decision.get("codes", ())}
        return [spokesman] if urgent else [*calm, spokesman]

    async def _hear(self, utterance: _Utterance, request: TurnRequest, correlation_id: str) -> None:
        message = request.messages[utterance.group.members[-1]]
        output = await self._processor.hear(
            utterance.group.text,
            _for_dialogue(utterance.parse),
            message.id,
            _metadata(request, correlation_id, message.id),
            request.conversation_id,
        )
        tracker = await self._store.retrieve(request.conversation_id)
        utterance.answered = collect(output.items)
        utterance.decision = (tracker.get_slot(DECISION) if tracker else None) or {}


def _as_follow_up(parse: Mapping[str, Any], intent: str) -> dict[str, Any]:
    """A follow-up means its new intent. Asking to say it again is no reproach, whatever the words alone suggest."""
    meant = {**parse, "intent": {**parse["intent"], "name": intent}, "understood": True}
    if intent == REPEAT and not parse["assessment"]["certain"]:
        meant["assessment"] = CALM.as_dict()
    return meant


def _for_dialogue(parse: Mapping[str, Any]) -> dict[str, Any]:
    """Below the confidence threshold the dialogue hears "not understood"; the report keeps the guess."""
    if parse["understood"]:
        return dict(parse)
    return {**parse, "intent": {"name": "nlu_fallback", "confidence": parse["intent"]["confidence"]}}


def _without_noise(utterances: list[_Utterance], alarm: bool) -> list[_Utterance]:
    clear = [u for u in utterances if u.parse["understood"]]
    if not clear:
        return [] if alarm else utterances[-1:]
    kept: dict[tuple[str, str], _Utterance] = {}
    for utterance in clear:
        about = sorted(f"{e['entity']}={e['value']}" for e in utterance.parse["entities"])
        kept.setdefault((utterance.parse["intent"]["name"], "|".join(about)), utterance)
    return list(kept.values())


def _joined(alarming: list[_Utterance]) -> _Utterance:
    """The most serious of several alarming utterances speaks for all of them."""
    spokesman = max(alarming, key=lambda u: float(u.decision.get("risk", 0.0)))
    whole = merged([Assessment.from_dict(u.parse["assessment"]) for u in alarming])
    spokesman.parse = {**spokesman.parse, "assessment": whole.as_dict()}
    return spokesman


def _metadata(request: TurnRequest, correlation_id: str, message_id: str) -> dict[str, Any]:
    """What reaches the actions (docs/contracts.md section 3)."""
    return {
        "correlation_id": correlation_id,
        "conversation_id": request.conversation_id,
        "turn_id": request.turn_id,
        "message_id": message_id,
        "now": request.now_text,
        "user": dict(request.user),
        "facts": dict(request.facts),
    }


def _turns(events: Sequence[Any]) -> list[dict[str, Any]]:
    """New turns for the state: text, intent and actions."""
    turns: list[dict[str, Any]] = []
    for event in events:
        if isinstance(event, UserUttered):
            turns.append({"text": event.text, "intent": event.intent_name, "actions": []})
        elif isinstance(event, ActionExecuted) and turns and event.action_name not in (None, _SILENT):
            turns[-1]["actions"].append(event.action_name)
    return turns
