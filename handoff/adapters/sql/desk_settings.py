"""What supervisors set."""

from datetime import date
from typing import Any

import structlog
from sqlalchemy import case, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.adapters.sql.desk_tables import holidays as holiday_table
from handoff.adapters.sql.desk_tables import settings as table
from handoff.adapters.sql.tables import cases
from handoff.domain.case import Priority
from handoff.domain.desk_settings import DeskSettings
from handoff.domain.errors import Invalid
from handoff.domain.records import Holiday, StoredSetting

log = structlog.get_logger(__name__)

_ALL = text(
    """
    SELECT coalesce((SELECT json_object_agg(key, value) FROM settings), '{}') AS parts,
           coalesce((SELECT json_object_agg(day, open) FROM holidays), '{}') AS holidays
    """
)


class SqlDeskSettings:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._current: DeskSettings | None = None

    async def current(self) -> DeskSettings:
        if self._current is None:
            row: Any = (await self._connection.execute(_ALL)).one()
            self._current = _settings_of(row.parts, row.holidays)
        return self._current

    async def stored(self, key: str) -> StoredSetting | None:
        row = (await self._connection.execute(select(table).where(table.c.key == key))).one_or_none()
        return None if row is None else StoredSetting(**row._mapping)

    async def put(self, setting: StoredSetting, expected_version: int) -> bool:
        self._current = None
        values = vars(setting)
        if expected_version == 0:
            query: Any = upsert(table).values(**values).on_conflict_do_nothing(index_elements=["key"])
        else:
            same = (table.c.key == setting.key, table.c.version == expected_version)
            query = update(table).where(*same).values(**values)
        return (await self._connection.execute(query)).rowcount == 1

    async def place_again(self) -> int:
        ageing = (await self.current()).ageing
        values = {priority.value: ageing(priority) for priority in Priority}
        later = case(values, value=cases.c.priority)
        query = update(cases).where(cases.c.waiting_since.is_not(None), cases.c.queue_at.is_not(None))
        return (await self._connection.execute(query.values(queue_at=cases.c.waiting_since + later))).rowcount

    async def holidays(self) -> list[Holiday]:
        rows = (await self._connection.execute(select(holiday_table).order_by(holiday_table.c.day))).all()
        return [Holiday(**row._mapping) for row in rows]

    async def put_holiday(self, holiday: Holiday) -> None:
        self._current = None
        values = vars(holiday)
        query = upsert(holiday_table).values(**values)
        await self._connection.execute(query.on_conflict_do_update(index_elements=["day"], set_=values))

    async def drop_holiday(self, day: date) -> bool:
        self._current = None
        query = delete(holiday_table).where(holiday_table.c.day == day)
        return (await self._connection.execute(query)).rowcount == 1


def _settings_of(parts: dict[str, Any], holidays: dict[str, bool]) -> DeskSettings:
    """A part that this code cannot read (of another version, or written by hand) must not stop the desk: its
    defaults hold."""
    settings = DeskSettings()
    for key, value in parts.items():
        try:
            settings = settings.with_part(key, value)
        except Invalid as error:
            log.error("desk_setting_not_understood", key=key, problem=error.detail)
    return settings.with_holidays({date.fromisoformat(day): is_open for day, is_open in holidays.items()})
