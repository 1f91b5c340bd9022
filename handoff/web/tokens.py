"""Chat tokens and stream tickets: who may use which conversation, without a table and without an
identifier in a URL."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from handoff.web.problems import HttpProblem
from handoff.web.seal import SealBroken, Sealer, SealExpired

TOKEN_LIFETIME = timedelta(hours=12)
TICKET_LIFETIME = timedelta(minutes=1)


@dataclass(frozen=True)
class ChatAccess:
    """The right to use one conversation, until `expires_at`."""

    conversation_id: UUID
    expires_at: datetime


class Tokens:
    def __init__(self, secret: str) -> None:
        self._tokens = Sealer(secret, "chat-token")
        self._tickets = Sealer(secret, "chat-ticket")

    def issue(self, conversation_id: UUID, now: datetime) -> tuple[str, ChatAccess]:
        expires_at = datetime.fromtimestamp(int((now + TOKEN_LIFETIME).timestamp()), UTC)
        token = self._tokens.seal({"c": str(conversation_id)}, expires_at)
        return token, ChatAccess(conversation_id, expires_at)

    def check(self, authorization: str | None, now: datetime) -> ChatAccess:
        """From an Authorization header. Raises HttpProblem token_rejected, token_expired."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer":
            raise HttpProblem("token_rejected")
        payload, expires_at = _opened(self._tokens, token.strip(), now)
        return ChatAccess(UUID(payload["c"]), expires_at)

    def ticket(self, access: ChatAccess, now: datetime) -> str:
        """A ticket opens a stream that lives no longer than the token it was made from."""
        payload = {"c": str(access.conversation_id), "t": int(access.expires_at.timestamp())}
        return self._tickets.seal(payload, min(now + TICKET_LIFETIME, access.expires_at))

    def redeem(self, ticket: str, now: datetime) -> ChatAccess:
        """Raises HttpProblem token_rejected, token_expired."""
        payload, _ = _opened(self._tickets, ticket, now)
        return ChatAccess(UUID(payload["c"]), datetime.fromtimestamp(payload["t"], UTC))


def _opened(sealer: Sealer, token: str, now: datetime) -> tuple[dict[str, Any], datetime]:
    try:
        return sealer.open(token, now)
    except SealBroken as error:
        raise HttpProblem("token_rejected") from error
    except SealExpired as error:
        raise HttpProblem("token_expired") from error
