"""Rasa's message processor, made strict: an action that fails fails the turn, and so does a policy loop without end.

Stock MessageProcessor._run_action logs an exception and goes on, so that a customer gets half an answer; its
prediction loop ends silently at the action limit.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import rasa.core.actions.action
from rasa.core.actions.action import Action, RemoteAction
from rasa.core.actions.forms import FormAction
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.exceptions import ActionLimitReached
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, ActionExecutionRejected, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.actions_endpoint import CheckedRemoteAction
from bot.problems import ActionMisbehaved
from bot.turn_forms import ConversationForm

_SLASH, _HARMLESS_SLASH = "/", "／"


class Collected(OutputChannel):
    """Takes what the actions send, in order: replies and directives as they were sent."""

    def __init__(self) -> None:
        self.items: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "turn"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.items.append(message)


class TurnProcessor(MessageProcessor):
    def understand(
        self, text: str, tracker: DialogueStateTracker, now: datetime | None = None
    ) -> dict[str, Any]:
        """Intent, ranking, entities, assessment of a text. A leading / is text, never a command to Rasa.

        `now`: what 昨天 is reckoned from; without it no dates are found."""
        message = UserMessage(text, metadata={"now": now.isoformat()} if now else None)
        # Rasa strips the text, which would shift all offsets.
        message.text = harmless(text)
        return self._parse_message_with_graph(message, tracker)

    async def hear(
        self,
        text: str,
        parse: Mapping[str, Any],
        message_id: str,
        metadata: dict[str, Any],
        conversation_id: str,
    ) -> Collected:
        """Lets the bot answer one utterance on the tracker of the running turn; returns what was sent."""
        output = Collected()
        tracker = await self.get_tracker(conversation_id)
        tracker.update(
            UserUttered(
                text,
                dict(parse["intent"]),
                [dict(entity) for entity in parse["entities"]],
                dict(parse),  # type: ignore[arg-type]
                input_channel=output.name(),
                message_id=message_id,
                metadata=metadata,
            ),
            self.domain,
        )
        tracker = await self.run_action_extract_slots(output, tracker)
        await self._run_prediction_loop(output, tracker)
        await self.save_tracker(tracker)
        return output

    async def run_alone(self, action: str, metadata: dict[str, Any], conversation_id: str) -> Collected:
        """Runs one custom action that answers no message, without asking the policies; returns what was sent."""
        output = Collected()
        tracker = await self.get_tracker(conversation_id)
        tracker.update(
            UserUttered(
                "", {"name": "", "confidence": 0.0}, [], input_channel=output.name(), metadata=metadata
            ),
            self.domain,
        )
        remote = CheckedRemoteAction(action, self.action_endpoint)
        prediction = PolicyPrediction.for_action_name(self.domain, action)
        await self._run_action(remote, tracker, output, self.nlg, prediction)
        await self.save_tracker(tracker)
        return output

    async def act(
        self, name: str, heard: UserUttered, tracker: DialogueStateTracker, slots: Mapping[str, Any]
    ) -> Collected:
        """What an action of the actions server sends on hearing this, without any trace on `tracker`."""
        output, copy = Collected(), tracker.copy()
        copy.update(heard, self.domain)
        for slot, value in slots.items():
            copy.update(SlotSet(slot, value), self.domain)
        action = CheckedRemoteAction(name, self.action_endpoint)
        events = await action.run(output, self.nlg, copy, self.domain)
        await self._send_bot_messages(events, copy, output)
        return output

    def foresee(
        self, text: str, parse: Mapping[str, Any], tracker: DialogueStateTracker, metadata: dict[str, Any]
    ) -> dict[str, Any]:
        """Slots that the policies would set on hearing this, without any action or trace on `tracker`."""
        copy = tracker.copy()
        copy.update(
            UserUttered(text, dict(parse["intent"]), [], dict(parse), metadata=metadata),  # type: ignore[arg-type]
            self.domain,
        )
        events = self._predict_next_with_tracker(copy).events
        return {event.key: event.value for event in events if isinstance(event, SlotSet)}

    async def _run_prediction_loop(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> None:
        going_on = True
        while going_on and self._should_handle_message(tracker):
            try:
                action, prediction = self.predict_next_with_tracker_if_should(tracker)
            except ActionLimitReached:
                raise ActionMisbehaved("The policies ran in circles.") from None
            going_on = await self._run_action(action, tracker, output_channel, self.nlg, prediction)

    def predict_next_with_tracker_if_should(
        self, tracker: DialogueStateTracker
    ) -> tuple[Action, PolicyPrediction]:
        action, prediction = super().predict_next_with_tracker_if_should(tracker)
        if type(action) is RemoteAction:
            action = CheckedRemoteAction(action.name(), self.action_endpoint)
        elif type(action) is FormAction:
            action = ConversationForm(action.name(), self.action_endpoint)
        return action, prediction

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        """As in Rasa, but for exceptions: only a rejection is part of the dialogue."""
        temporary = tracker.copy()
        temporary.update_with_events(prediction.events, self.domain)
        try:
            events: list[Event] | None = await action.run(output_channel, nlg, temporary, self.domain)
        except rasa.core.actions.action.ActionExecutionRejection:
            tracker.update(
                ActionExecutionRejected(action.name(), prediction.policy_name, prediction.max_confidence)
            )
            return self.should_predict_another_action(action.name())
        if any(isinstance(event, ActionExecutionRejected) for event in events or ()):
            self._reject(action.name(), events or [], tracker)
            return True
        self._log_action_on_tracker(tracker, action, events, prediction)
        await self._send_bot_messages(events or [], tracker, output_channel)
        going_on = tracker.followup_action not in (None, ACTION_LISTEN_NAME)
        if isinstance(action, ConversationForm) and tracker.active_loop_name is None and not going_on:
            # A form that has ended has said its last word, also when it never had to ask: no rule is needed for that.
            tracker.update(ActionExecuted(ACTION_LISTEN_NAME), self.domain)
            return False
        return bool(action.name() != ACTION_LISTEN_NAME)

    def _reject(self, form: str, events: list[Event], tracker: DialogueStateTracker) -> None:
        """A form that does not want the message leaves no trace of having run, as if it had raised: the rules answer."""
        tracker.update_with_events([event for event in events if isinstance(event, SlotSet)], self.domain)
        tracker.update(ActionExecutionRejected(form))


def harmless(text: str) -> str:
    """The first / as its full-width form: same length, no command (Rasa looks at the stripped text)."""
    start = len(text) - len(text.lstrip())
    return text[:start] + _HARMLESS_SLASH + text[start + 1 :] if text[start : start + 1] == _SLASH else text
