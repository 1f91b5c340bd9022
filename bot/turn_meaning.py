"""From the messages of a turn to utterances: each understood, fragments joined, short ones given the meaning they have
after what went before. Nothing is answered here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from rasa.shared.core.trackers import DialogueStateTracker

from bot import small_words, turn_state
from bot.choices import agreed, chosen
from bot.components.escalation_scoring import CALM, Assessment, merged
from bot.components.intent_classifier import ASK_BACK
from bot.doubt import between_two, one_answer, stored_answer
from bot.follow_up import follows, resolve, still_meant, what_next
from bot.form_turns import SEND_DOCUMENT, as_intent, cut, files_only, meant
from bot.own_words import CONTACT, own_question
from bot.service_words import named_service
from bot.small_words import LEAVE, breaks_off, none_of_these, small_word, takes_note
from bot.turn_plan import Group, own_span, plan
from bot.turn_processor import TurnProcessor
from bot.turn_request import TurnMessage, TurnRequest
from bot.turn_split import parts
from bot.turn_utterance import FALLBACK, Utterance

STORED_QUESTION = "stored_question"
#: What action_fallback leaves in last_action_key after asking back.
CLARIFIED = "clarify"
#: Small talk that a mere 「嗯」 is taken for.
_NOTHING_SAID = frozenset({"unclear_input", "out_of_scope", "greet"})
_SURELY = 0.6
#: 「中」 asks nothing, whatever it looks like.
_SHORTEST = 2
#: A wish for a person, which 「客服电话」 is not.
_WISH = "E10"

Understand = Callable[[str], dict[str, Any]]


class TurnReader:
    def __init__(self, processor: TurnProcessor) -> None:
        self._processor = processor

    async def parses(self, request: TurnRequest, tracker: DialogueStateTracker) -> list[dict[str, Any]]:
        """Every message understood by itself, a tap as what its button says."""
        found = []
        for message in request.messages:
            tapped = self._tapped(message, request, tracker)
            found.append(tapped or self.understand(message.text, message.id, tracker, request.now))
            await asyncio.sleep(0)  # other turns, and this one's deadline, get their chance between messages
        return found

    def understand(
        self, text: str, message_id: str, tracker: DialogueStateTracker, now: datetime | None = None
    ) -> dict[str, Any]:
        """The parse of one message, its evidence naming the message."""
        parse = self._processor.understand(text, tracker, now) if text.strip() else files_only()
        parse["text"] = text
        assessment = Assessment.from_dict(parse["assessment"])
        placed = assessment.within(message_id, lambda start, end: (message_id, start, end))
        parse["assessment"] = placed.as_dict()
        return parse

    def utterances(
        self, request: TurnRequest, parses: Sequence[dict[str, Any]], tracker: DialogueStateTracker
    ) -> list[Utterance]:
        """Messages as utterances, in order."""

        def understand(text: str) -> dict[str, Any]:
            return self._processor.understand(text, tracker, request.now)

        slots, in_form = tracker.current_slot_values(), tracker.active_loop_name is not None
        groups = _groups(request, parses, slots, in_form, understand)
        last = turn_state.last_intent(request.state)
        found = []
        for group in groups:
            files = any(request.messages[i].attachments for i in group.members)
            answered = str(slots.get("last_action_key") or "")
            parse = _followed(group, _whole(group, request, parses), last, answered)
            parse, told = _heard(group.text, parse, files, slots, in_form, alone=len(groups) == 1)
            single = not told and not in_form and len(group.members) == 1
            several = parts(group.text, parse, understand) if single else []
            found.append(Utterance(group, parse, several))
            if parse["understood"] and told not in small_words.INTENTS:
                last = parse["intent"]["name"]
        return found

    def _tapped(
        self, message: TurnMessage, request: TurnRequest, tracker: DialogueStateTracker
    ) -> dict[str, Any] | None:
        """「第二个」 as what the second button says, 「好」 as what was offered; outside of forms, which read their own
        choices."""
        if tracker.active_loop_name is not None or len(request.messages) > 1 or message.attachments:
            return None
        shown = turn_state.last_replies(request.state)
        said = chosen(message.text, shown) or agreed(message.text, shown)
        if said is None:
            return None
        parse = self.understand(said, message.id, tracker, request.now)
        whole = (0, len(message.text))
        for entity in parse["entities"]:
            entity.update(text=message.text, start=whole[0], end=whole[1])
        weighed = Assessment.from_dict(parse["assessment"]).within(
            message.id, lambda *_: (message.id, *whole)
        )
        return {**parse, "text": said, "assessment": weighed.as_dict()}


def _groups(
    request: TurnRequest,
    parses: Sequence[dict[str, Any]],
    slots: Mapping[str, Any],
    in_form: bool,
    understand: Understand,
) -> list[Group]:
    texts = [str(parse["text"]) for parse in parses]  # a tap's: what the button says
    files = [bool(message.attachments) for message in request.messages]
    if not in_form and not any(files):
        return plan(texts, parses, understand)
    own_words = in_form and bool((slots.get(turn_state.FORM) or {}).get("own_words"))
    return cut(texts, parses, files, own_words, understand)


def _whole(group: Group, request: TurnRequest, parses: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The parse of a group, its evidence in offsets of the single messages."""
    if len(group.members) == 1:
        return dict(group.parse)
    texts = [message.text for message in request.messages]

    def place(start: int, end: int) -> tuple[str, int, int] | None:
        found = own_span(group, texts, start, end)
        return (request.messages[found[0]].id, found[1], found[2]) if found else None

    of_joined = Assessment.from_dict(group.parse["assessment"]).within("", place)
    single = [Assessment.from_dict(parses[i]["assessment"]) for i in group.members]
    whole = merged([of_joined, *single])
    # Fragments alone look more alarming than they are: the joined text says how much so.
    risk = max([of_joined.risk, *(a.risk for a in single if a.certain)])
    return {**group.parse, "assessment": {**whole.as_dict(), "risk": risk}}


def _followed(group: Group, parse: dict[str, Any], last: str, answered: str) -> dict[str, Any]:
    """A short follow-up gets the meaning of what it follows."""
    name = parse["intent"]["name"]
    onward = what_next(group.text, last, answered)
    if onward:  # how it is said still weighs: it may be despair
        return {**parse, "intent": {**parse["intent"], "name": onward}, "understood": True}
    resolved = resolve(group.text, name, parse["entities"], last)
    if resolved == name and not follows(group.text, parse["entities"], last):
        return parse
    return _as_follow_up(group.text, parse, resolved)


def _as_follow_up(text: str, parse: Mapping[str, Any], intent: str) -> dict[str, Any]:
    """A follow-up means its new intent. Asking to say it again, or 「不对，我说的是门诊」, is no reproach, whatever the
    words alone suggest."""
    meant_so = {**parse, "intent": {**parse["intent"], "name": intent}, "understood": True}
    meant_so["entities"] = still_meant(text, list(parse["entities"]))
    return _calmed(meant_so)


def _heard(
    text: str,
    parse: dict[str, Any],
    files: bool,
    slots: Mapping[str, Any],
    in_form: bool,
    *,
    alone: bool,
) -> tuple[dict[str, Any], str | None]:
    """The parse as the dialogue hears it, and the intent where something else than the classifier tells it. `alone`: it
    is all that was said in this turn."""
    told = SEND_DOCUMENT if files else meant(text, slots, in_form)
    last_answer = str(slots.get("last_action_key") or "")
    if not told:
        told = named_service(text, last_answer, in_form, bool(slots.get("guide_station")))
        # a service asked for by its name is no cry for a person, whatever single words of it suggest
        parse = _calmed(parse) if told else parse
    if not told and in_form:
        told = own_question(text)
    elif not told:
        parse, told = _in_small(text, parse, bool(last_answer))
    if not told and not in_form and stored_answer(parse):
        told = STORED_QUESTION
    if not told and one_answer(parse):
        parse = {**parse, "understood": True, ASK_BACK: False}
    if not told and not in_form and alone and last_answer != CLARIFIED and between_two(parse):
        told = FALLBACK
    return (as_intent(parse, told), told) if told else (parse, None)


def _in_small(text: str, parse: dict[str, Any], answered: bool) -> tuple[dict[str, Any], str | None]:
    """Small words and questions about one's own, which only words decide, where nothing is certainly alarming."""
    own, certain = own_question(text), set(parse["assessment"]["certain"])
    if own == CONTACT and certain <= {_WISH}:
        return {**parse, "assessment": CALM.as_dict(), "understood": True}, own
    if certain:
        return parse, None
    said = _small(text, parse, answered)
    if said:
        return {**parse, "understood": said != FALLBACK}, said
    if own is None:
        return parse, None
    calm = parse["assessment"]["emotion"]["level"] == 0
    return {**(_calmed(parse) if calm else parse), "understood": True}, own


def _small(text: str, parse: dict[str, Any], answered: bool) -> str | None:
    """`answered`: the bot has said something that a bare 「嗯」 takes note of."""
    unsure = not parse["understood"] or parse["intent"]["name"] in _NOTHING_SAID
    bare = len(text.strip()) <= _SHORTEST and parse["intent"]["name"] != "thanks_praise"
    if answered and (unsure or bare) and takes_note(text):
        return LEAVE
    if parse["intent"]["confidence"] < _SURELY and breaks_off(text):
        return LEAVE
    return small_word(text) or (FALLBACK if none_of_these(text) else None)


def _calmed(parse: dict[str, Any]) -> dict[str, Any]:
    return parse if parse["assessment"]["certain"] else {**parse, "assessment": CALM.as_dict()}
