"""Words of a dialogue taken apart: clauses, likeness, and what must not stand in a text that others read.

`veiled` goes further than `redact`: what stands in a queue, a list of earlier cases or leaves the house holds no
name said aloud and no address either. Texts are cut first, so that no input makes any of this slow."""

import re

from handoff.domain.redaction import redact

#: Characters of one message that are looked at; the transcript holds the rest.
LONGEST = 1200
_STOPS = re.compile(r"[。！？!?；;\n…~～]+")
_COMMAS = re.compile(r"[，,:：]+")
#: People on phones write blanks for commas.
_BLANKS = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_QUOTES = str.maketrans("", "", '"“”„‟「」『』〝〞')
_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])(?=[0-9A-Za-z]*\d[0-9A-Za-z]*\d)(?:[A-Za-z]{0,4}\d[0-9A-Za-z]{6,}|\d{7,})"
)
_NAMED = re.compile(
    r"((?:我叫|名字叫|姓名[是:：为]?|真名[是:：]?|大名[是:：]?|我是(?=[\u4e00-\u9fff]{2,3}[，,。！!、\s]))\s*)"
    r"(?!投保|被保|受益|业务|管家|客户|家属|代|来|想|要|说|在|不|你|他|她)[\u4e00-\u9fff·]{2,4}"
)
_ADDRESS = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:路|街|道|巷|弄|胡同|小区|花园|村|镇)[\u4e00-\u9fffA-Za-z0-9\-]{0,8}?"
    r"\d+[\u4e00-\u9fffA-Za-z0-9\-]{0,12}(?:号|栋|幢|单元|室|楼|层)(?:\d+(?:室|号)?)?"
)
#: Placeholders that `redact` and this module put in.
PLACEHOLDER = re.compile(r"\[[A-Z_]{3,12}\]")


def veiled(text: str, longest: int = LONGEST) -> str:
    """One line without personal identifiers, names said aloud, addresses and long numbers."""
    plain = redact(text[:longest])
    plain = _ADDRESS.sub("[ADDRESS]", _NAMED.sub(r"\1[NAME]", plain))
    return " ".join(_NUMBER.sub("[NUMBER]", plain).split())


def unnamed(text: str, masked: str | None) -> str:
    """Without the name of which `masked` (王*明) is all that is known here; names of two characters are left, they
    would take ordinary words with them."""
    name = masked or ""
    if len(name) < 3 or "*" not in name or not name.replace("*", "").isalpha():
        return text
    return re.sub(re.escape(name).replace(r"\*", "[\u4e00-\u9fff]"), "[NAME]", text)


def clauses(text: str) -> list[tuple[str, bool]]:
    """The clauses of a line, and whether each ended a question."""
    found = []
    for sentence, mark in _sentences(text.translate(_QUOTES)):
        parts = [part.strip(" 　'（）()、") for part in _COMMAS.split(_BLANKS.sub("，", sentence))]
        kept = [part for part in parts if part]
        found += [(part, mark and n == len(kept)) for n, part in enumerate(kept, start=1)]
    return found


def _sentences(text: str) -> list[tuple[str, bool]]:
    pieces, start = [], 0
    for stop in _STOPS.finditer(text):
        pieces.append((text[start : stop.start()], "？" in stop[0] or "?" in stop[0]))
        start = stop.end()
    return [*pieces, (text[start:], False)]


def bigrams(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters, without marks and blanks; a single character stands for itself."""
    plain = "".join(c for c in text.lower() if c.isalnum())
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1)) or frozenset(plain)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """0 nothing in common, 1 the same pairs (Dice)."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


def cut(text: str, limit: int) -> str:
    """At most `limit` characters; never ends inside a placeholder."""
    if len(text) <= limit:
        return text
    short = text[: max(0, limit - 1)]
    opened = short.rfind("[")
    if opened >= 0 and "]" not in short[opened:] and PLACEHOLDER.match(text, opened):
        short = short[:opened]
    return short.rstrip("，；、 ") + "…"
