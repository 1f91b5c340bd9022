"""Logging in and out. Passwords are verified with argon2, sessions stored hashed and revocable, guessing
is slowed down."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog

from handoff.domain.accounts import AuditEntry, Login, Principal, StoredUser, User
from handoff.domain.errors import Forbidden, Unauthorized, WrongCredentials
from handoff.domain.records import NewSession
from handoff.ports import Clockwork, PasswordHasher, Store
from handoff.service.guessing import Guessing

log = structlog.get_logger(__name__)

SESSION_LENGTH = timedelta(hours=12)
#: The session's last use is noted at most this often.
_TOUCH = timedelta(seconds=20)
_MAX_PASSWORD = 256


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True)
class Accounts:
    store: Store
    clock: Clockwork
    hasher: PasswordHasher
    guessing: Guessing

    async def login(self, username: str, password: str, client: str) -> Login:
        """`client`: the caller's address, only counted. Raises WrongCredentials, RateLimited."""
        name = username.strip().lower()
        await self.guessing.admit(name, client)
        async with self.store.begin() as tx:
            stored = await tx.accounts.by_username(name)
        if not await self._matches(stored, password) or stored is None:
            log.warning("login_failed")
            await self.guessing.failed(name)
            raise WrongCredentials("用户名或密码不对，请再试一次。")
        await self.guessing.right(name, client)
        return await self._begin_session(stored.user)

    async def authenticate(self, session_token: str | None) -> Principal:
        """Raises Unauthorized. A stream calls it at every ping: it ends a revoked session's stream and
        keeps a listening butler on duty."""
        if not session_token or len(session_token) > 200:
            raise Unauthorized("请先登录。")
        now = self.clock.now()
        async with self.store.begin() as tx:
            row = await tx.accounts.session(token_hash(session_token), now)
            if row is None:
                raise Unauthorized("登录已失效，请重新登录。")
            if now - row.last_seen_at >= _TOUCH:
                await tx.accounts.touch_session(row.id, now)
        return Principal(row.user, row.id, row.csrf_token, row.expires_at)

    def check_csrf(self, principal: Principal, header: str | None) -> None:
        """Raises Forbidden unless X-CSRF-Token equals the session's token."""
        if header is None or not hmac.compare_digest(header.encode(), principal.csrf_token.encode()):
            raise Forbidden("页面已过期，请刷新后再试。")

    async def logout(self, principal: Principal) -> None:
        now = self.clock.now()
        async with self.store.begin() as tx:
            await tx.accounts.revoke_session(principal.session_id, now)
            await tx.accounts.audit(_entry(principal.id, "logout", now))

    async def seed(self, users: Sequence[User], password: str) -> None:
        """Users with one common password (demo mode only). Run again it changes nothing but the password."""
        now = self.clock.now()
        hashed = await self.hasher.hash(password)
        async with self.store.begin() as tx:
            for user in users:
                await tx.accounts.put_user(user, hashed, now)

    async def with_password(self, password: str) -> list[str]:
        """User names whose password is this one: production refuses to run with demo log-ins."""
        async with self.store.begin() as tx:
            everybody = await tx.accounts.everybody()
        return [
            stored.user.username
            for stored in everybody
            if stored.user.active and await self.hasher.verify(stored.password_hash, password)
        ]

    async def _matches(self, stored: StoredUser | None, password: str) -> bool:
        if len(password) > _MAX_PASSWORD:
            return False
        if stored is None or not stored.user.active:
            await self.hasher.burn(password)
            return False
        return await self.hasher.verify(stored.password_hash, password)

    async def _begin_session(self, user: User) -> Login:
        now, token = self.clock.now(), secrets.token_urlsafe(32)
        session = NewSession(
            id=uuid4(),
            token_hash=token_hash(token),
            user_id=user.id,
            csrf_token=secrets.token_urlsafe(24),
            created_at=now,
            expires_at=now + SESSION_LENGTH,
        )
        async with self.store.begin() as tx:
            await tx.accounts.add_session(session)
            await tx.accounts.audit(_entry(user.id, "login", now))
        return Login(token, Principal(user, session.id, session.csrf_token, session.expires_at))


def _entry(user_id: UUID, action: str, now: datetime) -> AuditEntry:
    return AuditEntry(user_id, action, "session", "", now)
