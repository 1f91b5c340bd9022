"""Greeting, thanks, who the bot is. The greeting fits the person: open claim, settled case, new customer.
Pure."""

import re
from collections.abc import Sequence
from datetime import timedelta

from actions.answers_claims import is_open
from actions.intent_titles import TITLES
from actions.reply import HUMAN, Outcome, buttons, text
from actions.slots import Turn
from insurer.api import Claim
from insurer.knowledge import Knowledge

#: How long a settled case is worth mentioning.
_REMEMBERED = timedelta(days=7)
_AGAIN_AND_AGAIN = ":again"
_DROPPED = re.compile(r"不(?:想)?(?:弄|办|搞|退|报|填|传|寄|取|约|改|买|撤|申诉|投诉)")
_DONE = re.compile(r"没(?:别的)?事了|没有?了|没啥了|没什么了|没问题了|谢|再见|拜|这样[吧了]|这[儿里]?[吧了]")
_GIVEN_UP = re.compile(r"算了|呵|随便|无所谓|没意思|不问|不说|得了|罢了|拉倒|不用")


def greeting(turn: Turn, claims: Sequence[Claim], knowledge: Knowledge) -> Outcome:
    """`claims` may be empty, also when the insurer is away."""
    parts = [_hello(turn), _settled(turn), _open_claim(claims, knowledge)]
    if not parts[1] and not parts[2]:
        parts.append("材料、条款里的词、理赔进度都可以问我；想找真人随时说「转人工」。")
    choices = [TITLES[name] for name in _quick_replies(claims)]
    key = f"greet:{turn.facts.last_case.number}" if parts[1] and turn.facts.last_case else "greet"
    return Outcome((buttons("".join(p for p in parts if p), [*choices, HUMAN]),), key)


def thanks(turn: Turn) -> Outcome:
    settled = _settled(turn)
    if settled:
        return Outcome((text(f"不客气！{settled}以后有事随时叫我。"),), "thanks")
    return Outcome((text("不客气，能帮上您就好。后面有什么不清楚的，随时问我。"),), "thanks")


def identity(turn: Turn) -> Outcome:
    """Says plainly that it is a machine, what it cannot decide, and who the person behind it is."""
    butler = (
        f"您的专属管家是{turn.user.butler_name}，是真人。" if turn.user.butler_name else "我后面有真人管家。"
    )
    words = (
        "我是 AI 小管家，不是真人。材料、条款和进度我可以马上答；"
        f"赔付的结论由保险公司的审核人员作出，我不做这个决定。{butler}想找真人，说「转人工」就行。"
    )
    return Outcome((buttons(words, [HUMAN]),), "identity")


def listening(turn: Turn) -> Outcome:
    """A word that somebody listens; another one each time."""
    before = turn.last_action_key or ""
    if before == "listening":
        return Outcome((text("在呢，您慢慢说，一句一句发也行。"),), "listening:again")
    if before == "listening:again":
        words = "不急。打字不方便的话，说「转人工」，让管家打电话跟您聊也行。"
        return Outcome((buttons(words, [HUMAN]),), "listening:more")
    return Outcome((text("您说，我在听。"),), "listening")


def leave(turn: Turn) -> Outcome:
    """A short word of leave. After an answer that missed, it owns up to it; a person is always one tap away."""
    before = turn.last_action_key or ""
    missed = before.startswith(("fallback", "clarify", "faq:")) or _AGAIN_AND_AGAIN in before
    if before.startswith("leave"):
        words = "好的，再见，保重。" if _DONE.search(turn.text) else "我还在，想起什么随时说。"
        return Outcome((buttons(words, [HUMAN]),), "leave:again")
    if missed:
        words = "没帮上您的忙，对不起。您要是愿意，我请管家接着给您弄明白；不想弄了也没关系，随时可以回来问。"
        return Outcome((buttons(words, [HUMAN]),), "leave:missed")
    if _DROPPED.search(turn.text):
        words = "好，那就先不办，什么都没有动。哪天想办了，再说一声就行。"
    elif _DONE.search(turn.text):
        words = "好的，那我不打扰您了。后面有什么事，随时回来找我。"
    elif _GIVEN_UP.search(turn.text):
        words = "好，那先到这儿。想接着说的时候叫我一声就行；想跟真人说，点「转人工」。"
        return Outcome((buttons(words, [HUMAN]),), "leave")
    else:
        words = "好的，有不清楚的随时问我。"
    return Outcome((text(words),), "leave")


def _quick_replies(claims: Sequence[Claim]) -> tuple[str, ...]:
    open_claims = [c for c in claims if is_open(c)]
    if any(c.missing_documents for c in open_claims):
        return ("ask_supplement_detail", "ask_claim_status", "explain_term")
    if open_claims:
        return ("ask_claim_status", "ask_docs_inpatient", "explain_term")
    return ("report_claim", "ask_docs_inpatient", "explain_term")


def _hello(turn: Turn) -> str:
    # A masked name (王*明) is for screens, not for addressing somebody.
    known = turn.user.display_name and "*" not in turn.user.display_name
    name = f"{turn.user.display_name}，" if known else ""
    if turn.last_action_key and turn.last_action_key.startswith("greet"):
        return f"{name}我在呢，您说。"
    return f"{name}您好，我是您的 AI 小管家。"


def _settled(turn: Turn) -> str:
    last = turn.facts.last_case
    if last is None or turn.facts.open_case is not None or last.resolved_at is None:
        return ""
    if turn.now - last.resolved_at > _REMEMBERED or turn.last_action_key == f"greet:{last.number}":
        return ""
    how = f"：{last.settled.rstrip('。')}" if last.settled else ""
    return f"上次的事（编号 {last.number}）已经由管家办好了{how}。要是还有没说完的，告诉我就行。"


def _open_claim(claims: Sequence[Claim], knowledge: Knowledge) -> str:
    claim = next((c for c in claims if is_open(c)), None)
    if claim is None:
        return ""
    kind = knowledge.claim_types.get(claim.claim_type)
    name = kind.name if kind else claim.claim_type
    if claim.missing_documents:
        return f"您的{name}理赔还差 {len(claim.missing_documents)} 样材料，要我把清单发您吗？"
    if claim.decision is not None:
        return f"您的{name}理赔已经有结论了，想看详情、想知道接下来能怎么办，跟我说就行。"
    state = knowledge.claim_states.get(claim.state_code)
    return f"您的{name}理赔现在到「{state.name if state else claim.state_code}」，要看进度点下面就行。"
