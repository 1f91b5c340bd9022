"""Days as people say them (昨天下午, 上礼拜三, 11月3号, 三天前) as dates. Pure; `today` is the Chinese local day.

No library here: what is kept for Chinese dates either guesses a day for 「上个月」 or needs a model; a form must
rather ask again than guess."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from actions.reading import HAN_NUMBER, fold, number_of

_RELATIVE = {
    "大前天": -3,
    "大前日": -3,
    "前天": -2,
    "前日": -2,
    "前儿": -2,
    "前晚": -2,
    "昨天": -1,
    "昨日": -1,
    "昨儿": -1,
    "昨晚": -1,
    "昨夜": -1,
    "昨个": -1,
    "昨": -1,
    "今天": 0,
    "今日": 0,
    "今儿": 0,
    "今早": 0,
    "今晨": 0,
    "今晚": 0,
    "今个": 0,
    "刚刚": 0,
    "刚才": 0,
    "大后天": 3,
    "后天": 2,
    "明天": 1,
    "明日": 1,
    "明儿": 1,
    "明早": 1,
    "明晚": 1,
}
_N = rf"(?:\d{{1,4}}|{HAN_NUMBER}{{1,5}})"
_NAMED = re.compile("|".join(sorted(_RELATIVE, key=len, reverse=True)))
_FULL = re.compile(
    r"(?P<year>(?:19|20)\d{2}|(?<!\d)\d{2})\s*[年./-]\s*(?P<month>\d{1,2})\s*[月./-]\s*(?P<day>\d{1,2})(?!\d)\s*[号日]?"
    r"|(?<!\d)(?P<packed>20\d{6})(?!\d)"
)
_HAN_FULL = re.compile(r"(?P<year>[二][零〇][零〇一二三四五六七八九]{2})年")
_MONTH_DAY = re.compile(
    r"(?:(?P<lead>去年|前年|今年)的?)?(?<![\d.])(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*(?:月(?:份)?|[./-])\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3}|初[一二三四五六七八九十])(?![\d.]|个)\s*[号日]?"
)
_DAY_OF_MONTH = re.compile(
    r"(?P<which>上上个?月|上个?月|这个?月|本月|当月)?的?(?<![\d])(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*[号日](?!线|楼|院|店|门|内)"
)
_WEEKDAY = re.compile(
    r"(?P<which>上上个?|上个?|这个?|本|下个?)?(?:周|礼拜|星期)(?P<day>[一二三四五六日天末]|[1-7])"
)
_AGO = re.compile(rf"(?P<number>{_N})\s*个?(?P<unit>天|日|周|星期|礼拜)(?:之|以)?前")
_VAGUE = re.compile(
    r"前几天|前些天|前两天|前阵子|前段时间|上个?月|上上个?月|上周|上个?星期|上个?礼拜|去年|前年|年初|年底|月初|月底|个(?:多)?月(?:多)?(?:之|以)?前|最近|好久|很久|早就|上半年|下半年"
)
_WEEKDAYS = {c: n for n, c in enumerate("一二三四五六")} | {"日": 6, "天": 6, "末": 5}
_WEEKS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1}


@dataclass(frozen=True)
class Day:
    """A day found in a text; `words` are those that named it."""

    day: date
    words: str


def day_in(text: str, today: date, *, ahead: bool = False) -> Day | None:
    """The first day that the text names. Without a year the nearest one back counts; with `ahead` the nearest
    one to come."""
    folded = fold(text)
    if _is_no_day(folded):
        return None
    for find in (_full, _month_day, _ago, _named, _weekday, _day_of_month):
        found = find(folded, today, ahead)
        if found is not None:
            return found
    return None


def _is_no_day(folded: str) -> bool:
    """2月30号 is not the 30th of another month."""
    match = _MONTH_DAY.search(folded)
    return match is not None and _day(2024, _small(match["month"]), _small(match["day"]), "") is None


def is_vague(text: str) -> bool:
    """上个月, 前几天: a time, but no day."""
    return bool(_VAGUE.search(fold(text)))


def _full(text: str, _today: date, _ahead: bool) -> Day | None:
    match = _FULL.search(text)
    if match is None:
        return _han_year(text)
    if match["packed"]:
        packed = match["packed"]
        return _day(int(packed[:4]), int(packed[4:6]), int(packed[6:]), match.group())
    year = int(match["year"])
    return _day(year if year > 99 else 2000 + year, int(match["month"]), int(match["day"]), match.group())


def _han_year(text: str) -> Day | None:
    match = _HAN_FULL.search(text)
    if match is None:
        return None
    digits = "".join(str("零一二三四五六七八九".index(c.replace("〇", "零"))) for c in match["year"])
    rest = _MONTH_DAY.match(text, match.end())
    if rest is None:
        return None
    month, day = _small(rest["month"]), _small(rest["day"])
    return _day(int(digits), month, day, match.group() + rest.group())


def _month_day(text: str, today: date, ahead: bool) -> Day | None:
    match = _MONTH_DAY.search(text)
    if match is None:
        return None
    month, day = _small(match["month"]), _small(match["day"])
    if match["lead"]:
        return _day(today.year - {"今年": 0, "去年": 1, "前年": 2}[match["lead"]], month, day, match.group())
    this_year = _day(today.year, month, day, match.group())
    if this_year is None:
        return None
    if ahead and this_year.day < today - timedelta(days=180):
        return _day(today.year + 1, month, day, match.group())
    # "12月30号" said in January is last year's; "明天" written as a date is still this year's.
    if not ahead and this_year.day > today + timedelta(days=30):
        return _day(today.year - 1, month, day, match.group())
    return this_year


def _ago(text: str, today: date, _: bool) -> Day | None:
    """三天前, 两周前. 「半个月前」 and 「两个月前」 name no day."""
    match = _AGO.search(text)
    count = number_of(match["number"]) if match else None
    if match is None or count is None or count != int(count) or count > 400:
        return None
    days = int(count) * (1 if match["unit"] in "天日" else 7)
    return Day(today - timedelta(days=days), match.group())


def _named(text: str, today: date, _: bool) -> Day | None:
    match = _NAMED.search(text)
    return Day(today + timedelta(days=_RELATIVE[match.group()]), match.group()) if match else None


def _weekday(text: str, today: date, ahead: bool) -> Day | None:
    match = _WEEKDAY.search(text)
    if match is None:
        return None
    named = match["day"]
    weekday = int(named) - 1 if named.isdigit() else _WEEKDAYS[named]
    monday = today - timedelta(days=today.weekday())
    which = (match["which"] or "").replace("个", "")
    if which:
        return Day(monday + timedelta(weeks=_WEEKS[which], days=weekday), match.group())
    day = monday + timedelta(days=weekday)
    if ahead and day < today:
        day += timedelta(weeks=1)
    if not ahead and day > today:
        day -= timedelta(weeks=1)
    return Day(day, match.group())


def _day_of_month(text: str, today: date, ahead: bool) -> Day | None:
    match = _DAY_OF_MONTH.search(text)
    if match is None:
        return None
    day, which = _small(match["day"]), (match["which"] or "").replace("个", "")
    back = {"上上月": 2, "上月": 1}.get(which, 0)
    year, month = _months_back(today, back)
    found = _day(year, month, day, match.group())
    if found and not which and not ahead and found.day > today:
        year, month = _months_back(today, 1)
        return _day(year, month, day, match.group())
    if found and not which and ahead and found.day < today:
        year, month = _months_back(today, -1)
        return _day(year, month, day, match.group())
    return found


def _months_back(today: date, back: int) -> tuple[int, int]:
    months = today.year * 12 + today.month - 1 - back
    return months // 12, months % 12 + 1


def _small(text: str) -> int:
    number = number_of(text)
    return int(number) if number is not None else 0


def _day(year: int, month: int, day: int, words: str) -> Day | None:
    try:
        return Day(date(year, month, day), words)
    except ValueError:
        return None
