"""Replies prepared beforehand, with variables that are filled in from the case when one is used.

The text goes into the butler's editor and is sent by him, not by itself."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from handoff.domain.errors import Invalid
from handoff.domain.triggers import TRIGGERS

#: Variable -> what it stands for (shown to who writes one).
VARIABLES: dict[str, str] = {
    "客户": "客户的称呼",
    "管家": "您的名字",
    "个案编号": "这个个案的编号",
    "最晚时间": "这个个案最近一个时限的最晚时间",
    "诉求": "这个个案的一句话诉求",
    "今天": "今天的日期",
    "服务时段": "今天的服务时段",
}
MAX_TEXT = 2000
_VARIABLE = re.compile(r"\{([^{}]*)\}")
_SHORTCUT = re.compile(r"[\w-]{1,32}")


@dataclass(frozen=True)
class CannedReply:
    """`owner_id` None: shared with everybody. `codes`: trigger codes it suits (none: any)."""

    id: UUID
    shortcut: str
    title: str
    text: str
    codes: tuple[str, ...]
    owner_id: UUID | None
    version: int
    changed_at: datetime

    def visible_to(self, user_id: UUID) -> bool:
        return self.owner_id is None or self.owner_id == user_id


def checked(reply: CannedReply) -> CannedReply:
    """Raises Invalid with a sentence about what is wrong."""
    if not _SHORTCUT.fullmatch(reply.shortcut):
        raise Invalid("快捷码用 1–32 个汉字、字母、数字、- 或 _。")
    if not reply.title.strip() or len(reply.title) > 80:
        raise Invalid("请写一个 80 字以内的标题。")
    if not reply.text.strip() or len(reply.text) > MAX_TEXT:
        raise Invalid(f"请写 {MAX_TEXT} 字以内的内容。")
    if unknown := [code for code in reply.codes if code not in TRIGGERS]:
        raise Invalid(f"没有「{unknown[0][:20]}」这个触发码。")
    _check_variables(reply.text)
    return reply


def _check_variables(text: str) -> None:
    for name in _VARIABLE.findall(text):
        if name not in VARIABLES:
            known = "".join(f"{{{variable}}}" for variable in VARIABLES)
            raise Invalid(f"不认识的变量 {{{name[:20]}}}。可以用的有 {known}。")
    rest = _VARIABLE.sub("", text)
    if "{" in rest or "}" in rest:
        raise Invalid("花括号没有成对。变量要写成 {客户} 这样。")


def render(text: str, values: Mapping[str, str | None]) -> str:
    """With the variables filled in, once: what is filled in is not looked through again. Raises Invalid (an
    unknown variable, or one this case has no value for)."""
    _check_variables(text)

    def value(found: re.Match[str]) -> str:
        name = found[1]
        given = values.get(name)
        if not given:
            raise Invalid(f"这个个案现在没有「{name}」，请改写后再发。")
        return given

    return _VARIABLE.sub(value, text)
