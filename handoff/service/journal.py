"""What a round of the router writes, gathered and written at once: while it writes it holds many conversations
whose customers want to go on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from handoff.domain.case import Case
from handoff.domain.records import CaseEvent, NewEvent
from handoff.ports import Tx


@dataclass
class Journal:
    """`moved`: cases (read without their context) as they are now."""

    tx: Tx
    now: datetime
    moved: dict[UUID, Case] = field(default_factory=dict)
    lines: list[CaseEvent] = field(default_factory=list)
    news: list[NewEvent] = field(default_factory=list)

    def note(
        self,
        case: Case,
        kind: str,
        detail: str = "",
        *,
        actor_id: UUID | None = None,
        actor: str | None = None,
    ) -> None:
        """A line in the case's history, and news for all consoles."""
        self.moved[case.id] = case
        self.lines.append(CaseEvent(case.id, kind, self.now, actor_id, actor, detail))
        self._announce("case_changed", case)

    def said(self, case: Case) -> None:
        """The customer was told something."""
        self._announce("message_added", case)

    def tell(self, kind: str, case: Case, butlers: Iterable[UUID]) -> None:
        """News that concerns these butlers only."""
        to = [str(butler_id) for butler_id in butlers]
        if to:
            self._announce(kind, case, to)

    def _announce(self, kind: str, case: Case, to: list[str] | None = None) -> None:
        data = {"to": to} if to else {}
        self.news.append(NewEvent(kind, case.id, case.conversation_id, case.version, data, self.now))

    async def write(self) -> bool:
        """Whether there was anything."""
        if not self.news:
            return False
        await self.tx.queue.write(list(self.moved.values()), self.lines, self.news)
        self.moved, self.lines, self.news = {}, [], []
        return True
