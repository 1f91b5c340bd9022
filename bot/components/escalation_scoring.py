"""One message, assessed: models and rules together give scores, codes, evidence, emotion and whom it is about.

The decision (escalate, offer, watch, answer) needs the conversation and is made in escalation_decision.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.components import intent_training
from bot.components.escalation_families import Reading
from bot.components.escalation_folds import learn
from bot.components.escalation_model import EscalationModel
from bot.components.escalation_risk import RiskModel
from bot.components.escalation_rules import Hit, hits
from bot.components.intent_codes import INTENT_CODES
from bot.components.text import Analysis, fold, has_han
from bot.components.training_rows import Row
from bot.corpus import CODES

_ANGER = frozenset({"E01", "E03", "E04", "E05", "E07", "E08", "E11", "E13", "E15"})
_WORRY = frozenset({"E06", "E12", "E14"})
#: Families (escalation_families.py) that the course of a conversation looks at.
MARKS = ("aha", "own_fault", "reassures", "plans", "ease", "joke", "ask_particle", "asks_neutral", "you")
_WORTH_SHOWING = 0.1
_BY_INTENT = "intent:"
_HYPOTHETICAL = re.compile(
    r"如果|假如|假设|要是|万一|比如|会不会|一般(?:来说|情况)?|论文|好奇|打个比方|小说|电视剧"
)
_OTHER = re.compile(
    r"(?:我|俺)?(?:朋友|同事|邻居|同学|闺蜜|室友|网友|客户|群里|有人|别人|人家)|新闻|网上(?:说|看)|听说"
)
#: The words of a poster, a clause, a message somebody sent: said about, not said.
_QUOTED = re.compile(
    r"(?:[「“\"《『][^」”\"》』]{2,}[」”\"》』]).{0,6}(?:这|那|是|的说法|意思|怎么|啥|什么)|(?:上面|条款|广告|海报|传单|短信)(?:里)?写(?:着|的)?[:：]"
)
#: Long over, or settled since.
_SETTLED = re.compile(
    r"(?:去年|前年|当年|以前|早年|小时候|\d+年前|[一二三四五六七八九十]+(?:多|几)?年前).{0,20}(?:好了|过去了|解决|办完|赔了|没事|治好|痊愈|早就)|(?:已经|早就|后来|都)(?:解决|处理好|办妥|搞定|好了|想通)"
)
_FAMILY = re.compile(
    r"爸|妈|爹|娘|父亲|母亲|老公|老婆|爱人|丈夫|妻子|媳妇|儿子|女儿|孩子|闺女|爷爷|奶奶|外公|外婆|姥姥|姥爷|老伴|哥|姐|弟|妹|婆婆|公公|岳"
)


@dataclass(frozen=True)
class Evidence:
    """[start, end) in code points of the message; `source`: rule:<name>, model or intent:<name>."""

    code: str
    start: int
    end: int
    text: str
    source: str
    score: float
    message_id: str = ""

    def as_dict(self) -> dict[str, Any]:
        told = {**self.__dict__, "score": round(self.score, 3)}
        if not self.message_id:
            del told["message_id"]
        return told


@dataclass(frozen=True)
class Assessment:
    """`risk`: P(needs a person) of this message alone. `certain`: codes that rules decide by themselves.

    `about`: self, family, other, hypothetical, past (settled) or quoted. `marks`: which of MARKS the message shows.
    """

    risk: float
    scores: Mapping[str, float]
    certain: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    emotion: str
    emotion_level: int
    about: str
    marks: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "risk": round(self.risk, 4),
            "scores": {code: round(score, 4) for code, score in self.scores.items() if score >= 0.01},
            "certain": list(self.certain),
            "evidence": [item.as_dict() for item in self.evidence],
            "emotion": {"label": self.emotion, "level": self.emotion_level},
            "about": self.about,
            "marks": list(self.marks),
        }

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Assessment:
        return cls(
            risk=float(raw["risk"]),
            scores=dict(raw["scores"]),
            certain=tuple(raw["certain"]),
            evidence=tuple(Evidence(**item) for item in raw["evidence"]),
            emotion=str(raw["emotion"]["label"]),
            emotion_level=int(raw["emotion"]["level"]),
            about=str(raw["about"]),
            marks=tuple(raw.get("marks", ())),
        )

    def within(self, message_id: str, spans: Callable[[int, int], tuple[str, int, int] | None]) -> Assessment:
        """The same assessment with evidence moved to where `spans` says (message id, start, end), or dropped."""
        moved = []
        for item in self.evidence:
            place = spans(item.start, item.end)
            if place is not None:
                moved.append(replace(item, message_id=place[0] or message_id, start=place[1], end=place[2]))
        return replace(self, evidence=tuple(moved))


CALM = Assessment(0.0, {}, (), (), "neutral", 0, "self")


@dataclass(frozen=True)
class Scorer:
    """The two models behind an assessment."""

    words: EscalationModel
    risk: RiskModel


def merged(assessments: Sequence[Assessment]) -> Assessment:
    """Several messages of one turn as one: the highest risk and scores, everything certain, all evidence once."""
    worst = max(assessments, key=lambda a: a.risk)
    scores: dict[str, float] = {}
    for assessment in assessments:
        for code, score in assessment.scores.items():
            scores[code] = max(score, scores.get(code, 0.0))
    evidence = {(e.message_id, e.code, e.start, e.end): e for a in assessments for e in a.evidence}
    certain = sorted({code for a in assessments for code in a.certain})
    return replace(worst, scores=scores, certain=tuple(certain), evidence=tuple(evidence.values()))


def fit_scorer(rows: Sequence[Row]) -> Scorer:
    intents = intent_training.train(rows)
    words, guesses = learn(rows, CODES, intent_training.unseen(intents, rows))
    return Scorer(words, RiskModel.fit(rows, guesses, intents.labels))


def assess(text: str, analysis: Analysis, intents: Mapping[str, float], scorer: Scorer) -> Assessment:
    """`intents`: probability by intent name, all of them."""
    reading = Reading.of(text, analysis)
    learned = scorer.words.score(reading)
    found = hits(text)
    if learned.known >= _ENOUGH_KNOWN:
        found += _named_by_intent(text, intents)
    risk = scorer.risk.of(text, learned, intents, found)
    certain = tuple(sorted({hit.code for hit in found if hit.always}))
    if not has_han(text) and not found:
        # Letters, digits or signs alone: the model has next to nothing to go by, its bias would decide.
        risk *= 0.3
    if certain:
        risk = max(risk, *(hit.strength for hit in found if hit.always))
    risk = max(risk, max((hit.strength for hit in found if hit.strength >= _CLEAR_RULE), default=0.0))
    scores = _scores(risk, learned.given, intents, found)
    for code in _not_meant(text, found):
        scores[code] = 0.0
    evidence = _evidence(text, analysis, scores, found, scorer.words)
    label, level = _emotion(scores, risk)
    return Assessment(
        risk,
        scores,
        certain,
        evidence,
        label,
        level,
        _about(text),
        tuple(m for m in MARKS if m in reading.families),
    )


#: A contract that is to end calmly (「退保，不用劝我」), with no word of a life: no danger to anybody.
_ENDS_CONTRACT = re.compile(
    r"^(?=.*(?:退保|退了|要退|不续|不保了|到期|这份(?:保险|保单|合同)|保险|保单|合同))(?=.*(?:劝|挽留|到这里|结束|算了|不用了|不要了|决定|停))"
    r"(?!.*(?:活|死|命|解脱|累|撑|熬|孩子|家里|家人|爸|妈|老公|老婆|他们|她们|药|楼|河|遗|受益人|交代|托付|最后|今晚|明天|走了))"
)
#: A rule this strong lifts the risk to its strength, whatever the models make of the words.
_CLEAR_RULE = 0.85
#: Intents that decide alone from this probability on (danger to life; a person asked for), unless it is only a question.
_DECIDES = {"crisis_selfharm": 0.7, "request_human": 0.8}
#: ... and if the words are not mostly new: of unknown ones the classifier makes anything.
_ENOUGH_KNOWN = 0.6
_ONLY_ASKS = re.compile(
    r"人工(?:审核?|核保|智能|关节|晶体)|几点|上班|什么时候|问个时间|有人接|周六|周末|周日|营业|工作时间|电话(?:是)?多少|号码|条款|怎么规定|朋友|新闻|听说"
)


def _not_meant(text: str, found: Sequence[Hit]) -> list[str]:
    """Codes that only the words' likeness suggests: their words are here, and no rule has found them."""
    folded = fold(text)
    likeness = {"E09": _ENDS_CONTRACT, "E10": _ONLY_ASKS}
    return [
        code
        for code, pattern in likeness.items()
        if pattern.search(folded) and all(hit.code != code for hit in found)
    ]


def _named_by_intent(text: str, intents: Mapping[str, float]) -> list[Hit]:
    """A clear intent as a rule hit over the whole message."""
    if _ONLY_ASKS.search(fold(text)):
        return []
    named = {name for name, least in _DECIDES.items() if intents.get(name, 0.0) >= least}
    if _ENDS_CONTRACT.search(fold(text)):
        named.discard("crisis_selfharm")
    return [
        Hit(INTENT_CODES[name], f"{_BY_INTENT}{name}", 0, len(text), intents[name], True)
        for name in sorted(named)
    ]


def _scores(
    risk: float, given: Mapping[str, float], intents: Mapping[str, float], found: Sequence[Hit]
) -> dict[str, float]:
    """Risk times the chance of each code; rules and escalating intents lift the chance of theirs."""
    chance = dict(given)
    for name, code in INTENT_CODES.items():
        chance[code] = 1.0 - (1.0 - chance[code]) * (1.0 - 0.5 * intents.get(name, 0.0))
    for hit in found:
        chance[hit.code] = max(chance[hit.code], 1.0 - (1.0 - given[hit.code]) * (1.0 - hit.strength))
    return {code: risk * value for code, value in chance.items()}


def _evidence(
    text: str, analysis: Analysis, scores: Mapping[str, float], found: Sequence[Hit], model: EscalationModel
) -> tuple[Evidence, ...]:
    items = [
        Evidence(h.code, h.start, h.end, text[h.start : h.end], _source(h), h.strength)
        for h in found
        if not h.name.startswith(_BY_INTENT) or all(o.code != h.code or o is h for o in found)
    ]
    top = max(scores, key=lambda code: scores[code], default=None)
    if top is not None and all(item.code != top for item in items) and scores[top] >= _WORTH_SHOWING:
        span = model.loudest(text, analysis, top)
        if span is not None:
            start, end, _ = span
            items.append(Evidence(top, start, end, text[start:end], "model", scores[top]))
    return tuple(items)


def _source(hit: Hit) -> str:
    return hit.name if hit.name.startswith(_BY_INTENT) else f"rule:{hit.name}"


def _emotion(scores: Mapping[str, float], risk: float) -> tuple[str, int]:
    """Label and level 0-3 (domain: emotion neutral/anxious/sad/angry/despair)."""
    level = sum(risk >= step for step in (0.35, 0.6, 0.85))
    if level == 0:
        return "neutral", 0
    top = max(scores, key=lambda code: scores[code])
    if top == "E09":
        return "despair", 3
    if top == "E02":
        return "sad", level
    if top in _ANGER:
        return "angry", level
    return ("anxious", level) if top in _WORRY else ("neutral", 0)


def _about(text: str) -> str:
    folded = fold(text)
    if _QUOTED.search(folded):
        return "quoted"
    if _SETTLED.search(folded):
        return "past"
    if _HYPOTHETICAL.search(folded):
        return "hypothetical"
    if _OTHER.search(folded):
        return "other"
    return "family" if _FAMILY.search(folded) else "self"
