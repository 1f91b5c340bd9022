"""The customer's wishes while waiting, and the listening page, over the real API."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.handoff.web.support import Customer, Desk, Json

CHINA = timezone(timedelta(hours=8))


def tomorrow(hour: int, hours: float = 1) -> Json:
    day = (datetime.now(CHINA) + timedelta(days=1)).date()
    begin = datetime(day.year, day.month, day.day, hour, tzinfo=CHINA)
    return {"from": begin.isoformat(), "until": (begin + timedelta(hours=hours)).isoformat()}


async def waiting(customer: Customer) -> Json:
    await customer.say("你们凭什么拒赔")
    await customer.hears("bot")
    state = await customer.state()
    assert state["floor"] == "queue"
    return dict(state["case"])


async def test_place_time_and_what_may_be_done(customer: Customer) -> None:
    case = await waiting(customer)
    assert case["position"] >= 1
    assert case["wait_text"]
    assert (case["can_withdraw"], case["continues"], case["callback"]) == (True, False, None)


async def test_going_on_and_withdrawing(customer: Customer, linxiao: Desk) -> None:
    await waiting(customer)
    answer = await customer.post("/continue")
    assert answer.status_code == 200
    assert (answer.json()["floor"], answer.json()["case"]["continues"]) == ("bot", True)
    last = (await customer.page())["last_seq"]
    await customer.say("免赔额是多少")
    assert (await customer.hears("bot", after=last))["text"]
    answer = await customer.post("/withdraw")
    assert answer.status_code == 200
    assert (answer.json()["floor"], answer.json()["case"]) == ("bot", None)
    assert (await customer.post("/withdraw")).status_code == 200
    assert await linxiao.case_of(customer, "waiting") is None


async def test_a_butler_who_is_there_first_keeps_the_case(customer: Customer, linxiao: Desk) -> None:
    await waiting(customer)
    case = await linxiao.case_of(customer, "waiting")
    assert case is not None
    claim, withdraw = await asyncio.gather(
        linxiao.post(f"/cases/{case['id']}/claim"), customer.post("/withdraw")
    )
    assert sorted([claim.status_code, withdraw.status_code]) == [200, 409]
    if claim.status_code == 200:
        assert withdraw.json()["code"] == "case_already_held"
    else:
        assert claim.json()["code"] == "case_closed"


async def test_callbacks(customer: Customer, linxiao: Desk) -> None:
    await waiting(customer)
    answer = await customer.post("/callback", {**tomorrow(10), "note": "打手机"})
    assert answer.status_code == 200, answer.text
    told = answer.json()["case"]["callback"]
    assert datetime.fromisoformat(told["from"]) == datetime.fromisoformat(tomorrow(10)["from"])
    case = await linxiao.case_of(customer, "waiting")
    assert case is not None
    assert "callback_asked" in [event["kind"] for event in case["events"]]
    done = await linxiao.post(f"/cases/{case['id']}/callback/done", {"note": "已回电"})
    assert done.status_code == 204
    again = await linxiao.post(f"/cases/{case['id']}/callback/done", {})
    assert again.status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"from": "2026", "until": "2027"},
        {"from": 1764000000, "until": 1764003600},
        {"from": "0001-01-01T00:00:00+08:00", "until": "9999-12-31T23:59:59-12:00"},
        {"from": "2026-11-24T10:00:00", "until": "2026-11-24T11:00:00"},
        {**tomorrow(11), "until": tomorrow(10)["from"]},
        {**tomorrow(10), "note": "长" * 201},
        {**tomorrow(10), "extra": 1},
        {"from": None, "until": None},
    ],
    ids=[
        "nothing",
        "years",
        "numbers",
        "end of time",
        "no zone",
        "backwards",
        "long note",
        "unknown field",
        "null",
    ],
)
async def test_malformed_windows_are_refused(customer: Customer, body: Json) -> None:
    await waiting(customer)
    answer = await customer.post("/callback", body)
    assert answer.status_code == 422, answer.text
    assert (await customer.state())["case"]["callback"] is None


@pytest.mark.parametrize("path", ["/withdraw", "/continue"])
async def test_nothing_waits(customer: Customer, path: str) -> None:
    answer = await customer.post(path)
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")


async def test_nobody_else_may(http: httpx.AsyncClient, customer: Customer) -> None:
    await waiting(customer)
    for path in ("withdraw", "continue", "callback"):
        answer = await http.post(f"/api/v1/chat/{path}", json=tomorrow(10))
        assert answer.status_code == 401


async def voice_of(desk: Desk, customer: Customer) -> Json:
    page = (await desk.get("/voices", limit=200)).json()
    return next(dict(v) for v in page["items"] if v["conversation_id"] == customer.conversation_id)


async def test_a_dispute_is_heard_and_followed_up(customer: Customer, linxiao: Desk, suyan: Desk) -> None:
    await waiting(customer)
    voice = await voice_of(linxiao, customer)
    assert (voice["kind"], voice["topic_name"], voice["status"]) == ("dispute", "拒赔", "new")
    patch = {"headers": {"X-CSRF-Token": suyan.csrf}}
    path = f"/api/v1/voices/{voice['id']}"
    taken = await suyan.http.patch(path, json={"version": 1, "status": "taken"}, **patch)
    assert taken.status_code == 200, taken.text
    assert (taken.json()["owner_id"], taken.json()["version"]) == (suyan.user["id"], 2)
    late = await suyan.http.patch(path, json={"version": 1, "status": "closed", "answer": "x"}, **patch)
    assert (late.status_code, late.json()["code"]) == (409, "conflict")
    empty = await suyan.http.patch(path, json={"version": 2, "status": "closed"}, **patch)
    assert empty.status_code == 422
    gone = await suyan.http.patch(f"/api/v1/voices/{uuid4()}", json={"version": 1}, **patch)
    assert gone.status_code == 404
    read_only = await linxiao.http.patch(
        path, json={"version": 2, "status": "taken"}, headers={"X-CSRF-Token": linxiao.csrf}
    )
    assert read_only.status_code == 403


async def test_topics_and_digest(customer: Customer, suyan: Desk, trainer: Desk) -> None:
    await waiting(customer)
    topics = (await suyan.get("/voices/topics", weeks=3)).json()["items"]
    rejection = next(t for t in topics if t["topic"] == "rejection")
    assert rejection["total"] >= 1
    assert len(rejection["weeks"]) == 3
    year, week, _ = datetime.now(CHINA).date().isocalendar()
    digest = (await suyan.get("/voices/digest", week=f"{year}-W{week:02d}")).json()
    assert digest["total"] >= 1
    text = await suyan.http.get(
        "/api/v1/voices/digest", params={"week": f"{year}-W{week:02d}"}, headers={"Accept": "text/markdown"}
    )
    assert text.headers["content-type"].startswith("text/markdown")
    assert text.text.startswith("# 倾听周报")
    assert (await trainer.get("/voices")).status_code == 403


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/voices", {"kind": "rumour"}),
        ("/voices", {"limit": 0}),
        ("/voices", {"limit": "viele"}),
        ("/voices", {"cursor": "%00"}),
        ("/voices", {"from": "gestern"}),
        ("/voices", {"from": "0001-01-01T00:00:00Z"}),
        ("/voices", {"topic": "a" * 5000}),
        ("/voices", {"topic": "x'; DROP TABLE voices"}),
        ("/voices/topics", {"weeks": 1}),
        ("/voices/topics", {"weeks": 10**12}),
        ("/voices/digest", {"week": "2026-W99"}),
        ("/voices/digest", {"week": "0001-W01"}),
    ],
)
async def test_malformed_questions_are_refused(linxiao: Desk, path: str, query: dict[str, Any]) -> None:
    assert (await linxiao.get(path, **query)).status_code == 422


async def test_only_between_two_moments(linxiao: Desk) -> None:
    past = {"from": "2000-01-01T00:00:00Z", "to": "2001-01-01T00:00:00+08:00"}
    assert (await linxiao.get("/voices", **past)).json() == {"items": [], "next_cursor": None}
    assert (await linxiao.get("/voices", **{"from": datetime.now(UTC).isoformat()})).status_code == 200
