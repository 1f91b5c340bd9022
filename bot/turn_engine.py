"""One turn from request to answer. Keeps nothing: the same request gives the same answer (but timings)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot import turn_state
from bot.choices import chosen
from bot.components.escalation_policy import DECISION, ESCALATE, ESCALATION, SIGNALS, for_action
from bot.components.escalation_scoring import CALM, Assessment, merged
from bot.doubt import between_two, stored_answer
from bot.follow_up import follows, resolve, still_meant
from bot.form_turns import HEARD_AS, SEND_DOCUMENT, as_intent, cut, files_only, meant
from bot.problems import ActionMisbehaved
from bot.service_words import named_service
from bot.turn_answer import Answered, collect, merge_cases, understanding
from bot.turn_mask import MASK, Span, covered, placed, spans_of, without_secrets
from bot.turn_observe import SPOKEN, state_after, worsening
from bot.turn_plan import Group, own_span, plan
from bot.turn_processor import TurnProcessor
from bot.turn_request import OBSERVE, OPENING, TurnMessage, TurnRequest
from bot.turn_split import Part, parts
from bot.turn_store import TurnStore

#: Dangers that leave no room for answering other questions of the same turn first.
_FIRST = frozenset({"E09", "E14"})
_SILENT = "action_listen"
FALLBACK = "nlu_fallback"
STORED_QUESTION = "stored_question"
#: What action_fallback leaves in last_action_key after asking back.
CLARIFIED = "clarify"
_FIRST_SCREEN = "action_first_screen"


@dataclass
class _Utterance:
    """A group of messages on its way: what was understood and, later, decided and sent."""

    group: Group
    parse: dict[str, Any]
    #: The questions of one message, when it asks several.
    parts: list[Part] = field(default_factory=list)
    answered: Answered = field(default_factory=Answered)
    decision: dict[str, Any] = field(default_factory=dict)
    secrets: list[Span] = field(default_factory=list)


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
        if request.mode != OBSERVE:
            request = replace(request, state=turn_state.after_case(request.state, request.facts))
        tracker = turn_state.restore(
            request.conversation_id, request.state, self._processor.domain, request.now.timestamp()
        )
        if request.mode == OPENING:
            return await self._open(request, tracker, correlation_id, started)
        parses = []
        for message in request.messages:
            tapped = self._tapped(message, request, tracker)
            parses.append(tapped or self._understand(message.text, message.id, tracker, request.now))
            await asyncio.sleep(0)  # other turns, and this one's deadline, get their chance between messages
        utterances = self._utterances(request, parses, tracker)
        understood = time.perf_counter()
        speak = self._listen if request.mode == OBSERVE else self._answer
        state = await speak(request, utterances, tracker, correlation_id)
        replies = [reply for u in utterances for reply in u.answered.replies]
        total = time.perf_counter() - started
        directives = merge_cases([d for u in utterances for d in u.answered.directives])
        understood_rows = understanding(request, parses, [(u.group, u.parse, u.decision) for u in utterances])
        return {
            "turn_id": request.turn_id,
            "model_id": self.model_id,
            "state": state,
            "replies": replies,
            "understanding": without_secrets(understood_rows, directives),
            "slots": turn_state.public_slots(tracker),
            "directives": directives,
            "timings_ms": {
                "total": round(total * 1000, 2),
                "nlu": round((understood - started) * 1000, 2),
            },
        }

    async def _open(
        self, request: TurnRequest, tracker: DialogueStateTracker, correlation_id: str, started: float
    ) -> dict[str, Any]:
        """The first screen (mode opening): one action without a message before it; no policy is asked."""
        with self._store.turn(tracker):
            output = await self._processor.run_alone(
                _FIRST_SCREEN, _metadata(request, correlation_id, ""), request.conversation_id
            )
        answered = collect(output.items)
        if not answered.replies:
            raise ActionMisbehaved("The first screen is empty.")
        return {
            "turn_id": request.turn_id,
            "model_id": self.model_id,
            "state": turn_state.dump(tracker, request.state, (), answered.replies),
            "replies": answered.replies,
            "understanding": [],
            "slots": turn_state.public_slots(tracker),
            "directives": merge_cases(answered.directives),
            "timings_ms": {"total": round((time.perf_counter() - started) * 1000, 2), "nlu": 0.0},
        }

    async def _answer(
        self,
        request: TurnRequest,
        utterances: list[_Utterance],
        tracker: DialogueStateTracker,
        correlation_id: str,
    ) -> dict[str, Any]:
        """Lets the bot answer; returns the new state. Raises ActionMisbehaved when nothing was said."""
        old_events = len(tracker.events)
        asking: _Utterance | None = None
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

    async def _listen(
        self,
        request: TurnRequest,
        utterances: list[_Utterance],
        tracker: DialogueStateTracker,
        correlation_id: str,
    ) -> dict[str, Any]:
        """Weighs without answering (mode observe); returns the state with the course of the scores moved on."""
        course = tracker.copy()
        for utterance in utterances:
            metadata = _metadata(request, correlation_id, request.messages[utterance.group.members[-1]].id)
            foreseen = self._processor.foresee(
                utterance.group.text, _for_dialogue(utterance.parse), course, metadata
            )
            utterance.decision = foreseen.get(DECISION) or {}
            course.update(SlotSet(SIGNALS, foreseen.get(SIGNALS)), self._processor.domain)
        worse = [u for u in utterances if worsening(u.decision, request.facts)]
        for utterance in worse:
            await self._report(utterance, request, tracker, correlation_id)
        _only_once([u.answered for u in worse])
        return state_after(request.state, course.get_slot(SIGNALS) or {})

    async def _report(
        self, utterance: _Utterance, request: TurnRequest, tracker: DialogueStateTracker, correlation_id: str
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
                metadata=_metadata(request, correlation_id, message.id),
            ),
            tracker,
            {ESCALATION: for_action(utterance.decision)},
        )
        utterance.answered = collect(output.items)
        if not SPOKEN & set(utterance.decision.get("codes", ())):
            utterance.answered.replies.clear()

    def _understand(
        self, text: str, message_id: str, tracker: DialogueStateTracker, now: datetime | None = None
    ) -> dict[str, Any]:
        parse = self._processor.understand(text, tracker, now) if text.strip() else files_only()
        parse["text"] = text
        assessment = Assessment.from_dict(parse["assessment"])
        placed = assessment.within(message_id, lambda start, end: (message_id, start, end))
        parse["assessment"] = placed.as_dict()
        return parse

    def _tapped(
        self, message: TurnMessage, request: TurnRequest, tracker: DialogueStateTracker
    ) -> dict[str, Any] | None:
        """「第二个」 as what the second button says, outside of forms, which count their own choices."""
        said = chosen(message.text, turn_state.last_replies(request.state))
        if said is None or tracker.active_loop_name is not None or len(request.messages) > 1:
            return None
        parse = self._understand(said, message.id, tracker, request.now)
        whole = (0, len(message.text))
        for entity in parse["entities"]:
            entity.update(text=message.text, start=whole[0], end=whole[1])
        weighed = Assessment.from_dict(parse["assessment"]).within(
            message.id, lambda *_: (message.id, *whole)
        )
        return {**parse, "text": said, "assessment": weighed.as_dict()}

    def _utterances(
        self, request: TurnRequest, parses: Sequence[dict[str, Any]], tracker: DialogueStateTracker
    ) -> list[_Utterance]:
        """Messages as utterances: fragments joined, short follow-ups given the meaning of what went before."""
        texts = [str(parse["text"]) for parse in parses]  # a tap's: what the button says
        files = [bool(message.attachments) for message in request.messages]
        slots, in_form = tracker.current_slot_values(), tracker.active_loop_name is not None

        def understand(text: str) -> dict[str, Any]:
            return self._processor.understand(text, tracker, request.now)

        if in_form or any(files):
            own_words = in_form and bool((slots.get(turn_state.FORM) or {}).get("own_words"))
            groups = cut(texts, parses, files, own_words, understand)
        else:
            groups = plan(texts, parses, understand)
        last = turn_state.last_intent(request.state)
        utterances = []
        for group in groups:
            parse = self._whole(group, request, parses)
            resolved = resolve(group.text, parse["intent"]["name"], parse["entities"], last)
            if resolved != parse["intent"]["name"] or follows(group.text, parse["entities"], last):
                parse = _as_follow_up(group.text, parse, resolved)
            told = (
                SEND_DOCUMENT if any(files[i] for i in group.members) else meant(group.text, slots, in_form)
            )
            service = named_service(
                group.text, str(slots.get("last_action_key") or ""), in_form, bool(slots.get("guide_station"))
            )
            if service and not told and not parse["assessment"]["certain"]:
                # a service asked for by its name is no cry for a person, whatever single words of it suggest
                parse = {**parse, "assessment": CALM.as_dict()}
            told = told or service
            if not told and not in_form and stored_answer(parse):
                told = STORED_QUESTION
            last_answer = str(slots.get("last_action_key") or "")
            if (
                not told
                and not in_form
                and len(groups) == 1
                and last_answer != CLARIFIED
                and between_two(parse)
            ):
                told = FALLBACK
            if told:
                parse = as_intent(parse, told)
            several = (
                [] if told or in_form or len(group.members) > 1 else parts(group.text, parse, understand)
            )
            utterances.append(_Utterance(group, parse, several))
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
        calm = [u for u, level in zip(utterances, levels, strict=True) if level != "escalate"]
        if tracker.active_loop_name is None:
            calm = _without_noise(calm, bool(alarming))
        if not alarming:
            return calm
        spokesman = _joined(alarming)
        urgent = _FIRST & {code for u in alarming for code in u.decision.get("codes", ())}
        return [spokesman] if urgent else [*calm, spokesman]

    async def _hear(self, utterance: _Utterance, request: TurnRequest, correlation_id: str) -> None:
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
        utterance: _Utterance,
        text: str,
        parse: Mapping[str, Any],
        request: TurnRequest,
        correlation_id: str,
    ) -> None:
        message = request.messages[utterance.group.members[-1]]
        attachments = [dict(a) for i in utterance.group.members for a in request.messages[i].attachments]
        output = await self._processor.hear(
            text,
            _for_dialogue(parse),
            message.id,
            {**_metadata(request, correlation_id, message.id), "attachments": attachments},
            request.conversation_id,
        )
        tracker = await self._store.retrieve(request.conversation_id)
        answered = _with_placed_masks(utterance, collect(output.items), request)
        utterance.answered.replies.extend(answered.replies)
        utterance.answered.directives.extend(answered.directives)
        decision = (tracker.get_slot(DECISION) if tracker else None) or {}
        if not utterance.decision or decision.get("decision") != "answer":
            utterance.decision = decision


def _only_once(answers: list[Answered]) -> None:
    """Several dangerous messages of one turn get words once, those for the first."""
    spoken = [answered for answered in answers if answered.replies]
    for answered in spoken[1:]:
        answered.replies.clear()


def _as_follow_up(text: str, parse: Mapping[str, Any], intent: str) -> dict[str, Any]:
    """A follow-up means its new intent. Asking to say it again, or 「不对，我说的是门诊」, is no reproach, whatever the
    words alone suggest."""
    meant = {**parse, "intent": {**parse["intent"], "name": intent}, "understood": True}
    meant["entities"] = still_meant(text, list(parse["entities"]))
    if not parse["assessment"]["certain"]:
        meant["assessment"] = CALM.as_dict()
    return meant


def _for_dialogue(parse: Mapping[str, Any]) -> dict[str, Any]:
    """Below the confidence threshold the dialogue hears "not understood"; the report keeps the guess."""
    if HEARD_AS in parse:
        return {**parse, "intent": {"name": parse[HEARD_AS], "confidence": 1.0}}
    if parse["understood"]:
        return dict(parse)
    return {**parse, "intent": {"name": FALLBACK, "confidence": parse["intent"]["confidence"]}}


def _without_noise(utterances: list[_Utterance], alarm: bool) -> list[_Utterance]:
    clear = [u for u in utterances if u.parse["understood"] or HEARD_AS in u.parse]
    if not clear:
        return [] if alarm else utterances[-1:]
    kept: dict[tuple[str, str], _Utterance] = {}
    for utterance in clear:
        about = sorted(f"{e['entity']}={e['value']}" for e in utterance.parse["entities"])
        name = utterance.parse.get(HEARD_AS) or utterance.parse["intent"]["name"]
        kept.setdefault((name, "|".join(about)), utterance)
    return list(kept.values())


def _joined(alarming: list[_Utterance]) -> _Utterance:
    """The most serious of several alarming utterances speaks for all of them."""
    spokesman = max(alarming, key=lambda u: float(u.decision.get("risk", 0.0)))
    whole = merged([Assessment.from_dict(u.parse["assessment"]) for u in alarming])
    spokesman.parse = {**spokesman.parse, "assessment": whole.as_dict()}
    spokesman.parts = []
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
        "mode": request.mode,
    }


def _with_placed_masks(utterance: _Utterance, answered: Answered, request: TurnRequest) -> Answered:
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
