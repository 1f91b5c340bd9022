"""action_errand: what a butler does for the customer and this side prepares: withdrawing a claim, another account for the
payout, undoing a cancellation, ending automatic payment.

First what happens, when and what to have ready (answers.yml); on a tap the matter is handed over with its context."""

import re
from dataclasses import dataclass

from actions.answers import CONFIRM
from actions.answers_claims import is_open
from actions.answers_handover import handed_over
from actions.base import GuanjiaAction
from actions.lookups import claims_if_reachable, policies_of
from actions.promises import promise
from actions.reading import sounds_like_question
from actions.reply import HUMAN, Outcome, buttons, text
from actions.resources import knowledge
from actions.slots import Turn
from insurer.client import InsurerUnavailable

_PRIORITY = "P3"


@dataclass(frozen=True)
class Errand:
    """`words`: what the button says, as in answers.yml; `goal`: what the butler is to do; `about`: claims or policies."""

    words: re.Pattern[str]
    title: str
    goal: str
    about: str


ERRANDS = {
    "withdraw_claim": Errand(
        re.compile("撤案"), "撤案", "办撤案：先跟客户再确认一次，说清撤了还能再报", "claims"
    ),
    "change_payment_account": Errand(
        re.compile("收款账户"),
        "改收款账户",
        "核对身份后改收款账户（只能是被保险人或受益人本人的卡）",
        "claims",
    ),
    "undo_cancel": Errand(
        re.compile("撤销退保"),
        "撤销退保",
        "马上看退保走到哪一步，没办完的申请停下，办完的问承保公司能否恢复",
        "policies",
    ),
    "cancel_auto_renew": Errand(
        re.compile("关自动扣费"),
        "关自动扣费",
        "关掉自动扣费；按期交费的保单先说清停扣对保障的影响",
        "policies",
    ),
}


class ActionErrand(GuanjiaAction):
    action = "action_errand"

    async def answer(self, turn: Turn) -> Outcome:
        tapped = next((name for name, e in ERRANDS.items() if e.words.search(turn.text)), None)
        if turn.intent in ERRANDS and not _insists(turn):
            return _explained(turn.intent, turn)
        tapped = tapped or (turn.intent if turn.intent in ERRANDS else None)
        if tapped is None:
            return Outcome(
                (buttons("要请管家办哪件事？说一声，我把前面的一起交过去。", [HUMAN]),), "errand:which"
            )
        return await _given(tapped, turn)


def _insists(turn: Turn) -> bool:
    """「还是撤吧」 after it was explained needs no second explanation."""
    return turn.last_action_key == f"errand:{turn.intent}" and not sounds_like_question(turn.text)


def _explained(intent: str, turn: Turn) -> Outcome:
    """What happens next, when, and what to have ready; the way to it one tap away."""
    known = knowledge().answers[intent]
    coming = promise(turn.user, turn.facts, _PRIORITY, turn.now)
    note = CONFIRM if known.confirm else ""
    words = f"{known.text}{note}\n{known.more or ''}{coming.sentence}要现在交给管家办吗？"
    choices = [(button.title, button.say) for button in known.buttons]
    return Outcome((buttons(words, [*choices, ("先不办", "先不办了")]),), f"errand:{intent}")


async def _given(intent: str, turn: Turn) -> Outcome:
    errand, known = ERRANDS[intent], knowledge().answers[intent]
    if turn.last_action_key == f"errand:{intent}:done":
        words = f"「{errand.title}」已经交给管家了，不用再点。想补充什么，直接发在这里。"
        return Outcome((text(words),), f"errand:{intent}:again")
    context = await _context(errand, turn)
    said = "".join(f"「{words}」" for words in turn.said[-3:-1])
    return handed_over(
        turn,
        f"errand:{intent}:done",
        f"好，「{errand.title}」交给管家了，前面的话不用再讲。{known.more or ''}",
        reason=f"客户请管家办：{errand.title}",
        goal=f"{errand.goal}{f'（{context}）' if context else ''}",
        summary=f"客户要{errand.title}。{context or '名下没查到对应记录，先核对。'}{f'；客户说{said}' if said else ''}",
    )


async def _context(errand: Errand, turn: Turn) -> str:
    """The claim or the policies it is about; empty when nobody is known or the insurer is away."""
    if errand.about == "claims":
        claims = await claims_if_reachable(turn)
        states = knowledge().claim_states
        mine = [c for c in claims if is_open(c)] or claims[:1]
        told = [
            f"{c.claim_no} {states[c.state_code].name if c.state_code in states else c.state_code}"
            for c in mine
        ]
        return "；".join(told[:3])
    if not turn.may_read:
        return ""
    try:
        policies = await policies_of(turn)
    except InsurerUnavailable:
        return ""
    wanted = "cancelled" if errand.title == "撤销退保" else "active"
    chosen = [p for p in policies if p.status == wanted] or list(policies)
    return "；".join(f"{p.product_name}（…{p.policy_no[-4:]}）" for p in chosen[:3])
