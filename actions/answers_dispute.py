"""What is said to somebody who does not accept a decision: the reasons in writing as they are, the ways open, a person.
Pure. Whether the insurer is right is not for the bot to say."""

from collections.abc import Sequence

from actions.answers_escalation import empathy, wording_for
from actions.answers_requests import APPEAL, REGISTER
from actions.reply import HUMAN, Outcome, buttons, text
from actions.slots import Turn
from insurer.api import Claim
from insurer.knowledge import Knowledge
from insurer.progress import REFUSED, day_text
from insurer.timeline import build_timeline

_INVESTIGATED = frozenset({"INVESTIGATING"})


def rejection(claims: Sequence[Claim], turn: Turn, knowledge: Knowledge) -> Outcome:
    refused = next((c for c in claims if c.state_code in REFUSED and c.decision is not None), None)
    if refused is not None:
        fact = written_reason(refused, turn)
    elif claims:
        here = build_timeline(claims[0], knowledge, turn.now)
        fact = f"我查了，您名下现在没有不予赔付的结论；最近一件（{here.claim_no}）在「{here.status}」。"
    else:
        fact = f"一般的规矩：{knowledge.answers['ask_rejection_reason_general'].text}"
    ask = "要请管家拿着条款和书面理由，跟您逐条核对吗？"
    return _told("E04", fact, ask, [APPEAL] if refused else [], turn, knowledge)


def amount(claims: Sequence[Claim], turn: Turn, knowledge: Knowledge) -> Outcome:
    cut = next((c for c in claims if _is_less(c)), None)
    if cut is not None and cut.decision is not None:
        fact = (
            f"记录上这件（{cut.claim_no}）申请 {cut.amount_claimed:,.2f} 元，核定 {cut.amount_approved:,.2f} 元。"
            f"书面理由：{cut.decision.reason.rstrip('。')}。"
        )
    else:
        fact = knowledge.answers["ask_partial_reason"].text
    ask = "要请管家把明细拿来，跟您逐项核对吗？"
    return _told("E05", fact, ask, [APPEAL] if cut else [], turn, knowledge)


def suspicion(claims: Sequence[Claim], turn: Turn, knowledge: Knowledge) -> Outcome:
    looked_at = next((c for c in claims if c.state_code in _INVESTIGATED), None)
    fact = knowledge.answers["ask_investigation_reason"].text
    if looked_at is not None:
        fact = f"{fact}\n您这件（{looked_at.claim_no}）：{build_timeline(looked_at, knowledge, turn.now).headline}"
    ask = "要请管家来，当面跟您把依据说清楚吗？"
    return _told("E13", fact, ask, [], turn, knowledge)


def _is_less(claim: Claim) -> bool:
    paid, asked = claim.amount_approved, claim.amount_claimed
    return paid is not None and asked is not None and paid < asked


def written_reason(claim: Claim, turn: Turn) -> str:
    """The insurer's reason and clause, word for word (《保险法》 24: in writing, with the reasons)."""
    decision = claim.decision
    if decision is None:
        return ""
    lines = [
        f"{day_text(decision.decided_at, turn.now)}的结论（{claim.claim_no}）由{decision.human_reviewer}作出，"
        f"书面理由：{decision.reason.rstrip('。')}。"
    ]
    if decision.clause_ref:
        quoted = f"，原文是：「{decision.clause_text}」" if decision.clause_text else ""
        lines.append(f"依据：{decision.clause_ref}{quoted}")
    return "\n".join(lines)


def _told(
    code: str, fact: str, ask: str, choices: Sequence[tuple[str, str]], turn: Turn, knowledge: Knowledge
) -> Outcome:
    wording = wording_for(code, turn, knowledge)
    words = "\n".join(filter(None, [empathy(wording, turn), fact, wording.rights]))
    offer = buttons(ask, [HUMAN, *choices, REGISTER])
    directives = () if turn.offered_human else ({"type": "offer_human"},)
    return Outcome((text(words), offer), f"dispute:{code}", directives, {"offered_human": True})
