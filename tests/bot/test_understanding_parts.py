"""The parts of understanding that need neither Rasa nor a model."""

from __future__ import annotations

import random
import time
from decimal import Decimal

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from bot import corpus, knowledge
from bot.components.entities import MOST, EntityFinder
from bot.components.escalation_rules import hits
from bot.components.intent_model import IntentModel
from bot.components.quantities import number_of, quantities
from bot.components.text import analyse, excerpt, fold, plain, syllables
from bot.components.vectors import BlockWeight, Vectorizer
from bot.components.words import WordCutter
from bot.follow_up import resolve


@pytest.fixture(scope="module")
def finder() -> EntityFinder:
    return EntityFinder(knowledge.wordings())


@pytest.fixture(scope="module")
def cutter() -> WordCutter:
    return WordCutter.build(wording.text for wording in knowledge.wordings())


def found(finder: EntityFinder, text: str, kind: str) -> list[tuple[str, str]]:
    return [(e.value, e.text) for e in finder.find(text) if e.entity == kind]


@pytest.mark.parametrize(
    ("text", "kind", "value", "words"),
    [
        ("住院要交啥材料", "claim_type", "INPATIENT_MED", "住院"),
        ("看门诊能报吗", "claim_type", "OUTPATIENT_MED", "看门诊"),
        ("重急险理赔", "claim_type", "CI_SEVERE", "重急险"),
        ("出院小姐丢了", "document_type", "D08", "出院小姐"),
        ("发票要原件吗", "document_type", "D11", "发票"),
        ("免配额是啥", "term", "deductible", "免配额"),
        ("什么叫既往症", "term", "pre_existing", "既往症"),
        ("我妈住院了", "relation", "parent", "我妈"),
        ("俺媳妇的", "relation", "spouse", "俺媳妇"),
        ("花了两万八", "amount", "28000", "两万八"),
        ("才赔1,300.5元", "amount", "1300.5", "1,300.5元"),
        ("欠我3k", "amount", "3000", "3k"),
        ("等了15个工作日", "duration", "P15D/working", "15个工作日"),
        ("都半个月了", "duration", "P15D", "半个月"),
        ("两个半月前", "duration", "P2M15D", "两个半月"),
        ("报案号是CL20261122001", "claim_no", "CL20261122001", "CL20261122001"),
        ("保单号 P88812345678 在哪看", "policy_no", "P88812345678", "P88812345678"),
    ],
)
def test_an_entity_has_its_normalised_value(
    finder: EntityFinder, text: str, kind: str, value: str, words: str
) -> None:
    assert (value, words) in found(finder, text, kind)


def test_the_longest_wording_wins(finder: EntityFinder) -> None:
    assert found(finder, "意外身故理赔", "claim_type")[0][0] == "ACC_DEATH"


def test_what_voice_input_makes_of_a_word_is_found_by_its_sound(finder: EntityFinder) -> None:
    [heard] = [e for e in finder.find("等带期多久") if e.entity == "term"]
    assert (heard.value, heard.source) == ("waiting_period", "spacy_sounds")
    assert heard.confidence < 1


@pytest.mark.parametrize("text", ["2026年5月1日", "明年", "5月份", "一个", "三个人", "第二次", "十分感谢"])
def test_dates_and_counts_are_no_quantities(text: str) -> None:
    assert [q for q in quantities(fold(text)) if q.entity in ("amount", "duration")] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("十五", 15),
        ("两百三", 230),
        ("一千三百零五", 1305),
        ("三万五千", 35000),
        ("1,234", 1234),
        ("半", Decimal("0.5")),
    ],
)
def test_chinese_numbers(text: str, number: int) -> None:
    assert number_of(text) == number


def test_spans_are_those_of_the_text_whatever_is_in_it(finder: EntityFinder) -> None:
    chosen = random.Random(3)
    alphabet = "住院门诊发票免赔额我妈3万5天ＡＢc😀 \t，。？𠮷é①½/zhu"
    for _ in range(300):
        text = "".join(chosen.choice(alphabet) for _ in range(chosen.randint(0, 40)))
        for entity in finder.find(text):
            assert text[entity.start : entity.end] == entity.text


@pytest.mark.parametrize(
    "unit", ["1", "一二三十百", "住院报销0", "转人工", "都半个月了还", " ", "？！", "aB3-", "好的吧", "那"]
)
def test_no_text_of_full_length_takes_long(finder: EntityFinder, unit: str) -> None:
    text = (unit * 4000)[:4000]
    began = time.process_time()
    entities = finder.find(text)
    hits(text)
    resolve(text, "greet", [e.as_dict() for e in entities], "ask_docs_inpatient")
    assert time.process_time() - began < 0.5
    assert len(entities) <= 2 * MOST


def test_folding_keeps_the_length() -> None:
    text = "ＡＢＣ１２３①½㎏ﬁ　你好İ"
    assert len(fold(text)) == len(text)
    assert fold("ＡＢＣ") == "abc"


def test_plain_text_has_no_spaces_and_one_kind_of_number() -> None:
    assert plain(" 等了 15 天，花 1.5 万") == "等了0天,花0万"


def test_sounds_forget_what_southern_speech_mixes_up() -> None:
    assert syllables("住院理赔") == syllables("组院理陪")


def test_a_long_text_is_read_from_both_ends() -> None:
    text = "头" * 2000 + "尾" * 2000
    assert excerpt(text) == "头" * 300 + "尾" * 300
    assert excerpt("短") == "短"


def test_words_join_up_to_the_text(cutter: WordCutter) -> None:
    for text in ("免赔额是什么意思", "  a b　c😀", "", "出院小结要盖章吗"):
        assert "".join(cutter.cut(text)) == text
    assert "免赔额" in cutter.cut("免赔额是什么意思")


def test_single_messages_are_vectorised_as_scikit_learn_does(cutter: WordCutter) -> None:
    texts = [example.text for example in corpus.intent_examples()[:200]]
    analyses = [analyse(text, cutter.cut(text)) for text in texts]
    ours = Vectorizer([BlockWeight("chars", 1.0, 2)])
    matrix = ours.fit(analyses)
    theirs = TfidfVectorizer(analyzer=lambda features: features, sublinear_tf=True, min_df=2)
    expected = theirs.fit_transform([a.chars for a in analyses])
    assert np.allclose(np.sort(matrix.toarray()), np.sort(expected.toarray()), atol=1e-5)
    assert np.allclose(ours.transform(analyses).toarray(), matrix.toarray(), atol=1e-5)


def test_an_intent_model_knows_what_it_learned_and_how_sure_it_may_be(cutter: WordCutter) -> None:
    wanted = {"ask_price", "greet", "ask_docs_inpatient", "track_pickup"}
    rows = [example for example in corpus.intent_examples() if example.intent in wanted]
    analyses = [analyse(row.text, cutter.cut(row.text)) for row in rows]
    model = IntentModel.fit(analyses, [row.intent for row in rows], [row.batch for row in rows])
    ranking = model.rank(analyse("快递员几点来拿材料", cutter.cut("快递员几点来拿材料")))
    assert ranking[0].intent == "track_pickup"
    assert sum(guess.confidence for guess in ranking) == pytest.approx(1.0, abs=1e-4)
    again = IntentModel(**model.state())
    assert [g.intent for g in again.rank(analyses[0])] == [g.intent for g in model.rank(analyses[0])]
