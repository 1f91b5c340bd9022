"""From assessments and the course of the conversation to a decision. Pure: no Rasa, no clock, no files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.components.escalation_course import (
    SIGNALS,
    Course,
    Facts,
    added,
    answered,
    chance_of,
    follow,
    gave_up,
    margin_of,
    parts,
    present_signals,
    shows_ease,
)
from bot.components.escalation_memory import Asked, Signals, alike
from bot.components.escalation_scoring import Assessment, Evidence
from bot.components.escalation_settings import Policy
from bot.components.text import fold, plain

ALWAYS = frozenset({"E09", "E10", "E14"})
_NOT_HERE_AND_NOW = frozenset({"hypothetical", "other", "past", "quoted"})
#: A question about the clause is answered with care, and looked at again afterwards (domain section 6.3, E09).
_NAMES_SUICIDE = re.compile(r"自杀|自残|自尽|轻生")
_AFFIRMS = re.compile(
    r"^(?:好|行|可以|要|嗯|恩|对|是|中|得|成|需要|麻烦|那就|请|转|接|叫)(?:[,，]|的|吧|啊|呀|呗|滴|哒|嘛|了|你|您|转|接|帮我|一下|人工|管家|他|她|来|他来|她来|谢谢)*[。.!！~]*$"
)
_DAYS = re.compile(r"(\d{2,3})(?:多)?(?:个)?天|(\d{1,2}|[两三四五六七八九十半])个?多?月")
#: What a message within a form counts as, whatever its words alone would mean.
FORM_ANSWER = "form_answer"
_NOT_A_QUESTION = frozenset(
    {
        FORM_ANSWER,
        "greet",
        "thanks_praise",
        "unclear_input",
        "bot_identity",
        "nlu_fallback",
        "out_of_scope",
        "repeat_last",
        "lead_in",
        "leave_taking",
    }
)
_LEVELS = ("answer", "watch", "offer", "escalate")


@dataclass(frozen=True)
class Heard:
    """The present message as the policy sees it. `settled`: the last settled case as (number, resolved at).

    `observing`: a person has the floor or is being called; the bot's own failing is then no news.
    """

    text: str
    intent: str
    understood: bool
    topic: str
    assessment: Assessment
    now: datetime | None = None
    settled: tuple[str, datetime | None] | None = None
    observing: bool = False
    facts: Facts = field(default_factory=Facts)


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
    before = replace(before, course=answered(before.course, heard.facts.answer))
    repeats = 0 if heard.observing else _repeats(heard, before, policy)
    misses = 0 if heard.understood or heard.observing else before.not_understood + 1
    codes = list(_codes(heard.assessment, policy))
    margin, signals = _weighed(heard, before, repeats, policy, codes)
    risk = max(chance_of(margin), heard.assessment.risk if heard.assessment.certain else 0.0)
    level, why = _level(heard, risk, policy), _told(signals)
    if not heard.observing:
        level, codes, why = _by_course(heard, before, repeats, misses, policy, (level, codes, why))
    decision = _decision(level, tuple(codes), why, heard, before, risk, policy)
    return decision, _remember(heard, before, decision, misses, policy)


def _by_course(
    heard: Heard,
    before: Signals,
    repeats: int,
    misses: int,
    policy: Policy,
    found: tuple[str, list[str], str],
) -> tuple[str, list[str], str]:
    """Where the course decides whatever the words: a yes to an offer, going round in circles, giving up."""
    level, codes, _ = found
    again = f"同一个问题问了第 {repeats + 1} 次"
    if before.offered and _AFFIRMS.match(plain(heard.text)):
        found = "escalate", ["E10"], "刚问过要不要请管家，客户说要"
    elif level == "escalate":
        pass
    elif repeats >= policy.repeats_escalate:
        found = "escalate", ["E11"], again
    elif misses >= policy.not_understood:
        found = "escalate", ["E11"], f"连续 {misses} 次没有听懂"
    elif level != "offer" and repeats >= policy.repeats_offer:
        found = "offer", ["E11"], again
    elif level != "offer" and gave_up(heard.text, before.course):
        stirred = chance_of(before.course.lingering) >= policy.watch
        found = ("offer", ["E11"], "听完回答就不想说了") if stirred else ("watch", codes, "")
    elif level == "answer" and _NAMES_SUICIDE.search(fold(heard.text)):
        found = "watch", codes, ""
    return found


def _fresh_after_case(heard: Heard, before: Signals) -> Signals:
    """A case that was settled since the last message closes the account: its anger and repeats are over."""
    number = heard.settled[0] if heard.settled else ""
    if number and number != before.settled_case:
        return Signals(settled_case=number)
    return before


def _weighed(
    heard: Heard, before: Signals, repeats: int, policy: Policy, codes: Sequence[str]
) -> tuple[float, dict[str, int]]:
    """Log-odds of the message within its conversation, and the signals that joined."""
    assessment = heard.assessment
    if assessment.certain:
        return margin_of(assessment.risk), {}
    spoken = spoken_parts(heard, before, policy)
    margin = policy.course["start"] + added(spoken, policy.course)
    if chance_of(alone_margin(assessment, policy)) < policy.calm_below:
        return margin, {}
    signals = present_signals(heard.text, before.course, repeats, before.not_understood, heard.facts, codes)
    return margin + added(signals, policy.signals), signals


def spoken_parts(heard: Heard, before: Signals, policy: Policy) -> dict[str, float]:
    """What the words of the conversation say, ready to be weighed."""
    margin = alone_margin(heard.assessment, policy)
    calm = chance_of(margin) < policy.calm_below
    return parts(margin, heard.assessment.marks, before.course, calm)


def alone_margin(assessment: Assessment, policy: Policy) -> float:
    """Log-odds of the message alone."""
    margin = margin_of(assessment.risk)
    if assessment.about in _NOT_HERE_AND_NOW:
        margin -= policy.supposed
    total = sum(assessment.scores.values())
    if total > 0:
        margin += policy.danger * max(assessment.scores.get(code, 0.0) for code in ALWAYS) / total
    return margin


def _told(signals: Mapping[str, int]) -> str:
    return "，".join(SIGNALS[name] for name in signals)


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
    same_words = sum(alike(heard.text, a.text) >= policy.alike for a in earlier)
    in_a_row = 0
    for asked in reversed(earlier):
        if (asked.intent, asked.topic) != (heard.intent, heard.topic):
            break
        in_a_row += 1
    return max(same_words, in_a_row)


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
        "over_a_month": _over_a_month(heard.text) or heard.facts.overdue,
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
    course = followed(heard, before, policy)
    asked = Asked(heard.intent, heard.topic, plain(heard.text)[:80])
    return replace(
        before,
        course=course,
        angry=heard.assessment.emotion == "angry",
        not_understood=misses,
        offered=decision.decision == "offer" or misses >= 2,
        asked=(*before.asked, asked)[-policy.look_back :],
    )


def followed(heard: Heard, before: Signals, policy: Policy) -> Course:
    """The course after a message that brought nobody."""
    eased = shows_ease(heard.assessment.marks)
    fade = policy.fade_at_ease if eased else policy.fade
    return follow(before.course, margin_of(heard.assessment.risk), fade, eased)


def worst(decisions: Sequence[str]) -> str:
    """The most serious of several decisions."""
    return max(decisions, key=_LEVELS.index, default="answer")
