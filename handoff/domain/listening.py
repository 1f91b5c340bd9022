"""What voices say together: topics by week, rising ones first, and the digest of a week."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import sqrt

from handoff.domain.desk import CHINA
from handoff.domain.errors import Invalid
from handoff.domain.voices import KIND_NAMES, TOPICS, Voice

MOST_WEEKS = 52
#: A digest compares its week with so many before.
COMPARED = 4
_QUOTES = 3
_RISING = 1.0
_WEEK = re.compile(r"20[0-9]{2}-W[0-9]{2}")


@dataclass(frozen=True)
class TopicTrend:
    """`weeks`: voices per week, oldest first, the last one the week in question. `mean_before`: of the others.
    `score`: how far the last week lies above it, damped for small numbers; above 1 it is `rising`."""

    topic: str
    name: str
    weeks: tuple[int, ...]
    mean_before: float
    score: float

    @property
    def total(self) -> int:
        return self.weeks[-1]

    @property
    def rising(self) -> bool:
        return self.score > _RISING


def trends(counts: Mapping[str, Sequence[int]]) -> list[TopicTrend]:
    """`counts`: topic -> per week, oldest first, all of one length. Rising ones first, then the frequent ones."""
    found = [_trend(topic, tuple(weeks)) for topic, weeks in counts.items()]
    return sorted(found, key=lambda t: (-t.score, -t.total, t.topic))


def _trend(topic: str, weeks: tuple[int, ...]) -> TopicTrend:
    """The difference in units of what chance alone does to a count of that size (Poisson: its square root);
    one more below the root, so that one voice after silence is not an alarm."""
    before = weeks[:-1]
    mean = sum(before) / len(before) if before else 0.0
    score = (weeks[-1] - mean) / sqrt(mean + 1.0) if before else 0.0
    # From nothing to one is news of nobody: at least three voices make a topic rise.
    if weeks[-1] < 3:
        score = min(score, _RISING)
    return TopicTrend(topic, TOPICS.get(topic, topic), weeks, round(mean, 2), round(score, 2))


def week_start(moment: datetime) -> datetime:
    """Monday midnight in China."""
    local = moment.astimezone(CHINA)
    return datetime.combine(local.date() - timedelta(days=local.weekday()), time.min, CHINA)


def week_of(name: str) -> datetime:
    """2026-W47 -> its Monday. Raises Invalid."""
    try:
        if not _WEEK.fullmatch(name):
            raise ValueError(name)
        monday = date.fromisocalendar(int(name[:4]), int(name[-2:]), 1)
    except ValueError:
        raise Invalid("周次请写成 2026-W47 这样。") from None
    return datetime.combine(monday, time.min, CHINA)


def week_name(start: datetime) -> str:
    year, number, _ = start.astimezone(CHINA).date().isocalendar()
    return f"{year}-W{number:02d}"


@dataclass(frozen=True)
class DigestTopic:
    trend: TopicTrend
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class Digest:
    """`open`: voices of that week that nobody has closed yet."""

    week: str
    start: datetime
    end: datetime
    total: int
    before: int
    by_kind: dict[str, int]
    by_status: dict[str, int]
    open: int
    topics: tuple[DigestTopic, ...]


def digest(start: datetime, counts: Mapping[str, Sequence[int]], voices: Sequence[Voice]) -> Digest:
    """Of the week that begins at `start`. `voices`: those of the week, gravest first; `counts` as for `trends`,
    ending with that week."""
    by_kind, by_status = (dict[str, int](), dict[str, int]())
    for voice in voices:
        by_kind[voice.kind.value] = by_kind.get(voice.kind.value, 0) + 1
        by_status[voice.status.value] = by_status.get(voice.status.value, 0) + 1
    found = [t for t in trends(counts) if t.total]
    return Digest(
        week=week_name(start),
        start=start,
        end=start + timedelta(days=7),
        total=sum(weeks[-1] for weeks in counts.values()),
        before=sum(weeks[-2] for weeks in counts.values() if len(weeks) > 1),
        by_kind=by_kind,
        by_status=by_status,
        open=sum(n for status, n in by_status.items() if status != "closed"),
        topics=tuple(DigestTopic(t, _quotes(voices, t.topic)) for t in found),
    )


def _quotes(voices: Sequence[Voice], topic: str) -> tuple[str, ...]:
    quotes = dict.fromkeys(v.quote for v in voices if v.topic == topic and v.quote)
    return tuple(quotes)[:_QUOTES]


def as_markdown(found: Digest) -> str:
    """The digest as a text to be sent round."""
    last = found.end - timedelta(days=1)
    lines = [
        f"# 倾听周报 {found.week}（{found.start:%Y-%m-%d} 至 {last:%Y-%m-%d}）",
        "",
        f"本周听到 {found.total} 条心声，上周 {found.before} 条；其中 {found.open} 条还没有结束。",
        "",
    ]
    kinds = [
        f"{name} {found.by_kind[kind.value]}"
        for kind, name in KIND_NAMES.items()
        if kind.value in found.by_kind
    ]
    if kinds:
        lines += ["、".join(kinds) + "。", ""]
    for item in found.topics:
        lines += _topic_lines(item)
    if not found.topics:
        lines += ["本周没有听到投诉、争议、建议或不满离开。", ""]
    return "\n".join(lines)


def _topic_lines(item: DigestTopic) -> list[str]:
    trend = item.trend
    mark = "（上升）" if trend.rising else ""
    heading = f"## {trend.name}{mark}：{trend.total} 条，此前每周平均 {trend.mean_before:g} 条"
    return [heading, "", *(f"- 「{_plain(quote)}」" for quote in item.quotes), ""]


def _plain(quote: str) -> str:
    """Customers' words cannot become headings, links or markup."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|!" else c for c in quote)
