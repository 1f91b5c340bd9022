"""The adapters of a hub, and the knowledge they share."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from handoff.adapters.advice import KnowledgeAdviser
from handoff.adapters.drafting import EndpointDrafter
from handoff.adapters.rulebook import make_rulebook
from handoff.adapters.webhook_sender import HttpxHookSender
from handoff.config import Settings
from handoff.domain.rulebook import Rulebook
from handoff.ports import (
    Bot,
    Bus,
    Channels,
    Clockwork,
    HookSender,
    Insurer,
    Media,
    Metrics,
    PasswordHasher,
    Store,
    Storyteller,
)
from handoff.ports.drafting import Adviser, Drafter
from insurer.knowledge import load as load_knowledge

KNOWLEDGE = Path(__file__).resolve().parents[2] / "data" / "knowledge"


@cache
def kept_adviser() -> Adviser:
    """On the knowledge in this tree, read once."""
    return KnowledgeAdviser(load_knowledge(KNOWLEDGE))


@cache
def kept_rulebook() -> Rulebook:
    """Of the knowledge in this tree, read once."""
    return make_rulebook(load_knowledge(KNOWLEDGE))


@dataclass(frozen=True)
class Parts:
    """The adapters of a hub; tests put in their own."""

    store: Store
    bus: Bus
    bot: Bot
    insurer: Insurer
    channels: Channels
    clock: Clockwork
    metrics: Metrics
    hasher: PasswordHasher
    media: Media
    teller: Storyteller
    adviser: Adviser = field(default_factory=kept_adviser)
    drafter: Drafter | None = None
    law: Rulebook = field(default_factory=kept_rulebook)
    hooks: HookSender = field(default_factory=HttpxHookSender)


def make_drafter(settings: Settings) -> EndpointDrafter | None:
    """None unless the operator has named an endpoint."""
    if not settings.drafts_url:
        return None
    key = settings.drafts_key.get_secret_value()
    return EndpointDrafter(settings.drafts_url, settings.drafts_model, key, settings.drafts_timeout_seconds)
