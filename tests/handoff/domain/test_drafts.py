"""What a draft may never say, whoever wrote it."""

from decimal import Decimal

import pytest

from handoff.adapters.advice import KnowledgeAdviser
from handoff.bootstrap import KNOWLEDGE
from handoff.domain.drafts import Draft, Facts, figures, refused, says_too_much, unique
from handoff.domain.triggers import TRIGGERS
from insurer.knowledge import load

FACTS = Facts(["核定期30日，最晚11月27日", "拨打12378，免赔额1万元，赔付比例百分之七十", "金额 18,640.50 元"])


@pytest.mark.parametrize(
    "text",
    [
        "您放心，这个肯定能赔。",
        "一定给您全额赔付的。",
        "这种情况不能赔，您别等了。",
        "这属于保险责任，材料交上来就好。",
        "我们保证复核能通过。",
        "公司的认定有误，肯定改判。",
        "可以赔的，您把发票交上来。",
        "同意赔付，明天到账。",
    ],
)
def test_a_claim_is_never_decided(text: str) -> None:
    assert refused(text, FACTS) == "decides a claim"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty, too long or not Chinese"),
        ("好" * 501, "empty, too long or not Chinese"),
        ("Sure, we will pay you soon, do not worry about it", "empty, too long or not Chinese"),
        ("请您先点开 http://a.cn/b 登记一下您的情况，我们马上处理", "points elsewhere"),
        ("请您加我微信，我私下里给您发一份完整的材料清单", "points elsewhere"),
        ("您的电话[MOBILE]我记下了，稍后联系您", "holds an identifier"),
        ("您的电话13800138000我记下了，稍后就联系您，请留意接听", "holds an identifier"),
        ("最晚28日之前给您答复，我会盯着的", "has a figure that stands in no fact"),
        ("二十天之内给您答复，我会盯着的", "has a figure that stands in no fact"),
        ("免赔额是百分之八十，我给您算一下", "has a figure that stands in no fact"),
        ("请您冷静一下，我们慢慢说这件事", "cold words"),
        ("我们在处理，请耐心等待结果", "cold words"),
    ],
)
def test_what_else_is_refused(text: str, why: str) -> None:
    assert refused(text, FACTS) == why


@pytest.mark.parametrize(
    "text",
    [
        "三十日的核定期到11月27日，我会盯到那一天，有进展第一时间告诉您。",
        "免赔额是１万元，也可以拨打12378。我把赔款明细一项项列给您。",
        "您申请的18640.5元我看到了，哪一项觉得不对，我们就核哪一项。",
        "赔付比例70%是条款里写的，我把原文发给您，一起看。",
        "我先把拒赔的书面理由发给您，不认可的话，我陪您申请复核。",
    ],
)
def test_facts_may_be_said(text: str) -> None:
    assert refused(text, FACTS) is None


def test_figures_are_read_in_every_spelling() -> None:
    read = {
        "1,234.50元": "1234.5",
        "２０天": "20",
        "二十天": "20",
        "两万五千元": "25000",
        "三百五十元": "350",
        "一百零五天": "105",
    }
    read |= {"十五个工作日": "15", "百分之六十": "60", "3.00": "3", "二〇二六年": "2026"}
    for text, number in read.items():
        assert figures(text) == {Decimal(number).normalize()}, text
    assert figures("一样不差，第一时间，一起看") == frozenset()
    figures("9" * 100_000)


def test_prepared_words_promise_nothing_and_are_warm() -> None:
    for advice in TRIGGERS.values():
        assert says_too_much(advice.draft) is None
    knowledge = load(KNOWLEDGE)
    for answer in knowledge.answers.values():
        assert says_too_much(answer.text) is None, answer.intent
    assert says_too_much("这个包赔") == "promises an outcome"
    KnowledgeAdviser(knowledge)


def test_of_equal_drafts_the_first_stays() -> None:
    assert [
        d.source for d in unique([Draft("甲", "1"), Draft("乙", "2"), Draft("甲", "3"), Draft("丙", "4")], 2)
    ] == ["1", "2"]
