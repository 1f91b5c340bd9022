"""Questions that have a general answer, answered from the customer's own claim where it has one: why papers came back,
why it was refused, cut or is being looked into."""

from dataclasses import replace

from actions import answers_own_documents
from actions.answers import prepared
from actions.answers_claims import is_open, status
from actions.answers_dispute import written_reason
from actions.lookups import claims_if_reachable
from actions.reply import Outcome, text
from actions.resources import knowledge
from actions.slots import Turn
from insurer.api import Claim
from insurer.progress import REFUSED
from insurer.timeline import build_timeline

#: Words of a question about the rule for everybody.
GENERAL = (
    "一般",
    "法律",
    "规定",
    "通常",
    "法定",
    "按理",
    "哪些原因",
    "哪些情况",
    "计入",
    "核定期",
    "期限",
    "时限",
)
_INTENTS = frozenset(
    {
        "ask_doc_rejected_reason",
        "ask_rejection_reason_general",
        "ask_partial_reason",
        "ask_investigation_reason",
    }
)
_PAPERS = ("材料", "资料", "单", "票", "病历", "小结", "证明", "交", "传", "退", "打回")


async def from_own_claim(turn: Turn) -> Outcome | None:
    """None where the question is general, or no claim of the customer's is in that state."""
    if turn.intent not in _INTENTS or any(word in turn.text for word in GENERAL):
        return None
    claims = await claims_if_reachable(turn)
    if turn.intent == "ask_doc_rejected_reason":
        return _papers_back(claims, turn)
    if turn.intent == "ask_investigation_reason":
        looked_at = next((c for c in claims if c.state_code == "INVESTIGATING"), None)
        return (
            _beside_the_rule(build_timeline(looked_at, knowledge(), turn.now).headline, turn)
            if looked_at
            else None
        )
    if turn.intent == "ask_rejection_reason_general":
        return _refused(claims, turn)
    cut = next((c for c in claims if c.decision is not None and c.decision.outcome == "partial"), None)
    return _beside_the_rule(written_reason(cut, turn), turn) if cut else None


def _papers_back(claims: tuple[Claim, ...], turn: Turn) -> Outcome | None:
    lacking = next((c for c in claims if is_open(c) and c.missing_documents), None)
    if lacking is not None:
        return answers_own_documents.in_and_missing(lacking, (), turn, knowledge())
    about_papers = any(word in turn.text for word in _PAPERS)
    return None if about_papers else _refused(claims, turn)


def _refused(claims: tuple[Claim, ...], turn: Turn) -> Outcome | None:
    found = next((c for c in claims if c.state_code in REFUSED), None)
    return status(found, (), knowledge(), turn.now) if found else None


def _beside_the_rule(own: str, turn: Turn) -> Outcome:
    general = prepared(knowledge().answers[turn.intent], turn.last_action_key == f"answer:{turn.intent}")
    return replace(general, replies=(text(own), *general.replies))
