"""action_policies: what the customer has bought."""

from actions import answers_claims as say
from actions.base import GuanjiaAction
from actions.lookups import policies_of
from actions.reply import Outcome
from actions.resources import knowledge
from actions.slots import Turn
from insurer.client import InsurerUnavailable


class ActionPolicies(GuanjiaAction):
    action = "action_policies"
    needs = "reading"

    async def answer(self, turn: Turn) -> Outcome:
        if turn.user.customer_ref is None:
            return say.stranger()
        try:
            return say.policies(await policies_of(turn), knowledge())
        except InsurerUnavailable:
            return say.insurer_away("policies")
