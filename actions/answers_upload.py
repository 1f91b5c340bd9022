"""Replies about handing documents in. Pure."""

from collections.abc import Sequence
from datetime import datetime

from actions.answers import DISCLAIMER, prepared
from actions.reply import HUMAN, Outcome, Reply, buttons, text
from insurer.api import Claim
from insurer.knowledge import Document, Knowledge
from insurer.timeline import build_timeline


def which_document(files: int) -> str:
    if files > 1:
        return f"收到 {files} 个文件。是哪一样材料？要是不止一样，分开发给我，对得更准。"
    return "收到了。这是哪一样材料？"


def no_open_claim(files: int) -> Outcome:
    got = f"{files} 个文件收到了，留在聊天里不会丢。" if files else ""
    words = f"{got}您名下现在没有在办的理赔，材料要跟着报案号走。先报案，报完我就把它们对上。"
    return Outcome((buttons(words, [("我要报案", "我要报案"), HUMAN]),), "upload:no_claim")


def nothing_sent() -> Outcome:
    return Outcome((buttons("还没收到文件。拍照或者选文件发在这里就行。", [HUMAN]),), "upload:nothing")


def how_to(claims: Sequence[Claim], knowledge: Knowledge, now: datetime) -> Outcome:
    """How to hand in, and what is missing where something is."""
    told = prepared(knowledge.answers["ask_upload_howto"], repeated=False)
    lines = [_still(claim, knowledge, now) for claim in claims]
    if not lines:
        return told
    words = "\n".join(lines)
    return Outcome((text(told.replies[0]["text"]), buttons(words, [HUMAN])), told.key)


def registered(claim: Claim, document: Document, knowledge: Knowledge, now: datetime) -> Outcome:
    """What came in, what usually goes wrong with it, what is still missing."""
    got = f"「{document.name}」登记好了（报案号 {claim.claim_no}）。"
    careful = (
        f"自己再看一眼：{document.mistakes.rstrip('。')}——有这样的重拍一张发来就行。"
        if document.mistakes
        else ""
    )
    still = _still(claim, knowledge, now)
    if not claim.missing_documents:
        timeline = build_timeline(claim, knowledge, now)
        still = f"材料齐了，不用再补。{timeline.next_action}"
    replies: tuple[Reply, ...] = (
        text(got + careful),
        buttons(f"{still}\n{DISCLAIMER}", [("看进度", f"查一下赔案号 {claim.claim_no} 的进度"), HUMAN]),
    )
    key = f"upload:{claim.claim_no}:{document.code}:done"
    return Outcome(replies, key, slots={"claim_no": claim.claim_no})


def _still(claim: Claim, knowledge: Knowledge, now: datetime) -> str:
    missing = build_timeline(claim, knowledge, now).missing
    kind = knowledge.claim_types.get(claim.claim_type)
    name = kind.name if kind else claim.claim_type
    if not missing:
        return f"{name}理赔（{claim.claim_no}）不缺材料。"
    lines = [f"{name}理赔（{claim.claim_no}）还差 {len(missing)} 样："]
    return "\n".join([*lines, *(f"· {m.name}" for m in missing)])
