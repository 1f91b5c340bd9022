"""Replies that several topics share, and the prepared answers of answers.yml. Pure: facts in, replies out."""

from collections.abc import Iterable, Sequence

from actions.intent_titles import TITLES
from actions.reply import HUMAN, Outcome, Reply, buttons, text
from insurer.knowledge import INDUSTRY_PRACTICE, Answer
from insurer.knowledge_faq import FaqPair

DISCLAIMER = "以您的保单条款和承保公司清单为准。"
CONFIRM = "（以承保公司确认为准）"
INSURER_AWAY = (
    "保险公司的系统这会儿连不上，我查不到您的记录，也不想凭印象乱说。过几分钟再问我一次，或者请管家帮您查。"
)
STRANGER = (
    "我这边没认出您是哪位客户，查不了个人的保单和理赔。请从您登录后的页面进来，或者说「转人工」，管家来核对。"
)
NOT_HEARD = "这句我没太听懂，怕答偏了。您是想问下面哪一个？也可以换个说法再讲一遍。"
#: The way out of every choice that the bot guessed.
NONE_OF_THESE = ("都不是", "都不是")

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


def stored(pair: FaqPair) -> Outcome:
    """A stored question with its answer, so that the customer sees whether it was the one that was meant."""
    basis = "" if pair.source == INDUSTRY_PRACTICE else f"\n依据：{pair.source}"
    words = f"您问的是「{pair.question}」吧？{pair.answer}{CONFIRM if pair.confirm else ''}{basis}"
    nearest = [TITLES[pair.intent]] if pair.intent in TITLES else []
    return Outcome((buttons(words, [*nearest, HUMAN]),), f"faq:{pair.key}")


def said_otherwise() -> Outcome:
    """None of the buttons was meant: the customer's own words once more, before a person takes over."""
    words = "好，那我先不猜了。您换个说法再讲一遍，短一点也行，比如「住院的钱咋报」；不想打字就点「转人工」。"
    return Outcome((buttons(words, [HUMAN]),), "fallback:rephrase")


def not_understood(ranking: Sequence[str], last_key: str | None) -> Outcome:
    """First time: what might be meant, as buttons. After that: a person, in other words each time."""
    if last_key in ("fallback", "fallback:more", "fallback:rephrase"):
        words = "对不起，我还是没听明白，不想让您再绕。请管家来接着答吧；也可以点一个最接近的。"
        return Outcome((buttons(words, [HUMAN, *suggestions(ranking, 2)[:-1]]),), "fallback:again")
    if last_key == "fallback:again":
        words = "真抱歉，这几句我都没弄懂。点「转人工」，管家看得到前面的内容，不用您重讲。"
        return Outcome((buttons(words, [HUMAN]),), "fallback:more")
    return Outcome((buttons(NOT_HEARD, [*suggestions(ranking), NONE_OF_THESE]),), "fallback")


def clarify(first: str, second: str) -> Outcome:
    """Two meanings are about as likely: asked back once, in people's words."""
    one, other = TITLES[first], TITLES[second]
    words = f"您是想问「{one[0]}」，还是「{other[0]}」？点一下就行；都不是的话，点「都不是」。"
    return Outcome((buttons(words, [one, other, HUMAN, NONE_OF_THESE]),), "clarify")


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
