"""From assessments and the course of the conversation to a decision. Pure: no Rasa, no clock, no files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.components.escalation_rules import calm
from bot.components.escalation_scoring import Assessment, Evidence
from bot.components.text import plain

ALWAYS = frozenset({"E09", "E10", "E14"})
_AFFIRMS = re.compile(
    r"^(?:好|行|可以|要|嗯|恩|对|是|中|得|成|需要|麻烦|那就|请|转|接|叫)(?:[,，]|的|吧|啊|呀|呗|滴|哒|嘛|了|你|您|转|接|帮我|一下|人工|管家|他|她|来|他来|她来|谢谢)*[。.!！~]*$"
)
_DAYS = re.compile(r"(\d{2,3})(?:多)?(?:个)?天|(\d{1,2}|[两三四五六七八九十半])个?多?月")
_NOT_A_QUESTION = frozenset(
    {"greet", "thanks_praise", "unclear_input", "bot_identity", "nlu_fallback", "out_of_scope", "repeat_last"}
)
_LEVELS = ("answer", "watch", "offer", "escalate")


@dataclass(frozen=True)
class Policy:
    """bot/escalation.yml; `priority`: base priority by code (data/knowledge/triggers.yml), `names`: its name."""

    escalate: float
    offer: float
    watch: float
    carry: float
    carry_from: float
    fade: float
    supposed: float
    at_ease: float
    repeats_offer: int
    repeats_escalate: int
    look_back: int
    alike: float
    not_understood: int
    settled_hours: float
    settled_margin: float
    code_share: float
    most_codes: int
    raise_to_p1: Mapping[str, Sequence[str]]
    priority: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """One earlier message: its intent, what it was about, its text without spaces, cut."""

    intent: str
    topic: str
    text: str


@dataclass(frozen=True)
class Signals:
    """What is remembered of a conversation between messages; small by construction."""

    course: float = 0.0
    angry: bool = False
    not_understood: int = 0
    offered: bool = False
    settled_case: str = ""
    asked: tuple[Asked, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "course": round(self.course, 4),
            "angry": self.angry,
            "not_understood": self.not_understood,
            "offered": self.offered,
            "settled_case": self.settled_case,
            "asked": [[a.intent, a.topic, a.text] for a in self.asked],
        }

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any] | None) -> Signals:
        """Whatever is missing or broken counts as never having happened."""
        if not isinstance(raw, Mapping):
            return cls()
        try:
            return cls(
                course=min(1.0, max(0.0, float(raw.get("course", 0.0)))),
                angry=bool(raw.get("angry", False)),
                not_understood=int(raw.get("not_understood", 0)),
                offered=bool(raw.get("offered", False)),
                settled_case=str(raw.get("settled_case", ""))[:64],
                asked=tuple(Asked(*(str(part)[:80] for part in item)) for item in raw.get("asked", ())[-12:]),
            )
        except (TypeError, ValueError):
            return cls()


@dataclass(frozen=True)
class Heard:
    """The present message as the policy sees it. `settled`: the last settled case as (number, resolved at)."""

    text: str
    intent: str
    understood: bool
    topic: str
    assessment: Assessment
    now: datetime | None = None
    settled: tuple[str, datetime | None] | None = None


@dataclass(frozen=True)
class Decision:
    decision: str
    codes: tuple[str, ...]
    priority: str
    reason: str
    evidence: tuple[Evidence, ...]
    risk: float

    def as_dict(self) -> dict[str, Any]:
        return {
            "decision": self.decision,
            "codes": list(self.codes),
            "priority": self.priority,
            "reason": self.reason,
            "evidence": [item.as_dict() for item in self.evidence],
            "risk": round(self.risk, 4),
        }


def decide(heard: Heard, before: Signals, policy: Policy) -> tuple[Decision, Signals]:
    """The decision for one message and what is remembered after it."""
    before = _fresh_after_case(heard, before)
    repeats = _repeats(heard, before, policy)
    misses = 0 if heard.understood else before.not_understood + 1
    risk = _risk(heard, before, policy)
    level = _level(heard, risk, policy)
    codes = list(_codes(heard.assessment, policy))
    why = ""
    if before.offered and _AFFIRMS.match(plain(heard.text)):
        level, codes, why = "escalate", ["E10"], "刚问过要不要请管家，客户说要"
    elif level != "escalate" and repeats >= policy.repeats_escalate:
        level, codes, why = "escalate", ["E11"], f"同一个问题问了第 {repeats + 1} 次"
    elif level != "escalate" and misses >= policy.not_understood:
        level, codes, why = "escalate", ["E11"], f"连续 {misses} 次没有听懂"
    elif level in ("answer", "watch") and repeats >= policy.repeats_offer:
        level, codes, why = "offer", ["E11"], f"同一个问题问了第 {repeats + 1} 次"
    decision = _decision(level, tuple(codes), why, heard, before, risk, policy)
    return decision, _remember(heard, before, decision, misses, policy)


def _fresh_after_case(heard: Heard, before: Signals) -> Signals:
    """A case that was settled since the last message closes the account: its anger and repeats are over."""
    number = heard.settled[0] if heard.settled else ""
    if number and number != before.settled_case:
        return Signals(settled_case=number)
    return before


def _risk(heard: Heard, before: Signals, policy: Policy) -> float:
    risk = heard.assessment.risk
    if heard.assessment.certain:
        return risk
    if heard.assessment.about in ("hypothetical", "other"):
        risk *= policy.supposed
    if calm(heard.text) and not any(item.source.startswith("rule:") for item in heard.assessment.evidence):
        risk *= policy.at_ease
    if risk >= policy.carry_from:
        risk = 1.0 - (1.0 - risk) * (1.0 - policy.carry * before.course)
    return risk


def _level(heard: Heard, risk: float, policy: Policy) -> str:
    if ALWAYS & set(heard.assessment.certain):
        return "escalate"
    margin = policy.settled_margin if _lately_settled(heard, policy) else 0.0
    for level in ("escalate", "offer", "watch"):
        if risk >= getattr(policy, level) + margin:
            return level
    return "answer"


def _lately_settled(heard: Heard, policy: Policy) -> bool:
    if heard.settled is None:
        return False
    at = heard.settled[1]
    return at is None or heard.now is None or heard.now - at <= timedelta(hours=policy.settled_hours)


def _codes(assessment: Assessment, policy: Policy) -> tuple[str, ...]:
    """Leading code first; rules that decide alone before everything, danger to life before all."""
    scores = sorted(assessment.scores.items(), key=lambda item: -item[1])
    floor = scores[0][1] * policy.code_share if scores else 1.0
    likely = [code for code, score in scores if score >= floor][: policy.most_codes]
    chosen = dict.fromkeys([*assessment.certain, *likely])
    return tuple(sorted(chosen, key=lambda code: code != "E09"))


def _repeats(heard: Heard, before: Signals, policy: Policy) -> int:
    """How often this question was asked before, within the last messages."""
    if heard.intent in _NOT_A_QUESTION:
        return 0
    earlier = before.asked[-policy.look_back :]
    same_words = sum(_alike(heard.text, a.text) >= policy.alike for a in earlier)
    in_a_row = 0
    for asked in reversed(earlier):
        if (asked.intent, asked.topic) != (heard.intent, heard.topic):
            break
        in_a_row += 1
    return max(same_words, in_a_row)


def _alike(one: str, other: str) -> float:
    """Share of common character pairs (Jaccard); equal short texts are alike."""
    a, b = plain(one)[:80], plain(other)[:80]
    if min(len(a), len(b)) < 2:
        return float(a == b)
    pairs_a = {a[i : i + 2] for i in range(len(a) - 1)}
    pairs_b = {b[i : i + 2] for i in range(len(b) - 1)}
    return len(pairs_a & pairs_b) / len(pairs_a | pairs_b)


def _decision(
    level: str, codes: tuple[str, ...], why: str, heard: Heard, before: Signals, risk: float, policy: Policy
) -> Decision:
    if level not in ("offer", "escalate"):
        return Decision(level, (), "", _reason((), why, heard, policy), heard.assessment.evidence, risk)
    priority = _priority(codes, heard, before, policy)
    return Decision(
        level, codes, priority, _reason(codes, why, heard, policy), heard.assessment.evidence, risk
    )


def _priority(codes: Sequence[str], heard: Heard, before: Signals, policy: Policy) -> str:
    best = min((policy.priority.get(code, "P3") for code in codes), default="P3")
    raised = policy.raise_to_p1
    angry_twice = (before.angry and heard.assessment.emotion == "angry") or "E03" in codes
    conditions = {
        "angry_twice": angry_twice,
        "emotional": heard.assessment.emotion_level >= 2,
        "over_a_month": _over_a_month(heard.text),
    }
    for name, holds in conditions.items():
        if holds and set(raised.get(name, ())) & set(codes):
            best = min(best, "P1")
    return best


def _over_a_month(text: str) -> bool:
    match = _DAYS.search("".join(text.split()))
    return bool(match) and (int(match.group(1)) > 30 if match.group(1) else match.group(2) not in ("1", "半"))


def _reason(codes: Sequence[str], why: str, heard: Heard, policy: Policy) -> str:
    """One sentence with the customer's own words."""
    named = policy.names.get(codes[0], codes[0]) if codes else ""
    spans = [e.text for e in heard.assessment.evidence if e.code in codes]
    quote = spans[0] if spans else _cut(heard.text, 40)
    parts = [part for part in (named, why) if part]
    return f"{'，'.join(parts)}：客户说「{quote}」" if parts else ""


def _cut(text: str, limit: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def _remember(heard: Heard, before: Signals, decision: Decision, misses: int, policy: Policy) -> Signals:
    if decision.decision == "escalate":
        # The person who comes knows all of it; what follows starts anew.
        return Signals(settled_case=before.settled_case, angry=heard.assessment.emotion == "angry")
    course = max(decision.risk, before.course * policy.fade)
    asked = Asked(heard.intent, heard.topic, plain(heard.text)[:80])
    return replace(
        before,
        course=course if course >= 0.02 else 0.0,
        angry=heard.assessment.emotion == "angry",
        not_understood=misses,
        offered=decision.decision == "offer" or misses >= 2,
        asked=(*before.asked, asked)[-policy.look_back :],
    )


def worst(decisions: Sequence[str]) -> str:
    """The most serious of several decisions."""
    return max(decisions, key=_LEVELS.index, default="answer")
