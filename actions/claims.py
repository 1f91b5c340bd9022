"""action_claim_status: where the customer's claim stands, as a timeline."""

from actions import answers_claims as say
from actions.base import GuanjiaAction
from actions.lookups import claims_of
from actions.reply import Outcome
from actions.resources import knowledge
from actions.slots import Turn
from insurer.api import Claim
from insurer.client import InsurerUnavailable


class ActionClaimStatus(GuanjiaAction):
    action = "action_claim_status"

    async def answer(self, turn: Turn) -> Outcome:
        if turn.intent == "ask_claim_step_meaning":
            states = say.named_states(turn.text, knowledge())
            if states:
                return say.state_meaning(states)
        if turn.user.customer_ref is None:
            return say.stranger()
        try:
            claims = await claims_of(turn)
        except InsurerUnavailable:
            return say.insurer_away("claim")
        return _about(turn, claims)


def _about(turn: Turn, claims: tuple[Claim, ...]) -> Outcome:
    if not claims:
        return say.no_claims()
    number = _number_asked(turn, claims)
    claim = say.chosen_claim(claims, number, turn.entity("claim_type"))
    if claim is None:
        return say.not_yours(claims, knowledge())
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
