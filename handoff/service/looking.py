"""Who looked at a case is on record: once per viewer, case and while, however often a screen refreshes."""

from datetime import datetime
from uuid import UUID

from handoff.domain.accounts import AuditEntry, Principal
from handoff.ports import Bus, Tx

#: Seconds within which further looks at the same case are the same look in the audit log.
_NOTED_FOR = 600.0


async def is_first_look(bus: Bus, viewer: Principal, case_id: UUID) -> bool:
    """Asked before the transaction: counting may go over the network."""
    return await bus.hit(f"looked:{viewer.id}:{case_id}", _NOTED_FOR) == 1


async def note_look(tx: Tx, viewer: Principal, case_id: UUID, now: datetime) -> None:
    await tx.accounts.audit(AuditEntry(viewer.id, "case_viewed", f"case:{case_id}", "", now))
