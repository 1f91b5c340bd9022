"""The kinds of questions that forms are made of: days, sums, own words, choices, yes or no, phone numbers. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from actions.form_choices import ChoiceField, Option
from actions.form_draft import Draft
from actions.form_field import (
    Ask,
    Choice,
    Field,
    Read,
    Value,
    Wrong,
    day_words,
    local_day,
    skipped,
)
from actions.reading import HAN_NUMBER, fold, is_no, is_yes, number_of
from actions.reading_dates import day_in, is_vague
from actions.slots import Turn

__all__ = [
    "AmountField",
    "Ask",
    "Choice",
    "ChoiceField",
    "DayField",
    "Field",
    "Option",
    "PhoneField",
    "Read",
    "TextField",
    "Value",
    "Wrong",
    "YesNoField",
    "day_words",
    "local_day",
    "skipped",
]


@dataclass(frozen=True, kw_only=True)
class DayField(Field):
    """A day as ISO date. `ahead`: a day to come, else one gone by; `furthest`: days from today allowed."""

    ahead: bool = False
    furthest: int = 366 * 5
    example: str = "昨天，或者 11月3号"

    def read(self, text: str, turn: Turn, draft: Draft) -> Read:
        today = local_day(turn)
        found = day_in(text, today, ahead=self.ahead)
        if found is None:
            if is_vague(text):
                return Wrong("能再准一点吗？记不清就说个大概的日子，")
            return None
        apart = (found.day - today).days
        if not self.ahead and apart > 0:
            return Wrong(f"{found.day.month}月{found.day.day}日还没到呢，是不是说错了？")
        if self.ahead and apart < 0:
            return Wrong(f"{found.day.month}月{found.day.day}日已经过去了，")
        if abs(apart) > self.furthest:
            return Wrong("这个日子离现在太远了，")
        rest = fold(text).replace(found.words, "")
        return Value(found.day.isoformat(), exact=len(rest) <= 4)

    def spot(self, text: str, turn: Turn, draft: Draft) -> Value | None:
        found = self.read(text, turn, draft)
        return found if isinstance(found, Value) else None

    def show(self, value: Any, draft: Draft) -> str:
        return day_words(date.fromisoformat(value)) if value else "（没填）"

    def choices(self, draft: Draft) -> Sequence[Choice]:
        return [("明天", "明天"), ("后天", "后天")] if self.ahead else [("今天", "今天"), ("昨天", "昨天")]


_AMOUNT = re.compile(
    rf"(?P<number>(?<![\d.])\d{{1,9}}(?:[,，]\d{{3}})*(?:\.\d{{1,2}})?|{HAN_NUMBER}{{1,10}})\s*(?P<unit>万|千|百|k|w)?\s*(?P<many>多|来|几|左右|出头)?\s*(?P<tail>[1-9一二三四五六七八九](?![\d.十百千万天年月号]))?\s*(?P<money>元|块钱|块|rmb|人民币)?"
)


#: Characters beside a bare number that is still the whole answer: 「大概3000吧」.
_MOST_AROUND_NUMBER = 3


@dataclass(frozen=True, kw_only=True)
class AmountField(Field):
    """Yuan as decimal string with two places; 两千多 counts as 2000."""

    most: Decimal = Decimal(100_000_000)
    example: str = "3000，或者「两千多」"

    def read(self, text: str, turn: Turn, draft: Draft) -> Read:
        folded = fold(text)
        best: tuple[bool, Decimal, str] | None = None
        for match in _AMOUNT.finditer(folded):
            value = _yuan(match)
            if value is None:
                continue
            money = bool(match["money"] or match["unit"] or re.search("[万千百]", match["number"]))
            # 「市第一医院」 has a number and names no sum
            if not money and len(folded) - len(match.group()) > _MOST_AROUND_NUMBER:
                continue
            if best is None or (money and not best[0]):
                best = (money, value, match.group())
        if best is None:
            return None
        _, value, words = best
        if value <= 0:
            return Wrong("金额要大于 0，")
        if value > self.most:
            return Wrong("这个数太大了，是不是多打了几个零？")
        return Value(f"{value:.2f}", exact=len(folded.replace(words, "")) <= 4)

    def spot(self, text: str, turn: Turn, draft: Draft) -> Value | None:
        found = next((e for e in turn.entities if e.kind == "amount" and e.text in text), None)
        return Value(f"{Decimal(found.value):.2f}") if found and _is_number(found.value) else None

    def show(self, value: Any, draft: Draft) -> str:
        return f"约 {Decimal(value):,.2f} 元" if value else "（还不清楚）"


def _yuan(match: re.Match[str]) -> Decimal | None:
    number = number_of(match["number"])
    if number is None:
        return None
    factor = {"万": 10000, "w": 10000, "千": 1000, "k": 1000, "百": 100}.get(match["unit"] or "", 1)
    value = number * factor
    if match["tail"] and factor > 1 and not match["many"]:
        value += (number_of(match["tail"]) or Decimal(0)) * factor / 10
    return value


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\d+(?:\.\d+)?", text))


@dataclass(frozen=True, kw_only=True)
class TextField(Field):
    """The customer's own words, as they are."""

    least: int = 2
    most: int = 500
    free: bool = True

    def read(self, text: str, turn: Turn, draft: Draft) -> Read:
        words = text.strip()
        if len(re.sub(r"[\W_]", "", words)) < self.least:
            return Wrong("能再说具体一点吗？")
        if len(words) > self.most:
            return Wrong(f"写得有点长，最多 {self.most} 个字，拣要紧的说就行。")
        return Value(words)

    def show(self, value: Any, draft: Draft) -> str:
        if not value:
            return "（没填）"
        flat = " ".join(str(value).split())
        return flat if len(flat) <= 120 else flat[:119] + "…"


@dataclass(frozen=True, kw_only=True)
class YesNoField(Field):
    """true or false; `yes` and `no` are the button titles."""

    yes: str = "是"
    no: str = "不是"
    example: str = "是，或者不是"

    def choices(self, draft: Draft) -> Sequence[Choice]:
        return [(self.yes, self.yes), (self.no, self.no)]

    def read(self, text: str, turn: Turn, draft: Draft) -> Read:
        folded = fold(text)
        if folded == fold(self.no) or is_no(text):
            return Value(False, exact=True)
        if folded == fold(self.yes) or is_yes(text):
            return Value(True, exact=True)
        return None

    def show(self, value: Any, draft: Draft) -> str:
        return self.yes if value else self.no


_PHONE = re.compile(r"(?<!\d)(1[3-9]\d{9}|0\d{2,3}\d{7,8})(?!\d)")


@dataclass(frozen=True, kw_only=True)
class PhoneField(Field):
    private: bool = True
    example: str = "13800001234"

    def read(self, text: str, turn: Turn, draft: Draft) -> Read:
        digits = re.sub(r"(?<=\d)[ \-—]+(?=\d)", "", fold(text)).removeprefix("+86").strip()
        found = _PHONE.search(re.sub(r"^86(?=1)", "", digits))
        if found is not None:
            return Value(found.group(1), exact=True)
        if re.search(r"\d{5,}", digits):
            count = len(re.sub(r"\D", "", digits))
            return Wrong(f"这个号码是 {count} 位，手机号要 11 位，帮我再看一眼？")
        return None

    def spot(self, text: str, turn: Turn, draft: Draft) -> Value | None:
        found = self.read(text, turn, draft)
        return found if isinstance(found, Value) else None

    def show(self, value: Any, draft: Draft) -> str:
        return f"{value[:3]}****{value[-4:]}" if value else "（没填）"
