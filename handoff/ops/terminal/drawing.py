"""Messages and cards as plain text (docs/contracts.md section 2). Unknown cards fall back to their text."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]

#: The times that the texts beside them speak of.
_CHINA = ZoneInfo("Asia/Shanghai")

_WHO = {"bot": "小管家·机器人", "butler": "真人管家", "system": "系统", "user": "您"}
_MARKS = {"done": "✓", "now": "●", "next": "○", "problem": "!"}


def message(said: Json) -> str:
    """A ChatMessage as lines of text."""
    who = _WHO.get(said["author"], said["author"])
    if said["author"] == "butler" and said.get("author_name"):
        who = f"{said['author_name']}({who})"
    lines = list(_body(said["body"], said["text"]))
    indent = "\n" + " " * 4
    return f"{who}> " + indent.join(_clean(line) for line in lines)


def state(now: Json) -> str | None:
    """One line about who has the floor, or None when there is nothing to tell."""
    if now["floor"] == "butler":
        return f"—— {now['butler_name'] or '真人管家'} 正在为您服务 ——"
    if now["floor"] == "queue":
        case = now.get("case") or {}
        place = f"，前面还有 {case['position'] - 1} 位" if (case.get("position") or 0) > 1 else ""
        return f"—— {case.get('promise') or '已为您转接真人管家'}{place} ——"
    return None if now["bot_ready"] else "—— 小管家正在上班路上，您先说，来了马上答 ——"


def buttons(said: Json) -> list[str]:
    """What is sent for button 1, 2, …"""
    body = said["body"]
    return [button["say"] for button in body["buttons"]] if body.get("kind") == "buttons" else []


def rating(said: Json) -> str | None:
    """The case that this message asks a rating for."""
    card = said["body"].get("card") or {}
    return card.get("case_id") if card.get("type") == "rating" else None


def _clean(text: str) -> str:
    """Control characters out: a message must not move the cursor or recolour the terminal."""
    return "".join(char for char in text if char.isprintable())


def _body(body: Json, text: str) -> Iterator[str]:
    card = body.get("card") or {}
    draw = _CARDS.get(card.get("type", ""))
    if draw is None:
        yield from text.splitlines()
    else:
        yield from draw(card)
    for number, button in enumerate(body.get("buttons") or (), 1):
        yield f"[:{number}] {button['title']}"


def _timeline(card: Json) -> Iterator[str]:
    yield f"{card['title']}  {card['claim_no']}"
    if card.get("headline"):
        yield card["headline"]
    for step in card["steps"]:
        when = _time("于", step.get("at")) or _time("最晚", step.get("due_at"))
        who = f"（{step['actor_name']}）" if step.get("actor_name") and step["state"] != "done" else ""
        yield " ".join(
            filter(None, (_MARKS.get(step["state"], "·"), step["name"] + who, when, step.get("note")))
        )
    for document in card.get("missing") or ():
        yield "还缺 " + _joined(document["name"], document.get("why"), document.get("alternatives"))
    if card.get("next_action"):
        yield "下一步：" + card["next_action"]


def _checklist(card: Json) -> Iterator[str]:
    yield card["title"]
    for group in card["groups"]:
        yield f"【{group['label']}】"
        for item in group["items"]:
            yield "□ " + _joined(item["name"], item.get("form"), item.get("alternatives"))
    yield from card.get("hints") or ()
    yield from filter(None, (card.get("disclaimer"), card.get("source")))


def _term(card: Json) -> Iterator[str]:
    yield f"【{card['term']}】{card['plain']}"
    for label, key in (("举个例子", "example"), ("常见误会", "misconception"), ("依据", "basis")):
        if card.get(key):
            yield f"{label}：{card[key]}"


def _policies(card: Json) -> Iterator[str]:
    for item in card["items"]:
        span = f"{item.get('from') or ''}–{item.get('to') or ''}".strip("–")
        yield _joined(item["product"], item["policy_no"], item.get("insured"), item.get("status"), span)


def _rating(card: Json) -> Iterator[str]:
    yield card["question"]
    yield "输入 :评 1 到 :评 5，后面可以写几句话，例如 :评 5 谢谢"


def _handoff(card: Json) -> Iterator[str]:
    yield _joined(f"已为您转接{card.get('butler') or '真人管家'}", card.get("when"), card.get("case_number"))


_CARDS: dict[str, Callable[[Json], Iterator[str]]] = {
    "timeline": _timeline,
    "checklist": _checklist,
    "term": _term,
    "policies": _policies,
    "rating": _rating,
    "handoff": _handoff,
}


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def _time(word: str, iso: str | None) -> str | None:
    return f"{word} {datetime.fromisoformat(iso).astimezone(_CHINA):%m-%d %H:%M}" if iso else None
