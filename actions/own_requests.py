"""action_own_requests: where the customer's own complaints, appeals, suggestions and changes stand."""

import re
from typing import ClassVar

from actions import answers_own_requests as say
from actions.answers_claims import insurer_away, stranger
from actions.answers_claims import status as claim_status
from actions.base import GuanjiaAction, Need
from actions.lookups import claims_if_reachable, requests_of
from actions.reply import Outcome
from actions.resources import knowledge
from actions.slots import Turn
from insurer.api_writing import RequestKind
from insurer.client import InsurerUnavailable

_UNDER_REVIEW = frozenset({"APPEAL_SUBMITTED", "APPEAL_REVIEWING"})
_KINDS: tuple[tuple[re.Pattern[str], tuple[RequestKind, ...]], ...] = (
    (re.compile(r"申诉|复核|复议|异议"), ("appeal",)),
    (re.compile(r"投诉"), ("complaint",)),
    (re.compile(r"受益人"), ("beneficiary_change",)),
    (re.compile(r"手机|电话|地址"), ("contact_change",)),
    (re.compile(r"规划"), ("planning",)),
    (re.compile(r"信息"), ("privacy",)),
    (re.compile(r"退订|推广|短信"), ("unsubscribe",)),
    (re.compile(r"建议|意见"), ("suggestion",)),
)


class ActionOwnRequests(GuanjiaAction):
    action = "action_own_requests"
    needs: ClassVar[Need] = "reading"

    async def answer(self, turn: Turn) -> Outcome:
        if turn.user.customer_ref is None:
            return stranger()
        try:
            requests = await requests_of(turn)
        except InsurerUnavailable:
            return insurer_away("requests")
        kinds = asked_kinds(turn.text)
        found = [r for r in requests if not kinds or r.kind in kinds]
        if found:
            return say.where_they_stand(found, knowledge(), turn.now)
        if "appeal" in kinds:
            under_review = [c for c in await claims_if_reachable(turn) if c.state_code in _UNDER_REVIEW]
            if under_review:
                return claim_status(under_review[0], (), knowledge(), turn.now)
        return say.none_found(kinds, requests)


def asked_kinds(words: str) -> tuple[RequestKind, ...]:
    """The kinds of requests that a message names; none: it may mean any."""
    return next((kinds for pattern, kinds in _KINDS if pattern.search(words)), ())
