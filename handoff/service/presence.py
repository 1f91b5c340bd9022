"""Who is at the desk. Kept in the database: Redis may vanish, presence must not."""

from dataclasses import dataclass
from datetime import datetime

from handoff.domain.accounts import DESK_ROLES, Principal
from handoff.domain.colleagues import Attendance, Colleague
from handoff.domain.desk_settings import DeskSettings
from handoff.domain.presence import DeskState, first_beat, heard_within
from handoff.domain.records import DeskMember
from handoff.ports import Bus, Clockwork, Store, Topic
from handoff.service.offering import offers_of


@dataclass(frozen=True)
class AtTheDesk:
    store: Store
    bus: Bus
    clock: Clockwork

    async def beat(self, viewer: Principal, state: DeskState) -> Attendance:
        """The console is open; what rings at its user. Raises Forbidden."""
        viewer.require(*DESK_ROLES)
        now = self.clock.now()
        async with self.store.begin() as tx:
            settings = await tx.desk_settings.current()
            within = heard_within(settings)
            before = await tx.presences.lock(viewer.id)
            after = before.beat(state, now, within) if before else first_beat(viewer.id, state, now)
            await tx.presences.save(after)
            changed = before is None or after.since != before.since
            if changed:
                await tx.events.publish("presence_changed", now, data={"user_id": str(viewer.id)})
            profile = await tx.butlers.profile(viewer.id)
            attendance = Attendance(
                state=after.state,
                present=after.is_present(now, within),
                offers=await offers_of(tx, viewer, self.clock),
                capacity=profile.capacity if profile else settings.default_capacity,
                load=await tx.butlers.load(viewer.id),
            )
        if changed:
            await self.bus.wake(Topic.EVENTS)
            await self.bus.wake(Topic.ROUTING)
        return attendance

    async def colleagues(self, viewer: Principal) -> tuple[Colleague, ...]:
        """By name. Raises Forbidden."""
        viewer.require(*DESK_ROLES)
        now = self.clock.now()
        async with self.store.begin() as tx:
            settings = await tx.desk_settings.current()
            members = await tx.butlers.members()
        return tuple(_colleague(member, settings, now) for member in members)


def _colleague(member: DeskMember, settings: DeskSettings, now: datetime) -> Colleague:
    presence, profile = member.presence, member.profile
    heard = presence is not None and presence.is_heard(now, heard_within(settings))
    return Colleague(
        user=member.user,
        state=presence.state if presence and heard else DeskState.AWAY,
        present=heard and presence is not None and presence.state is DeskState.AVAILABLE,
        since=presence.since if presence else None,
        load=member.load,
        capacity=profile.capacity if profile else settings.default_capacity,
        skills=profile.skills if profile else None,
        specialist=profile.specialist if profile else False,
    )
