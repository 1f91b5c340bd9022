"""Between a row of `cases` and a Case."""

from typing import Any

from handoff.adapters.sql.tables import AnyRow
from handoff.adapters.sql.tables import cases as table
from handoff.domain.case import Case, CaseStatus, Priority

COLUMNS = tuple(table.c)
#: The frozen context is large; lists and chat pages do without.
BRIEF = tuple(column for column in COLUMNS if column is not table.c.context)


def values_of(case: Case) -> dict[str, Any]:
    values = {column.name: getattr(case, column.name) for column in COLUMNS}
    return {**values, "codes": list(case.codes), "evidence": list(case.evidence)}


def case_of(row: AnyRow, butler_name: str | None = None) -> Case:
    found = row._mapping  # made anew at each asking
    values = {column.name: found[column] for column in COLUMNS if column in found}
    values |= {
        "status": CaseStatus(values["status"]),
        "priority": Priority(values["priority"]),
        "codes": tuple(values["codes"]),
        "evidence": tuple(values["evidence"]),
    }
    return Case(**values, butler_name=butler_name)
