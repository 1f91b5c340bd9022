"""What actions, insurer and hub put together reaches the screens whole: no card and no part of a handoff package is lost or
changed on its way through the HTTP schemas."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from actions.answers_claims import policies
from actions.answers_documents import checklist, which_claim_type
from actions.answers_terms import explained
from handoff.adapters.insurer_gateway import build_dossier
from handoff.bootstrap import KNOWLEDGE
from handoff.domain.case import Case, CaseStatus, Priority
from handoff.domain.clocks import Clock, ClockKind
from handoff.domain.context import Handoff, freeze
from handoff.domain.conversation import Author, Conversation, Floor, Message, text_body
from handoff.web.routes.demo import CUSTOMERS
from handoff.web.schemas.context import Context, LiveContext, read_leniently
from handoff.web.schemas.reply import reply_of
from handoff.web.schemas.understanding import Understanding
from insurer.knowledge import load
from insurer.reference.demo import DemoPerson, demo_people
from insurer.timeline import build_timeline

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
PEOPLE = demo_people(date(2026, 11, 22))
FACTS = load(KNOWLEDGE)
E04 = {
    "code": "E04",
    "start": 0,
    "end": 3,
    "text": "凭什么",
    "source": "rule:x",
    "score": 0.9,
    "message_id": "m",
}


def loses(sent: Any, shown: Any, at: str = "") -> list[str]:
    """Where `shown` lacks or changes something of `sent`; what it adds (fields that are null) does not matter."""
    if isinstance(sent, dict):
        return [
            lost
            for key, value in sent.items()
            for lost in (loses(value, shown.get(key), f"{at}.{key}") if isinstance(shown, dict) else [at])
        ]
    if isinstance(sent, list):
        if not isinstance(shown, list) or len(sent) != len(shown):
            return [at]
        return [
            lost
            for n, (a, b) in enumerate(zip(sent, shown, strict=True))
            for lost in loses(a, b, f"{at}[{n}]")
        ]
    return [] if sent == shown or moment(sent) == moment(shown) is not None else [at]


def moment(value: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def screened(body: dict[str, Any]) -> dict[str, Any]:
    return reply_of(body, "plain").model_dump(mode="json", by_alias=True)


def test_replies_of_every_kind_arrive_whole() -> None:
    bodies = [
        which_claim_type().replies[0],
        *(r for p in PEOPLE for r in policies(p.policies, FACTS).replies),
    ]
    bodies += [r for kind in FACTS.claim_types.values() for r in checklist(kind, FACTS).replies]
    bodies += [r for term in FACTS.terms.values() for r in explained([term], None).replies]
    bodies += [
        {"kind": "card", "text": "t", "card": build_timeline(claim, FACTS, NOW).card()}
        for person in PEOPLE
        for claim in person.claims
    ]
    bodies += [
        {
            "kind": "card",
            "text": "t",
            "card": {"type": "rating", "case_id": str(uuid4()), "question": "还满意吗？"},
        },
        {
            "kind": "card",
            "text": "t",
            "card": {"type": "handoff", "butler": None, "when": "5 分钟内", "case_number": "A"},
        },
    ]
    assert {b["card"]["type"] for b in bodies if b["kind"] == "card"} == {
        *("timeline", "checklist", "term", "policies", "rating", "handoff")
    }
    for body in bodies:
        assert loses(body, screened(body)) == [], body


@pytest.mark.parametrize(
    "body", [{}, {"kind": "video"}, {"kind": "card", "card": {"type": "hologram"}}, {"kind": "card"}]
)
def test_a_reply_of_unknown_shape_is_shown_as_its_text(body: dict[str, Any]) -> None:
    assert screened(body) == {"kind": "text", "text": "plain"}


def package(person: DemoPerson) -> dict[str, Any]:
    conversation = Conversation(
        *(uuid4(), "web", "default", person.customer.ref, person.customer.ref),
        *(Floor.QUEUE, 2, None, 4, 4, 3, 3),
        display_name=person.customer.name_masked,
    )
    understood = {
        "message_id": "m",
        "intent": {"name": "dispute_refusal", "confidence": 0.9},
        "ranking": [{"name": "dispute_refusal", "confidence": 0.9}],
        "entities": [
            {"entity": "claim_type", "value": "X", "text": "住院", "start": 0, "end": 2, "source": "s"}
        ],
        "escalation": {
            "scores": {"E04": 0.9},
            "codes": ["E04"],
            "decision": "escalate",
            "reason": "r",
            "evidence": [E04],
            "emotion": {"label": "angry", "level": 2},
            "about": "self",
        },
    }
    said = [
        ("住院要交啥", Author.USER),
        ("要交发票，5 分钟内联系您。", Author.BOT),
        ("凭什么拒我", Author.USER),
    ]
    transcript = [
        Message(
            *(uuid4(), conversation.id, n, n, author, None, None, "text", text, text_body(text), NOW),
            understanding=understood if author is Author.USER else None,
        )
        for n, (text, author) in enumerate(said, start=1)
    ]
    case = Case(
        *(uuid4(), "A20261122-0001", conversation.id, CaseStatus.WAITING, Priority.P1, ("E04",)),
        *((E04,), "客户对拒赔不满", "要看条款", "质问", NOW),
    )
    settled = Case(
        *(uuid4(), "A20261101-0001", conversation.id, CaseStatus.RESOLVED, Priority.P2, ("E03",)),
        *((), "s", "g", "r", NOW),
        outcome="explained",
        outcome_reason="已说明",
        resolved_at=NOW,
    )
    dossier = build_dossier(person.customer, person.policies, person.claims, FACTS, NOW)
    clock = Clock(uuid4(), case.id, ClockKind.FIRST_RESPONSE, NOW, NOW)
    handoff = Handoff(
        case, conversation, transcript, dossier, [clock], [settled], {"claim_type": "INPATIENT_MED"}
    )
    return freeze(handoff, NOW)


#: Of the insurer's wire objects the console shows the telling fields (see ContextPolicy, ContextClaim).
_OF_THE_INSURER = ("policies", "claims")


@pytest.mark.parametrize("person", PEOPLE, ids=lambda p: p.customer.ref)
def test_the_handoff_package_arrives_whole(person: DemoPerson) -> None:
    frozen = package(person)
    shown = Context.model_validate(frozen).model_dump(mode="json", by_alias=True)
    assert set(frozen) <= set(shown)
    kept = {k: v for k, v in frozen.items() if k not in _OF_THE_INSURER}
    assert loses(kept, shown) == []
    for name in _OF_THE_INSURER:
        assert len(shown[name]) == len(frozen[name])
        for sent, seen in zip(frozen[name], shown[name], strict=True):
            assert loses({k: v for k, v in sent.items() if k in seen}, seen) == []
    live = LiveContext.model_validate({k: frozen[k] for k in ("policies", "claims", "timeline", "clocks")})
    assert len(live.policies) == len(person.policies)


def test_a_part_of_another_shape_is_left_out_and_the_rest_shown() -> None:
    stored = {**package(PEOPLE[0]), "policies": "none", "timeline": {"type": "timeline"}, "emotion": [1]}
    shown = read_leniently(Context, stored)
    assert (shown.policies, shown.timeline, shown.emotion) == ((), None, None)
    assert shown.goal == "要看条款"
    assert shown.claims


def test_understanding_arrives_whole() -> None:
    message = {
        "message_id": str(uuid4()),
        "intent": {"name": "a", "confidence": 0.9},
        "ranking": [{"name": "a", "confidence": 0.9}, {"name": "b", "confidence": 0.05}],
        "entities": [
            {"entity": "amount", "value": 3.93, "text": "3块93", "start": 0, "end": 4, "source": "ruler"}
        ],
        "escalation": {
            "scores": {"E04": 0.97},
            "codes": ["E04"],
            "decision": "escalate",
            "reason": "凭什么",
            "evidence": [E04],
            "emotion": {"label": "angry", "level": 2},
            "about": "self",
        },
    }
    assert loses(message, Understanding.model_validate(message).model_dump(mode="json")) == []


def test_demo_log_ins_are_the_reference_insurers_customers() -> None:
    offered = [(c.customer_ref, c.name_masked) for c in CUSTOMERS]
    assert offered == [(p.customer.ref, p.customer.name_masked) for p in PEOPLE]
