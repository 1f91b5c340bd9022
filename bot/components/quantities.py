"""Amounts, durations and numbers of claims and policies in a message, as normalised values. Pure.

Amount: decimal string in yuan. Duration: ISO 8601 (P15D, P2M, P1Y), then /working or /about. Sources of the
patterns: domain handbook 7.1-7.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.components.numbers import DIGITS, number_of
from bot.components.quantity import Quantity

# Bounded, and never beginning inside of a number: a row of a thousand digits is read once, not a million times.
_NUMBER = (
    r"(?<![\d.])\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,4})?"
    r"|(?<![零〇一二两三四五六七八九十百千万半])[零〇一二两三四五六七八九十百千万半]{1,12}"
)
_AMOUNT = re.compile(
    rf"(?:[¥￥]\s*(?P<sign>\d{{1,12}}(?:,\d{{3}}){{0,4}}(?:\.\d{{1,4}})?))"
    r"|(?<![零〇一二两三四五六七八九十百千万\d])(?P<bare>[一二两三四五六七八九]千(?:[一二三四五六七八九](?:百(?:[一二三四五六七八九]十?[一二三四五六七八九]?)?)?)?)(?![零〇一二三四五六七八九十百千万元块克米瓦里])"
    rf"|(?P<number>{_NUMBER})\s*(?P<unit>万元|万块钱?|万|千元|千块|千(?![克瓦米万])|元|块钱|块(?!钱)|k(?![a-z])|w(?![a-z]))(?P<rest>[一二三四五六七八九](?![十百千万个天年月次]))?"
)
_DURATION = re.compile(
    r"(?P<half>半(?=个?(?:月|年|天)))?(?P<number>(?<!\d)\d{1,4}|(?<![零〇一二两三四五六七八九十百])[一二两三四五六七八九十百]{1,6})?(?P<half2>个半)?"
    r"(?:多)?个?(?P<many>多)?(?P<unit>工作日|自然日|小时|天|日(?=内)|周|星期|礼拜|月(?!份)|年)"
)
#: Lengths of time that people round; about.
_ROUNDED = re.compile(
    r"半拉月|小半月|小半年|大半年|小一年|年把|个把月|个把星期|个把礼拜|大半个月|小半个月|十来天|十几天|二十来天|二十多天|俩礼拜|俩星期|俩月|仨月|俩天|好几个月|好几天|几个月"
)
_ABOUT = {
    "半拉月": "P15D", "小半月": "P12D", "小半年": "P5M", "大半年": "P8M", "小一年": "P11M", "年把": "P1Y", "个把月": "P1M",
    "个把星期": "P1W", "个把礼拜": "P1W", "大半个月": "P20D", "小半个月": "P12D", "十来天": "P10D", "十几天": "P15D",
    "二十来天": "P20D", "二十多天": "P25D", "俩礼拜": "P2W", "俩星期": "P2W", "俩月": "P2M", "仨月": "P3M", "俩天": "P2D",
    "好几个月": "P5M", "好几天": "P5D", "几个月": "P3M",
}  # fmt: skip
#: 最后一天, 点半天, 哪一天 are no lengths; 二二年 is 2022.
_NO_LENGTH = re.compile(r"[后有哪这那同第某]一天|[^等住请拖花]半天|^半天")
_SPOKEN_YEAR = re.compile(r"[零〇一二三四五六七八九]{2}")
#: SF, JD and other couriers' prefixes; EMS: two letters, nine digits, two letters; bare digits only after 单号.
_TRACKING = re.compile(
    r"(?<![a-z0-9])(?P<prefixed>(?:sf\d{12,13}|jd[a-z]{0,2}\d{10,15}|yt\d{13}|zto?\d{10,12}|[a-z]{2}\d{9}cn))(?![a-z0-9])"
    r"|(?:快递单?号?|运单号?|物流单?号?|顺丰单?号?|单号)\s*(?:是|为|[:：])?\s*(?P<named>[a-z]{0,3}\d{10,18})(?![a-z0-9])"
)
_PRODUCT_WORD = re.compile(r"医疗|险|那|的?保险|哪|和|跟")
_CLAIM_NO = re.compile(
    r"(?:报案号|赔案号|理赔号|案件号|立案号|赔案)\s*(?:是|为|[:：])?\s*(?P<named>[a-z0-9-]{6,30})|(?<![a-z0-9])(?P<bare>[a-z]{1,4}\d{8,20}(?:-\d{1,6})?)(?![a-z0-9])"
)
_POLICY_NO = re.compile(r"(?:保单号?|合同号)\s*码?\s*(?:是|为|[:：])?\s*(?P<named>[a-z0-9-]{8,30})")
_ISO = {
    "天": "D",
    "日": "D",
    "自然日": "D",
    "工作日": "D",
    "周": "W",
    "星期": "W",
    "礼拜": "W",
    "月": "M",
    "年": "Y",
}


def quantities(folded: str) -> list[Quantity]:
    """`folded`: text.fold of the message; offsets are the message's."""
    numbers = [*_numbers(folded, _POLICY_NO, "policy_no"), *_numbers(folded, _TRACKING, "tracking_no")]
    taken = {q.start for q in numbers}
    claims = [q for q in _numbers(folded, _CLAIM_NO, "claim_no") if q.start not in taken]
    found = [*numbers, *claims, *_amounts(folded), *_durations(folded)]
    return sorted(found, key=lambda q: q.start)


def _numbers(text: str, pattern: re.Pattern[str], entity: str) -> Iterator[Quantity]:
    for match in pattern.finditer(text):
        for group, value in match.groupdict().items():
            if value and any(map(str.isdigit, value)):
                yield Quantity(entity, value.upper(), match.start(group), match.end(group))


def _amounts(text: str) -> Iterator[Quantity]:
    for match in _AMOUNT.finditer(text):
        if match["sign"]:
            value: Decimal | None = Decimal(match["sign"].replace(",", ""))
        elif match["bare"]:
            value = number_of(match["bare"])
        else:
            value = _amount(match["number"], match["unit"], match["rest"])
        if match.group() == "百万" and _PRODUCT_WORD.match(text, match.end()):
            continue
        if value is not None and value > 0:
            yield Quantity("amount", f"{value.normalize():f}", match.start(), match.end())


def _amount(number: str, unit: str, rest: str | None) -> Decimal | None:
    """两万八 = 28000, 3k = 3000, 一千三百块 = 1300."""
    base = number_of(number)
    if base is None:
        return None
    factor = 10000 if unit[0] in "万w" else 1000 if unit[0] in "千k" else 1
    value = base * factor
    return value + Decimal(DIGITS[rest]) * factor / 10 if rest and factor > 1 else value


def _durations(text: str) -> Iterator[Quantity]:
    """Working days end in /working, rounded lengths in /about."""
    rounded = [
        Quantity("duration", _ABOUT[m.group()] + "/about", m.start(), m.end())
        for m in _ROUNDED.finditer(text)
    ]
    yield from rounded
    taken = {place for q in rounded for place in range(q.start, q.end)}
    for match in _DURATION.finditer(text):
        if taken and not taken.isdisjoint(range(match.start(), match.end())):
            continue
        if _NO_LENGTH.search(text[max(0, match.start() - 1) : match.end()]):
            continue
        unit = match["unit"]
        if match["half"]:
            value = {"月": "P15D", "年": "P6M", "天": "PT12H"}[unit]
        elif match["number"] is None:
            continue
        else:
            value = _duration(match["number"], unit, bool(match["half2"])) or ""
        # 2026年 and 5月 are dates, not lengths of time.
        dated = (unit == "年" and len(match["number"] or "") == 4) or (
            unit == "月" and "个" not in match.group()
        )
        dated = dated or (unit == "年" and _SPOKEN_YEAR.fullmatch(match["number"] or "") is not None)
        if value and match["many"]:
            value += "/about"
        if (value and not dated) or match["half"]:
            yield Quantity("duration", value, match.start(), match.end())


def _duration(number: str, unit: str, and_half: bool) -> str | None:
    amount = number_of(number)
    if amount is None:
        return None
    count = int(amount)
    if unit == "小时":
        return f"PT{count}H"
    if and_half and unit == "月":
        return f"P{count}M15D"
    return f"P{count}{_ISO[unit]}" + ("/working" if unit == "工作日" else "")
