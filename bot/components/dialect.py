"""Everyday and regional wordings folded onto standard ones, for features only: what is shown or stored stays as typed."""

from __future__ import annotations

import re

_GROUPS: tuple[tuple[str, str], ...] = (
    ("啥子|啥|乜嘢|乜|莫子|么子|咩|什嘛|什吗|神马", "什么"),
    ("咋个|咋整|咋样|咋办|咋|点样|点解|怎样|怎么样|如何", "怎么"),
    ("俺们|我哋|阿拉|咱们", "我们"),
    ("俺|额", "我"),
    ("恁们|你哋|贵公司|贵司", "你们"),
    ("恁|侬|您", "你"),
    ("冇|莫得|么得|没得", "没有"),
    ("唔系|唔|勿", "不"),
    ("嘅", "的"),
    ("咗", "了"),
    ("哪个|边个", "谁"),
    ("几多", "多少"),
    ("晓得", "知道"),
    ("钱钱|银子", "钱"),
    ("娃儿|娃|崽|仔|闺女|囡囡|囡", "孩子"),
    ("老爸|爸爸|我爹|老汉|父亲|爸比", "爸"),
    ("老妈|妈妈|老娘|母亲", "妈"),
    ("老公|先生|爱人|丈夫|当家的", "老公"),
    ("老婆|媳妇|妻子|太太", "老婆"),
    ("资料|单据|手续|单子|东西|票据|财料|材科", "材料"),
    ("理陪|里赔|理佩|李赔", "理赔"),
    ("退宝|退包", "退保"),
    ("病例", "病历"),
    ("发漂|发飘|发购", "发票"),
)
_MEANING = {form: standard for forms, standard in _GROUPS for form in forms.split("|")}
_ANY = re.compile("|".join(sorted(map(re.escape, _MEANING), key=len, reverse=True)))


def standard_text(text: str) -> str:
    return _ANY.sub(lambda match: _MEANING[match.group()], text)
