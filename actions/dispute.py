"""action_dispute: a decision or a suspicion that the customer does not accept, where the words alone did not call for a
person. Answered in substance from the own claim, with the ways open; a person is offered at the end."""

from typing import ClassVar

from actions import answers_dispute as say
from actions.base import GuanjiaAction, Need
from actions.lookups import claims_if_reachable
from actions.reply import Outcome
from actions.resources import knowledge
from actions.slots import Turn


class ActionDispute(GuanjiaAction):
    """Rights are told to everybody; what the own claim says only to whom it belongs."""

    action = "action_dispute"
    needs: ClassVar[Need] = "nothing"

    async def answer(self, turn: Turn) -> Outcome:
        claims = await claims_if_reachable(turn)
        if turn.intent == "dispute_amount":
            return say.amount(claims, turn, knowledge())
        if turn.intent == "accusation_of_fraud":
            return say.suspicion(claims, turn, knowledge())
        return say.rejection(claims, turn, knowledge())
