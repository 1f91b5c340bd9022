"""action_explain_term: a clause term in plain words."""

from actions.answers import prepared
from actions.answers_terms import (
    TERM_OF_INTENT,
    close_terms,
    explained,
    find_terms,
    key_of,
    unknown_term,
)
from actions.base import GuanjiaAction
from actions.reply import Outcome
from actions.resources import knowledge
from actions.slots import Turn


class ActionExplainTerm(GuanjiaAction):
    action = "action_explain_term"

    async def answer(self, turn: Turn) -> Outcome:
        found = find_terms(turn.entity_values("term"), turn.text, turn.intent, knowledge())
        spoken_of = knowledge().terms.get(turn.term or "")
        if not found and spoken_of is not None and _goes_on(turn):
            found = [spoken_of]
        if not found:
            return unknown_term(close_terms(turn.text, knowledge()))
        rule = knowledge().answers.get(turn.intent)
        if rule is not None and rule.intent in TERM_OF_INTENT and turn.last_action_key == key_of(found):
            return prepared(rule, repeated=False)
        return explained(found, turn.last_action_key)


def _goes_on(turn: Turn) -> bool:
    """Whether the last answer was about a term, so that 举个例子 means that one."""
    return bool(turn.last_action_key and turn.last_action_key.startswith("term:"))
