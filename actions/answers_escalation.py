"""What is said and sent when a person takes over: one fitting sentence, who comes and when, the case.
Pure."""

import re
import zlib
from collections.abc import Sequence
from datetime import datetime

from actions.intent_titles import TITLES
from actions.promises import Promise, promise
from actions.reply import HUMAN, Directive, Outcome, Reply, buttons, card, text
from actions.slots import Escalation, Turn
from insurer.api import Claim
from insurer.knowledge import Escalation as Wording
from insurer.knowledge import Knowledge
from insurer.progress import REFUSED, current_event, day_text, overdue_days

SUMMARY_LIMIT = 120
_CRISIS = "E09"
_IN_DANGER = ("crisis_12356", "police_110", "ambulance_120")
_SAFETY_FIRST = frozenset({"E14"})
#: Danger to life before danger to money.
_SPOKEN_WHILE_WAITING = ("E09", "E14")
#: Of several codes, whose tone speaks (domain rule rule_max: E09 always first, E02 before E04).
_TONE = (
    "E09",
    "E14",
    "E02",
    "E13",
    "E03",
    "E04",
    "E07",
    "E12",
    "E05",
    "E06",
    "E08",
    "E15",
    "E01",
    "E11",
    "E10",
)
_DEFAULT_PRIORITY = "P3"
_GOALS = {
    "E01": "希望有人认真处理眼前的事，并知道下一步和时间",
    "E02": "家里遭遇变故，需要有人陪着把手续办妥",
    "E03": "要投诉或走法律途径，希望问题得到正式处理",
    "E04": "不认可拒赔结论，要书面理由、条款依据和复核",
    "E05": "不认可赔付金额，要逐项扣减明细",
    "E06": "嫌处理太久，要知道卡在哪、最晚什么时候有结果",
    "E07": "认为购买时被误导，要求核查",
    "E08": "不想再反复补材料，要一次列全",
    "E09": "人身安全优先，需要真人立即陪伴",
    "E10": "要和真人沟通",
    "E11": "机器人没答到点上，要真人接着答",
    "E12": "自己操作有困难，需要真人一步步帮忙",
    "E13": "涉及欺诈指控或被冒名，要求查清",
    "E14": "疑似正遭遇诈骗，需要止损",
    "E15": "担心个人信息被泄露或不当使用，要求处理",
}
#: Codes that say that a person is wanted, not what for.
_WITHOUT_TOPIC = frozenset({"E10", "E11", "E12"})
#: Messages that still tell what it is about.
_JUST_SAID = 3
_LONG_DIGITS = re.compile(r"\d{7,}[\dXx]?")


def speaking_code(codes: Sequence[str]) -> str:
    """The code whose words are used."""
    return min(codes, key=lambda c: _TONE.index(c) if c in _TONE else len(_TONE))


def escalated(turn: Turn, escalation: Escalation, claims: Sequence[Claim], knowledge: Knowledge) -> Outcome:
    """Hands over: words, handoff card, open_case. `claims` may be empty (also when the insurer is away)."""
    code = speaking_code(escalation.codes)
    priority = escalation.priority or _DEFAULT_PRIORITY
    coming = promise(turn.user, turn.facts, priority, turn.now)
    fact = _fact(escalation.codes, claims, turn.now)
    replies: tuple[Reply, ...] = (
        text(_words(code, wording_for(code, turn, knowledge), fact, turn)),
        _handoff_card(coming, None),
    )
    directive = _case(turn, escalation, claims, knowledge)
    return Outcome(replies, f"escalate:{code}", (directive,), {"escalation": None, "offered_human": False})


def offered_with_care(code: str, turn: Turn, knowledge: Knowledge) -> Outcome:
    """A person offered to somebody in grief or despair: first what can be said, never a list of documents."""
    wording = wording_for(code, turn, knowledge)
    lines = [empathy(wording, turn), wording.next]
    if code == _CRISIS:
        line, police, doctor = (knowledge.contacts[key] for key in _IN_DANGER)
        lines.append(
            f"心里撑不住的时候可以打{line.name} {line.number}；马上有危险，打 {police.number} 或 {doctor.number}。"
        )
    words = "\n".join([*lines, "要请管家现在来陪您吗？"])
    offer = buttons(words, [HUMAN, ("先不用", "先不用，我接着问")])
    return Outcome((offer,), f"offer_human:{code}", ({"type": "offer_human"},), {"offered_human": True})


def observed(turn: Turn, escalation: Escalation, knowledge: Knowledge) -> Outcome:
    """While a person is called or here: what got worse goes to them; only danger to life or money is
    answered."""
    spoken = [code for code in _SPOKEN_WHILE_WAITING if code in escalation.codes]
    replies = tuple(text(_words(code, wording_for(code, turn, knowledge), "", turn)) for code in spoken[:1])
    return Outcome(replies, "escalate:observed", (_case(turn, escalation, (), knowledge),))


def wording_for(code: str, turn: Turn, knowledge: Knowledge) -> Wording:
    """The reviewed texts of a code that fit what the customer has just said."""
    wording = knowledge.escalation.get(code) or knowledge.escalation["E10"]
    return wording.fitting("\n".join([*turn.said[-_JUST_SAID:], turn.text]))


def _case(turn: Turn, escalation: Escalation, claims: Sequence[Claim], knowledge: Knowledge) -> Directive:
    return {
        "type": "open_case",
        "codes": list(escalation.codes),
        "priority": escalation.priority or _DEFAULT_PRIORITY,
        "reason": escalation.reason,
        "evidence": [dict(item) for item in escalation.evidence],
        "summary": summary(turn, claims, knowledge),
        "goal": _goal(turn, speaking_code(escalation.codes)),
    }


def _goal(turn: Turn, code: str) -> str:
    """What the customer wants of the person; where the words do not say it, what was going on before."""
    goal = _GOALS.get(code, _GOALS["E10"])
    topic = _topic(turn) if code in _WITHOUT_TOPIC else ""
    return f"{goal}（刚才在问：{topic}）" if topic else goal


def _topic(turn: Turn) -> str:
    """What was to be done before the identity was known, or what the last answer was about."""
    key = turn.last_action_key or ""
    before_identity = key.startswith(("person_first", "verification_form"))
    pending = str(turn.verify_for.get("intent") or "") if before_identity else ""
    kind, _, rest = key.partition(":")
    last = rest.split(":")[0] if kind in ("answer", "errand") else ""
    return next((TITLES[name][0] for name in (pending, last) if name in TITLES), "")


def already_open(turn: Turn, escalation: Escalation | None, knowledge: Knowledge) -> Outcome:
    """A case is open already: the person is coming. A new danger to life is told and passed on all the
    same; what makes the case worse (the customer went on with the bot while he waits) goes into it."""
    opened = turn.facts.open_case
    number = opened.number if opened else ""
    codes = escalation.codes if escalation else ()
    if _CRISIS in codes and escalation and (opened is None or _CRISIS not in opened.codes):
        return escalated(turn, escalation, (), knowledge)
    priority = escalation.priority if escalation else _DEFAULT_PRIORITY
    coming = promise(turn.user, turn.facts, priority or _DEFAULT_PRIORITY, turn.now)
    words = "管家已经收到您的事，会来接您，前面的话不用再讲一遍。还有要补充的，直接发在这里，我一起转过去。"
    replies = (text(words), _handoff_card(coming, number or None))
    worse = opened is not None and bool(set(codes) - set(opened.codes))
    directives = (_case(turn, escalation, (), knowledge),) if escalation and worse else ()
    return Outcome(replies, f"escalate:open:{number}", directives, {"escalation": None})


def summary(turn: Turn, claims: Sequence[Claim], knowledge: Knowledge) -> str:
    """At most 120 characters, made of the customer's own words and the claim's state; long numbers are
    hidden."""
    said = [*turn.said] or [turn.text]
    quoted = "".join(f"「{_LONG_DIGITS.sub('****', _cut(words, 40))}」" for words in said[-2:])
    about = "；".join(_claim_line(c, knowledge) for c in claims[:1])
    whole = f"客户说{quoted}" + (f"；{about}" if about else "")
    return _cut(whole, SUMMARY_LIMIT)


def _claim_line(claim: Claim, knowledge: Knowledge) -> str:
    kind = knowledge.claim_types.get(claim.claim_type)
    state = knowledge.claim_states.get(claim.state_code)
    name = kind.name if kind else claim.claim_type
    return f"{name}理赔 {claim.claim_no}，{state.name if state else claim.state_code}"


def _cut(words: str, limit: int) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def _words(code: str, wording: Wording, fact: str, turn: Turn) -> str:
    opening = empathy(wording, turn)
    rights = wording.rights or ""
    if code == _CRISIS:
        lines = [opening, wording.question, wording.safety, wording.next]
    elif code in _SAFETY_FIRST:
        lines = [wording.safety, opening + wording.next, wording.question]
    else:
        lines = [opening + wording.next, wording.safety, fact, rights, wording.question]
    return "\n".join(line for line in lines if line)


def empathy(wording: Wording, turn: Turn) -> str:
    """The same message always gets the same sentence, but not the one that was said last."""
    before = "".join(str(reply.get("text", "")) for reply in turn.last_replies)
    choices = [line for line in wording.empathy if line not in before] or list(wording.empathy)
    return choices[zlib.crc32((turn.message_id or turn.text).encode()) % len(choices)]


def _handoff_card(coming: Promise, number: str | None) -> Reply:
    content = {"type": "handoff", "butler": coming.butler, "when": coming.when, "case_number": number}
    return card(coming.sentence, content)


def _fact(codes: Sequence[str], claims: Sequence[Claim], now: datetime) -> str:
    """One fact of the customer's own claim that answers what they are upset about; empty when there is
    none."""
    for code in codes:
        for claim in claims:
            found = _fact_for(code, claim, now)
            if found:
                return found
    return ""


def _fact_for(code: str, claim: Claim, now: datetime) -> str:
    decision = claim.decision
    if code == "E04" and claim.state_code in REFUSED and decision is not None:
        clause = f"，写的条款是{decision.clause_ref}" if decision.clause_ref else ""
        day = day_text(decision.decided_at, now)
        return f"{day}的书面结论由{decision.human_reviewer}作出{clause}，原文管家会拿给您看。"
    if code == "E05" and claim.amount_approved is not None and claim.amount_claimed is not None:
        return f"记录上申请 {claim.amount_claimed:,.2f} 元，核定 {claim.amount_approved:,.2f} 元。"
    if code == "E06":
        return _waiting_fact(claim, now)
    if code == "E08" and claim.missing_documents:
        return f"记录上这是第 {claim.supplement_round} 次补件，列了 {len(claim.missing_documents)} 样。"
    return ""


def _waiting_fact(claim: Claim, now: datetime) -> str:
    event = current_event(claim)
    if event is None or event.due_at is None:
        return ""
    day, late = day_text(event.due_at, now), overdue_days(event, now)
    if late:
        return f"查到这件的最晚日是{day}，已经超过 {late} 天，我一并报上去了。"
    return f"查到这件的最晚日是{day}，我一并交给管家盯着。"
