"""Reports, the live board, the audit log (docs/contracts.md 8)."""

from handoff.domain.accounts import Role
from handoff.domain.reports import DEFINITIONS, Definition, Grouping, Report, as_csv
from handoff.service.reports import AuditFilter
from handoff.web.call import Call
from handoff.web.route import Auth, Handler, Reply, Routes
from handoff.web.schemas import office as wire

routes = Routes("reports")

_SUPERVISION = (Role.SUPERVISOR, Role.ADMIN)
_CSV = "text/csv; charset=utf-8"


@routes.add(
    "GET",
    "/api/v1/desk/board",
    "getBoard",
    "The desk at this moment: queue, clocks at risk, who is on, today's figures",
    auth=Auth.DESK,
    roles=_SUPERVISION,
    answers={200: wire.Board},
)
async def get_board(call: Call) -> Reply:
    return Reply(200, wire.Board.model_validate(await call.hub.office.reports.board(call.viewer)))


def _reader(definition: Definition) -> Handler:
    async def read(call: Call) -> Reply:
        query = call.query_as(wire.ReportQuery)
        report = await call.hub.office.reports.report(
            call.viewer, definition.name, query.from_, query.to, Grouping(query.group_by)
        )
        return _file(report) if _wants_csv(call) else Reply(200, _json(report))

    return read


def _declare() -> None:
    for definition in DEFINITIONS:
        words = "".join(part.capitalize() for part in definition.name.split("_"))
        groupings = ", ".join(g.value for g in definition.groupings)
        declare = routes.add(
            "GET",
            f"/api/v1/reports/{definition.name}",
            f"report{words}",
            f"Report: {definition.title}",
            description=f"{definition.counts} Grouped by {groupings}; with `Accept: text/csv` as a file.",
            auth=Auth.DESK,
            roles=_SUPERVISION,
            query=wire.ReportQuery,
            answers={200: wire.Report},
            files=(_CSV,),
        )
        declare(_reader(definition))


_declare()


@routes.add(
    "GET",
    "/api/v1/audit",
    "readAuditLog",
    "Who changed what, newest first",
    auth=Auth.DESK,
    roles=_SUPERVISION,
    query=wire.AuditQuery,
    answers={200: wire.AuditPage},
)
async def read_audit(call: Call) -> Reply:
    query = call.query_as(wire.AuditQuery)
    wanted = AuditFilter(query.actor, query.subject, query.from_, query.to)
    items, next_cursor = await call.hub.office.reports.audit(call.viewer, wanted, query.cursor, query.limit)
    entries = [wire.AuditEntry.model_validate(item) for item in items]
    return Reply(200, wire.AuditPage(items=entries, next_cursor=next_cursor))


def _wants_csv(call: Call) -> bool:
    """Only who names it gets a file; a browser's list of everything gets JSON."""
    accepted: str = call.request.headers.getone("accept", "")
    kinds = [part.partition(";")[0].strip().lower() for part in accepted.split(",")]
    return "text/csv" in kinds and "application/json" not in kinds


def _file(report: Report) -> Reply:
    name = f"{report.definition.name}-{report.period.first}-{report.period.last}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return Reply(200, headers=headers, raw=as_csv(report), media_type=_CSV)


def _json(report: Report) -> wire.Report:
    definition = report.definition
    return wire.Report(
        name=definition.name,
        title=definition.title,
        counts=definition.counts,
        from_day=report.period.first,
        to_day=report.period.last,
        group_by=report.group_by.value,
        figures=[wire.Figure.model_validate(f) for f in definition.figures],
        rows=[wire.ReportRow.model_validate(row) for row in report.rows],
        total=dict(report.total),
    )
