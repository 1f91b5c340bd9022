"""Administrators say who is told what."""

import secrets
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from handoff.domain.accounts import AuditEntry, Principal, Role
from handoff.domain.errors import Conflict, NotFound
from handoff.domain.webhooks import TEST, Delivery, Webhook, checked_kinds, checked_url, trial_body
from handoff.ports import Bus, Clockwork, SecretBox, Store, Topic, Tx


@dataclass(frozen=True)
class Change:
    """None leaves what there is. `rotate_secret`: a new one is made and told once."""

    url: str | None = None
    kinds: tuple[str, ...] | None = None
    active: bool | None = None
    description: str | None = None
    rotate_secret: bool = False


@dataclass(frozen=True)
class Webhooks:
    store: Store
    bus: Bus
    clock: Clockwork
    box: SecretBox
    allow_private: bool

    async def all(self, viewer: Principal) -> list[Webhook]:
        """Raises Forbidden, as do all of these."""
        viewer.require(Role.ADMIN)
        async with self.store.begin() as tx:
            return await tx.webhooks.all()

    async def create(
        self, viewer: Principal, url: str, kinds: tuple[str, ...], description: str
    ) -> tuple[Webhook, str]:
        """The secret is told here and never again. Raises Invalid."""
        viewer.require(Role.ADMIN)
        now, secret = self.clock.now(), _new_secret()
        hook = Webhook(
            id=uuid4(),
            url=checked_url(url, allow_private=self.allow_private),
            secret=self.box.seal(secret),
            kinds=checked_kinds(kinds),
            active=True,
            description=description,
            version=1,
            created_at=now,
        )
        async with self.store.begin() as tx:
            await tx.webhooks.insert(hook)
            await self._note(tx, viewer, hook.id, "webhook_created", ", ".join(hook.kinds))
        return hook, secret

    async def change(
        self, viewer: Principal, webhook_id: UUID, change: Change, version: int
    ) -> tuple[Webhook, str | None]:
        """Raises NotFound, Invalid, Conflict."""
        viewer.require(Role.ADMIN)
        secret = _new_secret() if change.rotate_secret else None
        async with self.store.begin() as tx:
            hook = self._changed(await tx.webhooks.get(webhook_id), change, secret)
            if not await tx.webhooks.save(hook, version):
                raise Conflict("别人刚刚改过这个通知地址，请刷新后再改。")
            await self._note(tx, viewer, hook.id, "webhook_changed", _what(change))
        return replace(hook, version=version + 1), secret

    async def remove(self, viewer: Principal, webhook_id: UUID) -> None:
        """Raises NotFound."""
        viewer.require(Role.ADMIN)
        async with self.store.begin() as tx:
            if not await tx.webhooks.remove(webhook_id):
                raise NotFound("没有找到这个通知地址。")
            await self._note(tx, viewer, webhook_id, "webhook_removed", "")

    async def deliveries(
        self, viewer: Principal, webhook_id: UUID, before: int | None, limit: int
    ) -> tuple[list[Delivery], int | None]:
        """Newest first, and where the next page begins. Raises NotFound."""
        viewer.require(Role.ADMIN)
        async with self.store.begin() as tx:
            await tx.webhooks.get(webhook_id)
            found = await tx.webhooks.deliveries(webhook_id, before, limit + 1)
        page = found[:limit]
        return page, page[-1].position if len(found) > limit else None

    async def send_test(self, viewer: Principal, webhook_id: UUID) -> Delivery:
        """A delivery that is sent at once, like any other. Raises NotFound, Conflict (switched off)."""
        viewer.require(Role.ADMIN)
        now = self.clock.now()
        async with self.store.begin() as tx:
            hook = await tx.webhooks.get(webhook_id)
            if not hook.active:
                raise Conflict("这个通知地址已停用，请先启用再测试。")
            await tx.webhooks.enqueue([hook.id], TEST, None, trial_body(now), now)
            delivery = (await tx.webhooks.deliveries(hook.id, None, 1))[0]
            await self._note(tx, viewer, hook.id, "webhook_tested", "")
        await self.bus.wake(Topic.EVENTS)
        return delivery

    def _changed(self, hook: Webhook, change: Change, secret: str | None) -> Webhook:
        woken = change.active is True and not hook.active
        return replace(
            hook,
            url=hook.url if change.url is None else checked_url(change.url, allow_private=self.allow_private),
            kinds=hook.kinds if change.kinds is None else checked_kinds(change.kinds),
            active=hook.active if change.active is None else change.active,
            description=hook.description if change.description is None else change.description,
            secret=hook.secret if secret is None else self.box.seal(secret),
            failing_since=None if woken else hook.failing_since,
        )

    async def _note(self, tx: Tx, viewer: Principal, webhook_id: UUID, action: str, detail: str) -> None:
        now = self.clock.now()
        await tx.accounts.audit(AuditEntry(viewer.id, action, f"webhook:{webhook_id}", detail, now))


def _new_secret() -> str:
    return f"whsec_{secrets.token_urlsafe(32)}"


def _what(change: Change) -> str:
    """Which fields, never their values: an address may hold a key."""
    named = {
        "url": change.url is not None,
        "kinds": change.kinds is not None,
        "active": change.active is not None,
        "description": change.description is not None,
        "secret": change.rotate_secret,
    }
    return ", ".join(name for name, touched in named.items() if touched)
