"""Reports as files, the board, webhooks over HTTP."""

import csv
import io
from collections.abc import AsyncIterator

import pytest

from handoff.domain.reports import BY_NAME
from tests.handoff.web.conftest import Site
from tests.handoff.web.office import an_open_case, call, settle
from tests.handoff.web.support import Customer, Desk


@pytest.fixture
async def admin(site: Site) -> AsyncIterator[Desk]:
    desk = await Desk.log_in(site.url, "admin")
    yield desk
    await desk.http.aclose()


async def test_a_report_and_the_same_as_a_file(customer: Customer, suyan: Desk) -> None:
    await settle(suyan, await an_open_case(customer, suyan), outcome="not_needed")
    report = (await suyan.get("/reports/false_escalations", group_by="butler")).json()
    assert report["title"] == "误升级"
    assert report["total"]["false"] >= 1
    mine = next(row for row in report["rows"] if row["key"] == suyan.user["id"])
    assert mine["label"] == "苏妍"
    file = await suyan.http.get(
        "/api/v1/reports/false_escalations?group_by=butler", headers={"Accept": "text/csv"}
    )
    assert file.headers["content-type"] == "text/csv; charset=utf-8"
    assert "false_escalations-" in file.headers["content-disposition"]
    assert file.content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"), newline="")))
    assert lines[0] == ["分组", "名称", *(f.title for f in BY_NAME["false_escalations"].figures)]
    assert lines[-1][0] == "合计"
    assert [row["key"] for row in report["rows"]] == [line[0] for line in lines[1:-1]]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=2026-11-23&to=2026-11-22", "不能晚于"),
        ("from=2020-01-01&to=2026-11-22", "最多查"),
        ("group_by=salary", "不在可选的范围里"),
        ("from=yesterday", "格式不对"),
        ("to=9999-12-31", "不能大于 2199-12-31"),
    ],
)
async def test_a_report_that_cannot_be(query: str, said: str, suyan: Desk) -> None:
    answer = await suyan.http.get(f"/api/v1/reports/csat?{query}")
    assert answer.status_code == 422
    assert said in answer.text


async def test_the_board(customer: Customer, suyan: Desk, linxiao: Desk) -> None:
    await an_open_case(customer, suyan)
    await call(linxiao, "POST", "/desk/presence", {"state": "available"})
    board = (await suyan.get("/desk/board")).json()
    assert sum(row["waiting"] + row["offered"] for row in board["queue"]) >= 1
    assert next(seat for seat in board["seats"] if seat["id"] == linxiao.user["id"])["present"]
    assert board["today"]["opened"] >= 1
    await call(linxiao, "POST", "/desk/presence", {"state": "away"})


async def test_a_webhooks_life(admin: Desk) -> None:
    body = {"url": "https://hooks.example.com/in", "kinds": ["case.opened"], "description": "CRM"}
    made = await call(admin, "POST", "/webhooks", {**body, "url": "https://10.0.0.1/"})
    assert made.status_code == 422
    keyed = {"Idempotency-Key": "make-the-crm-hook"}
    made = await call(admin, "POST", "/webhooks", body, **keyed)
    assert made.status_code == 201
    assert made.json()["secret"].startswith("whsec_")
    again = await call(admin, "POST", "/webhooks", body, **keyed)
    assert again.json() == made.json()  # the answer was lost: the secret is not
    path = f"/webhooks/{made.json()['id']}"
    listed = (await admin.get("/webhooks")).json()["items"]
    assert [hook["id"] for hook in listed].count(made.json()["id"]) == 1
    assert all("secret" not in hook for hook in listed)
    off = await call(admin, "PATCH", path, {"version": 1, "active": False})
    assert (off.json()["active"], off.json()["secret"], off.json()["version"]) == (False, None, 2)
    assert (await call(admin, "PATCH", path, {"version": 1, "active": True})).status_code == 409
    assert (await call(admin, "POST", f"{path}/test")).status_code == 409
    assert (await admin.get(f"{path}/deliveries")).json() == {"items": [], "next_cursor": None}
    assert (await call(admin, "DELETE", path)).status_code == 204
    assert (await call(admin, "DELETE", path)).status_code == 404
    audit = (await admin.get("/audit", subject=f"webhook:{made.json()['id']}")).json()["items"]
    assert [entry["action"] for entry in audit] == ["webhook_removed", "webhook_changed", "webhook_created"]
