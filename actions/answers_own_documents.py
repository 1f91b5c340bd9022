"""What of a claim's documents is in and what is missing. Pure.

The insurer tells what is missing; what the claim type requires beyond that counts as in, because nobody asks for it."""

from collections.abc import Sequence
from datetime import datetime

from actions.answers_claims import status
from actions.intent_titles import TITLES
from actions.reply import HUMAN, Outcome, Reply, buttons, text
from actions.slots import Turn
from insurer.api import Claim
from insurer.knowledge import ClaimType, Document, Knowledge
from insurer.timeline import Missing, build_timeline

#: What people call one thing: a stay in hospital is claimed under several types.
_KINDS = (
    frozenset({"INPATIENT_MED", "MILLION_MED", "HUIMIN", "HOSPITAL_CASH"}),
    frozenset({"CI_SEVERE", "CI_MILD", "WAIVER"}),
    frozenset({"ACC_DISAB", "TOTAL_DISAB"}),
    frozenset({"ACC_DEATH", "SUDDEN_DEATH", "LIFE_DEATH"}),
)


def same_kind(claim_type: str, named: str | None) -> bool:
    """Whether `named` may mean a claim of this type; nothing named may mean any."""
    return named in (None, claim_type) or any({claim_type, named} <= kinds for kinds in _KINDS)


def in_and_missing(claim: Claim, others: Sequence[Claim], turn: Turn, knowledge: Knowledge) -> Outcome:
    missing = build_timeline(claim, knowledge, turn.now).missing
    asked = _asked(claim, missing, turn, knowledge)
    key = f"claim:{claim.claim_no}:documents"
    if not asked and missing and turn.last_action_key == key:
        asked = [f"还是这 {len(missing)} 样：{_names(missing)}。别的不用交；哪一样不知道去哪开，直接问我。"]
    lines = [
        _other_kind(claim, turn, knowledge),
        *(asked or [_whole(claim, missing, turn, knowledge), _in_hand(claim, missing, knowledge)]),
        f"（您另外还有 {len(others)} 件在办，要看哪件跟我说。）" if others else "",
    ]
    choices = [TITLES["ask_upload_howto"]] if missing else []
    reply = buttons("\n".join(filter(None, lines)), [*choices, TITLES["ask_claim_status"], HUMAN])
    return Outcome((reply,), key, slots={"claim_no": claim.claim_no})


def still_missing(claim: Claim, turn: Turn, knowledge: Knowledge) -> Reply | None:
    """One line under a general list, for whoever has a claim of that kind open."""
    missing = build_timeline(claim, knowledge, turn.now).missing
    if not missing:
        return None
    name, count = _name(claim, knowledge), len(missing)
    return text(f"您自己正在办的那件{name}，现在只差 {count} 样：{_names(missing)}。")


def nothing_open(claims: Sequence[Claim], knowledge: Knowledge, now: datetime) -> Outcome:
    """Every claim is closed: where the last one ended, in place of a list nobody needs."""
    told = status(claims[0], (), knowledge, now)
    words = "您现在没有正在办的理赔，不用再交材料。最近的一件是这样："
    return Outcome((text(words), *told.replies), told.key, slots=told.slots)


def _names(missing: Sequence[Missing]) -> str:
    return "、".join(f"「{m.name}」" for m in missing)


def _name(claim: Claim, knowledge: Knowledge) -> str:
    kind = knowledge.claim_types.get(claim.claim_type)
    return f"{kind.name if kind else claim.claim_type}理赔"


def _other_kind(claim: Claim, turn: Turn, knowledge: Knowledge) -> str:
    named = turn.entity("claim_type")
    if same_kind(claim.claim_type, named) or named is None:
        return ""
    kind = knowledge.claim_types.get(named)
    return f"您名下没有正在办的{kind.name if kind else ''}理赔，正在办的是下面这件。"


def _asked(claim: Claim, missing: Sequence[Missing], turn: Turn, knowledge: Knowledge) -> list[str]:
    """Yes or no for each document that was named, and what else is missing; empty when none was named that counts."""
    lacking = {code: m for m in missing for code in m.code.split("/")}
    kind = knowledge.claim_types.get(claim.claim_type)
    wanted = {code for group in kind.required for code in group} | set(kind.situational) if kind else set()
    lines = []
    for code in turn.entity_values("document_type"):
        document = knowledge.documents.get(code)
        if document is None:
            continue
        if code in lacking:
            lines.append(f"「{document.name}」还差着：{lacking[code].why}{lacking[code].alternatives}")
        elif code in wanted:
            lines.append(f"「{document.name}」不在缺的里面，不用再交。")
    named = {lacking[code].code for code in turn.entity_values("document_type") if code in lacking}
    rest = [f"「{m.name}」" for m in missing if m.code not in named]
    others = f"这件（{claim.claim_no}）{'另外' if named else '现在'}还差{'、'.join(rest)}。"
    none_left = "" if missing else f"这件（{claim.claim_no}）材料齐了。"
    return [*lines, others if rest else none_left] if lines else []


def _whole(claim: Claim, missing: Sequence[Missing], turn: Turn, knowledge: Knowledge) -> str:
    name = f"您这件{_name(claim, knowledge)}（{claim.claim_no}）"
    if not missing:
        return f"{name}材料齐了，不用再补。{build_timeline(claim, knowledge, turn.now).next_action}"
    points = "\n".join(f"· {m.name}：{m.why}{m.alternatives}" for m in missing)
    return f"{name}还没齐，就差这 {len(missing)} 样：\n{points}"


def _in_hand(claim: Claim, missing: Sequence[Missing], knowledge: Knowledge) -> str:
    kind = knowledge.claim_types.get(claim.claim_type)
    lacking = {code for m in missing for code in m.code.split("/")}
    present = _groups_in(kind, lacking, knowledge) if kind and missing else []
    if not present:
        return ""
    return f"别的都不缺：{'、'.join(_short(d) for d in present)}，不用重复交。"


def _groups_in(kind: ClaimType, lacking: set[str], knowledge: Knowledge) -> list[Document]:
    return [knowledge.documents[group[0]] for group in kind.required if not lacking & set(group)]


def _short(document: Document) -> str:
    return document.name.split("（")[0]
