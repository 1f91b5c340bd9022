"""action_answer_faq: the stored answer of data/knowledge/faq.yml that fits, where no intent is sure."""

from actions.answers import not_understood, stored
from actions.base import GuanjiaAction
from actions.reply import Outcome
from actions.resources import knowledge
from actions.slots import Turn


class ActionAnswerFaq(GuanjiaAction):
    action = "action_answer_faq"

    async def answer(self, turn: Turn) -> Outcome:
        pair = knowledge().faq.get(turn.stored_question or "")
        return stored(pair) if pair else not_understood(turn.ranking, turn.last_action_key)
