"""The live feed of the console: rows read after a cursor, so that a reconnect skips nothing."""

from dataclasses import dataclass

from handoff.domain.accounts import DESK_ROLES, Principal, Role
from handoff.domain.records import EventRow
from handoff.domain.views import EventBatch, LiveEvent
from handoff.ports import Bus, Listener, Store, Topic

#: About the desk as a whole.
_FOR_ALL = frozenset({"bot_state", "presence_changed", "settings_changed"})


@dataclass(frozen=True)
class Events:
    store: Store
    bus: Bus

    async def hello(self, viewer: Principal) -> str:
        """The cursor to start from: read the lists after taking it. Raises Forbidden for roles without a
        desk."""
        viewer.require(*DESK_ROLES)
        async with self.store.begin() as tx:
            return await tx.events.head()

    async def after(self, viewer: Principal, cursor: str, limit: int = 200) -> EventBatch:
        """Events after the cursor that the viewer may see. Raises Forbidden, CursorExpired."""
        viewer.require(*DESK_ROLES)
        async with self.store.begin() as tx:
            rows = await tx.events.after(cursor, limit)
        shown = tuple(_event(row) for row in rows if _visible(row, viewer))
        return EventBatch(shown, rows[-1].cursor if rows else cursor)

    def listen(self) -> Listener:
        """For a stream: `await listener.wait(1.0)` (a commit may become readable only when older ones end, so
        poll besides)."""
        return self.bus.listen(Topic.EVENTS)


def _visible(row: EventRow, viewer: Principal) -> bool:
    """A conversation without a case is nobody's business but the supervisor's; what is addressed is only for
    whom it is addressed to."""
    to = row.data.get("to")
    if to is not None:
        return str(viewer.id) in to
    return row.case_id is not None or row.kind in _FOR_ALL or viewer.has(Role.SUPERVISOR)


def _event(row: EventRow) -> LiveEvent:
    return LiveEvent(row.cursor, row.kind, row.case_id, row.conversation_id, row.version, row.data, row.at)
