"""What customers may do with claims: report, hand in documents, appeal. Pure.

Raises NotAllowed (a rule forbids it as things stand) or InvalidFields (a value does not fit)."""

from collections.abc import Sequence
from datetime import date, datetime

from insurer.api import Claim, MissingDocument, Policy
from insurer.api_writing import NewClaim
from insurer.knowledge import ClaimType, Knowledge
from insurer.progress import FINISHED
from insurer.reference.claim_steps import enter
from insurer.reference.refusals import NotAllowed, invalid
from insurer.working_days import local_day

_CLOSED = FINISHED | {"REJECT_CLOSED"}
_BEFORE_UPLOAD = ("REPORTED", "GUIDE_SENT", "DOCS_PREPARING")
_WAITING_FOR_SUPPLEMENTS = frozenset({"SUPPLEMENT_REQUESTED", "DORMANT"})
_NO_DOCUMENTS = {
    "PAID_CLOSED": "这件理赔已经到账结案，不用再交材料；对结果有不同意见，可以申诉。",
    "WITHDRAWN": "这件申请已经撤回，不再收材料；想再办，重新报案就行。",
    "REJECT_CLOSED": "这件理赔已经结案；有新证据的话，先提交申诉，再补材料。",
    "DECISION_APPROVED": "结论已经出了，不用再交材料；对金额有不同意见，可以申诉。",
    "DECISION_PARTIAL": "结论已经出了；有新证据的话，先提交申诉，再补材料。",
    "DECISION_REJECTED": "结论已经出了；有新证据的话，先提交申诉，再补材料。",
    "PAYMENT_PROCESSING": "赔款正在支付，不用再交材料。",
    "LITIGATION": "案子已经进入诉讼或仲裁，材料请交给法院或仲裁委。",
}


def check_report(
    new: NewClaim, policy: Policy, earlier: Sequence[Claim], cancelled_on: date | None, now: datetime
) -> None:
    """A report is taken whenever the insurer could have to pay; whether it does is for people to decide
    (waiting periods and exclusions do not stop a report)."""
    today = local_day(now)
    if new.claim_type not in policy.claim_types:
        raise invalid("claim_type", "这份保单的责任里没有这一类，请换一类，或者换一份保单。")
    if new.incident_date > today:
        raise invalid("incident_date", "出险日期不能晚于今天。")
    last = min(policy.expiry_date, cancelled_on or policy.expiry_date)
    if not policy.effective_date <= new.incident_date <= last:
        raise invalid("incident_date", _outside(policy.effective_date, last))
    _check_twice(new, earlier)


def _outside(first: date, last: date) -> str:
    term = f"{first.year}年{first.month}月{first.day}日到{last.year}年{last.month}月{last.day}日"
    return f"这份保单的保障期是{term}，出险日期要在这段时间里。"


def _check_twice(new: NewClaim, earlier: Sequence[Claim]) -> None:
    for claim in earlier:
        same = (claim.policy_no, claim.claim_type, claim.incident_date) == (
            new.policy_no,
            new.claim_type,
            new.incident_date,
        )
        if same and claim.state_code not in _CLOSED:
            raise NotAllowed(
                f"这件事已经报过案了，报案号 {claim.claim_no}，不用再报；要补充情况，告诉我就行。"
            )


def checklist(kind: ClaimType, knowledge: Knowledge) -> tuple[MissingDocument, ...]:
    """What is always needed for this kind of claim, one entry per group of documents of which one is
    enough."""
    return tuple(
        MissingDocument(
            doc_code=group[0],
            why=f"办{kind.name}理赔都要交这一样。",
            alternatives=_alternatives(group, knowledge),
        )
        for group in kind.required
    )


def _alternatives(group: Sequence[str], knowledge: Knowledge) -> str | None:
    others = [knowledge.documents[code].name for code in group[1:]]
    also = knowledge.documents[group[0]].alternatives
    return (
        "；".join(part for part in ("也可以交" + "、".join(others) if others else "", also) if part) or None
    )


def with_document(claim: Claim, doc_code: str, now: datetime, knowledge: Knowledge) -> Claim:
    """The claim after `doc_code` came in; when nothing is missing any more it goes on."""
    if doc_code not in knowledge.documents:
        raise invalid("doc_code", "没有这种材料。")
    if claim.state_code in _NO_DOCUMENTS:
        raise NotAllowed(_NO_DOCUMENTS[claim.state_code])
    serves = _serves(doc_code, claim.claim_type, knowledge)
    left = tuple(m for m in claim.missing_documents if m.doc_code not in serves)
    noted = claim.model_copy(update={"missing_documents": left})
    if left or not claim.missing_documents:
        return _preparing(noted, now, knowledge)
    if claim.state_code in _WAITING_FOR_SUPPLEMENTS:
        return enter(noted, "SUPPLEMENT_SUBMITTED", now, knowledge)
    if claim.state_code in (*_BEFORE_UPLOAD, "REOPENED"):
        uploaded = enter(_preparing(noted, now, knowledge), "DOCS_UPLOADED", now, knowledge)
        return enter(uploaded, "DOCS_PRECHECK", now, knowledge)
    return noted


def _serves(doc_code: str, claim_type: str, knowledge: Knowledge) -> set[str]:
    """The documents for which this one may stand: itself, and those of its any-of group."""
    kind = knowledge.claim_types.get(claim_type)
    groups = kind.required if kind else ()
    return {doc_code, *(code for group in groups if doc_code in group for code in group)}


def _preparing(claim: Claim, now: datetime, knowledge: Knowledge) -> Claim:
    """Who hands in the first document is preparing documents, also where the guide was not noted yet."""
    if claim.state_code == "REOPENED":
        return enter(claim, "DOCS_PREPARING", now, knowledge)
    return guided(claim, now, knowledge)


def guided(claim: Claim, now: datetime, knowledge: Knowledge) -> Claim:
    """The claim once its customer has the list of documents; unchanged when that is long done."""
    if claim.state_code not in ("REPORTED", "GUIDE_SENT"):
        return claim
    for code in _BEFORE_UPLOAD[_BEFORE_UPLOAD.index(claim.state_code) + 1 :]:
        claim = enter(claim, code, now, knowledge)
    return claim


def with_appeal(claim: Claim, now: datetime, knowledge: Knowledge) -> Claim:
    """The claim in review by somebody else."""
    if claim.state_code in ("APPEAL_SUBMITTED", "APPEAL_REVIEWING"):
        raise NotAllowed("这件理赔的申诉已经在复核了，有新证据直接补上就行，不用再提一次。")
    if "APPEAL_SUBMITTED" not in knowledge.claim_states[claim.state_code].next:
        here = knowledge.claim_states[claim.state_code].name
        raise NotAllowed(
            f"这件理赔现在是「{here}」，出了结论才能申诉；对办理过程不满意可以投诉，也可以让管家来催办。"
        )
    return enter(enter(claim, "APPEAL_SUBMITTED", now, knowledge), "APPEAL_REVIEWING", now, knowledge)


def need_claim(claim_no: str | None) -> str:
    """Raises InvalidFields: an appeal is about a claim."""
    if claim_no is None:
        raise invalid("claim_no", "请选一件要申诉的理赔。")
    return claim_no
