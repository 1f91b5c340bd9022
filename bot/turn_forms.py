"""Rasa's form as our actions use it: one call to `validate_<form>` a message, which reads, asks and ends by itself.

Stock FormAction calls the actions server up to three times a message and checks the schema of each answer anew.
"""

from __future__ import annotations

from typing import Any

from rasa.core.actions.forms import FormAction
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot.actions_endpoint import CheckedRemoteAction


class ConversationForm(FormAction):
    """`requested_slot` None or an inactive loop in the answer ends it; ActionExecutionRejected lets the rules answer."""

    async def activate(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> list[Event]:
        return []

    async def do(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
        events_so_far: list[Event],
    ) -> list[Event]:
        step = CheckedRemoteAction(f"validate_{self.name()}", self.action_endpoint)
        events: list[Any] = await step.run(output_channel, nlg, tracker, domain)
        return events
