"""action_first_purchase: the guided explanation for people who buy insurance for the first time."""

from actions.answers_first_purchase import guide
from actions.base import GuanjiaAction
from actions.reply import Outcome
from actions.resources import knowledge
from actions.slots import Turn


class ActionFirstPurchase(GuanjiaAction):
    action = "action_first_purchase"
    # Going back to a station is asked for.
    repeats_on_purpose = True

    async def answer(self, turn: Turn) -> Outcome:
        return guide(turn.text, turn.guide_station, knowledge())
