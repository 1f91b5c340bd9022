"""The ageing that supervisors set holds for who waits and for who comes."""

from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.domain.accounts import Role
from tests.handoff.stage import Stage

TRACE = "corr-ageing-0001"


async def gap(engine: AsyncEngine, number: int) -> timedelta:
    """By how much its place is later than when it began to wait."""
    query = text("SELECT queue_at - waiting_since FROM cases WHERE number LIKE :number")
    async with engine.connect() as connection:
        found: timedelta = await connection.scalar(query, {"number": f"%{number:04}"})
    return found


async def test_who_waits_and_who_comes(stage: Stage, engine: AsyncEngine) -> None:
    suyan = await stage.butler("suyan", Role.SUPERVISOR)
    linxiao = await stage.butler("linxiao")
    await stage.escalate("C001")
    assert await gap(engine, 1) == timedelta(0)
    settings = stage.hub.office.settings
    await settings.put(suyan, "ageing", {"P1": 7, "P2": 40, "P3": 300}, 0)
    assert await gap(engine, 1) == timedelta(minutes=7)
    case_id, _ = await stage.escalate("C002")
    assert await gap(engine, 2) == timedelta(minutes=7)
    await stage.hub.cases.claim(linxiao, case_id, TRACE)
    stage.clock.forward(minutes=3)
    await stage.hub.cases.release(linxiao, case_id, "", TRACE)
    assert await gap(engine, 2) == timedelta(minutes=7)
