"""action_duplicate_cover: is the same thing insured twice, already or by what the customer thinks of buying?"""

import asyncio
import re

from actions.answers import prepared
from actions.answers_claims import insurer_away
from actions.answers_duplicate import before_buying, overlaps
from actions.base import GuanjiaAction
from actions.lookups import asked, policies_of
from actions.reply import Outcome
from actions.resources import insurer, knowledge
from actions.slots import Turn
from insurer.errors import InsurerNotFound, InsurerUnavailable

_BUYING = re.compile(
    r"还(?:要|用|需要|能|想)?(?:再)?买|再买|想买|要买|要不要|打算|准备买|加一份|再来一份|再上一份|有必要"
)


class ActionDuplicateCover(GuanjiaAction):
    action = "action_duplicate_cover"
    needs = "reading"

    async def answer(self, turn: Turn) -> Outcome:
        known = knowledge().answers["duplicate_cover_check"]
        ref = turn.user.customer_ref
        if ref is None:
            return prepared(known, turn.last_action_key == f"answer:{known.intent}")
        kind = knowledge().claim_types.get(turn.entity("claim_type") or "")
        try:
            policies, found = await asyncio.gather(
                policies_of(turn), asked(insurer().duplicate_cover(ref, correlation_id=turn.correlation_id))
            )
        except InsurerNotFound:
            policies, found = (), ()
        except InsurerUnavailable:
            return insurer_away("duplicate")
        if kind is not None and _BUYING.search(turn.text):
            return before_buying(kind, policies, knowledge())
        return overlaps(found, policies, knowledge())
