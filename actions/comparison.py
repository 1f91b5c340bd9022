"""action_compare_products and action_product_facts: clause facts, side by side only where the operator states a licence."""

from actions.answers import prepared
from actions.answers_comparison import (
    comparison_off,
    find_products,
    one_product,
    side_by_side,
    which_products,
)
from actions.base import GuanjiaAction
from actions.reply import Outcome
from actions.resources import comparison_licence, knowledge
from actions.slots import Turn

_TWO = 2


class ActionCompareProducts(GuanjiaAction):
    action = "action_compare_products"

    async def answer(self, turn: Turn) -> Outcome:
        licence = comparison_licence()
        found = find_products(turn.text, knowledge())
        if not licence:
            return comparison_off(found, knowledge())
        if len(found) < _TWO:
            return which_products(found, knowledge())
        return side_by_side(found[0], found[1], licence)


class ActionProductFacts(GuanjiaAction):
    """What the clauses of a product that is named say; without a name the general answer."""

    action = "action_product_facts"

    async def answer(self, turn: Turn) -> Outcome:
        found = find_products(turn.text, knowledge())
        if found:
            return one_product(found[0])
        known = knowledge().answers["ask_product_detail"]
        return prepared(known, turn.last_action_key == f"answer:{known.intent}")
