"""What a message within a form means for the escalation decision. Pure.

Answers (an address, a sum, a name) look like nothing the models have learnt, so what they alone make of them counts
half there. A whole sentence with people in it is no such answer: it counts nearly as outside. Words that the rules
know, and danger to life, count in full.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.components.escalation_decision import FORM_ANSWER, Heard
from bot.components.escalation_scoring import CALM, Assessment
from bot.components.text import fold, plain

#: Share of a risk that no rule supports: it is noted, and a person stays one tap away.
_UNSUPPORTED, _SENTENCE = 0.5, 0.85
#: What addresses, names and sums do not say.
_PEOPLE = re.compile(r"你们|您们|我|俺|咱|他|她|谁|凭|为啥|为什么|怎么|咋|又|才|还|就|不|没")
_SHORTEST_SENTENCE = 8
_DANGER = "E09"
#: Shorter messages say too little for a model to hear danger to life in them: 「算了」.
_SHORTEST_DANGER = 5
_STEERING = re.compile(
    r"(?:那|那就|还是|我|先|这个|都)*(?:算了|取消|退出|停|不用了|不(?:办|弄|搞|填|报|要|约|申请|取|寄|传|改)了|不想(?:弄|办|报|填|搞)了|上一步|返回|"
    r"改一下|改下|修改|重来|重新填|跳过|不知道|不清楚|没有|等会儿?再说|先放着|再试一次|确认|确定|不对|错了)+(?:吧|了|啊|呗|谢谢)*[。.!！~]*"
)


def as_answer(heard: Heard) -> Heard:
    """The message as an answer: no question that could be repeated, nothing that was not understood."""
    return replace(heard, intent=FORM_ANSWER, understood=True, assessment=_weighed(heard))


def _weighed(heard: Heard) -> Assessment:
    assessment, words = heard.assessment, plain(fold(heard.text))
    if any(item.source.startswith("rule:") for item in assessment.evidence):
        return assessment
    if _STEERING.fullmatch(words):
        return CALM
    if assessment.certain:
        return assessment
    if assessment.scores.get(_DANGER, 0.0) >= 0.5 and len(words) >= _SHORTEST_DANGER:
        return assessment
    sentence = len(words) >= _SHORTEST_SENTENCE and _PEOPLE.search(words)
    return replace(assessment, risk=assessment.risk * (_SENTENCE if sentence else _UNSUPPORTED))
