"""Dates as people say them, as ISO 8601 in the calendar of `today` (Asia/Shanghai). Pure.

Value: a day (2026-11-18), a month (2026-10), a year (2024) or an interval of days (2026-11-09/2026-11-15), as exact as what
was said. Without a year the last such date is meant, or the next one within two months (people report what was). Libraries looked at on 2026-11-22: dateparser 1.5 (kept,
0.4 MB) reads 昨天 and 大前天 but none of 上礼拜三, 三天前, 五月三号, 上个月15号, 下周一; jionlp (16.5 MB and two more
dependencies) is too heavy; lunardate is GPL. So the patterns are ours.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from bot.components.numbers import HAN, number_of
from bot.components.quantity import Quantity

#: First day of the lunar year (Spring Festival) by solar year.
_SPRING_FESTIVAL = {
    y: date(y, m, d)
    for y, m, d in (
        (2018, 2, 16), (2019, 2, 5), (2020, 1, 25), (2021, 2, 12), (2022, 2, 1), (2023, 1, 22), (2024, 2, 10),
        (2025, 1, 29), (2026, 2, 17), (2027, 2, 6), (2028, 1, 26), (2029, 2, 13), (2030, 2, 3), (2031, 1, 23),
        (2032, 2, 11), (2033, 1, 31), (2034, 2, 19), (2035, 2, 8),
    )
}  # fmt: skip
_LUNAR_MONTH = 30
#: A date without a year lies at most so many days ahead.
_AHEAD = 60
_DAYS = {
    "大前天": -3, "大前儿": -3, "前天": -2, "前日": -2, "前儿": -2, "前晚": -2, "昨天": -1, "昨日": -1, "昨儿": -1, "昨晚": -1,
    "昨夜": -1, "昨早": -1, "昨个": -1, "今天": 0, "今日": 0, "今儿": 0, "今早": 0, "今晚": 0, "今个": 0, "明天": 1, "明日": 1, "明儿": 1,
    "明早": 1, "明晚": 1, "后天": 2, "后儿": 2, "大后天": 3, "大后儿": 3,
}  # fmt: skip
_YEARS = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
_MONTHS = {"上上": -2, "上": -1, "这": 0, "本": 0, "当": 0, "下": 1, "下下": 2}
_WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6} | {str(n): n - 1 for n in range(1, 8)}
_SOLAR = {"元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1), "国庆": (10, 1)}
_MONTH = r"(?:1[0-2]|0?[1-9](?!\d)|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9](?!\d)|三十一?|[二廿]?十[一二三四五六七八九]?|二十|[一二三四五六七八九])"
_PART = r"(?:初|上旬|中旬|中|下旬|底|末)"
_YEAR = r"(?:(?:19|20)\d{2}|[一二][九〇零][零〇一二三四五六七八九]{2})"
_YEAR_WORD = "|".join(sorted(_YEARS, key=len, reverse=True))
_LUNAR = r"(?:腊月|正月|春节|过年|除夕|大年三十)"

_DATE = re.compile(
    rf"(?<!\d)(?P<y>{_YEAR})\s?(?:年\s?(?P<ym>{_MONTH})\s?月\s?(?:(?P<yd>{_DAY})\s?[日号]?|份?(?P<yp>{_PART})?)|[-/.](?P<nm>\d{{1,2}})[-/.](?P<nd>\d{{1,2}})(?!\d)|年(?!(?:度|期|龄)))"
    r"|(?<![零〇一二三四五六七八九十百])(?P<sy>[一二][零〇一二三四五六七八九])年(?!期|级)"
    rf"|(?P<yw>{_YEAR_WORD})(?:的)?(?:(?P<wm>{_MONTH})月(?:(?P<wd>{_DAY})[日号]|份?(?P<wp>{_PART})?)|(?P<wl>{_LUNAR})|(?P<ws>元旦|五一|劳动节|国庆)|年?(?P<we>初|底|末))?"
    rf"|(?P<mw>上上|上|这|本|当|下下|下)个?月(?!经)(?:(?P<md>{_DAY})[日号]|份?(?P<mp>{_PART})?)"
    rf"|(?<![\d.])(?P<m>{_MONTH})月(?:(?P<d>{_DAY})[日号]|份(?P<p2>{_PART})?|(?P<p>{_PART})|(?=[到至的,，。]|$))"
    rf"|(?P<kw>上上|上|这|本|下下|下)?个?(?:周|星期|礼拜)(?P<wk>[一二三四五六日天](?![年岁天个])|[1-7](?![\d天次个]))"
    rf"|(?P<kw2>上上|上|这|本|下下|下)个?(?:周|星期|礼拜)(?P<end>末)?(?!岁)"
    r"|(?P<dw>" + "|".join(sorted(_DAYS, key=len, reverse=True)) + r")"
    rf"|(?:(?P<an>\d{{1,3}}|[{HAN}俩仨]{{1,4}})(?P<half>个半)?(?:来|多)?个?|(?P<ah>半(?:个|拉)?|小半|大半|小一|个把))(?P<au>天|日|周|星期|礼拜|月|年)(?P<ay>半)?(?:以前|之前|前)(?!(?:的)?[一二两三几\d])"
    rf"|再?过(?P<fn>\d{{1,2}}|[{HAN}俩仨]{{1,3}})(?P<fu>天|周|个星期|个礼拜|个月)(?!了)"
    rf"|(?<![院扣免第])前(?P<pn>两)(?P<pu>天|周|个星期|个礼拜|个月|年)"
    rf"|(?P<lone>{_LUNAR}|元旦|五一(?!路|广场)|国庆)"
    rf"|(?<![\d第工单编])(?P<dn>3[01]|[12]\d|[1-9]|[二廿]?十[一二三四五六七八九]?)号(?![楼线院店床窗机房门病码a-z])"
)


def dates(folded: str, today: date) -> list[Quantity]:
    """`folded`: text.fold of the message; what cannot be a date (2月30日) is left out."""
    found = []
    for match in _DATE.finditer(folded):
        value = _value(match, today)
        if value:
            end = match.end() - match.group().endswith("的")
            found.append(Quantity("date", value, match.start(), end))
    return found


def _value(match: re.Match[str], today: date) -> str | None:
    groups = {name: text for name, text in match.groupdict().items() if text}
    for name, read in _READERS.items():
        if name in groups:
            try:
                return read(groups, today)
            except (ValueError, OverflowError):
                return None
    return None


def _whole(text: str) -> int:
    number = number_of(text.replace("廿", "二十").replace("俩", "两").replace("仨", "三"))
    if number is None:
        raise ValueError(text)
    return int(number)


def _year_of(text: str) -> int:
    return (
        int(text)
        if text.isdigit() and text.isascii()
        else int("".join(str("〇一二三四五六七八九".find(c.replace("零", "〇"))) for c in text))
    )


def _absolute(g: dict[str, str], today: date) -> str:
    year = _year_of(g["y"])
    if "nm" in g:
        return date(year, int(g["nm"]), int(g["nd"])).isoformat()
    return _in_year(year, g.get("ym"), g.get("yd"), g.get("yp"))


def _in_year(year: int, month: str | None, day: str | None, part: str | None) -> str:
    if month is None:
        return str(year)
    return _in_month(year, _whole(month), day, part)


def _in_month(year: int, month: int, day: str | None, part: str | None) -> str:
    if day:
        return date(year, month, _whole(day)).isoformat()
    if not part:
        return f"{date(year, month, 1):%Y-%m}"
    last = calendar.monthrange(year, month)[1]
    low, high = {"初": (1, 10), "上": (1, 10), "中": (11, 20)}.get(part[0], (21, last))
    return _between(date(year, month, low), date(year, month, high))


def _by_year_word(g: dict[str, str], today: date) -> str:
    year = today.year + _YEARS[g["yw"]]
    if "wl" in g:
        return _lunar(g["wl"], year)
    if "ws" in g:
        return date(year, *_SOLAR.get(g["ws"], (1, 1))).isoformat()
    if "we" in g:
        low, high = ((1, 1), (2, 28)) if g["we"] == "初" else ((11, 1), (12, 31))
        return _between(date(year, *low), date(year, *high))
    return _in_year(year, g.get("wm"), g.get("wd"), g.get("wp"))


def _lunar(word: str, year: int) -> str:
    """腊月 of a year lies before the next Spring Festival; the lunar month has 29 or 30 days, 30 are taken."""
    start = _SPRING_FESTIVAL.get(year + 1 if word in ("腊月", "除夕", "大年三十") else year)
    if start is None:
        raise ValueError(word)
    if word == "腊月":
        return _between(start - timedelta(_LUNAR_MONTH), start - timedelta(1))
    if word == "正月":
        return _between(start, start + timedelta(_LUNAR_MONTH - 1))
    return (start if word in ("春节", "过年") else start - timedelta(1)).isoformat()


def _by_month_word(g: dict[str, str], today: date) -> str:
    year, month = _shifted(today, _MONTHS[g["mw"]])
    return _in_month(year, month, g.get("md"), g.get("mp"))


def _shifted(today: date, months: int) -> tuple[int, int]:
    index = today.year * 12 + today.month - 1 + months
    return index // 12, index % 12 + 1


def _month_day(g: dict[str, str], today: date) -> str:
    month, part = _whole(g["m"]), g.get("p") or g.get("p2")
    day = _whole(g["d"]) if "d" in g else 1
    latest = today + timedelta(_AHEAD)
    years = [
        y
        for y in range(today.year - 4, today.year + 2)
        if _exists(y, month, day) and date(y, month, day) <= latest
    ]
    return _in_month(max(years), month, g.get("d"), part)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= day <= calendar.monthrange(year, month)[1]


def _weekday(g: dict[str, str], today: date) -> str:
    monday = today - timedelta(today.weekday()) + timedelta(weeks=_MONTHS[g.get("kw", "这")])
    return (monday + timedelta(_WEEKDAYS[g["wk"]])).isoformat()


def _week(g: dict[str, str], today: date) -> str:
    monday = today - timedelta(today.weekday()) + timedelta(weeks=_MONTHS[g["kw2"]])
    return _between(monday + timedelta(5 if "end" in g else 0), monday + timedelta(6))


def _ago(g: dict[str, str], today: date) -> str:
    if "ah" in g:
        days = {"月": 15, "年": 182, "天": 0, "日": 0}.get(g["au"], 3)
        days = {"小一": 330, "个把": 30, "大半": 240 if g["au"] == "年" else 20}.get(g["ah"], days)
        return (today - timedelta(days)).isoformat()
    count = _whole(g["an"])
    if g["au"] == "月":
        year, month = _shifted(today, -count)
        return f"{year:04d}-{month:02d}"
    if g["au"] == "年":
        return str(today.year - count)
    return (today - timedelta(count * (1 if g["au"] in "天日" else 7))).isoformat()


def _ahead(g: dict[str, str], today: date) -> str:
    count, unit = _whole(g["fn"]), g["fu"]
    if unit == "个月":
        year, month = _shifted(today, count)
        return f"{year:04d}-{month:02d}"
    return (today + timedelta(count * (1 if unit == "天" else 7))).isoformat()


def _last_few(g: dict[str, str], today: date) -> str:
    """前两天: some day of the last ones."""
    count, unit = _whole(g["pn"]), g["pu"]
    days = count * {"天": 1, "个月": 30, "年": 365}.get(unit, 7)
    return _between(today - timedelta(days), today - timedelta(1))


def _lone(g: dict[str, str], today: date) -> str:
    word = g["lone"]
    around = (today.year - 2, today.year - 1, today.year, today.year + 1)
    if word in _SOLAR:
        choices = [date(year, *_SOLAR[word]).isoformat() for year in around]
    else:
        choices = [
            _lunar(word, year) for year in around if year + 1 in _SPRING_FESTIVAL and year in _SPRING_FESTIVAL
        ]
    latest = today + timedelta(_AHEAD)
    return max(value for value in choices if date.fromisoformat(value[:10]) <= latest)


def _day_number(g: dict[str, str], today: date) -> str:
    day = _whole(g["dn"])
    months = [_shifted(today, step) for step in (-1, 0, 1)]
    choices = [date(y, m, day) for y, m in months if _exists(y, m, day)]
    return min(choices, key=lambda d: abs((d - today).days)).isoformat()


def _between(first: date, last: date) -> str:
    return f"{first.isoformat()}/{last.isoformat()}"


_READERS: dict[str, Callable[[dict[str, str], date], str]] = {
    "y": _absolute,
    "sy": lambda g, _: f"20{_year_of(g['sy']):02d}",
    "yw": _by_year_word,
    "mw": _by_month_word,
    "m": _month_day,
    "wk": _weekday,
    "kw2": _week,
    "dw": lambda g, today: (today + timedelta(_DAYS[g["dw"]])).isoformat(),
    "an": _ago,
    "ah": _ago,
    "fn": _ahead,
    "pn": _last_few,
    "lone": _lone,
    "dn": _day_number,
}


def relative_words(folded: str) -> Iterator[tuple[int, int]]:
    """Where a date stands, for callers without a clock."""
    for match in _DATE.finditer(folded):
        yield match.start(), match.end()
