"""Users, their sessions, and the audit log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.tables import AnyRow, audit_log, sessions, users
from handoff.domain.accounts import AuditEntry, Role, StoredUser, User
from handoff.domain.records import NewSession, SessionRow


def user_of(row: AnyRow) -> User:
    roles = frozenset(Role(name) for name in row.roles)
    return User(row.id, row.username, row.display_name, roles, row.active)


@dataclass(frozen=True)
class SqlAccounts:
    connection: AsyncConnection

    async def by_username(self, username: str) -> StoredUser | None:
        row = (await self.connection.execute(select(users).where(users.c.username == username))).first()
        return StoredUser(user_of(row), row.password_hash) if row else None

    async def by_id(self, user_id: UUID) -> User | None:
        row = (await self.connection.execute(select(users).where(users.c.id == user_id))).first()
        return user_of(row) if row else None

    async def put_user(self, user: User, password_hash: str, now: datetime) -> None:
        told = {
            "display_name": user.display_name,
            "roles": sorted(role.value for role in user.roles),
            "password_hash": password_hash,
            "active": user.active,
        }
        await self.connection.execute(
            upsert(users)
            .values(id=user.id, username=user.username, created_at=now, **told)
            .on_conflict_do_update(index_elements=["username"], set_=told)
        )

    async def everybody(self) -> list[StoredUser]:
        rows = (await self.connection.execute(select(users).order_by(users.c.username))).all()
        return [StoredUser(user_of(row), row.password_hash) for row in rows]

    async def add_session(self, session: NewSession) -> None:
        await self.connection.execute(
            insert(sessions).values(**vars(session), last_seen_at=session.created_at)
        )

    async def session(self, token_hash: str, now: datetime) -> SessionRow | None:
        query = (
            select(
                sessions.c.id.label("session_id"),
                sessions.c.csrf_token,
                sessions.c.expires_at,
                sessions.c.last_seen_at,
                *users.c,
            )
            .join_from(sessions, users)
            .where(
                sessions.c.token_hash == token_hash,
                sessions.c.revoked_at.is_(None),
                sessions.c.expires_at > now,
                users.c.active,
            )
        )
        row = (await self.connection.execute(query)).first()
        if row is None:
            return None
        return SessionRow(row.session_id, user_of(row), row.csrf_token, row.expires_at, row.last_seen_at)

    async def touch_session(self, session_id: UUID, now: datetime) -> None:
        await self.connection.execute(
            update(sessions).where(sessions.c.id == session_id).values(last_seen_at=now)
        )

    async def revoke_session(self, session_id: UUID, now: datetime) -> None:
        await self._revoke(sessions.c.id == session_id, now)

    async def revoke_all(self, user_id: UUID, now: datetime) -> int:
        return await self._revoke(sessions.c.user_id == user_id, now)

    async def _revoke(self, condition: Any, now: datetime) -> int:
        result = await self.connection.execute(
            update(sessions).where(condition, sessions.c.revoked_at.is_(None)).values(revoked_at=now)
        )
        return result.rowcount

    async def audit(self, entry: AuditEntry) -> None:
        await self.connection.execute(insert(audit_log).values(**vars(entry)))
