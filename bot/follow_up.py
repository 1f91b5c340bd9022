"""What a short message means after the one before: 「那门诊呢」, 「再说一遍」. Pure.

Only messages that ask nothing by themselves are changed; everything else keeps the intent that was understood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.components.text import fold, plain

REPEAT = "repeat_last"
#: A longer message says itself what it means.
LONGEST = 30
_REPEAT = re.compile(
    r"^(?:请|麻烦|能不能|可以|可不可以|能|你|帮我|刚才|刚刚|没看清|没看完|没听清|没记住)*(?:你|帮我)?(?:再|重新|重)(?:给我)?(?:说|讲|发|来|念|放)(?:我)?(?:一)?(?:遍|次|下|哈)(?:吗|吧|呗|嘛|行吗|行不|好吗|谢谢|刚才的|给我)*[?!。.~]*$"
    r"|^(?:刚才|刚刚)?(?:没看清|没看完|没听清)(?:楚)?[,，]?(?:再|重新)?(?:说|发|来)?(?:一)?(?:遍|次|下)?[?!。.~]*$"
)
_WHAT_NOW = re.compile(
    r"(?:那么?|唉|哎)?(?:我|俺|咱)?们?(?:现在|这下|接下来|以后)?(?:该|要|得)?(?:咋办|怎么办|咋整|咋弄|怎么弄|咋个办|怎么做|做什么|干啥)(?:呢|啊|嘛|才好|好|呀|哦)*[?!。.~]*"
)
#: The last answer told of a claim that was refused.
_REFUSED = re.compile(r"^claim:[^:]*:(?:DECISION_REJECTED|REJECT_CLOSED)|^dispute:")
#: What can be done after these is another question's answer.
_NEXT = {
    "dispute_rejection": "ask_appeal_howto",
    "dispute_amount": "ask_appeal_howto",
    "ask_rejection_reason_general": "ask_appeal_howto",
    "ask_partial_reason": "ask_appeal_howto",
    "ask_doc_rejected_reason": "ask_supplement_detail",
    "ask_claim_eta": "urge_claim",
    "ask_claim_step_meaning": "ask_claim_status",
}
_BARE_DOCUMENTS = re.compile(
    r"(?:那|都|大概|具体|一共|就是)*(?:要|需要|准备|得带|要带|要交|交|带)(?:点|些)?(?:什么|啥|哪些|啥子)(?:材料|资料|东西|单子|手续)(?:呢|啊|嘛|哦|就是)*[?!。.~]*"
)
_AROUND = re.compile(
    r"^(?:(?:不是|不对|错了|不不|哦不|我?(?:说|打|写|问)错了|更正)[^,，。 ]{0,10}?[,，。 ]+)?(?:我说的|我问的|我的意思|应该)?(?:而?是)?(?:那么|那|如果是|要是|换成|换|改成|还有|然后|至于|那要是|如果)?(?:这个|那个|说)?(?P<core>.*?)(?:的)?(?:的话|呢|咧|嘞|捏|怎么样|咋样|咋办|怎么办|怎么说|也一样吗|也要吗|也是吗|一样吗|行不行|行吗)*[?!。.~]*$"
)
_DOCUMENTS = {
    "ask_docs_inpatient": ("INPATIENT_MED", "MILLION_MED", "HOSPITAL_CASH", "HUIMIN"),
    "ask_docs_outpatient": ("OUTPATIENT_MED",),
    "ask_docs_ci": ("CI_SEVERE", "CI_MILD", "WAIVER"),
    "ask_docs_accident_med": ("ACC_MED",),
    "ask_docs_disability": ("ACC_DISAB", "TOTAL_DISAB"),
    "ask_docs_death": ("ACC_DEATH", "SUDDEN_DEATH", "LIFE_DEATH"),
    "ask_docs_property": ("HOME", "RETURN_FREIGHT", "AUTO_DAMAGE", "AUTO_INJURY", "TRAVEL_DELAY"),
}
_DOCUMENTS_OF = {code: intent for intent, codes in _DOCUMENTS.items() for code in codes}
_ABOUT_TERMS = frozenset(
    {
        "explain_term",
        "explain_waiting_period",
        "explain_deductible",
        "explain_preexisting",
        "explain_exclusion",
    }
)
_ABOUT_ONE_DOCUMENT = frozenset(
    {"ask_doc_where_to_get", "ask_doc_original_or_copy", "ask_doc_lost_reissue", "ask_invoice_electronic"}
)
_BY_CLAIM_TYPE = frozenset(
    {"ask_claim_status", "ask_claim_eta", "ask_hospital_scope", "ask_payout_calc_rule", "ask_claim_deadline"}
    | {"ask_renewal", "ask_product_detail", "ask_price", "report_claim", "ask_duplicate_reimburse"}
)


def resolve(text: str, intent: str, entities: list[Mapping[str, Any]], last: str) -> str:
    """The intent of a message after one of intent `last` ("" = none)."""
    if len(text) > LONGEST:
        return intent
    if _REPEAT.match(plain(text)):
        return REPEAT
    if not last:
        return intent
    if last in _DOCUMENTS and _BARE_DOCUMENTS.fullmatch(plain(text)):
        return last
    return _after(last, _named_alone(text, entities)) or intent


def what_next(text: str, last: str, answered: str = "") -> str | None:
    """「那我咋办」 asks what can be done about what was just talked of; its intent, None for anything else. `answered`:
    key of the last answer."""
    if not last or not _WHAT_NOW.fullmatch(plain(text)):
        return None
    return "ask_appeal_howto" if _REFUSED.search(answered) else _NEXT.get(last, last)


def follows(text: str, entities: list[Mapping[str, Any]], last: str) -> bool:
    """Whether a message does nothing but name another thing for the question before."""
    return bool(last) and len(text) <= LONGEST and _after(last, _named_alone(text, entities)) is not None


def still_meant(text: str, entities: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The entities without those that a correction takes back: 「不是重疾，是门诊」 names the outpatient claim only."""
    match = _AROUND.match(fold(text).strip())
    if match is None or not match["core"]:
        return entities
    begin = match.start("core") + len(text) - len(text.lstrip())
    return [entity for entity in entities if int(entity["start"]) >= begin] or entities


def _after(last: str, named: Mapping[str, str]) -> str | None:
    """The intent of naming a thing after a question of intent `last`; None when that says nothing."""
    kind = named.get("claim_type")
    if kind and last in _DOCUMENTS:
        return _DOCUMENTS_OF.get(kind)
    if "term" in named and last in _ABOUT_TERMS:
        return "explain_term"
    same = (kind and last in _BY_CLAIM_TYPE | _ABOUT_TERMS - {"explain_term"}) or (
        "document_type" in named and last in _ABOUT_ONE_DOCUMENT
    )
    return last if same else None


def _named_alone(text: str, entities: list[Mapping[str, Any]]) -> dict[str, str]:
    """Kind -> value of the entities that are all of the message but for words like 那 … 呢."""
    match = _AROUND.match(fold(text).strip())
    if match is None or not match["core"]:
        return {}
    found: dict[str, str] = {}
    for entity in entities:
        if plain(str(entity["text"])) == plain(match["core"]):
            found.setdefault(str(entity["entity"]), str(entity["value"]))
    return found
