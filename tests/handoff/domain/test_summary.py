"""Goal and summary: the customer's own words, what raised the case kept, never longer than allowed, nobody named."""

import time
from pathlib import Path

import pytest
import yaml

from handoff.domain.redaction import redact
from handoff.domain.summary import FIGURES, GOAL_LIMIT, SUMMARY_LIMIT, Brief, Said, Story, brief
from handoff.domain.text_pieces import bigrams, clauses, cut, likeness, unnamed, veiled

SCRIPTS = Path(__file__).parents[3] / "data" / "nlu" / "escalation" / "scripts"


def said(*texts: str) -> list[Said]:
    return [Said(text, True) for text in texts]


def escalating_scripts() -> list[list[str]]:
    """The turns of every script up to the one where a person is needed."""
    scripts = [
        s for f in sorted(SCRIPTS.glob("*.yml")) for s in yaml.safe_load(f.read_text("utf-8"))["scripts"]
    ]
    return [
        [turn["text"] for turn in s["turns"]][: s["escalate_at"] + 1]
        for s in scripts
        if s["escalate_at"] is not None
    ]


def of_script(turns: list[str]) -> Brief:
    lines = [Said(text, True, n == len(turns) - 1) for n, text in enumerate(turns)]
    return brief(Story(lines, reasons=["拒赔争议"], claim="住院医疗理赔，待补充材料"))


def test_what_raised_the_case_and_what_was_told_survive_in_the_summary() -> None:
    """Measured on all scripts: share of the deciding message's words, of all words, and of figures that are kept."""
    scripts = escalating_scripts()
    assert len(scripts) > 200
    deciding, everything, figures = [], [], []
    for turns in scripts:
        made = of_script(turns)
        kept = bigrams(made.summary)
        deciding.append(len(bigrams(turns[-1]) & kept) / max(1, len(bigrams(turns[-1]))))
        whole = bigrams("。".join(turns))
        everything.append(len(whole & kept) / max(1, len(whole)))
        named = [f[0] for text in turns for f in FIGURES.finditer(text) if len(f[0]) > 1]
        figures += [figure in made.summary for figure in named]
        assert 0 < len(made.summary) <= SUMMARY_LIMIT
        assert len(made.goal) <= GOAL_LIMIT
        assert redact(made.summary) == made.summary
    assert sum(deciding) / len(deciding) > 0.97
    assert min(deciding) > 0.6
    assert sum(everything) / len(everything) > 0.88
    assert sum(figures) / len(figures) > 0.93


def test_goals_are_words_of_the_customer() -> None:
    made = [(turns, of_script(turns).goal) for turns in escalating_scripts()]
    told = [(turns, goal) for turns, goal in made if goal]
    assert len(told) / len(made) > 0.6, "most say in some words what they want"
    for turns, goal in told:
        assert bigrams(goal.rstrip("…")) <= bigrams("，".join(turns).replace(" ", "，")) | bigrams(
            veiled("，".join(turns))
        )


IDENTIFIERS = [
    "身份证11010519491231002X",
    "电话 138 0013 8000",
    "卡号6222021234567890128",
    "一三八零零一三八零零零",
    "邮箱 wang@example.com",
    "保单号P2026000123456",
    "案件LP8800010001",
    "我叫王建明，",
    "住在朝阳区建国路88号院3号楼",
    "车牌京A12345",
    "验证码是 482913",
]
SECRETS = [
    "11010519491231002",
    "138 0013 8000",
    "13800138000",
    "6222021234567890128",
    "wang@",
    "P2026000123456",
]
SECRETS += ["LP8800010001", "王建明", "建国路88号", "京A12345", "482913", "一三八零零一三八"]


@pytest.mark.parametrize("identifier", IDENTIFIERS)
def test_no_identifier_gets_in(identifier: str) -> None:
    lines = said(f"住院花了两万八，{identifier}，凭什么拒赔", f"{identifier}给我个说法")
    made = brief(
        Story(
            [*lines, Said(f"您的{identifier}", False), *said("然后呢")],
            [identifier],
            ["拒赔争议"],
            identifier,
        )
    )
    for secret in SECRETS:
        assert secret not in made.summary + made.goal
    assert "两万八" in made.summary


def test_what_is_asked_again_stands_once() -> None:
    made = brief(Story(said("理赔到哪一步了", "我的理赔到哪一步了？", "理赔到哪一步了啊", "我等了23天")))
    assert made.summary.count("到哪一步") == 1
    assert "23天" in made.summary


def test_what_was_answered_is_told_but_not_what_was_said_at_the_handover() -> None:
    lines = [
        *said("住院要什么材料"),
        Said("住院理赔一般要发票和病历。", False),
        *said("我交过三次了，凭什么还要"),
    ]
    made = brief(Story([*lines, Said("这就请管家来。", False)], ["凭什么"], ["反复补材料"]))
    assert "已答「住院理赔一般要发票和病历」" in made.summary
    assert "请管家来" not in made.summary
    assert made.summary.endswith("因反复补材料转来")


@pytest.mark.parametrize(
    "lines",
    [
        [],
        said(""),
        said("？？？", "。。。", "🙂"),
        said("在吗", "你好", "嗯嗯"),
        said("\x00\ud83d"),
        said("a" * 4000),
        [Said("您好", False)],
    ],
)
def test_saying_nothing_is_no_error(lines: list[Said]) -> None:
    made = brief(Story(lines))
    assert 0 < len(made.summary) <= SUMMARY_LIMIT
    assert made.goal == ""


def test_ten_thousand_messages_take_no_longer_than_a_few() -> None:
    lines = said(*(f"第{n}次问，材料交了{n}遍，凭什么还要补，" + "我等得很急，" * 300 for n in range(10_000)))
    start = time.perf_counter()
    made = brief(Story(lines, ["凭什么"], ["反复补材料"]))
    assert time.perf_counter() - start < 2
    assert len(made.summary) <= SUMMARY_LIMIT


@pytest.mark.parametrize(
    "hostile", ["1" * 4000, "路1" * 2000, "我叫" * 2000, "一二三四五六七" * 500, "[MOBILE" * 600, "A1" * 2000]
)
def test_hostile_texts_are_cut_before_they_cost(hostile: str) -> None:
    start = time.perf_counter()
    brief(Story(said(*[hostile] * 50), [hostile], [hostile[:10]], hostile))
    assert time.perf_counter() - start < 3


def test_the_customers_own_name_is_taken_out_by_its_mask() -> None:
    assert unnamed("王建明住院了，找王大明", "王*明") == "[NAME]住院了，找[NAME]"
    assert unnamed("一张发票", "张*") == "一张发票"
    for masked in (None, "", "王建明", "***", "(*)", ".*+", "欧阳**"):
        assert unnamed("王建明 (a) x", masked) == "王建明 (a) x"
    assert unnamed("欧阳娜娜交了", "欧阳**") == "[NAME]交了"


def test_pieces() -> None:
    assert clauses("凭什么拒赔？我 交了,一万块") == [
        ("凭什么拒赔", True),
        ("我", False),
        ("交了", False),
        ("一万块", False),
    ]
    assert cut("电话[MOBILE]打不通", 8) == "电话…"
    assert cut("短", 8) == "短"
    assert likeness(bigrams("理赔进度"), bigrams("理赔进度")) == 1
    assert likeness(frozenset(), frozenset()) == 0
    assert veiled("我是投保人，拨打12378") == "我是投保人，拨打12378"
