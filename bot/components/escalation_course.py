"""How a conversation runs: what earlier messages and known facts add to the present one. Pure.

Everything is in log-odds (0 = even chances that a person is needed), so that the parts add up and can be read one by
one. What the words of a conversation weigh is fitted (escalation_course.yml, `python -m bot.crossval --fit`); what is
known beside the words, and the thresholds, stand in bot/escalation.yml.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.components.text import plain

#: Log-odds beyond which a message is as clear as it gets, either way.
CLEAR = 8.0
#: Signals by name, as they are told in a reason (「理赔已被拒」).
SIGNALS = {
    "asked_again": "同一个问题又问了",
    "not_understood": "前面没有听懂",
    "same_answer": "两次给了同样的回答",
    "says_missed": "说没答到点上",
    "claim_refused": "名下理赔已被拒",
    "claim_overdue": "名下理赔已超过时限",
    "supplement_again": "名下理赔已多次补件",
    "earlier_cases": "近期已转过管家",
    "promise_due": "有答应过的事到期未兑现",
}
#: Facts speak only for the codes they are about.
_ABOUT = {
    "claim_refused": frozenset({"E01", "E03", "E04", "E05", "E07", "E13"}),
    "claim_overdue": frozenset({"E01", "E03", "E06"}),
    "supplement_again": frozenset({"E01", "E06", "E08"}),
    "promise_due": frozenset({"E01", "E03", "E06", "E11"}),
}
_MISSED = re.compile(
    r"不是(?:这个|问这|这意思|说这)|没(?:答|说|回答)(?:到|我问|上)|答非所问|我(?:问|说)的(?:是|不是)|看(?:懂|清)(?:我|了)?(?:问|没)|没(?:听|看|明)(?:懂|白)我|不对[,，]?我(?:问|说)"
)
_LEFT = re.compile(
    r"(?:呵呵+|哦+|噢|算了+吧?|行吧|随便吧?|得了|拉倒吧?|罢了|就这样吧|无所谓了?|不问了|不说了|没意思|呵)[.。!！~…]*|[.。…]{2,}"
)
_REPEATED_ROUNDS = 2
#: A message from these log-odds on has raised something, though perhaps not enough.
_RAISED = -1.0
#: What a message usually has; how a person sounds is told against it.
_USUAL = -3.0
#: Log-odds of earlier messages below which nothing lingers.
_LINGERS_FROM = -1.5
_CLEAREST = 6.0
_MOST = 3
#: Parts that the words of a conversation make, each with a fitted weight.
PARTS = ("present", "first", "lingering", "tone", "raised", "ease", "joke", "eased", "asks", "addressed")
_EASE = frozenset({"ease", "joke", "aha"})
_ASKS = frozenset({"ask_particle", "asks_neutral"})


@dataclass(frozen=True)
class Facts:
    """What is known beside the words. `refused`, `overdue`: of any claim of the customer; `rounds`: supplements asked
    for; `cases`: earlier cases; `promise_due`: something promised is past its time; `answer`: key of the last answer."""

    refused: bool = False
    overdue: bool = False
    rounds: int = 0
    cases: int = 0
    promise_due: bool = False
    answer: str = ""


@dataclass(frozen=True)
class Course:
    """`lingering`: log-odds remembered of earlier messages. `heard`: how many. `answer`: key of the answer before
    the last, `same`: how often it came again in a row. `tone`: mean log-odds of the earlier messages. `raised`,
    `eased`: how many of them raised something, and showed ease."""

    lingering: float = -CLEAR
    heard: int = 0
    answer: str = ""
    same: int = 0
    tone: float = 0.0
    raised: int = 0
    eased: int = 0

    def as_list(self) -> list[Any]:
        lingering, tone = round(self.lingering, 3), round(self.tone, 3)
        return [lingering, self.heard, self.answer, self.same, tone, self.raised, self.eased]

    @classmethod
    def from_list(cls, raw: Any) -> Course:
        """Raises TypeError or ValueError for anything but what as_list made, now or in earlier versions."""
        lingering, heard, answer, same, *rest = raw
        tone, raised, eased = rest or (0.0, 0, 0)
        return cls(
            _within(float(lingering)),
            max(0, min(int(heard), 1000)),
            str(answer)[:64],
            max(0, min(int(same), 20)),
            _within(float(tone)),
            max(0, min(int(raised), 1000)),
            max(0, min(int(eased), 1000)),
        )


def margin_of(risk: float) -> float:
    """Log-odds of a probability, within what counts."""
    inner = min(max(risk, 1e-4), 1.0 - 1e-4)
    return _within(math.log(inner / (1.0 - inner)))


def chance_of(margin: float) -> float:
    return 1.0 / (1.0 + math.exp(-margin))


def answered(course: Course, key: str) -> Course:
    """The course with the answer the customer is now reacting to."""
    same = course.same + 1 if key and key == course.answer else 0
    return replace(course, answer=key, same=same)


def follow(course: Course, margin: float, fade: float, eased: bool = False) -> Course:
    """The course after a message; `fade`: log-odds that are forgotten with it; `eased`: it showed ease."""
    shown = _clipped(margin)
    return replace(
        course,
        lingering=max(margin, course.lingering - fade, -CLEAR),
        heard=course.heard + 1,
        tone=course.tone + (shown - course.tone) / (course.heard + 1),
        raised=course.raised + (margin > _RAISED),
        eased=course.eased + eased,
    )


def shows_ease(marks: Collection[str]) -> bool:
    return bool(_EASE & set(marks))


def parts(margin: float, marks: Collection[str], course: Course, calm: bool) -> dict[str, float]:
    """How much there is of each of PARTS. `calm`: the message alone is too calm for earlier ones to join it."""
    return {
        "present": _clipped(margin),
        "first": float(course.heard == 0),
        "lingering": 0.0 if calm else max(0.0, course.lingering - _LINGERS_FROM),
        "tone": course.tone - _USUAL if course.heard else 0.0,
        "raised": 0.0 if calm else float(min(course.raised, _MOST)),
        "ease": float(shows_ease(marks)),
        "joke": float("joke" in marks),
        "eased": float(min(course.eased, _MOST)),
        "asks": float(bool(_ASKS & set(marks))),
        "addressed": float("you" in marks),
    }


def present_signals(
    text: str, course: Course, repeats: int, misses: int, facts: Facts, codes: Sequence[str]
) -> dict[str, int]:
    """Signal -> how strongly it is there (0 is left out). `codes`: likeliest triggers of the message."""
    found = {
        "asked_again": min(repeats, 2),
        "not_understood": min(misses, 2),
        "same_answer": min(course.same, 2),
        "says_missed": int(bool(course.heard and _MISSED.search(plain(text)))),
        "claim_refused": int(facts.refused),
        "claim_overdue": int(facts.overdue),
        "supplement_again": max(0, min(facts.rounds - _REPEATED_ROUNDS + 1, 2)),
        "earlier_cases": min(facts.cases, 2),
        "promise_due": int(facts.promise_due),
    }
    return {name: n for name, n in found.items() if n and (name not in _ABOUT or _ABOUT[name] & set(codes))}


def gave_up(text: str, course: Course) -> bool:
    """Only 「呵呵」 or 「算了」 after an answer: hidden dissatisfaction (domain section 6.4, f_silence_exit)."""
    return course.heard > 0 and bool(_LEFT.fullmatch(plain(text)))


def added(found: Mapping[str, float], sizes: Mapping[str, float]) -> float:
    """Log-odds that signals or parts add."""
    return sum(sizes[name] * strength for name, strength in found.items())


def _clipped(margin: float) -> float:
    return min(_CLEAREST, max(-_CLEAREST, margin))


def _within(margin: float) -> float:
    return min(CLEAR, max(-CLEAR, margin))
