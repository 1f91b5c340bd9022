"""What supervisors can ask about the desk's work: which figures there are, of which days, grouped how, and the
same as a file for a spreadsheet."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from handoff.domain.case import OUTCOMES
from handoff.domain.desk import CHINA
from handoff.domain.errors import Invalid

#: The longest time one report may be about.
MAX_DAYS = 400


class Grouping(StrEnum):
    DAY = "day"
    WEEK = "week"
    BUTLER = "butler"
    CHANNEL = "channel"
    CODE = "code"


@dataclass(frozen=True)
class Figure:
    """`unit`: count | seconds | share (0 to 1) | score (1 to 5)."""

    key: str
    title: str
    unit: str


@dataclass(frozen=True)
class Definition:
    """`counts`: what is counted, in words (shown with the report); a case with several codes counts in each."""

    name: str
    title: str
    counts: str
    figures: tuple[Figure, ...]
    groupings: tuple[Grouping, ...] = tuple(Grouping)

    def require(self, group_by: Grouping) -> None:
        """Raises Invalid."""
        if group_by not in self.groupings:
            known = "、".join(g.value for g in self.groupings)
            raise Invalid(f"「{self.title}」不能按 {group_by.value} 分组，可以按 {known}。")


@dataclass(frozen=True)
class Period:
    """Whole days in China: `first` up to and including `last`."""

    first: date
    last: date

    @property
    def since(self) -> datetime:
        return datetime.combine(self.first, time.min, CHINA)

    @property
    def until(self) -> datetime:
        """Exclusive."""
        return datetime.combine(self.last, time.min, CHINA) + timedelta(days=1)


@dataclass(frozen=True)
class ReportRow:
    """`key` of the group (day, ISO week, user id, channel, code) and how it is shown; figures by key, None
    where there is nothing to reckon with."""

    key: str
    label: str
    values: Mapping[str, float | int | None]


@dataclass(frozen=True)
class Report:
    definition: Definition
    period: Period
    group_by: Grouping
    rows: tuple[ReportRow, ...]
    total: Mapping[str, float | int | None]


def period(first: date | None, last: date | None, today: date) -> Period:
    """Without bounds the last seven days. Raises Invalid."""
    until = last or today
    since = first or until - timedelta(days=6)
    if since > until:
        raise Invalid("开始日期不能晚于结束日期。")
    if (until - since).days >= MAX_DAYS:
        raise Invalid(f"一次最多查 {MAX_DAYS} 天。")
    return Period(since, until)


def _count(key: str, title: str) -> Figure:
    return Figure(key, title, "count")


def _share(key: str, title: str) -> Figure:
    return Figure(key, title, "share")


def _seconds(key: str, title: str) -> Figure:
    return Figure(key, title, "seconds")


_WITHOUT_CASE = (Grouping.DAY, Grouping.WEEK, Grouping.CHANNEL)

DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        "first_response",
        "首次响应",
        "按开案日统计；达标＝在首次响应时限内有真人回复，超时仍无人回复算未达标，未到时限的不算。",
        (
            _count("cases", "个案"),
            _count("answered", "已有真人回复"),
            _seconds("median_seconds", "响应时间中位数（秒）"),
            _seconds("p90_seconds", "响应时间 P90（秒）"),
            _share("within_target", "达标率"),
        ),
    ),
    Definition(
        "resolution",
        "解决时长",
        "按结案日统计，从开案到结案；达标＝在解决时限内结案。",
        (
            _count("resolved", "结案"),
            _seconds("median_seconds", "解决时间中位数（秒）"),
            _seconds("p90_seconds", "解决时间 P90（秒）"),
            _share("within_target", "达标率"),
        ),
    ),
    Definition(
        "reopen",
        "重开率",
        "按发生日统计：重开次数 ÷ 结案次数。",
        (_count("resolved", "结案"), _count("reopened", "重开"), _share("rate", "重开率")),
    ),
    Definition(
        "reasons",
        "原因与结果",
        "按开案日统计；结果栏为其中已结案的。",
        (
            _count("cases", "个案"),
            _count("open", "未结案"),
            *(_count(f"outcome_{code}", name) for code, name in OUTCOMES.items()),
        ),
    ),
    Definition(
        "containment",
        "机器人自助率",
        "一位客户一天的对话算一次；当天没有个案在办、也没有新开或重开个案的，算机器人独立完成。",
        (
            _count("sessions", "对话"),
            _count("contained", "机器人独立完成"),
            _share("rate", "自助率"),
        ),
        _WITHOUT_CASE,
    ),
    Definition(
        "false_escalations",
        "误升级",
        "按结案日统计（机器人故障个案除外）；误升级＝结果为「机器人误判，不需人工」。",
        (_count("resolved", "结案"), _count("false", "误升级"), _share("rate", "误升级率")),
    ),
    Definition(
        "csat",
        "满意度",
        "按评价日统计；满意＝4 分及以上，不满意＝2 分及以下。",
        (
            _count("ratings", "评价"),
            Figure("average", "平均分", "score"),
            _share("satisfied", "满意率"),
            _share("dissatisfied", "不满意率"),
        ),
    ),
    Definition(
        "load",
        "工作量",
        "按发生日统计管家做的事。",
        (
            _count("claimed", "接手"),
            _count("replies", "回复"),
            _count("resolved", "结案"),
            _count("released", "放回或转出"),
        ),
    ),
)
BY_NAME: dict[str, Definition] = {definition.name: definition for definition in DEFINITIONS}


def as_csv(report: Report) -> bytes:
    """UTF-8 with a byte order mark (Excel takes it for a local encoding otherwise), lines end CRLF."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    figures = report.definition.figures
    writer.writerow([_cell(text) for text in ("分组", "名称", *(figure.title for figure in figures))])
    for row in report.rows:
        writer.writerow([_cell(row.key), _cell(row.label), *_numbers(figures, row.values)])
    writer.writerow(["合计", "", *_numbers(figures, report.total)])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _numbers(figures: Sequence[Figure], values: Mapping[str, float | int | None]) -> list[str]:
    found = (values.get(figure.key) for figure in figures)
    return ["" if value is None else f"{value:.4f}".rstrip("0").rstrip(".") for value in found]


def _cell(text: str) -> str:
    """A spreadsheet runs what begins like a formula: such text is quoted with an apostrophe."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")) else text
