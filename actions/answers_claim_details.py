"""One point of a claim whose timeline was just shown: what is missing, how long, when the money comes. Pure."""

from actions.promises import moment_text
from actions.reply import HUMAN, Outcome, buttons, text
from actions.slots import Turn
from insurer.api import Claim
from insurer.knowledge import Knowledge
from insurer.progress import REFUSED, current_event, day_text, overdue_days
from insurer.timeline import Timeline, build_timeline

_NO_LIMIT = "无"


def detail(claim: Claim, turn: Turn, knowledge: Knowledge) -> Outcome | None:
    """The short answer to a further question about `claim`; None when the whole timeline says it better."""
    if not (turn.last_action_key or "").startswith(f"claim:{claim.claim_no}:"):
        return None
    words = {
        "ask_supplement_detail": _missing,
        "ask_claim_eta": _how_long,
        "ask_payment_arrival": _payment,
        "urge_claim": _hurried,
    }.get(turn.intent)
    said = words(claim, build_timeline(claim, knowledge, turn.now), turn, knowledge) if words else ""
    if not said:
        return None
    reply = buttons(said, [HUMAN]) if turn.intent == "urge_claim" else text(said)
    return Outcome((reply,), f"claim:{claim.claim_no}:{turn.intent}", slots={"claim_no": claim.claim_no})


def _missing(_: Claim, timeline: Timeline, __: Turn, ___: Knowledge) -> str:
    if not timeline.missing:
        return f"这件（{timeline.claim_no}）材料不缺，不用再补。{timeline.next_action}"
    lines = [f"这件（{timeline.claim_no}）就差这 {len(timeline.missing)} 样，别的不用再交："]
    return "\n".join([*lines, *(f"· {m.name}：{m.why}{m.alternatives}" for m in timeline.missing)])


def _how_long(claim: Claim, timeline: Timeline, _: Turn, knowledge: Knowledge) -> str:
    state = knowledge.claim_states.get(claim.state_code)
    if state is None or claim.payment is not None:
        return ""
    lines = [f"「{state.name}」这一步，时间长短：{state.usual_duration}。"] if state.usual_duration else []
    if state.statutory_limit and state.statutory_limit != _NO_LIMIT:
        lines.append(f"规定的时限：{state.statutory_limit}。")
    return "\n".join([*lines, timeline.next_action]) if lines else ""


def _hurried(claim: Claim, timeline: Timeline, turn: Turn, __: Knowledge) -> str:
    """The date that counts and the way to somebody who can push; the timeline was just seen."""
    if timeline.missing or claim.payment is not None or claim.state_code in REFUSED:
        return ""
    event = current_event(claim)
    due, late = event.due_at if event else None, overdue_days(event, turn.now)
    if due is None:
        when = "这一步没有写死的日子。"
    else:
        when = f"最晚{day_text(due, turn.now)}要有结果" + (f"，已经超过 {late} 天。" if late else "。")
    return f"知道您着急。这件（{timeline.claim_no}）还在「{timeline.status}」，{when}要请管家现在去问卡在哪、催一催吗？"


def _payment(claim: Claim, _: Timeline, turn: Turn, __: Knowledge) -> str:
    paid = claim.payment
    if paid is None:
        return ""
    return f"打到尾号 {paid.account_tail} 的卡，{paid.amount} 元，{moment_text(paid.paid_at, turn.now)}到账。没看到的话，请管家帮您查。"
