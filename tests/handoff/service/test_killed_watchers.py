"""Two processes watch the call-backs, one is killed: every missed one is noticed once."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import text

from handoff.adapters.sql.engine import async_url, make_engine
from handoff.domain.callbacks import Callback, CallbackStatus
from tests.handoff.service.test_killed_workers import quiet
from tests.handoff.service.test_many_workers import _process
from tests.handoff.stage import Stage

CASES = 12


async def overdue(stage: Stage, case_id: UUID, after: timedelta) -> None:
    now = datetime.now(UTC)
    window = (now - timedelta(hours=1), now + after)
    async with stage.hub.store.begin() as tx:
        await tx.waiting.add_callback(Callback(uuid4(), case_id, *window, "", CallbackStatus.OPEN, window[0]))


async def test_each_missed_callback_once(stage: Stage, database_url: str) -> None:
    stage.clock.at = datetime.now(UTC)
    cases = [(await stage.escalate(f"M{n}"))[0] for n in range(CASES)]
    for n, case_id in enumerate(cases):
        await overdue(stage, case_id, timedelta(seconds=-1 if n < CASES // 2 else 2))
    async with _process(database_url, 7) as first, _process(database_url, 8):
        await quiet(database_url, "SELECT (count(*) < 1)::int FROM callbacks WHERE status = 'missed'")
        first.kill()
        await quiet(database_url, "SELECT count(*) FROM callbacks WHERE status = 'open'")
    engine = make_engine(async_url(database_url), pool=1)
    async with engine.connect() as connection:
        told = await connection.execute(
            text(
                "SELECT case_id, count(*) AS n FROM case_events WHERE kind = 'callback_missed' GROUP BY case_id"
            )
        )
        counted = {row.case_id: row.n for row in told}
    await engine.dispose()
    assert counted == dict.fromkeys(cases, 1)
