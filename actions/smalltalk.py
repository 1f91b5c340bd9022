"""action_greet, action_thanks, action_identity, action_listening, action_leave, action_repeat."""

from actions import answers_smalltalk as say
from actions.answers import human_button
from actions.base import GuanjiaAction
from actions.lookups import claims_if_reachable
from actions.reply import Outcome, text
from actions.resources import knowledge
from actions.slots import Turn

_ONCE_MORE = "好，前面的内容再给您发一遍："


class ActionGreet(GuanjiaAction):
    action = "action_greet"

    async def answer(self, turn: Turn) -> Outcome:
        return say.greeting(turn, await claims_if_reachable(turn), knowledge())


class ActionThanks(GuanjiaAction):
    action = "action_thanks"

    async def answer(self, turn: Turn) -> Outcome:
        return say.thanks(turn)


class ActionIdentity(GuanjiaAction):
    action = "action_identity"

    async def answer(self, turn: Turn) -> Outcome:
        return say.identity(turn)


class ActionListening(GuanjiaAction):
    """「那个 我想问一下就是」: nothing was asked yet."""

    action = "action_listening"

    async def answer(self, turn: Turn) -> Outcome:
        return say.listening(turn)


class ActionLeave(GuanjiaAction):
    """「算了」, 「哦」: the customer leaves it at that; the door stays open. Whether a person is offered besides is
    decided by EscalationPolicy."""

    action = "action_leave"

    async def answer(self, turn: Turn) -> Outcome:
        return say.leave(turn)


class ActionRepeat(GuanjiaAction):
    """Sends the last answer once more, because the customer asked for it."""

    action = "action_repeat"
    repeats_on_purpose = True

    async def answer(self, turn: Turn) -> Outcome:
        if not turn.last_replies:
            return Outcome((human_button("前面还没有内容可以重发，您想问什么，直接说就行。"),), "repeat")
        again = [dict(reply) for reply in turn.last_replies if reply.get("text") != _ONCE_MORE]
        return Outcome((text(_ONCE_MORE), *again), "repeat")
