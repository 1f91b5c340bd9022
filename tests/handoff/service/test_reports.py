"""Figures of reports and board against a day that is told by hand."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.domain.accounts import Principal, Role
from handoff.domain.errors import Forbidden, Invalid, NotFound
from handoff.domain.reports import DEFINITIONS, Grouping
from tests.handoff.stage import Stage

TRACE = "corr-reports-0001"
DAY = date(2026, 11, 22)


async def answered(stage: Stage, butler: Principal, who: str, after: timedelta, outcome: str) -> None:
    """A case of that customer, answered after so long, settled ten minutes later."""
    case_id, conversation_id = await stage.escalate(who)
    stage.clock.forward(seconds=after.total_seconds())
    await stage.hub.cases.claim(butler, case_id, TRACE)
    await stage.hub.cases.reply(butler, case_id, uuid4().hex, "我来看", TRACE)
    stage.clock.forward(minutes=10)
    await stage.hub.cases.resolve(butler, case_id, outcome, "理由", "说清楚了", TRACE)
    await stage.deliver()
    if outcome == "explained":
        await stage.hub.chat.rate(conversation_id, case_id, 5, "")


@pytest.fixture
async def suyan(stage: Stage) -> Principal:
    """A day: two cases settled (one answered in time, one late and needless), one nobody answers, one customer
    whom the bot alone has served."""
    linxiao = await stage.butler("linxiao")
    await answered(stage, linxiao, "C001", timedelta(minutes=2), "explained")
    await answered(stage, linxiao, "C002", timedelta(minutes=12), "not_needed")
    await stage.escalate("C003")
    await stage.exchange("住院要交啥材料", "C004")
    stage.clock.forward(minutes=20)
    return await stage.butler("suyan", Role.SUPERVISOR)


async def totals(stage: Stage, viewer: Principal, name: str) -> dict[str, float | int | None]:
    report = await stage.hub.office.reports.report(viewer, name, DAY, DAY, Grouping.DAY)
    return dict(report.total)


async def test_first_response(stage: Stage, suyan: Principal) -> None:
    found = await totals(stage, suyan, "first_response")
    assert (found["cases"], found["answered"]) == (3, 2)
    assert found["median_seconds"] == pytest.approx(7 * 60, abs=5)
    assert found["p90_seconds"] == pytest.approx(11 * 60, abs=5)
    assert found["within_target"] == pytest.approx(1 / 3, abs=0.001)


async def test_resolution(stage: Stage, suyan: Principal) -> None:
    found = await totals(stage, suyan, "resolution")
    assert found["resolved"] == 2
    assert found["median_seconds"] == pytest.approx(17 * 60, abs=5)


async def test_who_helped_alone_and_who_was_not_needed(stage: Stage, suyan: Principal) -> None:
    contained = await totals(stage, suyan, "containment")
    assert contained == {"sessions": 4, "contained": 1, "rate": 0.25}
    needless = await totals(stage, suyan, "false_escalations")
    assert needless == {"resolved": 2, "false": 1, "rate": 0.5}


async def test_satisfaction_and_work(stage: Stage, suyan: Principal) -> None:
    assert await totals(stage, suyan, "csat") == {
        "ratings": 1,
        "average": 5.0,
        "satisfied": 1.0,
        "dissatisfied": 0.0,
    }
    report = await stage.hub.office.reports.report(suyan, "load", DAY, DAY, Grouping.BUTLER)
    (row,) = report.rows
    assert row.label == "Linxiao"
    # each settlement says a last word, too
    assert (row.values["claimed"], row.values["resolved"], row.values["replies"]) == (2, 2, 4)


async def test_reasons_by_code(stage: Stage, suyan: Principal) -> None:
    report = await stage.hub.office.reports.report(suyan, "reasons", DAY, DAY, Grouping.CODE)
    (row,) = report.rows
    assert (row.key, row.label) == ("E04", "拒赔争议")
    assert (row.values["cases"], row.values["open"]) == (3, 1)
    assert (row.values["outcome_explained"], row.values["outcome_not_needed"]) == (1, 1)


async def test_reopened(stage: Stage, suyan: Principal) -> None:
    await stage.escalate("C001")
    assert await totals(stage, suyan, "reopen") == {"resolved": 2, "reopened": 1, "rate": 0.5}


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda d: d.name)
async def test_every_grouping_adds_up(definition: object, stage: Stage, suyan: Principal) -> None:
    known = next(d for d in DEFINITIONS if d is definition)
    first = known.figures[0].key
    for grouping in known.groupings:
        report = await stage.hub.office.reports.report(suyan, known.name, DAY, DAY, grouping)
        assert set(report.total) == {figure.key for figure in known.figures}
        assert all(set(row.values) == set(report.total) for row in report.rows)
        assert sum(row.values[first] or 0 for row in report.rows) == report.total[first]


async def test_days_are_chinas(stage: Stage, suyan: Principal, engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        moved = text("UPDATE cases SET opened_at = '2026-11-22T15:59:59Z' WHERE number LIKE '%0001'")
        await connection.execute(moved)
        moved = text("UPDATE cases SET opened_at = '2026-11-22T16:00:00Z' WHERE number LIKE '%0002'")
        await connection.execute(moved)
    report = await stage.hub.office.reports.report(suyan, "reasons", DAY, date(2026, 11, 23), Grouping.DAY)
    assert [(row.key, row.values["cases"]) for row in report.rows] == [("2026-11-22", 2), ("2026-11-23", 1)]
    weeks = await stage.hub.office.reports.report(suyan, "reasons", DAY, date(2026, 11, 23), Grouping.WEEK)
    assert [row.key for row in weeks.rows] == ["2026-W47", "2026-W48"]


async def test_no_day_no_figures(stage: Stage, suyan: Principal) -> None:
    for definition in DEFINITIONS:
        report = await stage.hub.office.reports.report(
            suyan, definition.name, date(2020, 1, 1), date(2020, 1, 2), Grouping.DAY
        )
        assert report.rows == ()
        assert not any(report.total.values())


async def test_the_board(stage: Stage, suyan: Principal) -> None:
    linxiao = await stage.butler("linxiao")
    await stage.here(linxiao)
    board = await stage.hub.office.reports.board(suyan)
    (queue,) = board.queue
    assert (queue.priority, queue.waiting + queue.offered, queue.active) == ("P1", 1, 0)
    assert queue.oldest_waiting_since is not None
    assert any(clock.kind == "first_response" and clock.share > 1 for clock in board.at_risk)
    assert [seat.display_name for seat in board.seats if seat.present] == ["Linxiao"]
    assert (board.today.opened, board.today.resolved, board.today.ratings) == (3, 2, 1)
    assert board.in_hours


async def test_who_may_not_and_what_is_not_there(stage: Stage, suyan: Principal) -> None:
    linxiao = await stage.butler("linxiao")
    with pytest.raises(Forbidden):
        await totals(stage, linxiao, "csat")
    with pytest.raises(Forbidden):
        await stage.hub.office.reports.board(linxiao)
    with pytest.raises(NotFound):
        await totals(stage, suyan, "salaries")
    with pytest.raises(Invalid):
        await stage.hub.office.reports.report(suyan, "containment", DAY, DAY, Grouping.CODE)
