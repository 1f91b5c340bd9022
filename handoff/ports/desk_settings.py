"""What supervisors set."""

from datetime import date
from typing import Protocol

from handoff.domain.desk_settings import DeskSettings
from handoff.domain.records import Holiday, StoredSetting


class Settings(Protocol):
    async def current(self) -> DeskSettings:
        """As they are in this transaction: read once (one query), then remembered."""
        ...

    async def stored(self, key: str) -> StoredSetting | None:
        """None while the defaults hold."""
        ...

    async def put(self, setting: StoredSetting, expected_version: int) -> bool:
        """False when the stored version is another (0: nothing stored)."""
        ...

    async def place_again(self) -> int:
        """Gives every waiting case its place by the ageing that holds now; how many wait."""
        ...

    async def holidays(self) -> list[Holiday]:
        """By day."""
        ...

    async def put_holiday(self, holiday: Holiday) -> None: ...

    async def drop_holiday(self, day: date) -> bool: ...
