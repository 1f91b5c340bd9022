"""Hospitals by the ending of their name, relations of one character, who bought for whom. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.components.quantity import Quantity

_HOSPITAL = re.compile(
    r"[一-鿿]{2,12}?(?:医院|卫生院|妇幼保健院|卫生服务中心|门诊部|诊所)(?:[东西南北新老]院区?|[一-鿿]{2}院区)?"
)
#: A name begins after the last of these; 市 and 县 belong to it.
_BEFORE_NAME = re.compile(
    r".*(?:[在去到了是的我你他她住从看和跟过把被给送拉转选找进出上这那哪家个种有没算问想要就都能报非叫]|出院|入院|住院)"
)
_NO_NAME = re.compile(
    r"(?:(?:公立|私立|民营|私人|定点|指定|合作|普通|专科|综合|三甲|二甲|三级|二级|一级|级|甲|社区|乡镇|镇|村|乡|小|大|好|近|附近|外地|本地|老家|别|其他|其它|另|任何|国外|境外|正规|整形|互联网|多|几|啥|么|些|及以上|以上|以下|当地|当|地|范围|外|内|同一|同|一|两|不同|不|各|全|每)+)?(?:医院|卫生院|诊所|门诊部|卫生服务中心)"
)
_RELATION = re.compile(
    r"(?<![姑舅姨婶干大奶])(?:(?<=[我俺咱给替帮跟和让]))(?P<parent>爸|妈|爹|娘)(?![妈爸的]?子)"
    r"|^(?P<parent2>爸|妈|爹|娘)(?=[住病摔走的在生得要不没也])"
    r"|(?P<child>(?<!生)娃娃|(?<!生)娃|崽崽)(?!哈)"
    r"|(?<=[我俺])(?P<sibling>哥|姐|弟|妹)(?![哥姐弟妹])"
)
_BOUGHT = re.compile(
    r"(?:我|俺)?(?:给|帮|替|为)(?:他|她|孩子|老人|父母|爸妈|老婆|老公|我?[爸妈爹娘]|我?娃|家里人|儿子|女儿)买的|我买的(?:保险|保单)"
)
_FILED = re.compile(
    r"(?:我|俺)(?:替|帮)(?:他|她|我?[爸妈爹娘]|老人|孩子|家里人|父母|别人|家人)(?:报案?|申请|问|办|弄)"
)


def names(folded: str) -> list[Quantity]:
    """`folded`: text.fold of the message."""
    found = [*_hospitals(folded), *_relations(folded)]
    found += [Quantity("person_role", "policyholder", *match.span()) for match in _BOUGHT.finditer(folded)]
    found += [Quantity("person_role", "reporter", *match.span()) for match in _FILED.finditer(folded)]
    return sorted(found, key=lambda q: q.start)


def _hospitals(text: str) -> Iterator[Quantity]:
    for match in _HOSPITAL.finditer(text):
        name = match.group()
        lead = _BEFORE_NAME.match(name[:-2])
        offset = lead.end() if lead else 0
        name = name[offset:]
        if len(name) > 2 and not _NO_NAME.fullmatch(name):
            yield Quantity("hospital", name, match.start() + offset, match.end())


def _relations(text: str) -> Iterator[Quantity]:
    for match in _RELATION.finditer(text):
        kind = str(match.lastgroup).rstrip("2")
        yield Quantity("relation", kind, *match.span())
