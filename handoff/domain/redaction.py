"""Takes personal identifiers out of text, in the order of domain.md section 7.3, by fixed placeholders.

What is left still reads as the same sentence; hotlines stay, because they are public. Names, places of
work and combinations of hospital and illness cannot be found by patterns: never log message texts at all,
this is the second line of defence.
"""

import re
from collections.abc import Callable

_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_SEP = r"[ \t\r\n\-]{0,2}"
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_SPOKEN = str.maketrans("幺腰一二两三四五六七拐八九勾零〇洞", "11122345677899000")
_FULL_WIDTH = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_FULL_WIDTH |= {0xFF0B: 0x2B, 0xFF0D: 0x2D, 0xFF0E: 0x2E, 0xFF20: 0x40, 0x3000: 0x20}

_SMS_CODE = re.compile(r"((?:验证码|校验码|动态码)\D{0,6})(\d{4,8})(?!\d)")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
_ID18 = re.compile(rf"(?<![0-9A-Za-z])[1-9](?:{_SEP}\d){{16}}{_SEP}[\dXx](?![0-9A-Za-z])")
_ID18_SHAPE = re.compile(r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]")
_ID15 = re.compile(r"(?<!\d)[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)")
_MOBILE = re.compile(rf"(?<!\d)(?:\+?86{_SEP})?1{_SEP}[3-9](?:{_SEP}\d){{9}}(?!\d)")
_HOTLINE = re.compile(
    r"(?<![0-9A-Za-z])(?:400|800)[- ]?\d{3}[- ]?\d{4}(?!\d)"
    r"|(?<![0-9A-Za-z])(?:95\d{3,4}|12378|12356|12345|12315|96110|110|120)(?!\d)"
)
_LANDLINE = re.compile(r"(?<![0-9A-Za-z])0\d{2,3}[- ]?\d{7,8}(?:[-转]\d{1,6})?(?!\d)")
_CARD = re.compile(rf"(?<!\d)(?:\d{_SEP}){{15,18}}\d(?!\d)")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·\s-]?"
    r"(?:[DF][A-HJ-NP-Z0-9]\d{4}|\d{5}[DF]|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Z0-9])"
)
_VIN = re.compile(r"(?<![A-HJ-NPR-Z0-9])[A-HJ-NPR-Z0-9]{17}(?![A-HJ-NPR-Z0-9])")
_PASSPORT = re.compile(r"(?<![A-Za-z0-9])(?:[EeGgDdSsPp]\d{8}|[Ee][A-HJ-NP-Za-hj-np-z]\d{7})(?!\d)")
_PERMIT = re.compile(r"(?<![A-Za-z0-9])[HMhm]\d{8}(?:\d{2})?(?!\d)")
_POLICY = re.compile(r"((?:保单号?|合同号)\s*(?:码)?\s*(?:是|为|[:：])?\s*)([A-Za-z0-9]{8,30})")
_CLAIM = re.compile(r"((?:报案号|赔案号|理赔号|案件号|立案号)\s*(?:是|为|[:：])?\s*)([A-Za-z0-9]{8,30})")
_SPOKEN_RUN = re.compile(r"[幺一二三四五六七八九零〇两腰洞拐勾]{7,}")
_KEPT = re.compile("\ue000(\\d+)\ue001")


def id_card_valid(number: str) -> bool:
    """GB 11643 check digit of an 18-digit identity number."""
    number = number.upper()
    if not re.fullmatch(r"[1-9]\d{16}[\dX]", number):
        return False
    total = sum(int(a) * b for a, b in zip(number[:17], _ID_WEIGHTS, strict=True))
    return _ID_CHECKS[total % 11] == number[-1]


def luhn_valid(number: str) -> bool:
    digits = [int(c) for c in reversed(number)]
    doubled = sum(sum(divmod(2 * d, 10)) for d in digits[1::2])
    return (sum(digits[0::2]) + doubled) % 10 == 0


def _bare(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", text)


def _id18(match: re.Match[str]) -> str:
    # A wrong check digit is masked all the same: people mistype their own number.
    return "[ID_CARD]" if _ID18_SHAPE.fullmatch(_bare(match[0])) else match[0]


def _near(text: str, match: re.Match[str], words: tuple[str, ...], reach: int = 12) -> bool:
    around = text[max(0, match.start() - reach) : match.end() + reach]
    return any(word in around for word in words)


def _cards(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        said = _near(text, match, ("卡号", "账号", "帐号", "银行卡"))
        return "[BANK_CARD]" if said or luhn_valid(_bare(match[0])) else match[0]

    return _CARD.sub(one, text)


def _id15(text: str) -> str:
    return _ID15.sub(lambda m: "[ID_CARD]" if _near(text, m, ("身份证",)) else m[0], text)


def _passports(text: str) -> str:
    def one(match: re.Match[str], words: tuple[str, ...]) -> str:
        return "[PASSPORT]" if _near(text, match, words) else match[0]

    text = _PASSPORT.sub(lambda m: one(m, ("护照",)), text)
    return _PERMIT.sub(lambda m: one(m, ("通行证", "回乡证", "港澳")), text)


def _vins(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        mixed = any(c.isdigit() for c in match[0]) and any(c.isalpha() for c in match[0])
        return "[VIN]" if mixed else match[0]

    return _VIN.sub(one, text)


def _spoken(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        digits = match[0].translate(_SPOKEN)
        return match[0] if _written(digits) == digits else _written(digits)

    return _SPOKEN_RUN.sub(one, text)


def _hide_hotlines(text: str, kept: list[str]) -> str:
    def one(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\ue000{len(kept) - 1}\ue001"

    return _HOTLINE.sub(one, text)


def _written(text: str) -> str:
    text = _SMS_CODE.sub(r"\1[SMS_CODE]", text)
    text = _EMAIL.sub("[EMAIL]", text)
    text = _id15(_ID18.sub(_id18, text))
    text = _MOBILE.sub("[MOBILE]", text)
    kept: list[str] = []
    text = _hide_hotlines(text, kept)
    text = _LANDLINE.sub("[LANDLINE]", text)
    steps: tuple[Callable[[str], str], ...] = (_cards, lambda t: _PLATE.sub("[PLATE]", t), _vins, _passports)
    for step in steps:
        text = step(text)
    text = _POLICY.sub(r"\1[POLICY_NO]", text)
    text = _CLAIM.sub(r"\1[CLAIM_NO]", text)
    return _KEPT.sub(lambda m: kept[int(m[1])], text)


def redact(text: str) -> str:
    """The text with identifiers replaced by [ID_CARD], [MOBILE], [BANK_CARD], [EMAIL], ... and full-width
    forms made plain."""
    plain = text.translate(_ZERO_WIDTH).translate(_FULL_WIDTH)
    return _spoken(_written(plain.replace("\ue000", "").replace("\ue001", "")))
