"""action_fallback: the message was not understood, or two meanings of it are about as likely."""

from actions.answers import NOT_HEARD, clarify, not_understood
from actions.base import GuanjiaAction
from actions.intent_titles import TITLES
from actions.reply import Outcome
from actions.slots import Turn


class ActionFallback(GuanjiaAction):
    action = "action_fallback"

    async def answer(self, turn: Turn) -> Outcome:
        close = [name for name in turn.ranking[:2] if name in TITLES]
        if turn.understood and len(close) == 2 and turn.last_action_key != "clarify":
            return clarify(*close)
        # A person offered beside it hides the first stage from the key.
        heard_not = any(reply.get("text") == NOT_HEARD for reply in turn.last_replies)
        return not_understood(turn.likely, "fallback" if heard_not else turn.last_action_key)
