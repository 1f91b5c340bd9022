"""Contact and beneficiary changes: the rules first, then a request to the people who do it. Pure."""

from actions.form_words import STOP
from actions.reply import HUMAN, Outcome, buttons
from insurer.knowledge import Knowledge

PHONE, ADDRESS, PAPERS, FACE = "phone", "address", "papers", "face"
AGREED, NOT_YET = "同意", "还没问过"
#: Cover that pays when somebody has died; only there a beneficiary counts.
DEATH_COVER = frozenset({"ACC_DEATH", "LIFE_DEATH", "SUDDEN_DEATH"})


def contact_opening(knowledge: Knowledge) -> str:
    rule = knowledge.clocks["preservation"]
    return f"可以改，{rule.rule}（{rule.basis}）。"


def beneficiary_opening(knowledge: Knowledge) -> str:
    return f"可以改。规矩有两条：要被保险人同意；改好会有批单，拿到批单才算数（{_law(knowledge)}）。"


def _law(knowledge: Knowledge) -> str:
    return knowledge.answers["change_beneficiary"].source.split("；")[0]


def by_a_person(what: str) -> Outcome:
    """Identity papers do not belong into a chat, and whom the camera does not know needs a person."""
    words = {
        PAPERS: "改姓名、证件这些，要看证件原件，整串号码和照片请别发在聊天里。管家用安全的方式核对好就给您办。",
        FACE: "刷脸、登录总过不了，不用一遍遍试，家里老人不会弄也一样。管家换别的方式帮您核对，一步步来。",
    }[what]
    return Outcome((buttons(words, [("请管家来办", HUMAN[1]), STOP]),), f"contact_change_form:{what}")


def no_beneficiary_cover() -> Outcome:
    words = (
        "受益人管的是身故金。您名下在保的保单都没有身故保障，没有受益人可以改；"
        "医疗、重疾这类的钱给被保险人本人。觉得不对，请管家对着保单看。"
    )
    return Outcome(
        (buttons(words, [("查我的保单", "我买过哪些保险"), HUMAN]),), "beneficiary_change_form:none"
    )


def consent_first(knowledge: Knowledge) -> Outcome:
    words = (
        f"改受益人要被保险人同意，没有同意的话改了也不算数（{_law(knowledge)}）。"
        "先和被保险人说一声，同意了再来，我接着帮您办；本人不方便的，管家告诉您怎么签。"
    )
    return Outcome((buttons(words, [HUMAN]),), "beneficiary_change_form:consent")


def registered(title: str, told: str) -> Outcome:
    words = f"{title}登记好了，{told}\n办好会告诉您；中间想问进度，把编号发给我或者说「转人工」都行。"
    return Outcome((buttons(words, [HUMAN]),), f"{title}:done")
