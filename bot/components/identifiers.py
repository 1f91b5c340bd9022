"""Personal identifiers in a message, recognised with their checksums; only the masked form leaves this module. Pure.

Order and rules: domain handbook 7.2 and 7.3. What is before in the order takes its characters from what comes later.
Public hotlines are protected and no personal data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_ID_WEIGHTS, _ID_CHECK = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10x98765432"
_VIN_VALUES = dict(
    zip("abcdefghjklmnprstuvwxyz", (*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True)
)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_SPOKEN = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {
    "幺": "1", "腰": "1", "两": "2", "〇": "0", "洞": "0", "拐": "7", "勾": "9",
}  # fmt: skip
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
#: Characters before a number in which its name may stand (「卡号」).
_BEFORE = 12


@dataclass(frozen=True)
class Identifier:
    """`valid`: the checksum holds, or the kind has none. A mistyped one is masked all the same."""

    kind: str
    masked: str
    start: int
    end: int
    valid: bool


@dataclass(frozen=True)
class _Kind:
    name: str
    pattern: re.Pattern[str]
    mask: Callable[[str], str]
    valid: Callable[[str], bool] = lambda _: True
    #: Without a valid checksum, or always when `needs_word`, one of these words must stand before the number.
    words: str = ""
    needs_word: bool = False
    personal: bool = True
    keep_invalid: bool = True


def id_card_valid(text: str) -> bool:
    """GB 11643: 18 characters with check character."""
    low = text.lower()
    if not re.fullmatch(r"[1-9]\d{16}[\dx]", low):
        return False
    return _ID_CHECK[sum(int(a) * b for a, b in zip(low, _ID_WEIGHTS, strict=False)) % 11] == low[-1]


def luhn_valid(text: str) -> bool:
    digits = [int(c) for c in text if c.isdigit()][::-1]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return len(digits) >= 16 and (sum(digits[0::2]) + doubled) % 10 == 0


def vin_valid(text: str) -> bool:
    """Ninth character is the check digit (GB 16735)."""
    low = text.lower()
    total = sum(
        (int(c) if c.isdigit() else _VIN_VALUES.get(c, 0)) * w
        for c, w in zip(low, _VIN_WEIGHTS, strict=False)
    )
    return len(low) == 17 and low[8] == ("x" if total % 11 == 10 else str(total % 11))


def _keep(first: int, last: int) -> Callable[[str], str]:
    def mask(text: str) -> str:
        bare = re.sub(r"[ \-]", "", text).upper()
        hidden = max(len(bare) - first - last, 0)
        return bare[:first] + "*" * hidden + (bare[len(bare) - last :] if last else "")

    return mask


def _mask_email(text: str) -> str:
    name, _, host = text.partition("@")
    return f"{name[:1]}***@{host}"


_KINDS = (
    _Kind(
        "sms_code",
        re.compile(r"(?:验证码|校验码|动态码)\D{0,6}(?P<it>\d{4,8})(?!\d)"),
        lambda text: "*" * len(text),
    ),
    _Kind("email", re.compile(r"(?P<it>[a-z0-9._%+\-]{1,64}@[a-z0-9.\-]{1,60}\.[a-z]{2,10})"), _mask_email),
    _Kind(
        "id_card",
        re.compile(
            r"(?<![0-9a-z])(?P<it>[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx])(?![0-9a-z])"
        ),
        _keep(3, 2),
        id_card_valid,
    ),
    _Kind(
        "id_card",
        re.compile(r"(?<!\d)(?P<it>[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})(?!\d)"),
        _keep(3, 2),
        words="身份证|证件号",
        needs_word=True,
    ),
    _Kind(
        "phone",
        re.compile(r"(?<!\d)(?P<it>(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)"),
        lambda text: _keep(3, 4)(text.replace("+86", "", 1)),
    ),
    _Kind(
        "hotline",
        re.compile(
            r"(?<![0-9a-z])(?P<it>(?:400|800)[- ]?\d{3}[- ]?\d{4}|95\d{3,4}|12378|12356|12345|12315|96110)(?!\d)"
        ),
        str,
        personal=False,
    ),
    _Kind(
        "landline",
        re.compile(r"(?<![0-9a-z])(?P<it>0\d{2,3}[- ]?\d{7,8}(?:[-转]\d{1,6})?)(?!\d)"),
        _keep(3, 2),
    ),
    _Kind(
        "bank_card",
        re.compile(r"(?<![0-9a-z])(?P<it>(?:\d[ -]?){15,18}\d)(?![0-9a-z])"),
        _keep(0, 4),
        luhn_valid,
        words="卡号|账号|帐号|银行卡|储蓄卡",
        keep_invalid=False,
    ),
    _Kind(
        "plate",
        re.compile(
            rf"(?P<it>[{_PROVINCES}][a-hj-np-z][·\s-]?(?:[df][a-hj-np-z0-9]\d{{4}}|\d{{5}}[df]|[a-hj-np-z0-9]{{4}}[a-hj-np-z0-9挂学警港澳]))(?![a-z0-9])"
        ),
        _keep(2, 2),
    ),
    _Kind(
        "vin",
        re.compile(r"(?<![a-z0-9])(?P<it>(?=[a-hj-npr-z0-9]*[a-z])[a-hj-npr-z0-9]{17})(?![a-z0-9])"),
        _keep(0, 4),
        vin_valid,
        words="车架号|vin|车辆识别",
        keep_invalid=False,
    ),
    _Kind(
        "passport",
        re.compile(r"(?<![a-z0-9])(?P<it>[egdsp]\d{8}|e[a-hj-np-z]\d{7})(?!\d)"),
        _keep(0, 3),
        words="护照",
        needs_word=True,
    ),
    _Kind(
        "permit",
        re.compile(r"(?<![a-z0-9])(?P<it>[hm]\d{8}(?:\d{2})?)(?!\d)"),
        _keep(0, 3),
        words="通行证|回乡证|港澳|台胞",
        needs_word=True,
    ),
)
_SPOKEN_RUN = re.compile(rf"[{''.join(_SPOKEN)}]{{11,18}}")
#: Kinds whose values are masked; hotlines are only kept from being taken for something else.
PERSONAL = tuple(dict.fromkeys(kind.name for kind in _KINDS if kind.personal))


def identifiers(folded: str) -> list[Identifier]:
    """`folded`: text.fold of the message; in order of position, never overlapping."""
    taken: set[int] = set()
    found: list[Identifier] = []
    for kind in _KINDS:
        for item in _of_kind(kind, folded):
            places = range(item.start, item.end)
            if taken.isdisjoint(places):
                taken.update(places)
                found.append(item)
    for item in _spoken(folded):
        if taken.isdisjoint(range(item.start, item.end)):
            found.append(item)
    return sorted((item for item in found if item.kind in PERSONAL), key=lambda item: item.start)


def _of_kind(kind: _Kind, text: str) -> Iterator[Identifier]:
    for match in kind.pattern.finditer(text):
        value = match["it"]
        start, end = match.span("it")
        before = text[max(0, start - _BEFORE) : start]
        named = bool(kind.words) and re.search(kind.words, before) is not None
        valid = kind.valid(value)
        if (kind.needs_word and not named) or (not valid and not named and not kind.keep_invalid):
            continue
        yield Identifier(kind.name, kind.mask(value), start, end, valid)


def _spoken(text: str) -> Iterator[Identifier]:
    """Digits that voice input wrote as words: 幺三八…"""
    for match in _SPOKEN_RUN.finditer(text):
        digits = "".join(map(_SPOKEN.__getitem__, match.group()))
        for item in identifiers(digits):
            if item.start == 0 and item.end == len(digits):
                yield Identifier(item.kind, item.masked, match.start(), match.end(), item.valid)
