"""Clocks and promises over HTTP, as the console uses them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.handoff.web.support import Customer, Desk


async def held(customer: Customer, desk: Desk) -> str:
    said = await customer.say("凭什么拒我，条款第几条你指给我看")
    await customer.hears("bot", said["seq"])
    case = await desk.case_of(customer)
    assert case is not None
    assert (await desk.post(f"/cases/{case['id']}/claim")).status_code == 200
    return str(case["id"])


def moment(**ahead: float) -> str:
    return (datetime.now(UTC) + timedelta(**ahead)).isoformat()


async def test_clocks_of_the_law_by_hand(
    customer: Customer, linxiao: Desk, zhoukai: Desk, suyan: Desk
) -> None:
    case_id = await held(customer, linxiao)
    clocks = (await linxiao.get(f"/cases/{case_id}/clocks")).json()["items"]
    assert {c["kind"] for c in clocks} >= {"first_response", "resolution"}
    body = {"code": "handle_15_30_60", "subject": "TS1", "started_at": moment(hours=-1)}
    assert (await zhoukai.post(f"/cases/{case_id}/clocks", body)).json()["code"] == "not_your_case"
    started = await linxiao.post(f"/cases/{case_id}/clocks", body)
    assert started.status_code == 201
    clock = started.json()
    assert (clock["name"], clock["amount"], clock["confirm"]) == ("投诉处理时限", 15, True)
    assert (await linxiao.post(f"/cases/{case_id}/clocks", body)).status_code == 409
    for wrong in (
        {"code": "nonsense"},
        {"code": "../"},
        {"started_at": moment(days=9)},
        {"started_at": "soon"},
    ):
        refused = await linxiao.post(f"/cases/{case_id}/clocks", {**body, **wrong})
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
    path = f"/clocks/{clock['id']}"
    assert (await linxiao.post(f"{path}/pause", {"reason": "等材料"})).status_code == 409
    assert (await linxiao.post(f"{path}/extend", {"days": 30, "reason": "复杂"})).status_code == 403
    assert (await suyan.post(f"{path}/extend", {"days": 60, "reason": "复杂"})).status_code == 409
    assert (await suyan.post(f"{path}/extend", {"days": 45, "reason": "复杂"})).status_code == 422
    longer = await suyan.post(f"{path}/extend", {"days": 30, "reason": "情况复杂，已告知客户"})
    assert (longer.status_code, longer.json()["amount"]) == (200, 30)
    stopped = await linxiao.post(f"{path}/stop", {"reason": "已书面答复"})
    assert stopped.json()["stopped_at"] is not None
    assert (await linxiao.post(f"{path}/stop", {"reason": "再停一次"})).status_code == 409
    detail = (await linxiao.get(f"/cases/{case_id}")).json()
    shown = next(c for c in detail["clocks"] if c["code"] == "handle_15_30_60")
    assert shown["stopped_at"] == stopped.json()["stopped_at"]
    assert [e["kind"] for e in detail["events"]][-3:] == ["clock_started", "clock_extended", "clock_stopped"]
    nowhere = "/clocks/00000000-0000-0000-0000-000000000000/stop"
    assert (await linxiao.post(nowhere, {"reason": "没有的"})).status_code == 404


async def test_a_promise_from_the_suggestion_to_its_keeping(
    customer: Customer, linxiao: Desk, zhoukai: Desk
) -> None:
    case_id = await held(customer, linxiao)
    message = {"client_msg_id": "p1", "text": "我去查，明天上午给您回电。"}
    sent = await linxiao.post(f"/cases/{case_id}/messages", message)
    suggested: dict[str, Any] = sent.json()["promise_suggestion"]
    assert suggested["text"] == "我去查，明天上午给您回电。"
    plain = await linxiao.post(f"/cases/{case_id}/messages", {"client_msg_id": "p2", "text": "您好"})
    assert plain.json()["promise_suggestion"] is None
    made = await linxiao.post(f"/cases/{case_id}/promises", suggested)
    assert made.status_code == 201
    assert (await zhoukai.post(f"/cases/{case_id}/promises", suggested)).status_code == 403
    late = await linxiao.post(f"/cases/{case_id}/promises", {"text": "早该办的", "due_at": moment(hours=-1)})
    assert (late.status_code, late.json()["code"]) == (422, "invalid")
    listed = (await linxiao.get("/promises", status="open", mine="true", case_id=case_id)).json()["items"]
    assert [p["id"] for p in listed] == [made.json()["id"]]
    path = f"/promises/{made.json()['id']}"
    assert (await zhoukai.post(f"{path}/keep", {"note": ""})).status_code == 403
    assert (await linxiao.post(f"{path}/withdraw", {"note": ""})).status_code == 422
    kept = await linxiao.post(f"{path}/keep", {"note": "打通了"})
    assert (kept.status_code, kept.json()["status"], kept.json()["kept_late"]) == (200, "kept", False)
    assert (await linxiao.post(f"{path}/keep", {"note": ""})).status_code == 409
    detail = (await linxiao.get(f"/cases/{case_id}")).json()
    assert [e["kind"] for e in detail["events"] if e["kind"].startswith("promise")][-2:] == [
        "promise_made",
        "promise_kept",
    ]
    assert (await linxiao.get("/promises", cursor="nonsense")).status_code == 422
