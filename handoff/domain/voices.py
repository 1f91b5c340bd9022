"""倾听计划: what customers complain of, dispute, suggest or leave unhappy about, as voices with a topic, so that
product and management hear them. A voice holds a redacted quote, never a name or number."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from handoff.domain.case import Priority
from handoff.domain.conversation import Message
from handoff.domain.errors import Conflict, Invalid
from handoff.domain.redaction import redact
from handoff.domain.turn import Decision, Understanding

MAX_QUOTE = 120
MAX_ANSWER = 2000
#: A shorter 「我有个建议」 only announces one; what is then written down comes as a request.
_ANNOUNCEMENT = 10


class VoiceKind(StrEnum):
    COMPLAINT = "complaint"
    DISPUTE = "dispute"
    SUGGESTION = "suggestion"
    SILENT_EXIT = "silent_exit"


KIND_NAMES = {
    VoiceKind.COMPLAINT: "投诉",
    VoiceKind.DISPUTE: "争议",
    VoiceKind.SUGGESTION: "建议",
    VoiceKind.SILENT_EXIT: "不满离开",
}


class VoiceStatus(StrEnum):
    NEW = "new"
    TAKEN = "taken"
    ANSWERED = "answered"
    CLOSED = "closed"


#: What it is about. Those a supervisor may choose from as well.
TOPICS: dict[str, str] = {
    "rejection": "拒赔",
    "amount": "赔款金额",
    "delay": "理赔太慢",
    "misselling": "销售误导",
    "documents": "理赔材料",
    "fraud": "欺诈与冒名",
    "privacy": "个人信息",
    "attitude": "服务态度",
    "bot_answers": "机器人答非所问",
    "claims": "报案与进度",
    "coverage": "条款与责任",
    "pickup": "上门取件",
    "cancellation": "退保与扣费",
    "products": "产品与价格",
    "policies": "保单服务",
    "other": "其他",
}
#: Which code says most about the topic, in this order; E03 alone says nothing but that somebody complains.
_BY_CODE = {
    "E04": "rejection",
    "E05": "amount",
    "E07": "misselling",
    "E08": "documents",
    "E06": "delay",
    "E13": "fraud",
    "E15": "privacy",
    "E11": "bot_answers",
    "E01": "attitude",
}
_BY_INTENT = {
    "complain_service": "attitude",
    "complain_misselling": "misselling",
    "dispute_rejection": "rejection",
    "dispute_amount": "amount",
    "accusation_of_fraud": "fraud",
    "privacy_request": "privacy",
    "unsubscribe_marketing": "privacy",
    "ask_claim_eta": "delay",
    "urge_claim": "delay",
    "ask_payment_arrival": "delay",
    "ask_partial_reason": "amount",
    "ask_payout_calc_rule": "amount",
    "ask_rejection_reason_general": "rejection",
    "ask_appeal_howto": "rejection",
    "ask_supplement_detail": "documents",
    "ask_upload_howto": "documents",
    "send_document": "documents",
    "ask_own_documents": "documents",
    "report_claim": "claims",
    "withdraw_claim": "claims",
    "ask_investigation_reason": "claims",
    "change_payment_account": "claims",
    "explain_term": "coverage",
    "undo_cancel": "cancellation",
    "pay_premium": "cancellation",
    "ask_refund_amount_arrival": "cancellation",
    "ask_cooloff_rule": "cancellation",
    "compare_products": "products",
    "duplicate_cover_check": "products",
    "query_policy": "policies",
    "download_policy": "policies",
    "change_contact_identity": "policies",
    "change_beneficiary": "policies",
    "verify_policy_authentic": "policies",
    "repeat_last": "bot_answers",
    "unclear_input": "bot_answers",
}
#: Beginnings and endings of families of intents, where the intent itself is not named above.
_BY_FAMILY = (
    (re.compile(r"ask_docs?_|ask_invoice"), "documents"),
    (re.compile(r".*_pickup|.*pickup"), "pickup"),
    (re.compile(r"cancel_"), "cancellation"),
    (re.compile(r"ask_claim_"), "claims"),
    (
        re.compile(r"explain_|ask_(?:is_covered|hospital|social|renewal|health|non_dis|benef|dupl)"),
        "coverage",
    ),
    (re.compile(r"ask_(?:recommendation|eligibility|price|product)|guide_|plan_"), "products"),
)
_DISPUTES = frozenset({"E04", "E05", "E06", "E07", "E08", "E13"})
_COMPLAINTS = frozenset({"E03"})
#: Complaints only where nothing else in the message is more telling.
_MILD = frozenset({"E01", "E11", "E15"})
_COMPLAINT_INTENTS = frozenset({"complain_service", "complain_misselling"})
_SUGGESTION_INTENTS = frozenset({"give_suggestion"})
_SEVERITY = {Priority.P0: 4, Priority.P1: 3, Priority.P2: 2, Priority.P3: 1}
_NUMBERS = re.compile(r"(?<!\[)[A-Za-z]{0,6}\d[\dA-Za-z-]{5,}")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True)
class Voice:
    """`severity`: 1 (remark) to 4 (somebody in danger); never by amount. `product`: id of products.yml or
    code of a claim type."""

    id: UUID
    conversation_id: UUID
    kind: VoiceKind
    topic: str
    channel: str
    severity: int
    quote: str
    heard_at: datetime
    case_id: UUID | None = None
    message_id: UUID | None = None
    product: str | None = None
    status: VoiceStatus = VoiceStatus.NEW
    owner_id: UUID | None = None
    answer: str = ""
    closed_at: datetime | None = None
    version: int = 1


def topic_of(codes: Iterable[str], intents: Sequence[str]) -> str:
    """By the most telling code, else by the last intent that says anything."""
    present = set(codes)
    by_code = next((topic for code, topic in _BY_CODE.items() if code in present), None)
    found = by_code if by_code not in (None, "attitude") else None
    by_intent = next((t for name in reversed(intents) if (t := _topic_of_intent(name))), None)
    return found or by_intent or by_code or "other"


def _topic_of_intent(name: str) -> str | None:
    known = _BY_INTENT.get(name)
    if known is not None:
        return known
    return next((topic for pattern, topic in _BY_FAMILY if pattern.match(name)), None)


def kinds_of(understood: Understanding) -> tuple[VoiceKind, ...]:
    """What this message is, if it is anything to be listened to."""
    found: list[VoiceKind] = []
    codes = set(understood.codes) if understood.decision is Decision.ESCALATE else set()
    intent = intent_of(understood.data)
    if codes & _DISPUTES:
        found.append(VoiceKind.DISPUTE)
    mild = bool(codes & _MILD) and not found
    if codes & _COMPLAINTS or intent in _COMPLAINT_INTENTS or mild:
        found.append(VoiceKind.COMPLAINT)
    if intent in _SUGGESTION_INTENTS:
        found.append(VoiceKind.SUGGESTION)
    return tuple(found)


#: What the bot has registered at the insurer for a customer (kinds of contracts.md section 4).
REQUESTS = {
    "complaint": VoiceKind.COMPLAINT,
    "appeal": VoiceKind.DISPUTE,
    "suggestion": VoiceKind.SUGGESTION,
}
#: The customer's own words of a registered request are looked for so far back.
REQUEST_WORDS_WITHIN = timedelta(hours=1)


def words_of_request(kind: str, written: Sequence[Message]) -> Message | None:
    """Which of the customer's last messages (in order) says what it is about: a suggestion is registered as soon as
    it is said; a complaint or appeal is told, then asked about and confirmed in short words."""
    if not written:
        return None
    if kind == "suggestion":
        return written[-1]
    recent = [m for m in written if written[-1].created_at - m.created_at <= REQUEST_WORDS_WITHIN]
    return max(recent, key=lambda m: len(m.spoken))


def is_announcement(kind: VoiceKind, message: Message) -> bool:
    return kind is VoiceKind.SUGGESTION and len(message.text.strip()) < _ANNOUNCEMENT


def intent_of(data: dict[str, Any] | None) -> str:
    """The intent's name; empty where it is only a guess."""
    intent = (data or {}).get("intent") or {}
    return str(intent.get("name") or "") if (data or {}).get("understood", True) else ""


def product_of(data: dict[str, Any] | None, slots: dict[str, Any]) -> str | None:
    """From the message itself, else from the dialogue."""
    entities = [e for e in (data or {}).get("entities") or [] if isinstance(e, dict)]
    for wanted in ("product", "claim_type"):
        found = next((e.get("value") for e in entities if e.get("entity") == wanted), None) or slots.get(
            wanted
        )
        if isinstance(found, str) and found:
            return found[:80]
    return None


def severity_of(priority: Priority | None, emotion_level: int) -> int:
    """The urgency of the case, or 1 without; one more for somebody beside himself."""
    return (
        min(4, _SEVERITY.get(priority, 1) + int(emotion_level >= 3))
        if priority
        else 1 + int(emotion_level >= 2)
    )


def emotion_level(data: dict[str, Any] | None) -> int:
    level = (((data or {}).get("escalation") or {}).get("emotion") or {}).get("level")
    return level if isinstance(level, int) else 0


def quote_of(text: str) -> str:
    """The words without identifiers, short."""
    bare = _NUMBERS.sub("[编号]", redact(_BLANK.sub(" ", text).strip()))
    return bare if len(bare) <= MAX_QUOTE else bare[: MAX_QUOTE - 1] + "…"


def changed(
    voice: Voice,
    now: datetime,
    *,
    version: int,
    status: str | None = None,
    owner_id: UUID | None = None,
    answer: str | None = None,
    topic: str | None = None,
) -> Voice:
    """What follows from it, by whom. None leaves a field as it is. Raises Conflict (changed by somebody else
    meanwhile), Invalid."""
    if version != voice.version:
        raise Conflict("这条心声刚刚被别人更新过，请刷新后再改。")
    if topic is not None and topic not in TOPICS:
        raise Invalid("没有这个主题。")
    words = voice.answer if answer is None else answer.strip()
    if len(words) > MAX_ANSWER:
        raise Invalid(f"答复最多 {MAX_ANSWER} 个字。")
    after = VoiceStatus(status) if status is not None else voice.status
    owner = owner_id or voice.owner_id
    if after is not VoiceStatus.NEW and owner is None:
        raise Invalid("请先指定由谁来跟进。")
    if after in (VoiceStatus.ANSWERED, VoiceStatus.CLOSED) and not words:
        raise Invalid("请写明怎么处理的，再标为已答复或结束。")
    return replace(
        voice,
        status=after,
        owner_id=owner,
        answer=words,
        topic=topic or voice.topic,
        closed_at=(voice.closed_at or now) if after is VoiceStatus.CLOSED else None,
        version=voice.version + 1,
    )
