"""action_own_documents: what of the customer's own claim is in and what is still missing."""

from typing import ClassVar

from actions import answers_own_documents as say
from actions.answers_claims import insurer_away, is_open, no_claims, stranger
from actions.base import GuanjiaAction, Need
from actions.lookups import claims_of
from actions.reply import Outcome
from actions.resources import knowledge
from actions.slots import Turn
from insurer.api import Claim
from insurer.client import InsurerUnavailable


class ActionOwnDocuments(GuanjiaAction):
    """「我材料齐了吗」, 「住院的单子我交了没」: answered from the claim, never by the general list."""

    action = "action_own_documents"
    needs: ClassVar[Need] = "reading"

    async def answer(self, turn: Turn) -> Outcome:
        if turn.user.customer_ref is None:
            return stranger()
        try:
            claims = await claims_of(turn)
        except InsurerUnavailable:
            return insurer_away("claim")
        if not claims:
            return no_claims()
        claim = own_open_claim(claims, turn)
        if claim is None:
            return say.nothing_open(claims, knowledge(), turn.now)
        others = [c for c in claims if is_open(c) and c.claim_no != claim.claim_no]
        return say.in_and_missing(claim, others, turn, knowledge())


def own_open_claim(claims: tuple[Claim, ...], turn: Turn) -> Claim | None:
    """The open claim that is meant: of the type named, else the one talked about, else one that lacks something,
    else the newest."""
    named = turn.entity("claim_type")
    mine = [claim for claim in claims if is_open(claim)]
    ordered = sorted(
        mine,
        key=lambda c: (
            not say.same_kind(c.claim_type, named),
            c.claim_no != turn.claim_no,
            not c.missing_documents,
        ),
    )
    return next(iter(ordered), None)
