"""How the parts of the system are: for the console's header, readiness and the desk facts the bot is
given."""

from dataclasses import dataclass

from handoff.domain import desk as hours
from handoff.domain.presence import heard_within
from handoff.domain.status_views import DeskStatus, Readiness, SystemStatus
from handoff.ports import Clockwork, Insurer, Store, Tx
from handoff.service.botwatch import BotWatch


async def desk_status(tx: Tx, clock: Clockwork, butler_username: str | None = None) -> DeskStatus:
    """On duty is who takes new cases and has the console open. `butler_on_duty` is about the butler named (False
    when none is)."""
    now = clock.now()
    settings = await tx.desk_settings.current()
    open_hours = settings.hours
    on_duty = await tx.presences.present(now - heard_within(settings))
    butler = await tx.accounts.by_username(butler_username) if butler_username else None
    return DeskStatus(
        in_hours=hours.in_hours(now, open_hours),
        on_duty=len(on_duty),
        butler_on_duty=butler is not None and butler.user.id in on_duty,
        opens_at=hours.opens_at(now, open_hours),
    )


@dataclass(frozen=True)
class Status:
    store: Store
    clock: Clockwork
    insurer: Insurer
    bot: BotWatch

    async def system(self) -> SystemStatus:
        insurer_ready = await self.insurer.ready()
        current = self.bot.current
        return SystemStatus(
            bot_ready=current.ready,
            bot_model_id=current.model_id,
            bot_since=current.since,
            insurer_ready=insurer_ready,
            desk=await self.desk(),
        )

    async def desk(self, butler_username: str | None = None) -> DeskStatus:
        async with self.store.begin() as tx:
            return await desk_status(tx, self.clock, butler_username)

    async def readiness(self) -> Readiness:
        """For /readyz."""
        problem = await self.store.ready()
        return Readiness(
            ready=problem is None,
            parts={"database": problem or "ok", "bot": "ok" if self.bot.ready else "not ready yet"},
        )
