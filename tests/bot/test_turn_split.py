"""Several questions in one message: cut only where each part clearly asks something of its own."""

from __future__ import annotations

from typing import Any

import pytest

from bot.turn_split import parts

WORDS = {
    "材料": "ask_docs_inpatient",
    "到账": "ask_payment_arrival",
    "免赔额": "explain_deductible",
    "等待期": "explain_waiting_period",
    "谢": "thanks_praise",
    "你好": "greet",
    "不想活": "crisis_selfharm",
    "取件": "book_pickup",
    "火车": "out_of_scope",
}


def understand(text: str, certain: bool = False) -> dict[str, Any]:
    intent = next((name for word, name in WORDS.items() if word in text), None)
    kinds = [("门诊", "OUTPATIENT_MED"), ("住院", "INPATIENT_MED")]
    entities = [{"entity": "claim_type", "value": code} for word, code in kinds if word in text]
    return {
        "intent": {"name": intent or "unclear_input", "confidence": 0.9 if intent else 0.2},
        "understood": intent is not None,
        "entities": entities,
        "assessment": {"certain": certain},
    }


def split(text: str) -> list[str]:
    return [part.text for part in parts(text, understand(text), understand)]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("住院要啥材料？大概多久到账？", ["住院要啥材料？", "大概多久到账？"]),
        ("住院要啥材料，多久能到账呢", ["住院要啥材料", "多久能到账呢"]),
        ("免赔额是啥意思 还有等待期是多久", ["免赔额是啥意思", "还有等待期是多久"]),
        ("你好，免赔额是啥？等待期多久？谢谢", ["你好，免赔额是啥？", "等待期多久？"]),
        ("住院要啥材料？门诊要啥材料？", ["住院要啥材料？", "门诊要啥材料？"]),
        ("我爸昨天摔了，住院要啥材料，啥时候能到账", ["我爸昨天摔了，住院要啥材料", "啥时候能到账"]),
    ],
)
def test_each_question_is_a_part(text: str, questions: list[str]) -> None:
    assert split(text) == questions


@pytest.mark.parametrize(
    "text",
    [
        "住院要啥材料",
        "你好，住院要啥材料",
        "住院要啥材料啊，谢谢您",
        "我爸昨天住院了，要啥材料",
        "住院要啥材料？住院的材料要几份？",
        "住院要啥材料？那个啥来着？",
        "切菜划了缝了几针，住院要啥材料",
        "刚住院材料还没多久，住院要啥材料",
        "材料要啥呀？住院材料要啥？",
        "帮我看看火车，住院要啥材料？",
        "住院要啥材料？我不想活了怎么办？",
        "到账？材料？",
        "",
        "？？？？？？？？？？",
        "免赔额是啥？" * 40,
    ],
)
def test_everything_else_stays_whole(text: str) -> None:
    assert split(text) == []


def test_whoever_may_need_a_person_is_heard_as_a_whole() -> None:
    text = "住院要啥材料？多久到账？"
    assert parts(text, understand(text, certain=True), understand) == []


def test_a_single_question_costs_nothing() -> None:
    def never(text: str) -> dict[str, Any]:
        raise AssertionError(text)

    assert parts("住院要啥材料", understand("住院要啥材料"), never) == []
