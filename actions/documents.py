"""action_documents: which documents a claim needs, or where to get one of them."""

from dataclasses import replace

from actions.answers_claims import is_open
from actions.answers_documents import (
    ABOUT_ONE,
    CLAIM_TYPE_OF_INTENT,
    about_document,
    checklist,
    which_claim_type,
)
from actions.answers_own_documents import in_and_missing, same_kind, still_missing
from actions.base import GuanjiaAction, Need
from actions.lookups import claims_if_reachable, claims_of
from actions.reply import Outcome
from actions.resources import knowledge
from actions.slots import Turn
from insurer.api import Claim
from insurer.client import InsurerUnavailable
from insurer.knowledge import ClaimType
from insurer.timeline import Missing, build_timeline

_MINE = ("我的", "我那", "我这", "还缺", "还差")


class ActionDocuments(GuanjiaAction):
    action = "action_documents"

    def need(self, turn: Turn) -> Need:
        """Lists are public; what the customer's own claim lacks is not."""
        return "reading" if _is_mine(turn) else "nothing"

    async def answer(self, turn: Turn) -> Outcome:
        one = knowledge().documents.get(turn.entity("document_type") or turn.document_type or "")
        if one is not None and turn.intent in ABOUT_ONE:
            return about_document(one)
        asked = turn.entity("claim_type") or CLAIM_TYPE_OF_INTENT.get(turn.intent)
        listed = self._listed(asked or turn.claim_type)
        again = listed is not None and turn.last_action_key == listed.key
        if _is_mine(turn) or (again and turn.may_read):
            try:
                claims = await claims_of(turn)
            except InsurerUnavailable:
                return listed or which_claim_type(insurer_away=True)
            if again and (lacking := _lacking(claims, asked or turn.claim_type)):
                return in_and_missing(lacking, (), turn, knowledge())
            own = _own_claim(claims, turn.entity("claim_type"))
            if own is not None and _is_mine(turn):
                return checklist_of(own, turn)
        return await _with_own(listed, asked or turn.claim_type, turn) if listed else which_claim_type()

    def _listed(self, code: str | None) -> Outcome | None:
        kind = knowledge().claim_types.get(code or "")
        return checklist(kind, knowledge()) if kind else None


async def _with_own(listed: Outcome, code: str | None, turn: Turn) -> Outcome:
    """The general list, with one line on what the customer's own open claim of that kind still lacks."""
    claims = await claims_if_reachable(turn)
    own = next((c for c in claims if is_open(c) and same_kind(c.claim_type, code)), None)
    line = still_missing(own, turn, knowledge()) if own else None
    return replace(listed, replies=(*listed.replies, line)) if line else listed


def checklist_of(claim: Claim, turn: Turn) -> Outcome:
    """The list for the customer's own claim, with what it still lacks."""
    kind: ClaimType | None = knowledge().claim_types.get(claim.claim_type)
    if kind is None:
        return which_claim_type()
    missing: tuple[Missing, ...] = build_timeline(claim, knowledge(), turn.now).missing
    return checklist(kind, knowledge(), missing)


def _is_mine(turn: Turn) -> bool:
    return any(word in turn.text for word in _MINE)


def _lacking(claims: tuple[Claim, ...], code: str | None) -> Claim | None:
    """Asked twice, the own claim of that kind says more than the same list."""
    mine = (c for c in claims if is_open(c) and c.missing_documents and same_kind(c.claim_type, code))
    return next(mine, None)


def _own_claim(claims: tuple[Claim, ...], asked: str | None) -> Claim | None:
    mine = (c for c in claims if is_open(c) and asked in (None, c.claim_type))
    return next(mine, None)
