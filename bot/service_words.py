"""Services that are asked for by name: 「我有个建议」, a tap on 「下一条」 of the guide. Pure.

The 80 intents have none for them, and a tap must always lead where it says, so words decide here, not the classifier."""

from __future__ import annotations

import re

from bot.components.text import fold, plain

SUGGEST, GUIDE, PLAN, VERIFY = "give_suggestion", "guide_first_purchase", "plan_brief", "verify_identity"
_CLAUSES = "ask_product_detail"
INTENTS = frozenset({SUGGEST, GUIDE, PLAN, VERIFY})
#: A longer message says more than the name of a service.
_LONGEST = 60

#: Said by a button or meant by nothing else: they count within a form too.
_EXACT = (
    (GUIDE, re.compile(r"买保险攻略(?:第\d{1,2}条)?")),
    (PLAN, re.compile(r"请管家帮我做保障规划")),
    (VERIFY, re.compile(r"(?:我要|重新|再)?核对(?:一下)?身份")),
)
_NAMED = (
    (_CLAUSES, re.compile(r"^(?!.*(?:和|跟|与|比|还是|哪个)).{2,14}都?保(?:什么|些什么|哪些)[?？]?$")),
    (
        SUGGEST,
        re.compile(
            r"^(?:你好|您好|那个|嗯|诶)?我?(?:这边|这里)?(?:有|想|要|来|给你们|跟你们|向你们)+.{0,4}(?:提|说|反馈)?.{0,3}(?:建议|小意见|点意见|个意见|想法要反馈)"
            r"|^(?:产品|功能)?(?:建议|意见)反馈|^建议你们"
        ),
    ),
    (
        GUIDE,
        re.compile(
            r"(?:第一次|头一回|头一次|从来?没|从没|没)买过?保险|第一次买(?:这个|这种)?保险|保险(?:小白|新手)|新手.{0,4}保险|"
            r"买保险.{0,2}(?:先看|要看|注意|避坑|攻略|入门)|保险.{0,2}(?:攻略|入门|避坑)"
        ),
    ),
    (
        PLAN,
        re.compile(
            r"(?:帮我|给我|给我们|替我|请管家|找管家).{0,6}(?:做|出|弄|配).{0,4}(?:保障|保险)?(?:规划|方案)"
        ),
    ),
)
_ONWARD = re.compile(
    r"(?:好|嗯)*(?:下一条|下一个|下一步|继续|往下讲?|接着讲?|然后呢|还有呢|上一条|上一个|往回|直接看怎么挑)[吧呢了。.!！]*"
)
_DISPUTE = re.compile(r"投诉|举报|起诉|骗|拒赔|凭什么|退钱|赔我")
#: Keys of the last answer while the guide is on: a station, a word of it explained, or nothing of its own.
_GUIDE_KEYS = ("guide:", "term:", "clarify", "fallback", "leave", "listening", "thanks", "faq:")


def named_service(text: str, last_key: str, in_form: bool, in_guide: bool = False) -> str | None:
    """The service that a message asks for by name; None when it names none. `last_key`: the last answer's;
    `in_guide`: the guide has been begun."""
    words = plain(fold(text))
    if len(words) > _LONGEST:
        return None
    spoken = fold(text).strip()
    for intent, pattern in _EXACT:
        if pattern.fullmatch(spoken.replace(" ", "")):
            return intent
    if in_form or _DISPUTE.search(words):
        return None
    if in_guide and last_key.startswith(_GUIDE_KEYS) and _ONWARD.fullmatch(words):
        return GUIDE
    return next((intent for intent, pattern in _NAMED if pattern.search(words)), None)
