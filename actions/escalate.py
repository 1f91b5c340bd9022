"""action_escalate and action_offer_human: the way to a person."""

from dataclasses import replace

from actions.answers import not_understood, offer_human
from actions.answers_escalation import already_open, escalated, observed, offered_with_care
from actions.base import GuanjiaAction
from actions.complaint import registered_on_the_way
from actions.lookups import claims_if_reachable
from actions.reply import Outcome
from actions.resources import knowledge
from actions.slots import Escalation, Turn

#: Codes whose words are better with a fact of the customer's claim.
_ABOUT_A_CLAIM = frozenset({"E04", "E05", "E06", "E08"})
#: Where offering a person without a word of one's own would be cold.
_FELT = {"bereavement_or_illness_support": "E02", "crisis_selfharm": "E09"}
_SURE = 0.6
#: Without a decision of the policy the action was reached by a plain wish for a person.
_WISH = Escalation(codes=("E10",), priority="P3", reason="客户要求人工", evidence=())


class ActionEscalate(GuanjiaAction):
    action = "action_escalate"

    async def answer(self, turn: Turn) -> Outcome:
        escalation = turn.escalation or _WISH
        if turn.observing:
            return observed(turn, escalation, knowledge())
        if turn.facts.open_case is not None:
            return already_open(turn, escalation, knowledge())
        claims = await claims_if_reachable(turn) if _ABOUT_A_CLAIM & set(escalation.codes) else ()
        handed_over = escalated(turn, escalation, claims, knowledge())
        return _with_complaint(handed_over, await registered_on_the_way(turn))


class ActionOfferHuman(GuanjiaAction):
    action = "action_offer_human"

    async def answer(self, turn: Turn) -> Outcome:
        code = _FELT.get(turn.intent)
        if code is not None and turn.confidence < _SURE and turn.decision not in ("offer", "escalate"):
            # condolences for what may be none would be worse than asking back
            return not_understood(turn.likely, turn.last_action_key)
        if code is None or turn.offered_human:
            return offer_human(turn.offered_human)
        return offered_with_care(code, turn, knowledge())


def _with_complaint(handed_over: Outcome, registered: Outcome | None) -> Outcome:
    if registered is None:
        return handed_over
    replies = (*handed_over.replies, *registered.replies)
    return replace(handed_over, replies=replies, slots={**handed_over.slots, **registered.slots})
