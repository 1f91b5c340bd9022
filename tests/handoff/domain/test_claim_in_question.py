"""The claim a dialogue is about is the one spoken of, not the first."""

from typing import Any

import pytest

from handoff.domain.claim_in_question import claim_in_question, clauses_for
from handoff.domain.conversation import Author, Message
from tests.handoff.domain.test_package_fields import a_message

PAID = {
    "claim_no": "LP1",
    "claim_type": "OUTPATIENT_MED",
    "product_name": "小病无忧（一年期）",
    "payment": {"amount": "1"},
}
OPEN = {
    "claim_no": "LP2000000001",
    "claim_type": "INPATIENT_MED",
    "product_name": "安心百万（一年期）",
    "state_code": "X",
}
REFUSED = {
    "claim_no": "LP2000000003",
    "claim_type": "CI_SEVERE",
    "product_name": "常青",
    "state_code": "DECISION_REJECTED",
}
SHORT = {
    "claim_no": "LP2000000009",
    "claim_type": "ACC_MED",
    "missing_documents": [{"code": "D08"}],
    "payment": {},
}
ALL = [PAID, OPEN, REFUSED, SHORT]


def user(seq: int, text: str, **entity: str) -> Message:
    entities = [{"entity": name, "value": value} for name, value in entity.items()]
    return a_message(seq, Author.USER, text, understanding={"entities": entities})


def card(seq: int, claim_no: str) -> Message:
    return a_message(
        seq, Author.BOT, "进度", body={"kind": "card", "card": {"type": "timeline", "claim_no": claim_no}}
    )


CASES: list[tuple[list[Message], dict[str, Any], tuple[str, ...], dict[str, Any]]] = [
    ([], {}, (), OPEN),
    ([user(1, "查lp2000000003到哪了")], {}, (), REFUSED),
    ([user(1, "尾号0009那件")], {}, (), SHORT),
    ([user(1, "重疾那个", claim_type="CI_SEVERE")], {"claim_no": "LP1"}, (), REFUSED),
    ([user(1, "小病无忧报的那次")], {}, (), PAID),
    ([card(1, "LP1")], {}, (), PAID),
    ([user(1, "查LP2000000003"), card(2, "LP2000000003"), user(3, "不是，尾号0001的")], {}, (), OPEN),
    ([user(1, "尾号0001的"), card(2, "LP2000000003"), user(3, "凭什么")], {}, (), REFUSED),
    ([user(1, "你好")], {"claim_no": "lp2000000009"}, (), SHORT),
    ([user(1, "你好")], {"claim_type": "OUTPATIENT_MED"}, (), PAID),
    ([user(1, "凭什么")], {}, ("E04",), REFUSED),
    ([user(1, "又补")], {}, ("E08",), SHORT),
    ([user(1, "LP9999999999")], {"claim_no": "P1"}, (), OPEN),
]


@pytest.mark.parametrize(("transcript", "slots", "codes", "expected"), CASES)
def test_the_claim_spoken_of(
    transcript: list[Message], slots: dict[str, Any], codes: tuple[str, ...], expected: dict[str, Any]
) -> None:
    assert claim_in_question(ALL, transcript, {}, slots, codes) is expected


def test_without_claims_there_is_none() -> None:
    assert claim_in_question([], [user(1, "LP1")], {}, {"claim_no": "LP1"}) is None
    assert claim_in_question([{"no": 1}], [], {}, {}) is None


def test_what_was_not_stored_yet_counts() -> None:
    message = a_message(1, Author.USER, "那个")
    fresh = {str(message.id): {"entities": [{"entity": "claim_type", "value": "ACC_MED"}]}}
    assert claim_in_question(ALL, [message], fresh, {}) is SHORT


def test_clauses_cited_spoken_of_and_near() -> None:
    def clause(title: str, claim_no: str | None = None, product: str = "甲") -> dict[str, Any]:
        return {"claim_no": claim_no, "product_name": product, "ref": title, "title": title, "text": "…"}

    clauses = [
        clause("续保"),
        clause("等待期"),
        clause("一般住院医疗"),
        clause("等待期", product="乙"),
        clause("定义", "LP2"),
    ]
    claim = {"claim_no": "LP2", "product_name": "甲"}
    found = clauses_for(clauses, claim, "住院医疗", "等待期怎么算")
    assert [c["title"] for c in found] == ["定义", "等待期", "一般住院医疗"]
    assert {c["product_name"] for c in found} == {"甲"}
    assert clauses_for([], None, "", "") == []
