"""Replies about claims and policies: the timeline card with one plain sentence, and what to do when there is
none. Pure."""

from collections.abc import Sequence
from datetime import datetime

from actions.answers import INSURER_AWAY, STRANGER
from actions.reply import HUMAN, Outcome, Reply, buttons, card, text
from insurer.api import Claim, Policy
from insurer.knowledge import ClaimState, Knowledge
from insurer.progress import REFUSED
from insurer.timeline import Timeline, build_timeline

_CLOSED = frozenset({"PAID_CLOSED", "WITHDRAWN", "REJECT_CLOSED"})
_MOST_OTHERS = 4
_POLICY_STATUS = {"active": "保障中", "lapsed": "已中止", "expired": "已到期", "cancelled": "已退保"}


def is_open(claim: Claim) -> bool:
    return claim.state_code not in _CLOSED


def chosen_claim(claims: Sequence[Claim], claim_no: str | None, claim_type: str | None) -> Claim | None:
    """The claim that is meant: by number, by type, else the newest open one, else the newest. `claims`:
    newest first."""
    if claim_no is not None:
        return next((c for c in claims if c.claim_no == claim_no), None)
    ordered = sorted(claims, key=lambda c: not is_open(c))
    of_type = [c for c in ordered if c.claim_type == claim_type]
    return next(iter([*of_type, *ordered]), None)


def status(
    claim: Claim, others: Sequence[Claim], knowledge: Knowledge, now: datetime, *, urged: bool = False
) -> Outcome:
    """Where the claim stands. `urged`: the customer asks to hurry, so a person is offered."""
    timeline = build_timeline(claim, knowledge, now)
    words = _refusal(claim, timeline) if claim.state_code in REFUSED else _sentence(timeline, others)
    replies: list[Reply] = [text(words), card(_plain(timeline), timeline.card())]
    choices = _choices(claim, timeline, others, knowledge, urged)
    if choices:
        replies.append(buttons(_question(claim, timeline, urged), choices))
    key = f"claim:{claim.claim_no}:{claim.state_code}:{int(claim.updated_at.timestamp())}"
    return Outcome(tuple(replies), key, slots={"claim_no": claim.claim_no})


def no_claims() -> Outcome:
    words = (
        "您名下还没有理赔记录。"
        "要是刚出了事，说「我要报案」，我告诉您怎么报；尽快报就好，没有「超过几天就作废」的说法。"
    )
    return Outcome(
        (buttons(words, [("怎么报案", "我要报案"), ("理赔要什么材料", "理赔要什么材料")]),), "claim:none"
    )


def not_yours(claims: Sequence[Claim], knowledge: Knowledge) -> Outcome:
    """A claim number that is not among the customer's; says nothing about whether it exists."""
    words = "这个赔案号在您名下没有查到，可能是号码有误，或者不是您名下的。"
    if not claims:
        return Outcome((text(words),), "claim:unknown")
    return Outcome((buttons(words + "您名下的是这些：", _as_buttons(claims, knowledge)),), "claim:unknown")


def stranger() -> Outcome:
    return Outcome((buttons(STRANGER, [HUMAN]),), "stranger")


def insurer_away(what: str) -> Outcome:
    """The insurer cannot be asked: said honestly, nothing invented. `what` makes the key."""
    again = {"claim": ("再查一次", "我的理赔到哪一步了"), "policies": ("再查一次", "我买过哪些保险")}
    choices = [again[what]] if what in again else []
    return Outcome((buttons(INSURER_AWAY, [*choices, HUMAN]),), f"{what}:away")


def state_meaning(states: Sequence[ClaimState]) -> Outcome:
    """What a step of the claim means."""
    lines = []
    for state in states:
        line = f"「{state.name}」：{state.meaning}。"
        if state.user_action and "等待" not in state.user_action:
            line += f"您这边：{state.user_action}。"
        if state.statutory_limit and state.statutory_limit != "无":
            line += f"时限：{state.statutory_limit}。"
        lines.append(line)
    words = "\n".join(lines)
    key = "state:" + "+".join(state.code for state in states)
    return Outcome((buttons(words, [("看我的进度", "我的理赔到哪一步了")]),), key)


def named_states(asked: str, knowledge: Knowledge) -> list[ClaimState]:
    """States whose name, without its 已/中, or other name is in the text, but for names within longer ones; at most
    two, longest name first."""
    named = [(name, s) for s in knowledge.claim_states.values() for name in _names(s) if name in asked]
    whole = [(n, s) for n, s in named if not any(n in other and n != other for other, _ in named)]
    states = [state for _, state in sorted(whole, key=lambda hit: -len(hit[0]))]
    return list({state.code: state for state in states}.values())[:2]


def _names(state: ClaimState) -> list[str]:
    return [name for name in (_core(state.name), *state.aliases) if name]


def policies(items: Sequence[Policy], knowledge: Knowledge) -> Outcome:
    if not items:
        words = "您名下没有查到保单。要是您确定买过，可能登记在别的手机号或证件下，请管家帮您核对。"
        return Outcome((buttons(words, [HUMAN]),), "policies:none")
    rows = [_policy_row(p, knowledge) for p in items]
    plain = "\n".join(
        f"{r['product']}（{r['policy_no']}）：{r['status']}，{r['from']} 到 {r['to']}" for r in rows
    )
    lead = text(f"您名下查到 {len(rows)} 份保单：")
    return Outcome((lead, card(plain, {"type": "policies", "items": rows})), "policies")


def _core(name: str) -> str:
    core = name.removeprefix("结论已出：").removeprefix("已").removesuffix("中")
    return core if len(core) > 1 else ""


def _sentence(timeline: Timeline, others: Sequence[Claim]) -> str:
    more = f"（您名下还有 {len(others)} 件，可以点下面的看。）" if others else ""
    return timeline.headline + more


def _refusal(claim: Claim, timeline: Timeline) -> str:
    """The written reasons, the clause and the ways open, neutrally (law: 保险法 24; no judgement, no
    promise)."""
    lines = [timeline.headline]
    decision = claim.decision
    if decision is not None and decision.clause_ref:
        quoted = f"，原文是：「{decision.clause_text}」" if decision.clause_text else ""
        lines.append(f"依据：{decision.clause_ref}{quoted}")
    lines.append(
        "您可以要书面通知；不认可的话，可以补充材料申请复核，也可以投诉（保险公司，或监管热线 12378），"
        "或者申请第三方调解、走诉讼。选哪条路都不影响您别的权益。"
    )
    return "\n".join(lines)


def _plain(timeline: Timeline) -> str:
    done = [s.name for s in timeline.steps if s.state == "done"]
    now = [s for s in timeline.steps if s.state in ("now", "problem")]
    coming = [s.name for s in timeline.steps if s.state == "next"]
    lines = [f"{timeline.title}（{timeline.claim_no}，{timeline.product}）"]
    lines += [f"已完成：{' → '.join(done)}"] if done else []
    lines += [f"现在：{s.name}（{s.actor_name}）{'：' + s.note if s.note else ''}" for s in now]
    lines += [f"接下来：{' → '.join(coming)}"] if coming else []
    lines += [f"还缺「{m.name}」：{m.why}{m.alternatives}" for m in timeline.missing]
    return "\n".join([*lines, timeline.next_action])


def _choices(
    claim: Claim, timeline: Timeline, others: Sequence[Claim], knowledge: Knowledge, urged: bool
) -> list[tuple[str, str]]:
    choices = _as_buttons(others[:_MOST_OTHERS], knowledge)
    if claim.state_code in REFUSED:
        return [("怎么申请复核", "怎么申请复核"), ("怎么投诉", "在哪里投诉"), *choices, HUMAN]
    late = any(step.state == "problem" for step in timeline.steps)
    return [*choices, HUMAN] if late or urged or choices else []


def _question(claim: Claim, timeline: Timeline, urged: bool) -> str:
    if claim.state_code in REFUSED:
        return "要我请管家帮您逐条核对吗？"
    if urged or any(step.state == "problem" for step in timeline.steps):
        return "要请管家去催办吗？"
    return "要看别的理赔，点这里："


def _as_buttons(claims: Sequence[Claim], knowledge: Knowledge) -> list[tuple[str, str]]:
    return [(_short(c, knowledge), f"查一下赔案号 {c.claim_no} 的进度") for c in claims]


def _short(claim: Claim, knowledge: Knowledge) -> str:
    kind = knowledge.claim_types.get(claim.claim_type)
    state = knowledge.claim_states.get(claim.state_code)
    return f"{kind.name if kind else claim.claim_type}（{state.name if state else claim.state_code}）"


def _policy_row(policy: Policy, knowledge: Knowledge) -> dict[str, str]:
    kind = knowledge.claim_types.get(policy.insurance_type)
    return {
        "policy_no": "…" + policy.policy_no[-4:],
        "product": policy.product_name,
        "type": kind.insurance if kind else policy.insurance_type,
        "insured": policy.insured_name_masked,
        "status": _POLICY_STATUS[policy.status],
        "from": policy.effective_date.isoformat(),
        "to": policy.expiry_date.isoformat(),
    }
