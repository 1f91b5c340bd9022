"""Asked back only where two plain questions are about as likely."""

from __future__ import annotations

from typing import Any

import pytest

from bot.doubt import between_two, one_answer, stored_answer


def parse(*ranking: tuple[str, float], ask_back: bool = True, name: str = "") -> dict[str, Any]:
    rows = [{"name": intent, "confidence": confidence} for intent, confidence in ranking]
    first = rows[0] if rows else {"name": "x", "confidence": 0.0}
    intent = {**first, "name": name or first["name"]}
    return {"intent": intent, "intent_ranking": rows, "ask_back": ask_back}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (parse(("ask_price", 0.42), ("ask_product_detail", 0.38)), True),
        (parse(("ask_price", 0.8), ("ask_product_detail", 0.1), ask_back=False), False),
        (parse(("ask_price", 0.45), ("ask_product_detail", 0.1)), False),
        (parse(("ask_price", 0.42), ("ask_product_detail", 0.38), ask_back=False), False),
        (parse(("request_human", 0.42), ("ask_price", 0.38)), False),
        (parse(("ask_price", 0.42), ("complain_service", 0.38)), False),
        (parse(("greet", 0.42), ("ask_price", 0.38)), False),
        (parse(("ask_price", 0.42), ("ask_renewal", 0.4), name="ask_docs_ci"), False),
        (parse(("ask_price", 0.4)), False),
        (parse(), False),
    ],
)
def test_between_two(given: dict[str, Any], expected: bool) -> None:
    assert between_two(given) is expected


def test_a_named_claim_type_settles_which_list_is_meant() -> None:
    asked = parse(("ask_docs_ci", 0.54), ("ask_docs_property", 0.44))
    assert between_two(asked)
    assert not between_two({**asked, "entities": [{"entity": "claim_type", "value": "HOME"}]})
    assert between_two({**asked, "entities": [{"entity": "term", "value": "deductible"}]})


@pytest.mark.parametrize(
    ("intent", "understood", "ask_back", "faq_sure", "expected"),
    [
        ("ask_price", True, True, True, True),
        ("ask_price", False, False, True, True),
        ("ask_price", True, False, True, False),
        ("ask_price", True, True, False, False),
        ("crisis_selfharm", False, True, True, False),
    ],
)
def test_a_stored_question_answers_only_where_the_intent_is_unsure(
    intent: str, understood: bool, ask_back: bool, faq_sure: bool, expected: bool
) -> None:
    given = parse((intent, 0.4), ask_back=ask_back)
    assert stored_answer({**given, "understood": understood, "faq_sure": faq_sure}) is expected


def test_doubt_between_questions_with_one_answer_is_none() -> None:
    assert one_answer(parse(("ask_claim_eta", 0.3), ("urge_claim", 0.25)))
    assert not one_answer(parse(("ask_claim_eta", 0.2), ("urge_claim", 0.15)))
    assert not one_answer(parse(("ask_claim_eta", 0.4), ("ask_price", 0.25)))
    assert not one_answer(
        {**parse(("ask_claim_eta", 0.9), ("urge_claim", 0.1), ask_back=False), "understood": True}
    )
    assert not one_answer(parse())
