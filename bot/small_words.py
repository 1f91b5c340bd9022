"""Messages that ask nothing: words before a question, leaving it at that, none of what was offered. Pure.

They are understood well enough, so none of them counts as a failure to understand. Whether a leave hides displeasure is
weighed elsewhere (bot/components/escalation_course.py, gave_up); here only the words are read. A message is one of these
when it is nothing but their pieces, one after another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.components.text import fold

LEAD_IN, LEAVE = "lead_in", "leave_taking"
INTENTS = frozenset({LEAD_IN, LEAVE})
_LONGEST = 30
_OUTSIDE = re.compile(r"[\W_]+")
#: 「嗯嗯嗯」 is 「嗯」; the pieces below are written that way.
_RUN = re.compile(r"(.)\1+")

_FILLERS = re.compile(
    r"那个|这个|就是说?|是这样的?|这样的?|话说|然后|对了|还有|哎呀?|唉|诶|欸|喂|呃|额|嗯|恩|啊|哦|噢|那|我|俺|想|吧|哈|呢|呀|一下|先"
)
_GREETINGS = re.compile(
    r"[你您]好|在吗|在不在?|在[么嘛]|有人[吗没不]|有人在吗|哈喽|嗨|亲|同志|师傅|姑娘|小伙子|小?管家|客服|老师|唔该|唔好意思"
)
_ASKS_LEAVE = re.compile(
    r"请问|麻烦[你您]?|打扰一?下?|不好意思|"
    r"(?:我|俺|咱)?们?[就还再也又]?(?:想要|想找[你您]|想跟[你您]|想|要|来|有|跟[你您]|向[你您])?[再先就]?"
    r"(?:问|咨询|请教|了解|打听|唠|聊)[你您]?们?(?:一?[下个件声哈点些])?儿?小?(?:事儿?|问题|情况|东西)?|"
    r"(?:我|俺|咱)?[就还再]?(?:想|要|想要|想找[你您]|想跟[你您])[再先]?(?:说|讲|反映)(?:一?[下个件声点些])?儿?小?(?:事儿?|问题|情况)?|"
    r"(?:我|俺|咱)?(?:这边?|这里|家里?)?(?:有|碰到|遇到)了?一?[个件点些]小?(?:事儿?|问题|情况|疑问)(?:想|要)?(?:问|咨询|请教|了解|说)?(?:一?下)?[你您]?"
)
#: Fillers that people say only before something else comes.
_HALF_SAID = re.compile(r"那个|就是|是这样|话说")

_LEFT = re.compile(
    r"呵|哦|噢|喔|得了|拉倒|罢了|就这样|无所谓了?|没意思|随便|行吧|好吧|也行吧?|算了|不要了|"
    r"(?:先|暂时|还是)?不想?(?:弄|办|搞|问|退|报|填|传|寄|取|约|改|买|看|聊|说|撤|申诉|投诉|麻烦|折腾|管|用)(?:[你您]们?|它|这个)?[了啦]|"
    r"(?:先|暂时)不(?:弄|办|搞|问|退|报|填|传|寄|取|约|改|买|撤|申诉|投诉)|(?:先)?(?:这样|到这儿?|到这里)[吧了]|没别?的?事了|没有?了|没啥了|没什么了|没问题了|冇嘢[喇啦了]|冇事[喇啦了]|唔使[喇啦了]"
)
_BESIDE_LEAVE = re.compile(r"谢谢?[你您]?|谢了|唔该晒?|多谢晒?|再见|拜|那就?|还是|我|先|嗯|啊|吧|了|好|行")
_HEARD = re.compile(
    r"嗯|恩|好[的滴嘞呀]?|行的?|可以|中|得|知道|晓得|明白|懂|了解|收到|ok|okay|是的|对的?|这样[啊子]|原来如此|原来这样|吧|啊|呀|哈|了|的|滴|啦"
)
_SHORT = 16
_BREAKS_OFF = re.compile(
    r"(?:那就?|还是|唉|哎|我|就)*(?:算了(?!一下|下|算|一算|半天|几|好几|两|三|笔|账)|不(?:想)?(?:弄|办|搞|看|问|说|报|折腾)了)"
)
_NONE = re.compile(
    r"(?:以上|这些|上面|哪个|哪一个|两个|三个|几个)?(?:都|全)不[是对](?:的|啊|呀|吧|呢|这些|这个)?|(?:这些|里面|上面)?(?:都)?没有?我(?:要的|想问的|想要的)|不是我(?:要的|想问的|问的)"
)


def small_word(text: str) -> str | None:
    """The intent of a message that asks nothing; None for everything else."""
    words = _folded(text)
    if not words or len(words) > _LONGEST:
        return None
    if _made_of(words, (_FILLERS, _GREETINGS, _ASKS_LEAVE)) and (
        _ASKS_LEAVE.search(words) or _HALF_SAID.search(words)
    ):
        return LEAD_IN
    return LEAVE if _made_of(words, (_LEFT, _BESIDE_LEAVE)) and _LEFT.search(words) else None


def breaks_off(text: str) -> bool:
    """「算了 太多了看不过来」: leaves it at that and says why."""
    words = _folded(text)
    return len(words) <= _SHORT and bool(_BREAKS_OFF.match(words))


def takes_note(text: str) -> bool:
    """「嗯」, 「好的」, 「知道了」: the answer was heard and nothing more is asked."""
    words = _folded(text)
    return bool(words) and len(words) <= _LONGEST and _made_of(words, (_HEARD,))


def none_of_these(text: str) -> bool:
    """「都不是」 to buttons that ask back."""
    return bool(_NONE.fullmatch(_folded(text)))


def _folded(text: str) -> str:
    return _RUN.sub(r"\1", _OUTSIDE.sub("", fold(text)))


def _made_of(words: str, pieces: Sequence[re.Pattern[str]]) -> bool:
    """Whether pieces, each as long as it gets, fill the words from end to end. Linear in their length."""
    reached = {0}
    for start in range(len(words)):
        if start in reached:
            ends = (found.end() for piece in pieces if (found := piece.match(words, start)))
            reached |= {end for end in ends if end > start}
    return len(words) in reached
