"""action_fallback: the message was not understood."""

from actions.answers import not_understood
from actions.base import GuanjiaAction
from actions.reply import Outcome
from actions.slots import Turn


class ActionFallback(GuanjiaAction):
    action = "action_fallback"

    async def answer(self, turn: Turn) -> Outcome:
        return not_understood(turn.ranking, turn.last_action_key)
