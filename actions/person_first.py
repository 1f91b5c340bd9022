"""Whoever needs help is offered a person before being asked to identify themselves. Pure.

Typing digits of a document is the very thing that an old customer, one who cannot see well, or one who is upset, should
not have to begin with; the butler knows them otherwise."""

import re

from actions.reply import HUMAN, Outcome, buttons
from actions.slots import Turn

KEY = "person_first"
MYSELF = ("我自己来", "核对身份")
#: Words of one's own that ask for help with doing it (trigger E12).
_NEEDS_HELP = re.compile(
    r"眼睛?(?:不好|不行|不中|花|看不)|看不[清见着]|老花|字(?:太|有点)?小|眼瞎|失明|盲人|耳[背聋]|听不[清见]|手抖|不识字|不认(?:识)?字|"
    r"不(?:会|晓得咋|知道咋|懂得?)(?:弄|用|搞|打字|操作|点|整|按|上网)|弄不(?:来|了|明白|成)|搞不(?:来|懂|明白)|(?:我|俺)(?:年纪|岁数|年龄)(?:大|高)|上了?(?:年纪|岁数)|"
    r"(?:我|俺)(?:是|一)个?(?:老人|老年人|老头|老太|残疾)|(?:我|俺)(?:都|今年|已经|快|要)*(?:[六七八九]十|[6-9]\d)[一二三四五六七八九多几来]?(?:岁|了|多)|"
    r"没人(?:帮|教)我|帮帮我|一个人弄不"
)


def comes_first(turn: Turn) -> bool:
    """Whether a person is to be offered before the identity is asked for. Once offered, the customer has chosen."""
    if turn.last_action_key == KEY:
        return False
    if _NEEDS_HELP.search(turn.text):
        return True
    if turn.offered_human:
        return False
    upset = turn.decision in ("offer", "escalate") or turn.facts.open_case is not None
    return upset or any(_NEEDS_HELP.search(said) for said in turn.said)


def offered(turn: Turn) -> Outcome:
    if turn.facts.open_case is not None:
        words = (
            "管家已经收到您的事，正要来接您，这件也可以一起交给管家办，不用您在这里填证件号。要等管家来办吗？"
        )
    else:
        words = (
            "这件要先认准是您本人，得填证件号的后四位。您要是不方便，不用自己弄："
            "管家来办，会换个方式核对，也可以打电话一步一步带您。要请管家来吗？"
        )
    choices = [("请管家帮我办", HUMAN[1]), MYSELF]
    return Outcome((buttons(words, choices),), KEY, ({"type": "offer_human"},), slots={"offered_human": True})
