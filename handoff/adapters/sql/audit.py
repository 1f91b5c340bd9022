"""The audit log as it is read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.tables import audit_log, users
from handoff.domain.records import AuditRow


@dataclass(frozen=True)
class SqlAuditTrail:
    connection: AsyncConnection

    async def page(
        self,
        *,
        actor: UUID | None,
        subject: str | None,
        since: datetime | None,
        until: datetime | None,
        before: int | None,
        limit: int,
    ) -> list[AuditRow]:
        query = select(audit_log, users.c.display_name.label("actor")).join_from(
            audit_log, users, users.c.id == audit_log.c.actor_id, isouter=True
        )
        if actor is not None:
            query = query.where(audit_log.c.actor_id == actor)
        if subject is not None:
            query = query.where(audit_log.c.subject.startswith(subject, autoescape=True))
        if since is not None:
            query = query.where(audit_log.c.at >= since)
        if until is not None:
            query = query.where(audit_log.c.at < until)
        if before is not None:
            query = query.where(audit_log.c.id < before)
        rows = (await self.connection.execute(query.order_by(audit_log.c.id.desc()).limit(limit))).all()
        return [AuditRow(**row._mapping) for row in rows]
