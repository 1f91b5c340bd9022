"""What the hub makes of the insurer's answers, and of its silence."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from handoff.adapters.insurer_gateway import InsurerGateway
from handoff.bootstrap import KNOWLEDGE
from handoff.domain.conversation import Contact
from insurer.client import InsurerClient
from insurer.knowledge import load

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
CUSTOMER = {
    "ref": "C001",
    "name": "王建明",
    "name_masked": "王*明",
    "phone_masked": "138****8000",
    "id_masked": "110***********2X",
    "birth_year": 1984,
    "accessibility": ["large_text"],
    "butler_username": "linxiao",
    "butler_name": "林晓",
    "customer_since": "2020-05-01",
}
POLICY = {
    "policy_no": "P2026000123456",
    "product_id": "MM1",
    "product_name": "百万医疗",
    "insurance_type": "INPATIENT_MED",
    "claim_types": ["INPATIENT_MED"],
    "insured_name_masked": "王*明",
    "relation": "self",
    "status": "active",
    "effective_date": "2026-01-01",
    "expiry_date": "2026-12-31",
    "sum_insured": "2000000.00",
    "deductible": "10000.00",
    "waiting_period_days": 30,
    "cooling_off_days": 15,
    "platform_cancel_days": 15,
    "insurer_name": "某保险",
}


def claim(number: str, *, paid: bool) -> dict[str, object]:
    return {
        "claim_no": number,
        "policy_no": "P2026000123456",
        "product_name": "百万医疗",
        "claim_type": "INPATIENT_MED",
        "state_code": "SUPPLEMENT_REQUESTED",
        "incident_date": "2026-11-01",
        "incident": "住院",
        "reported_at": "2026-11-02T09:00:00+08:00",
        "events": [
            {
                "state_code": "REPORTED",
                "entered_at": "2026-11-02T09:00:00+08:00",
                "actor_type": "user",
                "clause_ref": "第 5 条",
            }
        ],
        "missing_documents": [{"doc_code": "D08", "why": "要看治疗经过", "alternatives": None}],
        "decision": {
            "outcome": "rejected",
            "reason": "等待期内",
            "clause_ref": "第 12 条",
            "human_reviewer": "审核员 李",
            "decided_at": "2026-11-10T09:00:00+08:00",
        },
        "payment": {"amount": "100.00", "paid_at": "2026-11-12T09:00:00+08:00", "account_tail": "0128"}
        if paid
        else None,
    }


def answering(http: httpx.Request) -> httpx.Response:
    path = http.url.path
    if path.endswith("/policies"):
        return httpx.Response(200, json={"items": [POLICY]})
    if path.endswith("/claims"):
        return httpx.Response(200, json={"items": [claim("CL2", paid=True), claim("CL1", paid=False)]})
    return httpx.Response(200, json=CUSTOMER)


@pytest.fixture(scope="module")
def knowledge() -> object:
    assert Path(KNOWLEDGE).is_dir()
    return load(KNOWLEDGE)


def gateway(
    answer: Callable[[httpx.Request], httpx.Response], knowledge: object, seconds: float = 1.5
) -> InsurerGateway:
    client = InsurerClient("http://insurer", "t", transport=httpx.MockTransport(answer))
    return InsurerGateway(client, knowledge, seconds)  # type: ignore[arg-type]


async def test_the_dossier(knowledge: object) -> None:
    dossier = await gateway(answering, knowledge).dossier("C001", NOW, "corr-0001")
    assert dossier.available
    assert dossier.person == {
        "display_name": "王*明",
        "ref_masked": "C**1",
        "phone_masked": "138****8000",
        "age": 42,
        "since": "2020-05-01",
        "dedicated_butler": "林晓",
    }
    assert dossier.policies[0]["policy_no"] == "…3456"
    assert [c["claim_no"] for c in dossier.claims] == ["CL2", "CL1"]
    assert dossier.timeline is not None
    assert dossier.timeline["claim_no"] == "CL1", "the open claim leads, not the newest"
    assert [m["code"] for m in dossier.missing_documents] == ["D08"]
    assert dossier.clause_refs == ("第 12 条", "第 5 条")
    assert (dossier.butler_username, dossier.accessibility) == ("linxiao", ("large_text",))
    assert "王建明" not in str(dossier)
    assert "P2026000123456" not in str(dossier)


async def test_the_contact_gets_name_and_butler(knowledge: object) -> None:
    known = await gateway(answering, knowledge).contact(Contact("web", "d", "C001", "C001"), "corr-0001")
    assert (known.display_name, known.butler_username, known.butler_name) == ("王*明", "linxiao", "林晓")
    stranger = Contact("web", "d", "X", None)
    assert await gateway(answering, knowledge).contact(stranger, "corr-0001") is stranger


@pytest.mark.parametrize("status", [401, 403, 500, 503])
async def test_an_insurer_in_trouble_is_not_available(knowledge: object, status: int) -> None:
    ill = gateway(lambda _: httpx.Response(status, json={"code": "unavailable"}), knowledge)
    assert (await ill.dossier("C001", NOW, "corr-0001")).available is False
    contact = Contact("web", "d", "C001", "C001")
    assert await ill.contact(contact, "corr-0001") is contact


async def test_nobody_there_is_not_the_same_as_nobody_known(knowledge: object) -> None:
    unknown = gateway(lambda _: httpx.Response(404, json={"code": "not_found"}), knowledge)
    dossier = await unknown.dossier("C999", NOW, "corr-0001")
    assert (dossier.available, dossier.person, dossier.policies) == (True, None, ())
    assert (await unknown.dossier(None, NOW, "corr-0001")).available


async def test_a_slow_insurer_is_not_waited_for(knowledge: object) -> None:
    async def hanging(_: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError("unreachable")

    client = InsurerClient("http://insurer", "t", transport=httpx.MockTransport(hanging))
    slow = InsurerGateway(client, knowledge, 0.05)  # type: ignore[arg-type]
    async with asyncio.timeout(5):
        assert (await slow.dossier("C001", NOW, "corr-0001")).available is False
        assert await slow.ready() is False
