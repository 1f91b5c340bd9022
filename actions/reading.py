"""Reading what people type into a form: folding, numbers, yes and no, the words that steer a form. Pure."""

import re
import unicodedata
from decimal import Decimal

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
HAN_NUMBER = "[零〇一二两俩三四五六七八九十百千万半]"
_AROUND = " \t\n,，.。!！~～、;；:：…"
_TAIL = r"(?:了|的|吧|啊|呀|哈|呗|嘛|哦|噢|喔|滴|哒|啦|呢|么|谢谢|谢了|多谢)*"

_YES = re.compile(
    r"(?:嗯+|恩+|额|哦|好|那)*[,，]?(?:确认|确定|提交|对|是|没错|没问题|没毛病|可以|好|行|中|得|成|妥|要|需要|同意|"
    r"愿意|有|办|办理|报|就这样|就这么办|就这些|ok|okay|yes|y|1|嗯|恩|没有问题|都对|全对|无误|没意见|"
    r"麻烦您?|好嘞|好呀|可)(?:[的了啊]*[,，]?(?:好|对|是|确认|提交|办|行|可以|没错|就这样|没问题|一下))*"
    + _TAIL
)
_NO = re.compile(
    r"(?:嗯+|额|那)*(?:不对|不是|有错|错了|不行|不可以|不好|不要|不用|不需要|不同意|没有|没|不|否|no|n|"
    r"不确认|先不|有问题|不太对|不中|别|免了)(?:[,，]?(?:不对|不是|不要|不用|谢谢|用|要|需要|了))*" + _TAIL
)
_CANCEL = re.compile(
    r"(?:那|那就|还是|我|我想|我要|先|这个|都|,|，)*"
    r"(?:(?:算了|不(?:办|弄|搞|填|报|要|约|申请|取|寄|传|改|退|买|查|看|撤|问|核对|验|折腾|投诉|申诉)(?:这个|它|保)?了|不想(?:弄|办|报|填|搞|约|退|查|看|核对|投诉|申诉)(?:这个)?了|"
    r"取消|退出|停|停止|终止|结束|作废|放弃|不用了|不需要了|cancel)(?:先|还是|那|我|吧|了|掉|办理|报案|申请|预约|填写|操作|填|谢谢|啊|呗|,|，|。| |先?留着|再想想|再看看|再考虑|考虑考虑|(?:以后|回头|改天)?再说|以后)*)+"
)
#: 「哎算了太麻烦了」, but not 「算了一下，少了两百」.
_BREAKS_OFF = re.compile(
    r"(?:哎呀?|唉|那就?|还是|嗯|我|就|,|，| )*(?:算了(?!一下|下|算|一算|半天|几|好几|两|三|笔|账|\d)|不(?:想)?(?:弄|办|搞|填|报|约|退|投诉|申诉|折腾)了)(?:吧|啦|,|，|。|!|！| )*"
    r"(?:太|好|真|没|不|怪|嫌|烦|懒|累|有事|忙|先|这么|那么|娃|孩子|我)[^?？]{0,8}"
)
_PUTS_OFF = re.compile(
    r"(?:那|我|还是|要不)*(?:等(?:会|会儿|一会|一会儿|下|一下)再?(?:说|弄|填|办|来)|待会儿?再?(?:说|弄|填|办)|晚点儿?再?(?:说|弄|填|办)|(?:回头|改天|明天|下次|有空)再(?:说|弄|填|办|来))"
    r"(?:吧|啊|哈|,|，|。|!|！| )+[^?？]{1,10}"
)
_LATER = re.compile(
    r"(?:那|我|还是|要不)*(?:先放(?:着|一放|一下)|等(?:会|会儿|一会|一会儿|下|一下)(?:再)?(?:说|弄|填|办|来)?|待会(?:儿)?再?(?:说|弄|填|办)?|晚点(?:儿)?再?(?:说|弄|填|办)?|"
    r"(?:回头|改天|明天|下次|有空)再(?:说|弄|填|办|来)|现在没空|没空|先不(?:弄|办|填|报)(?:了)?|暂停|稍后再(?:说|弄|填|办))"
    + _TAIL
)
_BACK = re.compile(
    r"(?:我要|我想|请|麻烦|帮我|能不能|可以)*(?:上一步|上一个|上一题|上一项|返回|退回|回退|后退|往回|回去|倒回去|退一步|改一下|改下|重新填这个|填错了|写错了|说错了|搞错了|点错了|按错了|选错了|错了|不对)(?:一下|问题|吗|吧|了|啊|呀)*"
)
_RESTART = re.compile(
    r"(?:我要|我想|请|帮我)*(?:重新(?:来|填|开始|报|办)|从头(?:来|开始|填)|重来|全部重填|重填)(?:一遍|一次|一下)?"
    + _TAIL
)
_RESUME = re.compile(
    r"(?:好|那|嗯|我要|我想|咱|我们)*(?:继续|接着|接着上次的?)(?:填|办|弄|来|报|报案|申请|上次的?|刚才的?|取件|申诉|投诉|传|办理|吧|呗)*"
)
_SKIP = re.compile(
    r"(?:先)?(?:跳过|略过|不填|不清楚|不知道|不晓得|不记得|记不清|记不得|忘了|没有|没|无|不确定|说不准|不好说|还不知道|暂无|暂时没有|没住院|没去医院|下一步|下一个|pass|skip)(?:这个|这项|这一项|了|吧|啊|呢|,|，|先|填)*"
)
_WHY = re.compile(
    r"(?:这个)?(?:为什么|为啥|干嘛|干啥|凭啥|干什么)(?:还)?(?:要|得|需要)?(?:问|填|知道|提供)?(?:这个|这些|这)?(?:啊|呀|吗|呢|\?|？)*"
    r"|(?:这个|填这个|问这个)(?:有什么用|干嘛用|干啥用|做什么用)(?:的|啊|呢|\?|？)*"
)
_MODIFY = re.compile(
    r"(?:我要|我想|想|要|需要|得|还要|有|帮我)*(?:修改|改|改改|改一改|更改|要改|改一下|改下|换一下|有错|错了|不对|有问题|不太对)(?:一下|一项|信息|内容|的地方|地方|下|个地方|点)*"
    + _TAIL
)
_RETRY = re.compile(r"(?:再|重新)?(?:试|试试|试一次|试一下|提交|来)(?:一次|一下|看看|看)?" + _TAIL)
_QUESTION = re.compile(
    r"[?？]|吗[,，。.!！~]*$|呢[,，。.!！~]*$|么[,，。.!！~]*$|什么|啥|怎么|怎样|咋|如何|多久|多少|哪里|哪儿|哪些|哪个|"
    r"为何|为什么|能不能|可不可以|是不是|会不会|有没有|要不要|行不行|几天|几号|几个工作日|什么时候"
)
_COMMAND = re.compile(
    r"^(?:请|麻烦)?(?:帮我|给我|替我|我要|我想|我想要|查一下|查查|查下|看一下|看看|看下|催|转)"
)


def fold(text: str) -> str:
    """NFKC, lower case, outer blanks and punctuation gone."""
    return unicodedata.normalize("NFKC", text).lower().strip(_AROUND)


def is_yes(text: str) -> bool:
    return bool(_YES.fullmatch(fold(text)))


def is_no(text: str) -> bool:
    return bool(_NO.fullmatch(fold(text)))


def is_cancel(text: str) -> bool:
    """算了, 不办了, 取消: nothing more is asked and nothing kept."""
    folded = fold(text)
    return bool(_CANCEL.fullmatch(folded) or _BREAKS_OFF.fullmatch(folded))


def is_later(text: str) -> bool:
    """等会儿再说, 先放着: what was filled in is kept."""
    folded = fold(text)
    return bool(_LATER.fullmatch(folded) or _PUTS_OFF.fullmatch(folded))


def is_back(text: str) -> bool:
    return bool(_BACK.fullmatch(fold(text)))


def is_restart(text: str) -> bool:
    return bool(_RESTART.fullmatch(fold(text)))


def is_resume(text: str) -> bool:
    return bool(_RESUME.fullmatch(fold(text)))


def is_skip(text: str) -> bool:
    return bool(_SKIP.fullmatch(fold(text)))


def asks_why(text: str) -> bool:
    return bool(_WHY.fullmatch(fold(text)))


def is_modify(text: str) -> bool:
    return bool(_MODIFY.fullmatch(fold(text)))


def is_retry(text: str) -> bool:
    return bool(_RETRY.fullmatch(fold(text)))


def sounds_like_question(text: str) -> bool:
    return bool(_QUESTION.search(text.strip()))


def sounds_like_command(text: str) -> bool:
    return bool(_COMMAND.search(fold(text)))


def number_of(text: str) -> Decimal | None:
    """An Arabic or Chinese number: 3,000 · 三千五 · 两万八 · 一百零五; None when the characters make none."""
    plain = text.replace(",", "").replace("，", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return Decimal(plain)
    if plain == "半":
        return Decimal("0.5")
    if "万" in plain:
        high, _, low = plain.partition("万")
        upper = number_of(high) if high else None
        lower = _after_ten_thousand(low) if low else Decimal(0)
        return None if upper is None or lower is None else upper * 10000 + lower
    return _below_ten_thousand(plain)


def _after_ten_thousand(low: str) -> Decimal | None:
    """两万八 = 28000, two ten-thousands and eight thousand."""
    if len(low) == 1 and low in _DIGITS:
        return Decimal(_DIGITS[low] * 1000)
    if low == "半":
        return Decimal(5000)
    return number_of(low)


def _below_ten_thousand(text: str) -> Decimal | None:
    if not text:
        return None
    total, digit, last_unit = 0, 0, 1
    for character in text:
        if character in _UNITS:
            last_unit = _UNITS[character]
            total += (digit or 1) * last_unit
            digit = 0
        elif character in _DIGITS:
            digit = digit * 10 + _DIGITS[character] if digit and last_unit == 1 else _DIGITS[character]
        else:
            return None
    if digit and last_unit >= 100 and text[-2:-1] in _UNITS:
        return Decimal(total + digit * last_unit // 10)
    return Decimal(total + digit)
