"""Finds what a butler or the hub has promised in its own words: 「明天上午给您回电」 -> by when. Pure; a suggestion, never
more: who wrote it confirms the time.

A promise is a sentence that says what somebody will do for the customer, and by when. What the customer is asked to
do (「请您周五前补交」), questions, conditions of the law and what cannot be promised are none."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from handoff.domain.calendars import Calendar, IsWorkday, Limit, due_at, weekdays
from handoff.domain.desk import CHINA, CLOSES
from handoff.domain.promises import FARTHEST, MAX_TEXT

_SENTENCE = re.compile(r"[^。！!；;\n]+[。！!；;]?")
_DOES = re.compile(
    r"回电|回(?:您|你|复)|答复|联系(?:您|你)|(?:给|跟|向|为|替|帮)(?:您|你)|告(?:诉|知)(?:您|你)|通知(?:您|你)|发(?:您|你)|跟进"
    r"|打(?:电话|过去|过来)|到账|出结果|有结果|有回音|办好|处理(?:好|完)|寄(?:出|给)|打款|来接|接手|有人"
)
_NOT_OURS = re.compile(
    r"[?？]|吗[。!！]?$|(?:请|麻烦|劳驾|需要|要|得|记得|建议)(?:您|你)|(?:您|你)(?:可以|需要|要|得|记得|在|先|把|补|交|寄|提交|上传)"
    r"|(?:^|[，,、])(?:您|你)(?!的)[^，,]{0,8}(?:交|补|寄|上传|发|带|准备|提供|过来)"
    r"|不能保证|没法保证|无法保证|不一定|不敢(?:答应|保证)|可能|如果|要是|的话|已经(?:给|回|联系|告)|之前已|按(?:照)?规定|法律规定|最长"
)
_NUMBERS = {
    "半": 0.5,
    "一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_N = r"(?P<n>\d{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?|[半一两二三四五六七八九十])"
_SPAN = re.compile(
    rf"{_N}\s*(?P<half>个半)?(?P<unit>分钟|个?小时|个?钟头?|个?工作日|天|日|个?星期|周|刻钟)(?:之内|以内|内|之?后|左右)"
)
_WEEKDAYS = {c: n for n, c in enumerate("一二三四五六")} | {"日": 6, "天": 6}
_DAY = re.compile(
    r"(?P<word>今天|今晚|今早|今日|明天|明早|明晚|明日|大后天|后天)"
    r"|(?P<week>下下|下|本|这)?(?:个)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末])"
    r"|(?:(?P<month>\d{1,2})\s*月\s*)?(?P<day>\d{1,2})\s*[日号]"
    r"|(?P<end>下班|月底|本周内|这周内)"
)
_PART = re.compile(r"上午|中午|下午|晚上|傍晚|早上|早晨|凌晨")
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2}|[一二三四五六七八九]?十[一二]?|[一两二三四五六七八九])\s*(?:[:：](?P<minute>\d{2})|[点时](?P<words>半|一刻|三刻|整|\d{1,2}\s*分)?)"
)
_WORDS = {
    "今天": 0,
    "今日": 0,
    "今晚": 0,
    "今早": 0,
    "明天": 1,
    "明日": 1,
    "明早": 1,
    "明晚": 1,
    "后天": 2,
    "大后天": 3,
}
_PART_ENDS = {
    "早上": time(10),
    "早晨": time(10),
    "上午": time(12),
    "中午": time(14),
    "下午": time(18),
    "傍晚": time(19),
    "晚上": CLOSES,
    "凌晨": time(6),
}
_AFTERNOON = frozenset({"下午", "晚上", "傍晚"})
_OFFICE_ENDS = time(18)


@dataclass(frozen=True)
class FoundPromise:
    text: str
    due_at: datetime


def find_promise(text: str, now: datetime, workday: IsWorkday = weekdays) -> FoundPromise | None:
    """The first promise of a text whose time lies ahead."""
    for match in _SENTENCE.finditer(text):
        sentence = match.group().strip()
        due = _due(sentence, now, workday) if _is_promise(sentence) else None
        if due is not None and now < due <= now + FARTHEST:
            return FoundPromise(sentence[:MAX_TEXT], due)
    return None


def _is_promise(sentence: str) -> bool:
    return bool(_DOES.search(sentence)) and not _NOT_OURS.search(sentence)


def _due(sentence: str, now: datetime, workday: IsWorkday) -> datetime | None:
    """The earliest time the sentence commits to, where it names one."""
    local = now.astimezone(CHINA)
    span = _SPAN.search(sentence)
    if span is not None:
        return _after(span, local, workday)
    day = _DAY.search(sentence)
    if day is not None:
        on = _date_of(day, local)
        return None if on is None else _moment(sentence[day.end() :], day.group(), on)
    at = _time_of(sentence, "")
    if at is not None and _CLOCK.search(sentence):
        return datetime.combine(local.date(), at, CHINA)
    return None


def _number(word: str) -> float:
    if word.isdigit():
        return float(word)
    if "十" in word and len(word) > 1:
        tens, _, ones = word.partition("十")
        return _NUMBERS.get(tens, 1) * 10 + (_NUMBERS[ones] if ones else 0)
    return _NUMBERS[word]


def _after(match: re.Match[str], local: datetime, workday: IsWorkday) -> datetime:
    count = _number(match["n"]) + (0.5 if match["half"] else 0)
    unit = match["unit"].removeprefix("个")
    if unit == "工作日":
        return due_at(Limit(Calendar.WORKING, max(1, int(count))), local, workday)
    seconds = {"分钟": 60, "刻钟": 900, "小时": 3600, "钟": 3600, "钟头": 3600}.get(unit)
    if seconds:
        return local + timedelta(seconds=count * seconds)
    if count < 1:
        return local + timedelta(days=count)
    days = count * (7 if unit in ("星期", "周") else 1)
    return datetime.combine(local.date() + timedelta(days=max(1, int(days))), CLOSES, CHINA)


def _date_of(match: re.Match[str], local: datetime) -> date | None:
    today = local.date()
    if match["word"]:
        return today + timedelta(days=_WORDS[match["word"]])
    if match["end"]:
        return _end_day(match["end"], today)
    if match["weekday"]:
        return _weekday(match["week"] or "", match["weekday"], today)
    return _day_of_month(match["month"], int(match["day"]), today)


def _end_day(word: str, today: date) -> date:
    if word == "下班":
        return today
    if word == "月底":
        first = today.replace(day=1) + timedelta(days=32)
        return first.replace(day=1) - timedelta(days=1)
    return today + timedelta(days=6 - today.weekday())


def _weekday(week: str, name: str, today: date) -> date:
    wanted = 6 if name == "末" else _WEEKDAYS[name]
    monday = today - timedelta(days=today.weekday())
    found = monday + timedelta(days=wanted, weeks={"下": 1, "下下": 2}.get(week, 0))
    # Without 「这」 or 「下」 the next one that comes is meant.
    return found + timedelta(weeks=1) if found < today and not week else found


def _day_of_month(month: str | None, day: int, today: date) -> date | None:
    try:
        if month is None:
            found = today.replace(day=day)
            return found if found >= today else (found.replace(day=1) + timedelta(days=32)).replace(day=day)
        found = today.replace(month=int(month), day=day)
        return found if found >= today else found.replace(year=today.year + 1)
    except ValueError:
        return None


def _moment(rest: str, said: str, on: date) -> datetime:
    """The time of day after the day's name: the clock's, else the end of the part of the day, else of the desk's."""
    near = rest[:12]
    part = "晚上" if said.endswith("晚") else "早上" if said.endswith("早") else ""
    if said == "下班":
        return datetime.combine(on, _OFFICE_ENDS, CHINA)
    at = _time_of(near, part)
    return datetime.combine(on, at or CLOSES, CHINA)


def _time_of(words: str, part: str) -> time | None:
    found = _PART.search(words)
    part = found.group() if found else part
    clock = _CLOCK.search(words)
    if clock is None:
        return _PART_ENDS.get(part)
    hour = int(_number(clock["hour"]))
    if part in _AFTERNOON and hour < 12:
        hour += 12
    minute = _minute(clock)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _minute(clock: re.Match[str]) -> int:
    if clock["minute"]:
        return int(clock["minute"])
    words = clock["words"] or ""
    named = {"半": 30, "一刻": 15, "三刻": 45}.get(words)
    if named is not None:
        return named
    digits = re.sub(r"\D", "", words)
    return int(digits) if digits else 0
