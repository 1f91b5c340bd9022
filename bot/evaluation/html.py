"""Small pieces of HTML and SVG for the report; everything is escaped here. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import numpy as np

STYLE = """
:root { color-scheme: light dark; --ink: #1c2733; --soft: #5b6b7b; --line: #d6dde4; --paper: #fff; --good: #1a7f4b;
  --bad: #b3261e; --mark: #2f6fdf; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e9ee; --soft: #9aa8b6; --line: #37424e; --paper: #14191f;
  --good: #5ecb92; --bad: #ff8a80; --mark: #7fa8ff; } }
body { font: 15px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: var(--ink);
  background: var(--paper); max-width: 1080px; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; border-bottom: 1px solid var(--line); }
table { border-collapse: collapse; margin: .6rem 0; } th, td { padding: .25rem .7rem; text-align: left;
  border-bottom: 1px solid var(--line); vertical-align: top; } td.n, th.n { text-align: right;
  font-variant-numeric: tabular-nums; white-space: nowrap; }
p.note, td.soft, figcaption { color: var(--soft); font-size: .9rem; } .good { color: var(--good); }
.bad { color: var(--bad); } mark { background: #ffe08a; color: #1c2733; } ol.turns { margin: .2rem 0; }
li.due { font-weight: 600; } details { margin: .4rem 0; } summary { cursor: pointer; } figure { margin: 1rem 0;
  overflow-x: auto; } svg text { fill: var(--ink); font-size: 8px; } svg .axis { font-size: 12px; }
"""
_CELL = 9
_MARGIN = 190


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def cell(value: Any) -> str:
    return str(value) if isinstance(value, Html) else escape(str(value))


def table(head: Sequence[str], rows: Iterable[Sequence[Any]], numbers: Iterable[int] = ()) -> Html:
    """`numbers`: columns set to the right."""
    right = set(numbers)

    def line(tag: str, values: Sequence[Any]) -> str:
        cells = (
            f"<{tag}{' class=n' if number in right else ''}>{cell(value)}</{tag}>"
            for number, value in enumerate(values)
        )
        return f"<tr>{''.join(cells)}</tr>"

    body = "".join(line("td", row) for row in rows)
    return Html(f"<table><thead>{line('th', head)}</thead><tbody>{body}</tbody></table>")


def note(text: str) -> Html:
    return Html(f"<p class=note>{escape(text)}</p>")


def heading(text: str) -> Html:
    return Html(f"<h2>{escape(text)}</h2>")


def coloured(text: str, good: bool) -> Html:
    return Html(f"<span class={'good' if good else 'bad'}>{escape(text)}</span>")


def marked(text: str, words: Iterable[str]) -> Html:
    """`text` with the given words marked."""
    safe = escape(text)
    for word in sorted({escape(word) for word in words if word.strip()}, key=len, reverse=True):
        if word in safe and f"{word}</mark>" not in safe:
            safe = safe.replace(word, f"<mark>{word}</mark>", 1)
    return Html(safe)


def folded(title: str, content: str) -> Html:
    return Html(f"<details><summary>{escape(title)}</summary>{content}</details>")


def page(title: str, parts: Iterable[str]) -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>{''.join(parts)}</body></html>\n"
    )


def reliability_chart(bins: Sequence[dict[str, Any]]) -> Html:
    """Accuracy against confidence; the size of a dot is its share of messages."""
    side, left = 320, 50
    total = sum(item["n"] for item in bins) or 1

    def x(value: float) -> float:
        return left + value * side

    def y(value: float) -> float:
        return 10 + (1 - value) * side

    dots = "".join(
        f'<circle cx="{x(b["confidence"]):.1f}" cy="{y(b["accuracy"]):.1f}" r="{3 + 14 * (b["n"] / total) ** 0.5:.1f}"'
        f' fill="var(--mark)" fill-opacity=".6"><title>confidence {b["confidence"]:.2f}, right {b["accuracy"]:.2f},'
        f" n {b['n']}</title></circle>"
        for b in bins
    )
    path = " ".join(f"{x(b['confidence']):.1f},{y(b['accuracy']):.1f}" for b in bins)
    ticks = "".join(
        f'<text class=axis x="{x(v) - 8}" y="{y(0) + 18}">{v:g}</text><text class=axis x="{left - 28}" y="{y(v) + 4}">{v:g}</text>'
        for v in (0, 0.25, 0.5, 0.75, 1)
    )
    return Html(
        f'<figure><svg width="{left + side + 30}" height="{side + 60}" role="img" aria-label="reliability curve">'
        f'<rect x="{left}" y="10" width="{side}" height="{side}" fill="none" stroke="var(--line)"/>'
        f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}" stroke="var(--soft)" stroke-dasharray="4"/>'
        f'<polyline points="{path}" fill="none" stroke="var(--mark)"/>{dots}{ticks}'
        f'<text class=axis x="{left + side / 2 - 40}" y="{y(0) + 38}">confidence</text></svg>'
        "<figcaption>Share of right answers (upwards) by confidence; on the dashed line both agree.</figcaption></figure>"
    )


def confusion_chart(names: Sequence[str], counts: np.ndarray) -> Html:
    """Rows: intent meant, columns: intent understood. Point at a cell to read it."""
    size = _CELL * len(names)
    most = int(counts.max()) if counts.size else 1
    squares = "".join(
        f'<rect x="{_MARGIN + column * _CELL}" y="{_MARGIN + row * _CELL}" width="{_CELL - 1}" height="{_CELL - 1}"'
        f' fill="{"var(--good)" if row == column else "var(--bad)"}" fill-opacity="{0.25 + 0.75 * counts[row, column] / most:.2f}">'
        f"<title>{escape(names[row])} → {escape(names[column])}: {counts[row, column]}</title></rect>"
        for row, column in zip(*np.nonzero(counts), strict=True)
    )
    labels = "".join(
        f'<text x="{_MARGIN - 4}" y="{_MARGIN + number * _CELL + 8}" text-anchor="end">{escape(name)}</text>'
        f'<text transform="translate({_MARGIN + number * _CELL + 8},{_MARGIN - 4}) rotate(-90)">{escape(name)}</text>'
        for number, name in enumerate(names)
    )
    frame = (
        f'<rect x="{_MARGIN}" y="{_MARGIN}" width="{size}" height="{size}" fill="none" stroke="var(--line)"/>'
    )
    return Html(
        f'<figure><svg width="{size + _MARGIN + 10}" height="{size + _MARGIN + 10}" role="img" aria-label="confusion matrix">'
        f"{frame}{labels}{squares}</svg><figcaption>Row: meant. Column: understood. Green: right.</figcaption></figure>"
    )
