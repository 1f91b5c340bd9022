"""action_claim_status: where the customer's claim stands, as a timeline."""

from actions import answers_claims as say
from actions.answers import prepared
from actions.answers_claim_details import detail
from actions.base import GuanjiaAction, Need
from actions.lookups import claims_of
from actions.own_answers import GENERAL
from actions.reply import Outcome
from actions.resources import knowledge
from actions.slots import Turn
from insurer.api import Claim
from insurer.client import InsurerUnavailable

_ALSO_IN_GENERAL = frozenset(
    {"ask_claim_eta", "ask_payment_arrival", "ask_supplement_detail", "ask_claim_step_meaning"}
)
_MINE = ("我的", "我那", "我这")


class ActionClaimStatus(GuanjiaAction):
    action = "action_claim_status"

    def need(self, turn: Turn) -> Need:
        """What a step means in general is no secret; where the customer's claim stands is one."""
        asks_meaning = turn.intent == "ask_claim_step_meaning" and say.named_states(turn.text, knowledge())
        return "nothing" if asks_meaning else "reading"

    async def answer(self, turn: Turn) -> Outcome:
        if turn.intent == "ask_claim_step_meaning":
            states = say.named_states(turn.text, knowledge())
            if states:
                return say.state_meaning(states)
        rule = _asked_in_general(turn)
        if turn.user.customer_ref is None:
            return rule or say.stranger()
        try:
            claims = await claims_of(turn)
        except InsurerUnavailable:
            return rule or say.insurer_away("claim")
        return rule if rule and (not claims or _names_the_rule(turn)) else _about(turn, claims)


def _asked_in_general(turn: Turn) -> Outcome | None:
    """The rule that holds for everybody, for questions that also make sense without a claim."""
    found = knowledge().answers.get(turn.intent) if turn.intent in _ALSO_IN_GENERAL else None
    return prepared(found, turn.last_action_key == f"answer:{turn.intent}") if found else None


def _names_the_rule(turn: Turn) -> bool:
    return any(word in turn.text for word in GENERAL) and not any(word in turn.text for word in _MINE)


def _about(turn: Turn, claims: tuple[Claim, ...]) -> Outcome:
    if not claims:
        return say.no_claims()
    number = _number_asked(turn, claims)
    claim = say.chosen_claim(claims, number, turn.entity("claim_type"))
    if claim is None:
        return say.not_yours(claims, knowledge())
    further = detail(claim, turn, knowledge())
    if further is not None:
        return further
    others = [c for c in claims if c.claim_no != claim.claim_no]
    return say.status(claim, others, knowledge(), turn.now, urged=turn.intent == "urge_claim")


def _number_asked(turn: Turn, claims: tuple[Claim, ...]) -> str | None:
    """A number in the message counts first; one remembered from before only if it is the customer's."""
    own = {claim.claim_no.upper(): claim.claim_no for claim in claims}
    written = next((no for upper, no in own.items() if upper in turn.text.upper()), None)
    if written:
        return written
    named = turn.entity("claim_no")
    if named:
        return own.get(named.upper(), named)
    goes_on = bool(turn.last_action_key and turn.last_action_key.startswith("claim:"))
    return own.get((turn.claim_no or "").upper()) if goes_on and not turn.entity("claim_type") else None
