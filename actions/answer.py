"""action_answer: the prepared answer of answers.yml for an intent, or what the customer's own claim says to it."""

from actions.answers import not_understood, prepared
from actions.answers_documents import ABOUT_ONE, about_document
from actions.base import GuanjiaAction
from actions.own_answers import from_own_claim
from actions.reply import Outcome
from actions.resources import knowledge
from actions.slots import Turn


class ActionAnswer(GuanjiaAction):
    action = "action_answer"

    async def answer(self, turn: Turn) -> Outcome:
        document = knowledge().documents.get(turn.entity("document_type") or "")
        if document is not None and turn.intent in ABOUT_ONE:
            return about_document(document)
        own = await from_own_claim(turn)
        if own is not None:
            return own
        found = knowledge().answers.get(turn.intent)
        if found is None:
            return not_understood(turn.ranking, turn.last_action_key)
        return prepared(found, turn.last_action_key == f"answer:{found.intent}")
