"""The routes of drafts and similar cases: shapes, roles, refusals."""

from uuid import uuid4

from tests.handoff.web.support import Customer, Desk


async def escalated(customer: Customer, desk: Desk) -> str:
    await customer.say("凭什么拒赔我的住院费，发票交了三次")
    await customer.hears("bot")
    case = await desk.case_of(customer)
    assert case is not None
    return str(case["id"])


async def test_drafts_and_steps_come_with_sources(customer: Customer, linxiao: Desk) -> None:
    case_id = await escalated(customer, linxiao)
    answer = await linxiao.post(f"/cases/{case_id}/drafts")
    assert answer.status_code == 200
    made = answer.json()
    assert 1 <= len(made["drafts"]) <= 3
    assert {d["from"] for d in made["drafts"]} == {"knowledge"}
    assert all(item["text"] and item["source"] for item in (*made["drafts"], *made["next_steps"]))
    assert (made["goal"], made["summary"]) == (None, None)
    shown = (await customer.page())["messages"]
    assert not any(made["drafts"][0]["text"] in m["text"] for m in shown), "nothing is sent by itself"


async def test_the_case_tells_goal_and_summary_in_the_customers_words(
    customer: Customer, linxiao: Desk
) -> None:
    case_id = await escalated(customer, linxiao)
    detail = (await linxiao.get(f"/cases/{case_id}")).json()
    assert "凭什么拒赔" in detail["goal"]
    assert len(detail["summary"]) <= 120
    assert "发票交了三次" in detail["summary"]
    for part in ("documents", "clauses", "sensitive_flags", "already_tried", "claim_no", "policy_no"):
        assert part in detail["context"]
        assert part in detail["live"]
    assert detail["context"]["already_tried"] == ["发票交了三次"]
    assert detail["live"]["clocks"][0]["left_minutes"] is not None


async def test_similar_cases_are_listed_without_persons(
    customer: Customer, other: Customer, linxiao: Desk
) -> None:
    first = await escalated(other, linxiao)
    await linxiao.post(f"/cases/{first}/claim")
    told = {"outcome": "explained", "reason": "逐条说明了条款", "message_to_user": "条款已经发您"}
    assert (await linxiao.post(f"/cases/{first}/resolve", told)).status_code == 200
    case_id = await escalated(customer, linxiao)
    answer = await linxiao.get(f"/cases/{case_id}/similar")
    assert answer.status_code == 200
    items = answer.json()["items"]
    assert 1 <= len(items) <= 5
    assert items[0]["outcome_name"] == "已解释清楚"
    assert set(items[0]) == {
        *("number", "codes", "goal", "outcome", "outcome_name", "outcome_reason", "resolved_at", "score")
    }


async def test_who_may_not_ask(customer: Customer, linxiao: Desk, trainer: Desk) -> None:
    case_id = await escalated(customer, linxiao)
    assert (await trainer.post(f"/cases/{case_id}/drafts")).status_code == 403
    assert (await trainer.get(f"/cases/{case_id}/similar")).status_code == 403
    nobodys = uuid4()
    assert (await linxiao.post(f"/cases/{nobodys}/drafts")).status_code == 404
    assert (await linxiao.get(f"/cases/{nobodys}/similar")).status_code == 404
    assert (await linxiao.get("/cases/not-an-id/similar")).status_code == 404
    unsigned = await linxiao.http.post(f"/api/v1/cases/{case_id}/drafts")
    assert unsigned.json()["code"] == "csrf_failed"
