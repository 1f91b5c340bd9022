"""Amounts, durations and numbers of claims and policies in a message, as normalised values. Pure.

Amount: decimal string in yuan. Duration: ISO 8601 (P15D, P2M, P1Y); working days as {"P5D", working}. Sources of the
patterns: domain handbook 7.1-7.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
# Bounded, and never beginning inside of a number: a row of a thousand digits is read once, not a million times.
_NUMBER = (
    r"(?<![\d.])\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,4})?"
    r"|(?<![零〇一二两三四五六七八九十百千万半])[零〇一二两三四五六七八九十百千万半]{1,12}"
)
_AMOUNT = re.compile(
    rf"(?:[¥￥]\s*(?P<sign>\d{{1,12}}(?:,\d{{3}}){{0,4}}(?:\.\d{{1,4}})?))"
    rf"|(?P<number>{_NUMBER})\s*(?P<unit>万元|万块钱?|万|千元|千块|元|块钱|块(?!钱)|k(?![a-z])|w(?![a-z]))(?P<rest>[一二三四五六七八九](?![十百千万个天年月次]))?"
)
_DURATION = re.compile(
    r"(?P<half>半(?=个?(?:月|年|天)))?(?P<number>(?<!\d)\d{1,4}|(?<![一二两三四五六七八九十百])[一二两三四五六七八九十百]{1,6})?(?P<half2>个半)?"
    r"个?(?P<unit>工作日|自然日|小时|天|日(?=内)|周|星期|礼拜|月(?!份)|年)"
)
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


@dataclass(frozen=True)
class Quantity:
    entity: str
    value: str
    start: int
    end: int


def quantities(folded: str) -> list[Quantity]:
    """`folded`: text.fold of the message; offsets are the message's."""
    numbers = [*_numbers(folded, _POLICY_NO, "policy_no")]
    taken = {(q.start, q.end) for q in numbers}
    claims = [q for q in _numbers(folded, _CLAIM_NO, "claim_no") if (q.start, q.end) not in taken]
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
        else:
            value = _amount(match["number"], match["unit"], match["rest"])
        if value is not None and value > 0:
            yield Quantity("amount", f"{value.normalize():f}", match.start(), match.end())


def _amount(number: str, unit: str, rest: str | None) -> Decimal | None:
    """两万八 = 28000, 3k = 3000, 一千三百块 = 1300."""
    base = number_of(number)
    if base is None:
        return None
    factor = 10000 if unit[0] in "万w" else 1000 if unit[0] in "千k" else 1
    value = base * factor
    return value + Decimal(_DIGITS[rest]) * factor / 10 if rest and factor > 1 else value


def _durations(text: str) -> Iterator[Quantity]:
    for match in _DURATION.finditer(text):
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


def number_of(text: str) -> Decimal | None:
    """Arabic or Chinese number; None when the characters make none."""
    plain = text.replace(",", "")
    if plain and (plain[0].isascii() and plain[0].isdigit()):
        return Decimal(plain)
    if plain == "半":
        return Decimal("0.5")
    if "万" in plain:
        high, _, low = plain.partition("万")
        upper, lower = number_of(high), number_of(low) if low else Decimal(0)
        return None if upper is None or lower is None else upper * 10000 + lower
    return _below_ten_thousand(plain)


def _below_ten_thousand(text: str) -> Decimal | None:
    total, digit, last_unit = 0, 0, 1
    for character in text:
        if character in _UNITS:
            last_unit = _UNITS[character]
            total += (digit or 1) * last_unit
            digit = 0
        elif character in _DIGITS:
            digit = digit * 10 + _DIGITS[character] if digit and last_unit == 1 else _DIGITS[character]
        else:
            return None
    if digit and last_unit >= 100 and text[-2:-1] in _UNITS:
        return Decimal(total + digit * last_unit // 10)  # 一千三 = 1300
    return Decimal(total + digit)
