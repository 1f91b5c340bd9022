"""A number means what was shown last, as if it had been tapped."""

from __future__ import annotations

import pytest

from bot.choices import chosen

BUTTONS = {
    "kind": "buttons",
    "text": "您是想问哪一个？",
    "buttons": [
        {"title": "进度", "say": "我的理赔到哪一步了"},
        {"title": "材料", "say": "住院理赔要什么材料"},
    ],
}
CHECKLIST = {
    "kind": "card",
    "text": "…",
    "card": {
        "type": "checklist",
        "groups": [
            {
                "label": "必需",
                "items": [{"code": "D01", "name": "理赔申请书"}, {"code": "D08", "name": "出院小结"}],
            },
            {"label": "视情形", "items": [{"code": "D14", "name": "医保结算单"}]},
        ],
    },
}
TEXT = {"kind": "text", "text": "…"}


@pytest.mark.parametrize(
    ("text", "replies", "said"),
    [
        ("第二个", [BUTTONS], "住院理赔要什么材料"),
        ("2", [BUTTONS], "住院理赔要什么材料"),
        ("选一", [BUTTONS], "我的理赔到哪一步了"),
        ("就第1个吧", [BUTTONS, TEXT], "我的理赔到哪一步了"),
        ("最后一个", [BUTTONS], "住院理赔要什么材料"),
        ("第二个去哪开", [CHECKLIST], "出院小结去哪里开"),
        ("第三样呢", [CHECKLIST], "医保结算单去哪里开"),
        ("第三个", [BUTTONS], None),
        ("第0个", [BUTTONS], None),
        ("2", [CHECKLIST], None),
        ("第二个", [TEXT], None),
        ("第二个", [], None),
        ("第二次住院要什么材料", [BUTTONS], None),
        ("二十天了", [BUTTONS], None),
        ("第二个", [{"buttons": "nonsense"}, 7, {"card": {"type": "checklist", "groups": [3]}}], None),
    ],
)
def test_a_number_is_a_tap(text: str, replies: list[object], said: str | None) -> None:
    assert chosen(text, replies) == said
