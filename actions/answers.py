"""Replies that several topics share, and the prepared answers of answers.yml. Pure: facts in, replies out."""

from collections.abc import Iterable, Sequence

from actions.reply import HUMAN, Outcome, Reply, buttons, text
from insurer.knowledge import Answer

DISCLAIMER = "以您的保单条款和承保公司清单为准。"
CONFIRM = "（以承保公司确认为准）"
INSURER_AWAY = (
    "保险公司的系统这会儿连不上，我查不到您的记录，也不想凭印象乱说。过几分钟再问我一次，或者请管家帮您查。"
)
STRANGER = (
    "我这边没认出您是哪位客户，查不了个人的保单和理赔。请从您登录后的页面进来，或者说「转人工」，管家来核对。"
)

#: Intents as buttons: title, and words that the bot understands as this intent.
TITLES: dict[str, tuple[str, str]] = {
    "ask_claim_status": ("查理赔进度", "我的理赔到哪一步了"),
    "ask_claim_eta": ("还要多久", "我的理赔还要多久"),
    "urge_claim": ("催一下进度", "帮我催一下理赔"),
    "ask_supplement_detail": ("还缺什么材料", "我的理赔还缺什么材料"),
    "ask_docs_inpatient": ("住院理赔材料", "住院理赔要什么材料"),
    "ask_docs_outpatient": ("门诊理赔材料", "门诊理赔要什么材料"),
    "ask_docs_ci": ("重疾理赔材料", "重疾理赔要什么材料"),
    "ask_docs_accident_med": ("意外医疗材料", "意外医疗理赔要什么材料"),
    "ask_docs_disability": ("伤残鉴定材料", "意外伤残理赔要什么材料"),
    "ask_docs_death": ("身故理赔材料", "身故理赔要什么材料"),
    "ask_docs_property": ("家财车险材料", "家财险理赔要什么材料"),
    "ask_doc_where_to_get": ("材料去哪里开", "出院小结去哪里开"),
    "ask_doc_original_or_copy": ("要原件还是复印件", "发票要原件还是复印件"),
    "explain_term": ("解释条款里的词", "免赔额是什么意思"),
    "explain_deductible": ("免赔额怎么算", "免赔额是什么意思"),
    "explain_waiting_period": ("等待期", "等待期是什么意思"),
    "explain_preexisting": ("既往症", "既往症是什么意思"),
    "explain_exclusion": ("哪些情况在免责范围", "免责条款是什么意思"),
    "ask_hospital_scope": ("哪些医院可以", "医院范围是什么意思"),
    "ask_cooloff_rule": ("犹豫期", "犹豫期是什么意思"),
    "report_claim": ("怎么报案", "我要报案"),
    "query_policy": ("查我的保单", "我买过哪些保险"),
    "ask_renewal": ("续保", "续保是怎么回事"),
    "ask_appeal_howto": ("怎么申诉", "怎么申请复核"),
    "complaint_howto": ("怎么投诉", "在哪里投诉"),
    "ask_payment_arrival": ("赔款何时到账", "赔款多久到账"),
    "cancel_after_cooloff": ("退保", "我要退保"),
    "request_human": HUMAN,
}
_COMMON = ("ask_claim_status", "ask_docs_inpatient", "explain_deductible")


def human_button(words: str) -> Reply:
    return buttons(words, [HUMAN])


def suggestions(ranking: Iterable[str], limit: int = 3) -> list[tuple[str, str]]:
    """The best understood intents as buttons, filled up with the commonest, a person last."""
    wanted = [name for name in ranking if name in TITLES and name != "request_human"][:limit]
    wanted += [name for name in _COMMON if name not in wanted][: max(0, limit - len(wanted))]
    return [*(TITLES[name] for name in wanted), HUMAN]


def prepared(answer: Answer, repeated: bool) -> Outcome:
    """The answer of answers.yml; asked again it says more, or offers a person."""
    key = f"answer:{answer.intent}"
    note = CONFIRM if answer.confirm else ""
    choices = [(button.title, button.say) for button in answer.buttons]
    if repeated:
        words = answer.more or f"换句话说，要点还是这些：{answer.text}"
        return Outcome((buttons(words + note, [*choices, HUMAN]),), key)
    words = answer.text + note
    return Outcome((buttons(words, choices) if choices else text(words),), key)


def not_understood(ranking: Sequence[str], last_key: str | None) -> Outcome:
    """First time: what might be meant, as buttons. After that: a person, in other words each time."""
    if last_key in ("fallback", "fallback:more"):
        words = "对不起，我还是没听明白，不想让您再绕。请管家来接着答吧；也可以点一个最接近的。"
        return Outcome((buttons(words, [HUMAN, *suggestions(ranking, 2)]),), "fallback:again")
    if last_key == "fallback:again":
        words = "真抱歉，这几句我都没弄懂。点「转人工」，管家看得到前面的内容，不用您重讲。"
        return Outcome((buttons(words, [HUMAN]),), "fallback:more")
    words = "这句我没太听懂，怕答偏了。您是想问下面哪一个？也可以换个说法再讲一遍。"
    return Outcome((buttons(words, suggestions(ranking)),), "fallback")


def offer_human(already_offered: bool) -> Outcome:
    """Offered once with buttons; later only a reminder."""
    slots = {"offered_human": True}
    directives = ({"type": "offer_human"},)
    if already_offered:
        words = "需要真人的时候，随时说「转人工」，我马上把前面的内容一起交过去。"
        return Outcome((text(words),), "offer_human:again", slots=slots)
    words = "这件事要不要请管家来？我把前面的内容一起交过去，您不用从头再讲。"
    offered = buttons(words, [HUMAN, ("先不用", "先不用，我接着问")])
    return Outcome((offered,), "offer_human", directives, slots)
