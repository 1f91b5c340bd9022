"""倾听计划: reading what customers say together, and following it up."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from handoff.domain.accounts import DESK_ROLES, AuditEntry, Principal, Role
from handoff.domain.errors import Invalid
from handoff.domain.listening import (
    COMPARED,
    MOST_WEEKS,
    Digest,
    TopicTrend,
    digest,
    trends,
    week_of,
    week_start,
)
from handoff.domain.records import VoiceFilter
from handoff.domain.voices import Voice, changed
from handoff.ports import Bus, Clockwork, Store, Topic

_MAX_LIMIT = 200
#: More than a week's digest can show.
_DIGEST = 2000


@dataclass(frozen=True)
class Voices:
    """`viewer` is who asks; butlers read, supervisors follow up. Every method raises Forbidden for others."""

    store: Store
    bus: Bus
    clock: Clockwork

    async def page(
        self, viewer: Principal, wanted: VoiceFilter, cursor: str | None, limit: int
    ) -> tuple[list[Voice], str | None]:
        """Newest first. Raises Invalid."""
        viewer.require(*DESK_ROLES)
        if not 1 <= limit <= _MAX_LIMIT:
            raise Invalid(f"limit 须在 1 到 {_MAX_LIMIT} 之间。")
        async with self.store.begin() as tx:
            return await tx.voices.page(wanted, cursor, limit)

    async def topics(self, viewer: Principal, weeks: int) -> list[TopicTrend]:
        """Of the last `weeks` times seven days, up to now; rising ones first. Raises Invalid."""
        viewer.require(*DESK_ROLES)
        if not 2 <= weeks <= MOST_WEEKS:
            raise Invalid(f"请选 2 到 {MOST_WEEKS} 周。")
        until = self.clock.now()
        starts = [until - timedelta(weeks=n) for n in range(weeks, 0, -1)]
        async with self.store.begin() as tx:
            return trends(await tx.voices.counts(starts, until))

    async def digest(self, viewer: Principal, week: str | None) -> Digest:
        """Of a calendar week (`2026-W47`), by default the last one that is over. Raises Invalid."""
        viewer.require(*DESK_ROLES)
        start = week_of(week) if week else week_start(self.clock.now()) - timedelta(weeks=1)
        starts = [start - timedelta(weeks=n) for n in range(COMPARED, -1, -1)]
        until = start + timedelta(weeks=1)
        async with self.store.begin() as tx:
            counts = await tx.voices.counts(starts, until)
            return digest(start, counts, await tx.voices.gravest(start, until, _DIGEST))

    async def change(
        self,
        viewer: Principal,
        voice_id: UUID,
        *,
        version: int,
        status: str | None = None,
        owner_id: UUID | None = None,
        answer: str | None = None,
        topic: str | None = None,
    ) -> Voice:
        """Raises NotFound, Conflict (changed meanwhile), Invalid. Taking one without naming an owner makes the
        viewer its owner."""
        viewer.require(Role.SUPERVISOR)
        now = self.clock.now()
        async with self.store.begin() as tx:
            voice = await tx.voices.lock(voice_id)
            if owner_id is not None and await tx.accounts.by_id(owner_id) is None:
                raise Invalid("没有这个负责人。")
            takes = status is not None and status != "new" and voice.owner_id is None
            owner = owner_id or (viewer.id if takes else None)
            after = changed(
                voice, now, version=version, status=status, owner_id=owner, answer=answer, topic=topic
            )
            await tx.voices.save(after)
            detail = f"{voice.status.value} -> {after.status.value}"
            await tx.accounts.audit(AuditEntry(viewer.id, "voice_changed", f"voice:{voice_id}", detail, now))
        await self.bus.wake(Topic.EVENTS)
        return after
