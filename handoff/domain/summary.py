"""The one-line goal and the summary (at most 120 characters) of a dialogue, in the customer's own words. Pure.

Extractive: clauses of the customer's messages are weighed by what they tell (the words that raised the case, figures,
facts of a claim, wishes, questions) and chosen without repeating each other; nothing is invented. Texts are veiled
before anything is chosen, so no identifier can get in. Only the first and the latest messages are looked at: the time
it takes does not grow with the dialogue."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handoff.domain.text_pieces import PLACEHOLDER, bigrams, clauses, cut, likeness, veiled

SUMMARY_LIMIT = 120
GOAL_LIMIT = 40
_FIRST, _LATEST = 4, 40
_ALIKE = 0.6
_ENOUGH = 0.3
_WISHED = 1.0
_CLAUSE = 48
_ANSWERED = 20

FIGURES = re.compile(
    r"(?:[¥￥]\s?)?\d+(?:[.,]\d+)*\s?(?:万|千|百|元|块|天|日|号|月|年|周|个?月|个?工作日|小时|分钟|次|趟|%|岁|级|份|家)?"
    r"|[一二两三四五六七八九十百千万半几]{1,6}(?:万|块|元|天|个月|年|周|礼拜|星期|次|趟|回|小时|个工作日)"
)
_FACTS = re.compile(
    r"拒赔|不赔|理赔|报案|赔款|住院|手术|出院|门诊|车祸|骨折|摔|撞|烧伤|烫|癌|肿瘤|瘤|结节|化疗|重疾|确诊|去世|走了|没了|遗体|葬|"
    r"材料|发票|病历|小结|证明|盖章|复印|条款|等待期|免赔|既往|告知|退保|保费|扣款|扣费|保单|到账|打款|审核|核赔|补件|补交|退回|"
    r"投诉|银保监|监管|起诉|律师|法院|曝光|记者|业务员|销售|代理|客服|骗|验证码|转账|银行卡|身份证|泄露|信息|隐私|孩子|老人|不想活|活着|死"
)
_WISH = re.compile(
    r"我要|我想|想要|希望|要求|给我|给个|给句|帮我|能不能|能否|可不可以|可以吗|必须|赶紧|尽快|麻烦|请你|请您|找人|换人|转人工|说法|"
    r"别再|不要再|退(?:钱|款|保)|讲清楚|说清楚|讲明白|解释|怎么办|咋办|求"
)
_QUESTION = re.compile(
    r"吗$|呢$|么$|怎么|咋|为什么|为啥|凭什么|凭啥|什么|啥|哪|多少|多久|几[天时次个]|谁|是不是|有没有|到底|该不该|行不行"
)
_RELATION = re.compile(
    r"我(?:妈|爸|爹|娘|老婆|老公|媳妇|先生|太太|儿子|女儿|闺女|孩子|娃|婆婆|公公|岳母|岳父|奶奶|爷爷|男人|哥|弟|姐|妹)"
)
_IDLE = re.compile(
    r"(?:在吗?|在不在?|你好|您好|hi|hello|喂|谢谢|多谢|谢了|嗯+|哦+|好的?|好吧|行吧?|可以|知道了|明白了|收到|请问|那个|哈+|呵+|ok|是的?|对的?|没事)+[啊呀哦呢吧的了]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """A line of the dialogue. `by_customer` False: what was answered. `grave`: the message holds words that raised
    the case."""

    text: str
    by_customer: bool
    grave: bool = False


@dataclass(frozen=True)
class Story:
    """What a summary is made from. `evidence`: the words that raised the case; `reasons`: names of its codes, the
    leading one first; `claim`: kind and state of the claim it is about, in words, or empty."""

    lines: Sequence[Said]
    evidence: Sequence[str] = ()
    reasons: Sequence[str] = ()
    claim: str = ""


@dataclass(frozen=True)
class Brief:
    """`goal` is empty when the customer has said nothing that tells what is wanted."""

    goal: str
    summary: str


@dataclass(frozen=True)
class _Clause:
    place: tuple[int, int]
    text: str
    weight: float
    wish: float
    pairs: frozenset[str]


def brief(story: Story) -> Brief:
    """Never longer than SUMMARY_LIMIT and GOAL_LIMIT."""
    weighed = _weighed(story)
    return Brief(goal=_goal(weighed), summary=_summary(story, weighed))


def _weighed(story: Story) -> list[_Clause]:
    lines = _looked_at([line for line in story.lines if line.by_customer])
    words = [w for w in (veiled(e, 80) for e in story.evidence[-8:]) if len(w) > 1]
    found = []
    for number, line in enumerate(lines):
        recent = (number + 1) / len(lines)
        # Where nothing is marked, the last words are what the hand-over is about.
        grave = line.grave or (number == len(lines) - 1 and not words)
        for place, (text, asked) in enumerate(clauses(veiled(line.text))):
            weight, wish = _weigh(text, asked, words)
            weight += recent + (2.0 if grave else 0.0) + (0.6 if number == 0 else 0.0)
            found.append(
                _Clause((number, place), text, weight, wish * (0.4 + recent + 0.5 * grave), bigrams(text))
            )
    return found


def _looked_at(lines: list[Said]) -> list[Said]:
    return lines if len(lines) <= _FIRST + _LATEST else lines[:_FIRST] + lines[-_LATEST:]


def _weigh(text: str, asked: bool, words: Sequence[str]) -> tuple[float, float]:
    """(how much it tells, how much it is a wish or a question)."""
    bare = PLACEHOLDER.sub("", text)
    if _IDLE.fullmatch(bare) or not any(c.isalnum() for c in bare):
        return -10.0, 0.0
    raised = any(word in text or (len(text) > 2 and text in word) for word in words)
    figures = min(3, sum(1 for f in FIGURES.finditer(bare) if len(f[0]) > 1 or f[0].isdigit()))
    facts = min(3, len(set(_FACTS.findall(bare))))
    wishes = min(2, len(_WISH.findall(bare)))
    asks = 1 if asked or _QUESTION.search(bare) else 0
    own = 1 if _RELATION.search(bare) else 0
    weight = 5.0 * raised + 1.4 * figures + 0.8 * facts + 1.0 * wishes + 0.8 * asks + 0.7 * own
    weight -= 1.5 if len(bare) < 3 else 0.0
    return weight, (1.5 * wishes + 1.2 * asks) * (1 + raised) + 0.2 * facts * (1 if wishes or asks else 0)


def _chosen(weighed: Sequence[_Clause], room: int) -> list[_Clause]:
    """The weightiest clauses that fit, none of which says again what another says."""
    kept: list[_Clause] = []
    for clause in sorted(weighed, key=lambda c: (-c.weight, c.place)):
        shown = clause if len(clause.text) <= _CLAUSE else _shortened(clause)
        again = any(likeness(shown.pairs, k.pairs) > _ALIKE or shown.pairs <= k.pairs for k in kept)
        if shown.weight < _ENOUGH or again or len(shown.text) + 1 > room:
            continue
        kept.append(shown)
        room -= len(shown.text) + 1
    return sorted(kept, key=lambda c: c.place)


def _shortened(clause: _Clause) -> _Clause:
    return _Clause(clause.place, cut(clause.text, _CLAUSE), clause.weight, clause.wish, clause.pairs)


def _joined(chosen: Sequence[_Clause]) -> str:
    """Neighbours of one message are joined as they stood there, others by a semicolon."""
    words, before = "", None
    for clause in chosen:
        near = before is not None and before == (clause.place[0], clause.place[1] - 1)
        words += ("，" if near else "；" if words else "") + clause.text
        before = clause.place
    return words


def _goal(weighed: Sequence[_Clause]) -> str:
    wished = [c for c in weighed if c.wish >= _WISHED and len(PLACEHOLDER.sub("", c.text)) > 2]
    if not wished:
        return ""
    best = max(wished, key=lambda c: (c.wish, c.weight, c.place))
    # A question lives on what it is about: the clause before it in the same message, where there is room.
    around = [c for c in weighed if c.place == (best.place[0], best.place[1] - 1) and c.weight > 0]
    whole = _joined([*around, best])
    return whole if len(whole) <= GOAL_LIMIT else cut(best.text, GOAL_LIMIT)


def _summary(story: Story, weighed: Sequence[_Clause]) -> str:
    head = cut(veiled(story.claim), 34) + "。" if story.claim else ""
    reasons = "、".join(story.reasons[:2])
    tail = f"。因{reasons}转来" if reasons else ""
    answered = _answered(story.lines)
    room = SUMMARY_LIMIT - len(head) - len(tail) - len("客户说「」")
    own = _joined(_chosen(weighed, room - (len(answered) + 5 if answered else 0)))
    said = f"客户说「{own}」" if own else ""
    answer = f"；已答「{answered}」" if answered and own else (f"已答「{answered}」" if answered else "")
    return cut((head + said + answer + tail).strip("。；") or "客户还没有说明情况", SUMMARY_LIMIT)


def _answered(lines: Sequence[Said]) -> str:
    """The beginning of the last answer the customer reacted to."""
    seen_customer = False
    for line in list(lines)[: -(_LATEST + 1) : -1]:
        if line.by_customer:
            seen_customer = True
        elif seen_customer and line.text.strip():
            first = next((text for text, _ in clauses(veiled(line.text, 200))), "")
            return cut(first, _ANSWERED)
    return ""
