"""action_fallback: the message was not understood, or two meanings of it are about as likely."""

import re

from actions.answers import NOT_HEARD, clarify, not_understood, said_otherwise
from actions.base import GuanjiaAction
from actions.intent_titles import TITLES
from actions.reply import Outcome
from actions.slots import Turn

#: 「都不是」 to what was offered or answered (bot/small_words.py).
_NONE = re.compile(r"(?:以上|这些|上面|里面)*(?:都|全)?(?:不[是对]|没有?我)")
#: What has been said before a person takes over.
_TRIED = ("fallback:rephrase", "fallback:again", "fallback:more")


class ActionFallback(GuanjiaAction):
    action = "action_fallback"

    async def answer(self, turn: Turn) -> Outcome:
        close = [name for name in turn.ranking[:2] if name in TITLES]
        if turn.understood and len(close) == 2 and turn.last_action_key != "clarify":
            return clarify(*close)
        if not turn.understood and _NONE.match(turn.text.strip()) and turn.last_action_key not in _TRIED:
            return said_otherwise()
        # A person offered beside it hides the first stage from the key.
        heard_not = any(reply.get("text") == NOT_HEARD for reply in turn.last_replies)
        return not_understood(turn.likely, "fallback" if heard_not else turn.last_action_key)
