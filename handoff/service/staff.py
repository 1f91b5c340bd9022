"""What each member of the desk can do and how much at once, as supervisors set it."""

import re
from dataclasses import dataclass
from uuid import UUID

from handoff.domain.accounts import AuditEntry, Principal, Role
from handoff.domain.colleagues import ButlerProfile
from handoff.domain.errors import Conflict, Invalid, NotFound
from handoff.domain.records import DeskMember
from handoff.ports import Bus, Clockwork, Store, Topic

_READERS = (Role.SUPERVISOR, Role.ADMIN)
_SKILL = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_MAX_SKILLS = 30
_MAX_CAPACITY = 200


@dataclass(frozen=True)
class StaffEntry:
    """`version` 0: nothing is set, the desk's default capacity holds, and everything is expected of him."""

    member: DeskMember
    capacity: int
    skills: tuple[str, ...]
    specialist: bool
    version: int


@dataclass(frozen=True)
class Staff:
    store: Store
    bus: Bus
    clock: Clockwork

    async def all(self, viewer: Principal) -> list[StaffEntry]:
        """By name. Raises Forbidden."""
        viewer.require(*_READERS)
        async with self.store.begin() as tx:
            default = (await tx.desk_settings.current()).default_capacity
            return [_entry(member, default) for member in await tx.butlers.members()]

    async def get(self, viewer: Principal, user_id: UUID) -> StaffEntry:
        """Raises Forbidden, NotFound."""
        found = next((e for e in await self.all(viewer) if e.member.user.id == user_id), None)
        if found is None:
            raise NotFound("没有找到这位管家。")
        return found

    async def put(
        self,
        viewer: Principal,
        user_id: UUID,
        skills: tuple[str, ...],
        capacity: int,
        specialist: bool,
        version: int,
    ) -> StaffEntry:
        """Raises Forbidden, NotFound, Invalid, Conflict."""
        await self.get(viewer, user_id)
        _check(skills, capacity)
        now = self.clock.now()
        profile = ButlerProfile(user_id, tuple(dict.fromkeys(skills)), capacity, specialist, version + 1)
        async with self.store.begin() as tx:
            if not await tx.butlers.put(profile, version):
                raise Conflict("别人刚刚改过这位管家的设置，请刷新后再改。")
            detail = f"skills: {', '.join(skills)}; capacity: {capacity}; specialist: {specialist}"
            await tx.accounts.audit(AuditEntry(viewer.id, "butler_changed", f"user:{user_id}", detail, now))
            await tx.events.publish("settings_changed", now, data={"key": "butlers"})
        await self.bus.wake(Topic.EVENTS)
        return await self.get(viewer, user_id)


def _entry(member: DeskMember, default_capacity: int) -> StaffEntry:
    profile = member.profile
    if profile is None:
        return StaffEntry(member, default_capacity, (), specialist=False, version=0)
    return StaffEntry(member, profile.capacity, profile.skills, profile.specialist, profile.version)


def _check(skills: tuple[str, ...], capacity: int) -> None:
    if len(skills) > _MAX_SKILLS or not all(_SKILL.fullmatch(skill) for skill in skills):
        raise Invalid(f"技能用小写字母、数字、- 或 _ 命名，字母开头，最多 {_MAX_SKILLS} 项。")
    if not 0 <= capacity <= _MAX_CAPACITY:
        raise Invalid(f"同时处理数应当在 0 到 {_MAX_CAPACITY} 之间。")
