"""The guided explanation for first-time buyers: one station at a time, misconceptions first. Explains what
is true and where it stands; recommends nothing. Pure."""

import re
from collections.abc import Sequence

from actions.answers import CONFIRM
from actions.reply import HUMAN, Outcome, buttons
from insurer.knowledge import Knowledge
from insurer.knowledge_guides import GuideStep

_PREFIX = "guide"
_NUMBER = re.compile(r"第\s*(\d{1,2})\s*[条步站]")
_ON = re.compile(r"下一|继续|往下|接着|然后")
_BACK = re.compile(r"上一|往回|退回")
_HOW_TO = re.compile(r"怎么[挑选看买]|怎样[挑选看买]|跳过误区")
#: What a tap on a station's button sends.
SAY = "买保险攻略第{n}条"
DUPLICATES = ("看看我买重复没", "看看我的保单有没有买重复")
PLAN = ("请管家帮我规划", "请管家帮我做保障规划")


def guide(asked: str, before: int, knowledge: Knowledge) -> Outcome:
    """The station that `asked` means: a number, the one after or before the last one (`before`, 0: none), else the
    first."""
    stations = list(knowledge.guides.values())
    n = _station(asked, before, stations)
    station = stations[n - 1]
    words = [_lead(n, stations), _said(station), f"（依据：{station.source}）"]
    told = buttons("\n".join(w for w in words if w), _choices(n, stations, knowledge))
    return Outcome((told,), f"{_PREFIX}:{n}", slots={"guide_station": n})


def _station(asked: str, before: int, stations: Sequence[GuideStep]) -> int:
    named = _NUMBER.search(asked)
    if named:
        n = int(named[1])
    elif before and _BACK.search(asked):
        n = before - 1
    elif before and _ON.search(asked):
        n = before + 1
    elif _HOW_TO.search(asked) and before:
        n = _first_step(stations)
    else:
        n = 1
    return min(max(n, 1), len(stations))


def _first_step(stations: Sequence[GuideStep]) -> int:
    return next(n for n, s in enumerate(stations, start=1) if s.kind == "step")


def _lead(n: int, stations: Sequence[GuideStep]) -> str:
    if n == 1:
        return (
            f"第一次买，先弄明白再说，不着急。我分 {len(stations)} 条讲：先是大家最容易想岔的，再是怎么看产品。"
            "我只讲道理，不推荐产品。"
        )
    return "误区讲完了，下面是怎么看一份保险。" if n == _first_step(stations) else ""


def _said(station: GuideStep) -> str:
    mark = CONFIRM if station.confirm else ""
    if station.kind == "misconception":
        return f"很多人以为「{station.title}」。其实：{station.text}{mark}"
    return f"{station.title}：{station.text}{mark}"


def _choices(n: int, stations: Sequence[GuideStep], knowledge: Knowledge) -> list[tuple[str, str]]:
    first_step = _first_step(stations)
    choices = [(f"下一条（{n + 1}/{len(stations)}）", SAY.format(n=n + 1))] if n < len(stations) else []
    if n < first_step - 1:
        choices.append(("直接看怎么挑", SAY.format(n=first_step)))
    term = knowledge.terms.get(stations[n - 1].term or "")
    if term is not None and n < len(stations):
        name = term.term.split("/")[0]
        choices.append((f"「{name}」是什么", f"{name}是什么意思"))
    if n == len(stations):
        choices += [DUPLICATES, PLAN]
    return [*choices, HUMAN]
