"""What a transcript tells a butler: mood, intents, what was answered, tried and promised, what is delicate. Pure.

All free text is redacted; everything is bounded, however long the transcript is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from handoff.domain.conversation import Author, Message
from handoff.domain.redaction import redact
from handoff.domain.text_pieces import clauses, cut, veiled

_TURNS = 5
_LINES = 40
_ANSWERED = 5
_INTENTS = 5
_TOP = 3
_TEXT = 200
_COURSE = 60
_FOUND = 8
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_PROMISE = re.compile(
    r"分钟内|小时内|个工作日内|天内|之前(?:答复|回复|联系)|会(?:尽快|马上|再)?(?:联系|回复|答复|跟进|告诉)您"
)
_TRIED = re.compile(
    r"(?:打|拨)(?:了|过|[一二两三四五六七八九十几\d]+)|(?:跑|去)(?:了|过)|(?:交|寄|传|发|补|盖|填|开|办|试|找|问|报|投诉|申诉|申请|联系|说|解释)(?:了|过)"
    r"|已经(?:交|寄|传|发|补|填|办|试|找|问|报|投诉|申请|联系|打)|(?:第)?[二两三四五六七八九十几\d]+(?:次|趟|回|遍)了?"
)
_MINOR = re.compile(r"孩子|娃|宝宝|儿子|女儿|闺女|小孩|未成年|新生儿|婴儿")
_HEALTH = re.compile(
    r"癌|肿瘤|化疗|艾滋|HIV|抑郁|精神科|流产|堕胎|怀孕|妇科|性病|梅毒|乙肝|白血病|尿毒|透析|瘫|病理|确诊",
    re.I,
)
_FLAGS = {
    "crisis": "可能有人身危险",
    "bereavement": "亲人去世或病重",
    "fraud": "涉及诈骗或冒名",
    "privacy": "涉及个人信息权利",
    "health": "谈到敏感病情",
    "minor": "涉及未成年人",
    "needs": "老人或需要特别照顾",
    "identifiers": "对话里发过证件号等个人信息",
    "secret": "发过验证码一类的秘密",
}
_OF_CODE = {
    "E02": "bereavement",
    "E09": "crisis",
    "E12": "needs",
    "E13": "fraud",
    "E14": "fraud",
    "E15": "privacy",
}
_OLD = 65

type Understood = Sequence[tuple[Message, Mapping[str, Any]]]


def understood(transcript: Sequence[Message], fresh: Mapping[str, Mapping[str, Any]]) -> Understood:
    """Messages with what was made of them; `fresh` is what is not stored yet, by message id."""
    found = ((m, fresh.get(str(m.id)) or m.understanding) for m in transcript)
    return [(message, data) for message, data in found if isinstance(data, Mapping) and data]


def _escalation(data: Mapping[str, Any]) -> Mapping[str, Any]:
    found = data.get("escalation")
    return found if isinstance(found, Mapping) else {}


def emotion(heard: Understood) -> dict[str, Any]:
    """The latest mood, the course of the scores over the turns, and which messages (seq) show the mood."""
    course: list[dict[str, Any]] = []
    for message, data in list(heard)[-_COURSE:]:
        escalation = _escalation(data)
        mood = escalation.get("emotion")
        mood = mood if isinstance(mood, Mapping) else {}
        course.append(
            {
                "message_id": str(message.id),
                "seq": message.seq,
                "label": mood.get("label"),
                "level": mood.get("level") if isinstance(mood.get("level"), int) else None,
                "scores": _mapping(escalation.get("scores")),
                "decision": escalation.get("decision"),
            }
        )
    last = next((c for c in reversed(course) if c["label"]), {"label": None, "level": None})
    shown = [c["seq"] for c in course if c["label"] not in (None, "neutral") and (c["level"] or 0) > 0]
    return {"label": last["label"], "level": last["level"], "evidence_turns": shown, "course": course}


def intents(heard: Understood) -> list[dict[str, Any]]:
    """Of the last messages: the intent, and the best of what else it may have been."""
    return [
        {
            "message_id": str(message.id),
            **_mapping(data.get("intent")),
            "ranking": [dict(r) for r in _list(data.get("ranking"))[:_TOP] if isinstance(r, Mapping)],
        }
        for message, data in list(heard)[-_INTENTS:]
        if _mapping(data.get("intent")).get("name")
    ]


def _mapping(value: object) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else []


def last_turns(transcript: Sequence[Message]) -> list[dict[str, Any]]:
    """The last five turns: what the customer wrote until somebody answered, and the answers, redacted."""
    kept: list[Message] = []
    turns, before = 0, None
    for message in reversed(transcript[-_LINES * 2 :]):
        if message.author is not Author.USER and before is Author.USER:
            turns += 1
        if turns == _TURNS or len(kept) == _LINES:
            break
        kept.append(message)
        before = message.author
    return [
        {"author": m.author.value, "text": redact(m.spoken)[:_TEXT], "at": m.created_at.isoformat()}
        for m in reversed(kept)
    ]


def answered(transcript: Sequence[Message]) -> list[str]:
    """What the bot last said."""
    said = [m.text for m in transcript if m.author is Author.BOT and m.text.strip()]
    return [redact(text)[:_TEXT] for text in said[-_ANSWERED:]]


def tried(transcript: Sequence[Message]) -> list[str]:
    """What the customer says has been tried already, in the customer's words."""
    said = [m.text for m in transcript[-200:] if m.author is Author.USER]
    pieces = (piece for text in said for piece, asked in clauses(veiled(text)) if not asked)
    found = dict.fromkeys(cut(piece, 60) for piece in pieces if _TRIED.search(piece) and len(piece) > 3)
    return list(found)[-_FOUND:]


def promises(transcript: Sequence[Message]) -> list[str]:
    """Sentences of bot and butlers that promise something by a time."""
    spoken = (m.text[:2000] for m in transcript[-200:] if m.author in (Author.BOT, Author.BUTLER))
    sentences = (found[0].strip() for text in spoken for found in _SENTENCE.finditer(text))
    found = (redact(words)[:_TEXT] for words in sentences if _PROMISE.search(words))
    return list(dict.fromkeys(found))[-2 * _FOUND :]


def files_sent(transcript: Sequence[Message]) -> int:
    return sum(len(m.attachments) for m in transcript if m.author is Author.USER)


def sensitive(
    transcript: Sequence[Message], codes: Iterable[str], accessibility: Sequence[str], age: object
) -> list[dict[str, str]]:
    """What asks for special care, as {code, name}."""
    said = [m.text[:1200] for m in transcript[-100:] if m.author is Author.USER]
    flags = {_OF_CODE[code] for code in codes if code in _OF_CODE}
    if accessibility or (isinstance(age, int) and age >= _OLD):
        flags.add("needs")
    for text in said:
        flags |= _delicate(text)
    return [{"code": code, "name": name} for code, name in _FLAGS.items() if code in flags]


def _delicate(text: str) -> set[str]:
    clean = redact(text)
    found = {
        "health": _HEALTH.search(text),
        "minor": _MINOR.search(text),
        "identifiers": re.search(
            r"\[(?:ID_CARD|MOBILE|BANK_CARD|PASSPORT|EMAIL|LANDLINE|PLATE|VIN)\]", clean
        ),
        "secret": "[SMS_CODE]" in clean or "••" in text,
    }
    return {flag for flag, there in found.items() if there}
