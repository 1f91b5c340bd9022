"""Settings, holidays, butlers, canned replies over HTTP."""

import asyncio
from uuid import uuid4

import pytest

from tests.handoff.web.office import an_open_case, call
from tests.handoff.web.support import Customer, Desk

WEEK = [{"opens": "09:00", "closes": "20:00", "breaks": [["12:00", "12:30"]]}] * 6 + [None]


async def version_of(desk: Desk, key: str) -> int:
    return int((await desk.get(f"/settings/{key}")).json()["version"])


@pytest.mark.parametrize("key", ["hours", "routing", "sla", "skills", "ageing"])
async def test_what_is_read_can_be_put(key: str, suyan: Desk) -> None:
    read = (await suyan.get(f"/settings/{key}")).json()
    body = {"value": read["value"], "version": read["version"]}
    put = await call(suyan, "PUT", f"/settings/{key}", body)
    assert put.status_code == 200, put.text
    assert put.json()["value"] == read["value"]
    assert put.json()["version"] == read["version"] + 1
    assert put.json()["changed_by"] == "苏妍"


async def test_a_change_on_an_old_version_is_refused(suyan: Desk) -> None:
    version = await version_of(suyan, "hours")
    body = {"value": {"week": WEEK}, "version": version}
    answers = await asyncio.gather(*(call(suyan, "PUT", "/settings/hours", body) for _ in range(5)))
    assert sorted(a.status_code for a in answers) == [200, 409, 409, 409, 409]
    restored = [{"opens": "08:30", "closes": "21:00", "breaks": []}] * 7
    body = {"value": {"week": restored}, "version": version + 1}
    assert (await call(suyan, "PUT", "/settings/hours", body)).status_code == 200


async def test_wrong_settings_are_refused_with_a_sentence(suyan: Desk) -> None:
    value = (await suyan.get("/settings/routing")).json()["value"]
    body = {"value": {**value, "present_seconds": 600, "vanish_seconds": 60}, "version": 0}
    answer = await call(suyan, "PUT", "/settings/routing", body)
    assert answer.status_code == 422
    assert "失联收回秒数要大于在线判定秒数" in answer.json()["detail"]


async def test_butlers_read_and_do_not_write(linxiao: Desk, trainer: Desk) -> None:
    read = await linxiao.get("/settings/sla")
    assert read.status_code == 200
    body = {"value": read.json()["value"], "version": read.json()["version"]}
    assert (await call(linxiao, "PUT", "/settings/sla", body)).status_code == 403
    assert (await trainer.get("/settings/sla")).status_code == 403
    for path in ("/reports/csat", "/desk/board", "/audit", "/butlers", "/webhooks"):
        assert (await linxiao.get(path)).status_code == 403, path


async def test_changes_are_in_the_audit_log(suyan: Desk) -> None:
    read = (await suyan.get("/settings/ageing")).json()
    value = {"P1": 0, "P2": 31, "P3": 240}
    await call(suyan, "PUT", "/settings/ageing", {"value": value, "version": read["version"]})
    page = (await suyan.get("/audit", subject="settings:ageing", limit=1)).json()
    assert page["items"][0]["actor"] == "苏妍"
    assert "P2" in page["items"][0]["detail"]
    older = (await suyan.get("/audit", cursor=str(page["items"][0]["id"]), limit=5)).json()
    assert all(item["id"] < page["items"][0]["id"] for item in older["items"])
    assert (await suyan.get("/audit", cursor="x")).status_code == 422
    nobody = (await suyan.get("/audit", actor=str(uuid4()))).json()
    assert nobody == {"items": [], "next_cursor": None}
    body = {"value": read["value"], "version": read["version"] + 1}
    assert (await call(suyan, "PUT", "/settings/ageing", body)).status_code == 200


async def test_holidays(suyan: Desk) -> None:
    path = "/settings/holidays/2030-10-01"
    assert (await suyan.get(path)).status_code == 404
    put = await call(suyan, "PUT", path, {"open": False, "name": "国庆节"})
    assert put.json() == {"day": "2030-10-01", "open": False, "name": "国庆节"}
    assert put.json() in (await suyan.get("/settings/holidays")).json()["items"]
    assert (await call(suyan, "DELETE", path)).status_code == 204
    assert (await call(suyan, "DELETE", path)).status_code == 404
    for wrong in ("2030-02-30", "1999-01-01", "tomorrow", "20301001"):
        answer = await call(suyan, "PUT", f"/settings/holidays/{wrong}", {"open": False})
        assert answer.status_code == 404, wrong


async def test_butlers_are_set(suyan: Desk, zhoukai: Desk) -> None:
    path = f"/butlers/{zhoukai.user['id']}"
    before = (await suyan.get(path)).json()
    body = {"skills": ["grief", "law"], "capacity": 3, "specialist": True, "version": before["version"]}
    put = await call(suyan, "PUT", path, body)
    assert put.status_code == 200, put.text
    assert (put.json()["skills"], put.json()["capacity"], put.json()["specialist"]) == (
        ["grief", "law"],
        3,
        True,
    )
    assert (await call(suyan, "PUT", path, body)).status_code == 409
    body = {"skills": [], "capacity": 5, "specialist": False, "version": put.json()["version"]}
    assert (await call(suyan, "PUT", path, body)).status_code == 200
    assert (await suyan.get(f"/butlers/{uuid4()}")).status_code == 404
    listed = (await suyan.get("/butlers")).json()["items"]
    assert {"林晓", "周凯", "苏妍"} <= {item["display_name"] for item in listed}


async def test_canned_replies_are_own_or_shared(linxiao: Desk, zhoukai: Desk, suyan: Desk) -> None:
    shortcut = f"快{uuid4().hex[:8]}"
    body = {"shortcut": shortcut, "title": "招呼", "text": "{客户}您好，我是{管家}。", "codes": ["E04"]}
    own = await call(linxiao, "POST", "/canned-replies", body)
    assert own.status_code == 201, own.text
    assert own.json()["shared"] is False
    assert (await call(linxiao, "POST", "/canned-replies", body)).status_code == 409
    assert (await call(zhoukai, "POST", "/canned-replies", body)).status_code == 201
    path = f"/canned-replies/{own.json()['id']}"
    assert (await call(zhoukai, "DELETE", path)).status_code == 404
    assert (await call(linxiao, "POST", "/canned-replies", {**body, "shared": True})).status_code == 403
    shared = await call(suyan, "POST", "/canned-replies", {**body, "shared": True})
    assert shared.status_code == 201
    of_all = f"/canned-replies/{shared.json()['id']}"
    assert (await call(zhoukai, "PATCH", of_all, {**body, "version": 1})).status_code == 403
    changed = await call(linxiao, "PATCH", path, {**body, "title": "新", "version": 1})
    assert (changed.json()["title"], changed.json()["version"]) == ("新", 2)
    assert (await call(linxiao, "PATCH", path, {**body, "version": 1})).status_code == 409
    seen = {r["id"] for r in (await linxiao.get("/canned-replies")).json()["items"]}
    assert {own.json()["id"], shared.json()["id"]} <= seen
    assert (await call(linxiao, "DELETE", path)).status_code == 204
    assert (await call(suyan, "DELETE", of_all)).status_code == 204


async def test_a_shortcut_cannot_be_changed_into_one_that_is_taken(linxiao: Desk) -> None:
    body = {"shortcut": f"甲{uuid4().hex[:8]}", "title": "一", "text": "您好"}
    first = (await call(linxiao, "POST", "/canned-replies", body)).json()
    other = {**body, "shortcut": f"乙{uuid4().hex[:8]}"}
    second = (await call(linxiao, "POST", "/canned-replies", other)).json()
    taken = {**body, "version": 1}
    assert (await call(linxiao, "PATCH", f"/canned-replies/{second['id']}", taken)).status_code == 409
    assert first["shortcut"] == body["shortcut"]


async def test_a_reply_is_filled_in_from_the_case(customer: Customer, linxiao: Desk) -> None:
    case = await an_open_case(customer, linxiao)
    text = "{客户}您好，我是{管家}，编号 {个案编号}，{最晚时间}前答复。"
    body = {"shortcut": f"填{uuid4().hex[:8]}", "title": "一", "text": text}
    reply = (await call(linxiao, "POST", "/canned-replies", body)).json()
    path = f"/canned-replies/{reply['id']}/render"
    rendered = await call(linxiao, "POST", path, {"case_id": case["id"]})
    assert rendered.status_code == 200, rendered.text
    words = rendered.json()["text"]
    assert case["number"] in words
    assert "我是林晓" in words
    assert "{" not in words
    assert (await call(linxiao, "POST", path, {"case_id": str(uuid4())})).status_code == 404
    wrong = await call(linxiao, "POST", "/canned-replies", {**body, "shortcut": "错", "text": "{余额}"})
    assert wrong.status_code == 422
    assert "不认识的变量" in wrong.json()["detail"]
