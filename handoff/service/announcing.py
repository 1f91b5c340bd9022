"""What happens to a case is told to other systems: noted in the transaction in which it happens, sent later."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handoff.domain.case import Case
from handoff.domain.webhooks import OF_MOVES, body_of
from handoff.ports import Tx


async def announce(
    tx: Tx, case: Case, kind: str, now: datetime, data: Mapping[str, Any] | None = None
) -> None:
    """`kind`: one of webhooks.KINDS, or a move of the case's history (others are nobody's business)."""
    told = OF_MOVES.get(kind, kind if "." in kind else None)
    if told is None:
        return
    receivers = await tx.webhooks.wanting(told)
    if not receivers:
        return
    channel = (await tx.conversations.get(case.conversation_id)).channel
    await tx.webhooks.enqueue(receivers, told, case.id, body_of(told, case, channel, now, data), now)
