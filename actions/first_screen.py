"""action_first_screen: what is shown before the customer has said anything (mode opening of the turn endpoint)."""

import asyncio

from actions.answers_first_screen import Known, first_screen
from actions.base import GuanjiaAction
from actions.form_draft import KEPT
from actions.lookups import asked
from actions.reply import Outcome
from actions.resources import insurer, knowledge
from actions.slots import Turn
from insurer.client import InsurerNotFound, InsurerUnavailable


class ActionFirstScreen(GuanjiaAction):
    action = "action_first_screen"
    # Coming back to the same news is no echo.
    repeats_on_purpose = True

    async def answer(self, turn: Turn) -> Outcome:
        return first_screen(turn, await known_of(turn), knowledge(), _going_on(turn))


def _going_on(turn: Turn) -> str | None:
    """What a form left open is about, in its own words (「报案（还没提交）：…」)."""
    if turn.draft is None or not turn.draft.values or turn.draft.paused_for(turn.now) > KEPT:
        return None
    return turn.draft.told.split("（")[0] or None


async def known_of(turn: Turn) -> Known:
    """Everything at once; nothing for a visitor or somebody not verified, `reachable` False when the insurer is away."""
    ref = turn.user.customer_ref
    if ref is None or not turn.may_read:
        return Known()
    core, by = insurer(), turn.correlation_id
    try:
        customer, policies, claims, pickups, requests = await asyncio.gather(
            asked(core.customer(ref, correlation_id=by)),
            asked(core.policies(ref, correlation_id=by)),
            asked(core.claims(ref, correlation_id=by)),
            asked(core.pickups(ref, correlation_id=by)),
            asked(core.requests(ref, correlation_id=by)),
        )
    except InsurerNotFound:
        return Known()
    except InsurerUnavailable:
        return Known(reachable=False)
    return Known(customer, policies, claims, pickups, requests)
