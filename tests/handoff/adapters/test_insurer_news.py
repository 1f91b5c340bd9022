"""News in words: from the insurer's own sentences and data/knowledge, never half a sentence, never a claim of
somebody else's."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from handoff.adapters.insurer_news import NewsTeller, claim_story
from handoff.bootstrap import KNOWLEDGE
from handoff.domain.errors import InsurerAway
from handoff.domain.news import InsurerEvent
from insurer.api import Claim
from insurer.client import InsurerClient
from insurer.knowledge import load

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
BOOK = load(KNOWLEDGE)


def claim(state: str = "DOCS_PRECHECK", **given: Any) -> Claim:
    entered = {
        "state_code": state,
        "entered_at": NOW.isoformat(),
        "actor_type": "insurer",
        "due_at": (NOW + timedelta(days=2)).isoformat(),
        "visible_text": given.pop("visible_text", None),
    }
    return Claim.model_validate_json(
        json.dumps(
            {
                "claim_no": "CL1",
                "policy_no": "P1",
                "product_name": "百万医疗",
                "claim_type": "INPATIENT_MED",
                "state_code": state,
                "incident_date": "2026-11-01",
                "incident": "住院",
                "reported_at": NOW.isoformat(),
                "first_claim_at": None,
                "docs_complete_at": None,
                "amount_claimed": None,
                "amount_approved": None,
                "supplement_round": 0,
                "events": [entered],
                "missing_documents": [],
                "decision": None,
                "payment": None,
                **given,
            }
        )
    )


def event(kind: str = "claim.step_changed", **data: Any) -> InsurerEvent:
    return InsurerEvent("e1", kind, "C001", "CL1", None, NOW, {"state_code": "DOCS_PRECHECK", **data})


def words(one: InsurerEvent, of: Claim | None = None, now: datetime = NOW) -> str | None:
    story = claim_story([one], of or claim(), BOOK, now)
    return story.text if story else None


def test_the_insurers_own_sentence_wins() -> None:
    assert words(event(), claim(visible_text="材料在看了，周三前回话。")) == (
        "您的住院医疗理赔有新消息：\n材料在看了，周三前回话。"
    )


def test_the_sentence_of_the_step_with_its_day() -> None:
    said = words(event(due_at=(NOW + timedelta(days=2)).isoformat()))
    assert said is not None
    assert "最晚11月24日前告诉您缺不缺" in said


@pytest.mark.parametrize("state", sorted(BOOK.claim_states))
def test_never_half_a_sentence(state: str) -> None:
    story = claim_story([event(state_code=state)], claim(state), BOOK, NOW)
    assert story is not None
    assert "{" not in story.text
    assert story.card is not None
    assert story.card["type"] == "timeline"
    for forbidden in ("肯定赔", "肯定不赔", "请您冷静", "请耐心等待"):
        assert forbidden not in story.text


def test_ones_own_step_and_a_step_left_behind_are_no_news() -> None:
    assert words(event(actor_type="user")) is None
    assert words(event(state_code="REPORTED")) is None


def test_missing_documents_by_name() -> None:
    of = claim("SUPPLEMENT_REQUESTED")
    code = next(iter(BOOK.documents))
    said = words(
        event(
            "claim.document_missing",
            state_code="SUPPLEMENT_REQUESTED",
            documents=[{"doc_code": code, "why": "页数不全。"}, {"doc_code": "D99", "why": ""}],
        ),
        of,
    )
    assert said is not None
    assert f"· {BOOK.documents[code].name}：页数不全\n· D99\n" in said
    assert "还缺 2 样" in said


@pytest.mark.parametrize(("percent", "part"), [(60, "六成"), (80, "八成"), (100, "还没有结果")])
def test_clocks(percent: int, part: str) -> None:
    data = {"clock_code": "adjudicate", "percent": percent, "due_at": (NOW + timedelta(days=3)).isoformat()}
    said = words(event("claim.clock", **data))
    assert said is not None
    assert part in said
    assert BOOK.clocks["adjudicate"].subject in said
    assert "11月25日" in said


def test_a_clock_told_after_its_end_is_left_to_the_end_itself() -> None:
    data = {"clock_code": "adjudicate", "percent": 80, "due_at": (NOW - timedelta(hours=1)).isoformat()}
    assert words(event("claim.clock", **data)) is None


def test_paid_and_decided_without_the_claim() -> None:
    teller = NewsTeller(InsurerClient("http://127.0.0.1:1", "t"), BOOK)
    paid = teller.tell_plainly([event("claim.paid", amount="393.00", account_tail="6688")])
    refused = teller.tell_plainly([event("claim.decided", outcome="rejected")])
    assert paid is not None
    assert "393.00 元已经打到您尾号 6688 的账户" in paid.text
    assert refused is not None
    assert "转人工" in refused.text
    assert teller.tell_plainly([event(state_code="NOWHERE")]) is None


def teller_with(answer: httpx.Response | Exception) -> NewsTeller:
    def respond(_: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    client = InsurerClient("http://insurer", "t", transport=httpx.MockTransport(respond))
    return NewsTeller(client, BOOK)


async def test_somebody_elses_claim_is_not_told() -> None:
    problem = {"code": "not_found", "detail": "没有"}
    teller = teller_with(httpx.Response(404, json=problem))
    assert await teller.tell([event()], NOW, "corr-0001") is None


@pytest.mark.parametrize(
    "answer", [httpx.Response(503), httpx.ReadTimeout("slow"), httpx.Response(200, json=[])]
)
async def test_an_insurer_that_fails_is_asked_again(answer: httpx.Response | Exception) -> None:
    with pytest.raises(InsurerAway):
        await teller_with(answer).tell([event()], NOW, "corr-0001")


async def test_a_pickup_needs_no_claim() -> None:
    pickup = InsurerEvent("e1", "pickup.changed", "C001", None, "PK1", NOW, {"status": "collected"})
    story = await teller_with(httpx.Response(500)).tell([pickup], NOW, "corr-0001")
    assert story is not None
    assert "取走" in story.text
