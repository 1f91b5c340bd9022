"""A message on its way in, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from handoff.domain.conversation import Contact, Message


@dataclass(frozen=True)
class Inbound:
    """One message as a channel adapter parsed it. `dedupe_key` is the platform's own message id (for the
    web: user id and client_msg_id); the same key of the same channel account is the same message, however
    often it comes."""

    contact: Contact
    dedupe_key: str
    text: str
    correlation_id: str
    client_msg_id: str | None = None
    sent_at: datetime | None = None
    body: dict[str, Any] | None = None
    attachment_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Receipt:
    """What intake did: the stored message, and whether it had been stored before."""

    message: Message
    duplicate: bool
