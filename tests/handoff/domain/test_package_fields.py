"""Every field of the handoff package (domain.md 6.5), for the customers of the demo; what a package does with a stored
one that is malformed; that it stays bounded."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import pytest

from handoff.adapters.insurer_gateway import build_dossier
from handoff.bootstrap import KNOWLEDGE
from handoff.domain.case import CaseRequest, Priority, open_case
from handoff.domain.clocks import Clock, ClockKind
from handoff.domain.context import Dossier, Handoff, briefed, freeze, goal_after, live, worsened
from handoff.domain.conversation import Author, Message
from handoff.web.schemas.context import Context, LiveContext, read_leniently
from insurer.knowledge import load
from insurer.reference.demo import demo_people
from tests.handoff.domain.test_conversation import a_conversation

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)

#: Field of domain.md 6.5 -> where it stands in the package.
FIELDS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "session_id": lambda p: p["session_id"],
    "channel": lambda p: p["channel"],
    "user_ref": lambda p: p["user_ref"],
    "policy_no": lambda p: p["policy_no"],
    "claim_no": lambda p: p["claim_no"],
    "intent_topk": lambda p: p["intents"][-1]["ranking"],
    "slots": lambda p: p["slots"],
    "emotion.level": lambda p: p["emotion"]["level"],
    "emotion.evidence_turns": lambda p: p["emotion"]["evidence_turns"],
    "trigger_codes": lambda p: p["codes"],
    "priority": lambda p: p["priority"],
    "summary": lambda p: p["summary"],
    "user_goal_one_line": lambda p: p["goal"],
    "already_tried": lambda p: p["already_tried"],
    "already_answered": lambda p: p["already_answered"],
    "promises_made": lambda p: p["promises"],
    "docs_list.given": lambda p: p["documents"]["given"],
    "docs_list.missing": lambda p: p["documents"]["missing"],
    "claim_timeline": lambda p: p["timeline"]["steps"],
    "claim_timeline.due_at": lambda p: [s for s in p["timeline"]["steps"] if s["due_at"]],
    "clock_status": lambda p: [c["left_minutes"] for c in p["clocks"] if c["overdue"] is not None],
    "clause_refs": lambda p: p["clause_refs"],
    "clause_texts": lambda p: [c for c in p["clauses"] if c["text"] and c["source"]],
    "last_5_turns": lambda p: p["transcript_excerpt"],
    "sensitive_flags": lambda p: p["sensitive_flags"],
    "suggested_next": lambda p: p["suggested_next"],
    "callback_window": lambda p: p["callback_window"],
    "accessibility_need": lambda p: p["accessibility"],
}
#: What a demo customer has none of.
HAS_NOT = {
    "C001": {"clause_refs", "accessibility_need"},
    "C002": {"docs_list.missing", "claim_timeline.due_at"},
    "C003": {"docs_list.missing", "claim_timeline.due_at", "clause_refs", "accessibility_need"},
    "C004": {"docs_list.missing", "clause_refs", "accessibility_need"},
}


@pytest.fixture(scope="module")
def dossiers() -> dict[str, Dossier]:
    knowledge = load(KNOWLEDGE)
    return {
        p.customer.ref: build_dossier(p.customer, p.policies, p.claims, knowledge, NOW)
        for p in demo_people(TODAY)
    }


def a_message(seq: int, author: Author, text: str, **given: Any) -> Message:
    body = given.pop("body", {})
    at = NOW + timedelta(seconds=seq)
    return Message(uuid4(), UUID(int=1), seq, seq, author, None, None, "text", text, body, at, **given)


def understanding(intent: str, level: int, *entities: dict[str, str]) -> dict[str, Any]:
    ranking = [{"name": intent, "confidence": 0.8}, {"name": "greet", "confidence": 0.1}]
    return {
        "intent": ranking[0],
        "ranking": ranking,
        "entities": list(entities),
        "escalation": {
            "emotion": {"label": "angry" if level else "neutral", "level": level},
            "scores": {"E08": 0.9},
        },
    }


def a_dialogue() -> list[Message]:
    asked = {"entity": "claim_type", "value": "INPATIENT_MED"}
    return [
        a_message(1, Author.USER, "我孩子住院的材料我交了两次了", understanding=understanding("x", 0)),
        a_message(2, Author.BOT, "我查一下。管家会在 1 个工作日内答复您。"),
        a_message(3, Author.USER, "电话13800138000，已经跑了三趟", understanding=understanding("x", 1)),
        a_message(
            4, Author.USER, "凭什么还要补？给我一次说清楚", understanding=understanding("ask_docs", 2, asked)
        ),
    ]


def a_handoff(dossier: Dossier, transcript: list[Message], codes: tuple[str, ...] = ("E08",)) -> Handoff:
    last = str(transcript[-1].id) if transcript else None
    evidence = ({"code": codes[0], "text": "凭什么", "message_id": last},)
    request = CaseRequest(codes, Priority.P2, "因为", evidence, "机器人的小结", "机器人的目标")
    case = open_case(uuid4(), "A20261123-0001", UUID(int=1), request, NOW)
    clock = Clock(uuid4(), case.id, ClockKind.FIRST_RESPONSE, NOW, NOW + timedelta(minutes=30))
    conversation = replace(a_conversation(), customer_ref="C001", display_name="王*明")
    slots = {"phone": "13800138000", "claim_type": "INPATIENT_MED", "policy_no": "P8800010001"}
    handoff = Handoff(case, conversation, transcript, dossier, (clock,), (), slots)
    told = briefed(handoff)
    return replace(handoff, case=replace(case, goal=told.goal, summary=told.summary))


@pytest.mark.parametrize("ref", sorted(HAS_NOT))
def test_no_field_is_missing_or_empty_where_the_customer_has_it(
    dossiers: dict[str, Dossier], ref: str
) -> None:
    package = freeze(a_handoff(dossiers[ref], a_dialogue()), NOW + timedelta(minutes=5))
    empty = {name for name, read in FIELDS.items() if not read(package)}
    assert empty == HAS_NOT[ref]
    shown = read_leniently(Context, package)
    assert shown.model_dump(exclude_none=True).keys() >= {
        "documents",
        "clauses",
        "sensitive_flags",
        "claim_no",
    }
    assert len(shown.clocks) == len(package["clocks"])
    assert "13800138000" not in str(package)


@pytest.mark.parametrize("ref", sorted(HAS_NOT))
def test_what_changes_with_time_stands_beside_it_as_it_is_now(dossiers: dict[str, Dossier], ref: str) -> None:
    handoff = a_handoff(dossiers[ref], a_dialogue())
    now = live(handoff, NOW + timedelta(minutes=40))
    never_changes = {"session_id", "channel", "user_ref", "slots", "trigger_codes", "priority", "summary"}
    never_changes |= {"user_goal_one_line", "suggested_next", "accessibility_need"}
    empty = {name for name, read in FIELDS.items() if name not in never_changes and not read(now)}
    assert empty == HAS_NOT[ref] - never_changes
    assert (now["clocks"][0]["left_minutes"], now["clocks"][0]["overdue"]) == (-10, True)
    assert read_leniently(LiveContext, now).clocks[0].overdue


def test_the_values_are_the_right_ones(dossiers: dict[str, Dossier]) -> None:
    package = freeze(a_handoff(dossiers["C001"], a_dialogue()), NOW + timedelta(minutes=5))
    assert (package["claim_no"], package["policy_no"], package["user_ref"]) == (
        "LP8800010001",
        "…0001",
        "C**1",
    )
    assert [d["code"] for d in package["documents"]["missing"]] == ["D08", "D13"]
    assert "D11" in [d["code"] for d in package["documents"]["given"]]
    assert package["emotion"]["evidence_turns"] == [3, 4]
    assert package["already_tried"] == ["我孩子住院的材料我交了两次了", "已经跑了三趟"]
    assert package["promises"] == ["管家会在 1 个工作日内答复您。"]
    assert [f["code"] for f in package["sensitive_flags"]] == ["minor", "identifiers"]
    assert package["goal"] == "给我一次说清楚" or "凭什么还要补" in package["goal"]
    assert package["summary"].startswith("住院医疗理赔，待补充材料。客户说「")
    assert package["clauses"][0]["source"].startswith("《安心百万医疗险（一年期）》条款")
    assert package["slots"]["policy_no"] == "…0001"
    assert package["clocks"][0]["left_minutes"] == 25


def test_a_refusal_comes_with_the_text_of_its_clause(dossiers: dict[str, Dossier]) -> None:
    package = freeze(a_handoff(dossiers["C002"], a_dialogue(), ("E04",)), NOW)
    clause = package["clauses"][0]
    assert (clause["claim_no"], clause["source"]) == ("LP8800020001", "理赔决定通知书")
    assert "原位癌" in clause["text"]


@pytest.mark.parametrize("codes", [("E02",), ("E09",), ("E14",)])
def test_in_danger_and_grief_the_goal_is_what_is_needed(codes: tuple[str, ...]) -> None:
    handoff = a_handoff(Dossier(available=False), a_dialogue(), codes)
    assert handoff.case.goal == "机器人的目标"
    assert "凭什么还要补" in handoff.case.summary


def test_a_prepared_brief_is_left_alone() -> None:
    request = CaseRequest((), Priority.P3, "规划", (), "规划单 G1。" + "预算：一年五千；" * 30, "聊保障规划")
    case = open_case(uuid4(), "A1", UUID(int=1), request, NOW)
    handoff = replace(a_handoff(Dossier(available=False), a_dialogue()), case=case)
    assert (briefed(handoff).goal, briefed(handoff).summary) == (request.goal, request.summary)


def test_five_turns_are_five_turns() -> None:
    texts = [(Author.USER, f"问{n}") if n % 3 else (Author.BOT, f"答{n}") for n in range(1, 61)]
    transcript = [a_message(n, author, text) for n, (author, text) in enumerate(texts, 1)]
    package = freeze(a_handoff(Dossier(available=False), transcript), NOW)
    lines = package["transcript_excerpt"]
    bursts = sum(a["author"] == "user" and b["author"] != "user" for a, b in pairwise(lines))
    assert (bursts, lines[0]["author"], lines[-1]["text"]) == (5, "user", "答60")


def test_a_call_back_that_was_asked_for_is_named() -> None:
    begin = datetime(2026, 11, 24, 1, tzinfo=UTC)
    handoff = replace(
        a_handoff(Dossier(available=False), a_dialogue()), callback=(begin, begin + timedelta(hours=1))
    )
    assert live(handoff, NOW)["callback_window"] == "客户约了 11月24日 09:00–10:00 回电"
    late = begin + timedelta(hours=2)
    assert live(handoff, late)["callback_window"].endswith("回电，时间已过，请马上补打")


def test_promises_of_the_ledger_come_first(dossiers: dict[str, Dossier]) -> None:
    ledger = ("回电 13800138000（10:00 前）", "管家会在 1 个工作日内答复您（11月24日 前）")
    handoff = replace(a_handoff(dossiers["C001"], a_dialogue()), promised=ledger)
    assert live(handoff, NOW)["promises"] == ["回电 [MOBILE]（10:00 前）", ledger[1]]


def test_a_danger_heard_later_leads_the_package(dossiers: dict[str, Dossier]) -> None:
    handoff = a_handoff(dossiers["C001"], a_dialogue())
    package = freeze(handoff, NOW)
    danger = CaseRequest(
        ("E09",), Priority.P0, "危机", ({"code": "E09", "text": "不想活"},), "", "人身安全优先"
    )
    case = handoff.case.escalated_again(danger)
    worse = worsened(package, replace(case, goal=goal_after(case, danger)), "王*明")
    assert worse["goal"] == "人身安全优先"
    assert [f["code"] for f in worse["sensitive_flags"]] == ["crisis", "minor", "identifiers"]
    angry = CaseRequest(("E01",), Priority.P1, "生气", (), "", "要说法")
    assert goal_after(handoff.case.escalated_again(angry), angry) == handoff.case.goal
    assert worsened({}, case, None) == {}
    assert worsened({"sensitive_flags": 5}, case, None)["sensitive_flags"][0]["code"] == "crisis"


def test_what_no_words_raised_keeps_its_own_brief(dossiers: dict[str, Dossier]) -> None:
    request = CaseRequest(("E06",), Priority.P2, "时钟", (), "保险公司的时钟提示", "盯住理赔")
    case = open_case(uuid4(), "A1", UUID(int=1), request, NOW)
    told = briefed(replace(a_handoff(dossiers["C001"], a_dialogue()), case=case))
    assert (told.goal, told.summary) == ("盯住理赔", "保险公司的时钟提示")


def test_ten_thousand_messages_stay_bounded(dossiers: dict[str, Dossier]) -> None:
    text = "我交了三次材料，凭什么不认，" * 60
    transcript = [
        a_message(n, Author.USER if n % 2 else Author.BOT, text, understanding=understanding("x", n % 3))
        for n in range(1, 10_001)
    ]
    start = time.perf_counter()
    package = freeze(a_handoff(dossiers["C001"], transcript), NOW)
    assert time.perf_counter() - start < 5
    assert len(str(package)) < 200_000


MALFORMED: list[dict[str, Any]] = [
    {"intent": "x", "ranking": "y", "entities": 5, "escalation": []},
    {
        "intent": None,
        "ranking": [1, None],
        "entities": [None, {"entity": None}],
        "escalation": {"emotion": "angry"},
    },
    {"escalation": {"emotion": {"label": 5, "level": "high"}, "scores": [1], "decision": {}}},
]


@pytest.mark.parametrize("data", MALFORMED)
def test_malformed_understanding_is_no_error(dossiers: dict[str, Dossier], data: dict[str, Any]) -> None:
    transcript = [
        a_message(1, Author.USER, "住院", understanding=data),
        a_message(2, Author.BOT, "好", body={"card": 5}),
    ]
    package = freeze(a_handoff(dossiers["C001"], transcript), NOW)
    assert package["claim_no"] == "LP8800010001"
    read_leniently(Context, package)
