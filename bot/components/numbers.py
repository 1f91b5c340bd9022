"""Numbers in digits and Chinese characters. Pure.

cn2an 0.5 (kept, 0.2 MB) was looked at on 2026-11-22: it reads the same but 半 and 3k, which people write; one function
of ours is less than the dependency.
"""

from __future__ import annotations

from decimal import Decimal

#: Characters of Chinese numbers.
HAN = "零〇一二两三四五六七八九十百千万"
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}


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
        elif character in DIGITS:
            digit = digit * 10 + DIGITS[character] if digit and last_unit == 1 else DIGITS[character]
        else:
            return None
    if digit and last_unit >= 100 and text[-2:-1] in _UNITS:
        return Decimal(total + digit * last_unit // 10)  # 一千三 = 1300
    return Decimal(total + digit)
