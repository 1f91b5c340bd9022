"""The demo's clerk: takes a claim one lawful step further, with everything the step brings (amounts, a
decision by a named person, money), so that people can watch claims move. Pure but for `advance`."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from insurer.api import Claim, Decision, MissingDocument, Outcome, Payment
from insurer.knowledge import Knowledge
from insurer.knowledge_products import Clause
from insurer.progress import FINISHED
from insurer.reference import pickup_rules
from insurer.reference.claim_steps import DECISIONS, enter, lawful
from insurer.reference.claim_writes import locked_claim, owner_of, save
from insurer.reference.pickup_writes import follow_claim
from insurer.reference.refusals import NotAllowed, invalid

_CENT = Decimal("0.01")
_REVIEWER, _SECOND_REVIEWER = "核赔员何静", "复核员沈岚"
_ACCOUNT_TAIL = "6618"
#: Where the first of the state machine's ways is not the usual one.
_USUAL = {"DOCS_PRECHECK": "CLAIM_ACCEPTED"}
_COMPLETE = frozenset({"DOCS_UPLOADED", "SUPPLEMENT_SUBMITTED", "CLAIM_ACCEPTED"})
_UNKNOWN_AMOUNT = Decimal(1000)


async def advance(
    connection: AsyncConnection, claim_no: str, state: str | None, knowledge: Knowledge, now: datetime
) -> Claim:
    """Takes the step to `state`, or the usual next one. Raises NotThere, NotAllowed, InvalidFields."""
    before = await locked_claim(connection, claim_no, None)
    owner = await owner_of(connection, claim_no)
    after = step(before, state, now, knowledge)
    await save(connection, before, after, owner, now)
    await follow_claim(connection, after, now)
    return after


def step(claim: Claim, state: str | None, now: datetime, knowledge: Knowledge) -> Claim:
    """The claim one lawful step further."""
    code = state or _usual(claim, knowledge)
    if code not in knowledge.claim_states:
        raise invalid("state", "没有这个状态。")
    lawful(claim, code, knowledge)
    if code == "PICKUP_BOOKED":
        raise NotAllowed("上门取件要由客户来约（POST /v1/pickups），约好后理赔会自己走到这一步。")
    prepared = claim.model_copy(update=_brought(claim, code, knowledge))
    moved = enter(prepared, code, now, knowledge, **_told(prepared, code, knowledge))
    return moved.model_copy(update=_settled(moved, code, now, knowledge))


def _usual(claim: Claim, knowledge: Knowledge) -> str:
    if claim.state_code in FINISHED | {"REJECT_CLOSED", "LITIGATION"}:
        raise NotAllowed("这件理赔已经走完了；要重开或申诉，请写明要到的状态。")
    return _USUAL.get(claim.state_code) or knowledge.claim_states[claim.state_code].next[0]


def _brought(claim: Claim, code: str, knowledge: Knowledge) -> dict[str, Any]:
    claimed = claim.amount_claimed or _UNKNOWN_AMOUNT
    match code:
        case "SUPPLEMENT_REQUESTED":
            return {"missing_documents": _asked_again(claim, knowledge)}
        case "DECISION_APPROVED":
            return {"amount_approved": claimed}
        case "DECISION_PARTIAL":
            return {"amount_approved": (claimed * Decimal("0.8")).quantize(_CENT, ROUND_HALF_UP)}
        case "DECISION_REJECTED":
            return {"amount_approved": Decimal(0)}
        case "PAYMENT_PROCESSING" | "PAID_CLOSED":
            # After a lawsuit or an advance nothing may have been approved yet.
            return {"amount_approved": claim.amount_approved or claimed}
    return {"missing_documents": ()} if code in _COMPLETE else {}


def _asked_again(claim: Claim, knowledge: Knowledge) -> tuple[MissingDocument, ...]:
    """All at once, each with why and what may stand in for it (Insurance Law art. 22)."""
    kind = knowledge.claim_types.get(claim.claim_type)
    codes = [group[0] for group in kind.required][-2:] if kind else []
    return tuple(
        MissingDocument(
            doc_code=code,
            why="上次交的这一样有几处看不清，审核需要重新交一份清楚的。",
            alternatives=knowledge.documents[code].alternatives or None,
        )
        for code in codes or ["D01"]
    )


def _told(claim: Claim, code: str, knowledge: Knowledge) -> dict[str, Any]:
    """What the event and its text need beside the state."""
    if code in DECISIONS:
        told: dict[str, Any] = {"human_reviewer": _reviewer(claim)}
        clause = _clause(claim, code, knowledge)
        return {**told, "clause_ref": clause} if clause else told
    if code == "ORIGINALS_IN_TRANSIT":
        return {"carrier": pickup_rules.COURIER, "tracking_tail": ""}
    if code == "ADVANCE_PAID":
        half = ((claim.amount_claimed or _UNKNOWN_AMOUNT) / 2).quantize(_CENT, ROUND_HALF_UP)
        return {"amount": f" {half:,.2f} 元"}
    return {}


def _reviewer(claim: Claim) -> str:
    """An appeal is looked at by somebody else."""
    appealed = any(event.state_code == "APPEAL_SUBMITTED" for event in claim.events)
    return _SECOND_REVIEWER if appealed else _REVIEWER


def _settled(claim: Claim, code: str, now: datetime, knowledge: Knowledge) -> dict[str, Any]:
    if code in DECISIONS:
        return {"decision": _decision(claim, code, now, knowledge)}
    if code == "PAID_CLOSED" and claim.amount_approved is not None:
        return {"payment": Payment(amount=claim.amount_approved, paid_at=now, account_tail=_ACCOUNT_TAIL)}
    return {}


_OUTCOMES: dict[str, Outcome] = {
    "DECISION_APPROVED": "approved",
    "DECISION_PARTIAL": "partial",
    "DECISION_REJECTED": "rejected",
}
_REASONS = {
    "DECISION_APPROVED": "属于保险责任，按合同约定计算。",
    "DECISION_PARTIAL": "属于保险责任；其中一项费用按条款不计入，已逐项列明。",
    "DECISION_REJECTED": "按提交的材料，这次的情形在条款写明的责任免除里。",
}
#: The clause that a decision rests on, by words in its title.
_CLAUSES = {"DECISION_PARTIAL": ("赔付比例", "免赔额", "责任"), "DECISION_REJECTED": ("责任免除",)}


def _decision(claim: Claim, code: str, now: datetime, knowledge: Knowledge) -> Decision:
    clause = _find_clause(claim, code, knowledge)
    return Decision(
        outcome=_OUTCOMES[code],
        reason=_REASONS[code],
        clause_ref=_clause(claim, code, knowledge),
        clause_text=clause.text if clause else None,
        human_reviewer=_reviewer(claim),
        decided_at=now,
    )


def _clause(claim: Claim, code: str, knowledge: Knowledge) -> str | None:
    clause = _find_clause(claim, code, knowledge)
    return f"第 {clause.number} 条「{clause.title}」" if clause else None


def _find_clause(claim: Claim, code: str, knowledge: Knowledge) -> Clause | None:
    product = next((p for p in knowledge.products.values() if p.name == claim.product_name), None)
    clauses = product.clauses if product else ()
    found = (c for words in _CLAUSES.get(code, ()) for c in clauses if words in c.title)
    return next(found, None)
