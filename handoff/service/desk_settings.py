"""Supervisors change how the desk works. Every change is checked against the version it was made on, noted in
the audit log, and told to the consoles."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handoff.domain.accounts import AuditEntry, Principal, Role
from handoff.domain.desk_settings import KEYS, DeskSettings
from handoff.domain.errors import Conflict, Invalid, NotFound
from handoff.domain.records import Holiday, StoredSetting
from handoff.ports import Bus, Clockwork, Store, Topic, Tx

_READERS = (Role.BUTLER, Role.SUPERVISOR, Role.ADMIN)
_WRITERS = (Role.SUPERVISOR, Role.ADMIN)
_MAX_NAME = 40
_MAX_DETAIL = 500


@dataclass(frozen=True)
class SettingView:
    """`version` 0: the defaults hold."""

    key: str
    value: dict[str, Any]
    version: int
    changed_by: str | None
    changed_at: datetime | None


@dataclass(frozen=True)
class SettingsDesk:
    store: Store
    bus: Bus
    clock: Clockwork

    async def get(self, viewer: Principal, key: str) -> SettingView:
        """Raises Forbidden, Invalid (no such key)."""
        viewer.require(*_READERS)
        async with self.store.begin() as tx:
            return await self._view(tx, key)

    async def put(self, viewer: Principal, key: str, value: dict[str, Any], version: int) -> SettingView:
        """Raises Forbidden, Invalid, Conflict."""
        viewer.require(*_WRITERS)
        # what was left out has its default: a part is put as a whole
        whole = DeskSettings().with_part(key, value).part(key)
        now = self.clock.now()
        async with self.store.begin() as tx:
            before = await tx.desk_settings.stored(key)
            stored = StoredSetting(key, whole, version + 1, viewer.id, now)
            if not await tx.desk_settings.put(stored, version):
                raise Conflict("别人刚刚改过这项设置，请刷新后再改。")
            if key == "ageing":
                await tx.desk_settings.place_again()
            await self._note(tx, viewer, key, _difference(before.value if before else {}, whole))
            view = await self._view(tx, key)
        await self.bus.wake(Topic.EVENTS)
        return view

    async def holidays(self, viewer: Principal) -> list[Holiday]:
        viewer.require(*_READERS)
        async with self.store.begin() as tx:
            return await tx.desk_settings.holidays()

    async def holiday(self, viewer: Principal, day: date) -> Holiday:
        """Raises Forbidden, NotFound."""
        found = next((h for h in await self.holidays(viewer) if h.day == day), None)
        if found is None:
            raise NotFound("这一天没有单独的安排。")
        return found

    async def put_holiday(self, viewer: Principal, day: date, is_open: bool, name: str) -> Holiday:
        """Raises Forbidden, Invalid."""
        viewer.require(*_WRITERS)
        if len(name) > _MAX_NAME:
            raise Invalid(f"名称最多 {_MAX_NAME} 个字。")
        holiday = Holiday(day, is_open, name)
        async with self.store.begin() as tx:
            await tx.desk_settings.put_holiday(holiday)
            await self._note(tx, viewer, f"holidays/{day}", "服务" if is_open else "休息")
        await self.bus.wake(Topic.EVENTS)
        return holiday

    async def drop_holiday(self, viewer: Principal, day: date) -> None:
        """Raises Forbidden, NotFound."""
        viewer.require(*_WRITERS)
        async with self.store.begin() as tx:
            if not await tx.desk_settings.drop_holiday(day):
                raise NotFound("这一天没有单独的安排。")
            await self._note(tx, viewer, f"holidays/{day}", "取消")
        await self.bus.wake(Topic.EVENTS)

    async def _view(self, tx: Tx, key: str) -> SettingView:
        if key not in KEYS:
            raise Invalid(f"没有「{key}」这一项设置。")
        stored = await tx.desk_settings.stored(key)
        settings = await tx.desk_settings.current()
        who = await tx.accounts.by_id(stored.changed_by) if stored and stored.changed_by else None
        return SettingView(
            key=key,
            value=settings.part(key),
            version=stored.version if stored else 0,
            changed_by=who.display_name if who else None,
            changed_at=stored.changed_at if stored else None,
        )

    async def _note(self, tx: Tx, viewer: Principal, key: str, detail: str) -> None:
        now = self.clock.now()
        entry = AuditEntry(viewer.id, "setting_changed", f"settings:{key}", detail[:_MAX_DETAIL], now)
        await tx.accounts.audit(entry)
        await tx.events.publish("settings_changed", now, data={"key": key.partition("/")[0]})


def _difference(before: dict[str, Any], after: dict[str, Any]) -> str:
    changed = [
        f"{name}: {before.get(name)} → {value}" for name, value in after.items() if before.get(name) != value
    ]
    dropped = [f"{name}: {value} → " for name, value in before.items() if name not in after]
    return "; ".join([*changed, *dropped])
