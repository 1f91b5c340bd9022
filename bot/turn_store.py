"""Rasa's tracker store around one request: the tracker comes in with the turn and goes out with its answer.

Nothing is kept between requests. The tracker of the running turn lives in a context variable, so that many turns
run in one process without seeing each other, and a turn that fails or is cancelled leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

_current: ContextVar[DialogueStateTracker | None] = ContextVar("turn_tracker", default=None)


class NoTurnRunning(Exception):
    """Rasa asked for a tracker outside of a turn, or for another conversation's."""


class TurnStore(TrackerStore):
    def __init__(self, domain: Domain | None = None, **kwargs: dict[str, Any]) -> None:
        super().__init__(domain, **kwargs)

    @contextmanager
    def turn(self, tracker: DialogueStateTracker) -> Iterator[None]:
        """Everything inside of the block (and the tasks it awaits) works on `tracker`."""
        token = _current.set(tracker)
        try:
            yield
        finally:
            _current.reset(token)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        tracker = _current.get()
        if tracker is None or tracker.sender_id != sender_id:
            raise NoTurnRunning("there is no turn of this conversation in this task")
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        held = await self.retrieve(tracker.sender_id)
        if held is not tracker:
            raise NoTurnRunning("a turn works on one tracker only")

    async def keys(self) -> list[str]:  # type: ignore[override]
        tracker = _current.get()
        return [tracker.sender_id] if tracker else []

    async def delete(self, sender_id: str) -> None:
        raise NoTurnRunning("the hub owns the state; there is nothing to delete here")


class NoLocks(LockStore):
    """The hub runs one turn of a conversation at a time; a lock here could only be in the way."""

    def get_lock(self, conversation_id: str) -> None:
        return None

    def save_lock(self, lock: Any) -> None:
        return None

    def delete_lock(self, conversation_id: str) -> None:
        return None
