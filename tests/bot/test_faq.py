"""FAQ retrieval: finding, order, confidence, reloading, speed. Words of the tests are made up here."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.components.faq import FaqFileError, FaqIndex, FaqPair, read_pairs
from bot.components.faq_features import Synonyms, read_question
from bot.components.faq_meaning import familiar
from bot.components.faq_retriever import FAQ, FAQ_SURE, FaqRetriever
from bot.components.intent_classifier import Opinion
from bot.evaluation.faq import build_ranker, faq_figures, own_pairs
from bot.evaluation.formats import FaqPair as CorpusPair
from bot.evaluation.formats import read_faq
from bot.faq_retrieval import Retriever
from bot.knowledge import DEFAULT_PATH, ROOT

QUESTIONS = [
    "猫抓伤打疫苗能报销吗",
    "电子发票在哪里下载",
    "犹豫期退保会扣钱吗",
    "异地住院要不要备案",
    "受益人可以写几个人",
    "为什么今年保费涨价了",
]


@pytest.fixture(scope="module")
def retriever() -> Retriever:
    return Retriever.build(QUESTIONS)


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_a_stored_question_finds_itself_first(retriever: Retriever, number: int) -> None:
    [(found, score), *rest] = retriever.rank(QUESTIONS[number])
    assert found == number
    assert score == pytest.approx(1.0, abs=0.15)
    assert all(score > other for _, other in rest)


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("被猫抓了打针给报不", 0),
        ("电子票从哪儿下", 1),
        ("犹豫期里退掉扣不扣钱", 2),
        ("在外地住院用备案吗", 3),
        ("能写几个受益人啊", 4),
        ("咋今年涨钱了", 5),
        ("由于期退宝会扣前吗", 2),
        ("收益人可以写及个人", 4),
        ("扣钱吗 退保 犹豫期", 2),
    ],
)
def test_other_words_sounds_and_order_find_it_too(retriever: Retriever, query: str, number: int) -> None:
    assert retriever.rank(query)[0][0] == number


def test_answers_are_searched_a_little() -> None:
    made = Retriever.build(["怎么办理", "去哪里问"], ["带身份证到柜台", "打客服电话"])
    assert made.rank("柜台要带身份证不")[0][0] == 0


def test_question_and_answer_together_cover_a_query() -> None:
    made = Retriever.build(["报案要多久", "理赔要多久"], ["拨客服热线就行", "审核完三天到账"])
    assert made.rank("理赔几天到账")[0][0] == 1


def test_several_wordings_are_one_question() -> None:
    made = Retriever.build(
        ["日间手术算住院吗", "当天做完就回家的手术", "手术记录在哪"], ["甲", "乙"], owners=[0, 0, 1]
    )
    assert [number for number, _ in made.rank("当天做手术就回家")] == [1, 2]
    with pytest.raises(ValueError, match="in order"):
        Retriever.build(["一", "二"], owners=[0, 2])
    with pytest.raises(ValueError, match="as many answers"):
        Retriever.build(["一", "二"], ["甲", "乙"], owners=[0, 0])


def test_a_corpus_with_wordings_apart_and_questions_twice_keeps_its_places() -> None:
    corpus = [
        CorpusPair("日间手术算住院吗", "甲"),
        CorpusPair("手术记录在哪", "乙"),
        CorpusPair("当天做完就回家的手术", "甲", "日间手术算住院吗"),
        CorpusPair("手术记录在哪", "丙"),
    ]
    ranker = build_ranker(corpus)
    assert [corpus[number].gold for number, _ in ranker.rank("当天做手术就回家")] == [
        "日间手术算住院吗",
        "手术记录在哪",
    ]
    assert ranker.rank("手术记录在哪")[0][0] == 1


@pytest.mark.parametrize(
    ("written", "read"),
    [("六十一岁", "61岁"), ("二十年", "20年"), ("千万别", "千万别"), ("十几块", "十多少块")],
)
def test_numbers_with_a_unit_are_read_as_digits(written: str, read: str) -> None:
    assert read_question(written, Synonyms([["多少", "几"]])).text == read


# --- The classifier's opinion


class _Opinions:
    """Two intents: about claims, about payments; the words it knows are those of the questions below."""

    def margins(self, texts: Sequence[str]) -> np.ndarray:
        claims = [float(any(word in text for word in ("理赔", "报案", "出事"))) for text in texts]
        return np.array([[2 * x - 1, 1 - 2 * x] for x in claims], dtype=np.float32)

    def known(self, texts: Sequence[str]) -> float:
        return float(np.mean(["保单" in text for text in texts]))


def test_what_the_classifier_takes_for_the_same_matter_comes_first() -> None:
    made = Retriever.build(["保单理赔后多久到账", "保单交费后多久到账"], ["一", "二"])
    assert made.rank("出事了多久到账")[0][1] == pytest.approx(made.rank("出事了多久到账")[1][1], abs=0.01)
    made.understand(_Opinions())  # type: ignore[arg-type]
    assert made.rank("出事了多久到账")[0][0] == 0
    assert made.rank("扣了钱多久到账", margins=np.array([-1.0, 1.0]))[0][0] == 1


def test_a_corpus_of_words_the_classifier_does_not_know_is_left_to_its_words() -> None:
    questions = ["车险理赔多久到账", "车险交费多久到账"]
    made = Retriever.build(questions, ["一", "二"])
    before = made.rank("出事了多久到账")
    made.understand(_Opinions())  # type: ignore[arg-type]
    assert made.rank("出事了多久到账") == before
    assert [familiar(known) for known in (0.5, 0.7, 0.9)] == pytest.approx([0.0, 0.5, 1.0])


@pytest.mark.parametrize("query", ["", "   ", "？？！", "😀"])
def test_a_query_without_letters_finds_nothing(retriever: Retriever, query: str) -> None:
    assert retriever.rank(query) == []


@pytest.mark.parametrize("query", ["abc", "𠮷" * 50, "1" * 4000, "犹豫期" * 2000, "\x00\u200b住院"])
def test_any_query_is_answered_in_bounded_time(retriever: Retriever, query: str) -> None:
    began = time.process_time()
    found = retriever.rank(query, top=3)
    assert time.process_time() - began < 0.5
    assert len(found) <= 3


def test_borders_of_building() -> None:
    assert Retriever.build([]).rank("住院") == []
    assert Retriever.build(["住院"]).rank("住院")[0][0] == 0
    with pytest.raises(ValueError, match="as many answers"):
        Retriever.build(["一", "二"], ["一"])


def test_the_same_query_gives_the_same_ranking(retriever: Retriever) -> None:
    assert retriever.rank("退保扣钱") == Retriever.build(QUESTIONS).rank("退保扣钱")


def test_synonyms_take_the_longest_and_keep_whole_words() -> None:
    folding = Synonyms([["报销", "报"], ["报告"], ["购买", "买保险", "买"]])
    assert folding.fold("买保险报告能报") == "购买报告能报销"
    assert read_question("请问一下，体检报告有用吗", folding).text == "体检报告有用吗"


def test_five_thousand_questions_take_two_milliseconds() -> None:
    chosen = random.Random(5)
    stems = [pair.question for pair in read_pairs()]
    questions = ["".join(chosen.sample(stems, 2))[: chosen.randint(10, 28)] for _ in range(5000)]
    made = Retriever.build(questions)
    spent = []
    for question in chosen.sample(questions, 60):
        query = "".join(c for c in question if chosen.random() > 0.2)
        began = time.thread_time()
        made.rank(query)
        spent.append(time.thread_time() - began)
    # 1 ms on an idle machine; thread time still suffers from neighbours on the same core
    assert sorted(spent)[len(spent) // 2] < 0.004


# --- The project's own pairs


@pytest.fixture(scope="module")
def index() -> FaqIndex:
    return FaqIndex(read_pairs())


def test_every_pair_is_found_by_its_own_question(index: FaqIndex) -> None:
    assert len(index.pairs) >= 250
    lost = [pair.key for pair in index.pairs.values() if index.find(pair.question, {})[0].key != pair.key]
    assert lost == []


def test_the_split_by_hand_is_complete_and_not_indexed(index: FaqIndex) -> None:
    questions = {pair.question for pair in index.pairs.values()}
    queries = read_faq(ROOT / "data" / "heldback" / "faq.tsv", questions)
    asked = [query.gold for query in queries]
    assert {gold for gold in asked if 2 <= asked.count(gold) <= 4} == questions
    indexed = {text for pair in index.pairs.values() for text in (pair.question, *pair.asks)}
    assert not indexed & {query.query for query in queries}


def test_figures_on_the_split_do_not_fall(index: FaqIndex) -> None:
    """Free paraphrases that share few words with the stored question, words alone; figures of 2026-11-22: top-1 .56, MRR .66
    with the questions stored, .78 and .84 with their other wordings. The classifier's opinion adds five points.
    """
    plain = [CorpusPair(pair.question, pair.answer) for pair in index.pairs.values()]
    queries = read_faq(ROOT / "data" / "heldback" / "faq.tsv", {pair.question for pair in plain})
    figures = faq_figures(build_ranker(plain), plain, queries)
    assert figures["top1"] >= 0.53
    assert figures["mrr"] >= 0.63
    worded = own_pairs()
    assert faq_figures(build_ranker(worded), worded, queries)["top1"] >= 0.75


def test_an_understood_intent_decides_between_near_pairs() -> None:
    pairs = [
        FaqPair("a", "材料交了多久有结果", "一", "ask_claim_eta", "s"),
        FaqPair("b", "申诉交了多久有结果", "二", "ask_appeal_howto", "s"),
    ]
    made = FaqIndex(pairs)
    assert made.find("交了多久有结果", {"ask_appeal_howto": 0.9})[0].key == "b"
    assert made.find("交了多久有结果", {"ask_claim_eta": 0.9})[0].key == "a"


def test_no_such_pair_has_low_confidence(index: FaqIndex) -> None:
    for text in ("今天天气怎么样", "给我唱首歌", "股票买哪只", "谢谢啊"):
        found = index.find(text, {})
        assert not found or found[0].confidence < 0.7, (text, found[0])
    assert index.find("急诊留观了两天，算住院吗", {})[0].confidence > 0.9


def test_other_wordings_of_a_pair_count_as_its_question() -> None:
    made = FaqIndex(
        [
            FaqPair("a", "日间手术算住院吗", "一", "i", "s", asks=("当天做完就回家的手术",)),
            FaqPair("b", "手术记录在哪", "二", "i", "s"),
        ]
    )
    assert made.find("当天做完手术回家", {})[0].key == "a"
    assert len({match.key for match in made.find("手术", {})}) == 2


# --- The component


class _Message(dict[str, Any]):
    def set(self, name: str, value: Any, add_to_output: bool = False) -> None:
        self[name] = value


def _folder(path: Path, text: str) -> Path:
    (path / "synonyms.yml").write_text(
        (DEFAULT_PATH / "synonyms.yml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (path / "faq.yml").write_text(text, encoding="utf-8")
    return path


_ENTRY = "- {key: k%d, question: %s, answer: 好, intent: i, source: s}\n"


def test_a_changed_file_is_taken_over_and_a_broken_one_is_not(tmp_path: Path) -> None:
    folder = _folder(tmp_path, _ENTRY % (1, "急诊留观算住院吗"))
    component = FaqRetriever({**FaqRetriever.get_default_config(), "folder": str(folder)})

    def asked(text: str) -> tuple[list[str], bool]:
        [message] = component.process([_Message(text=text, intent={"name": "i", "confidence": 0.9})])  # type: ignore[list-item]
        return [match["key"] for match in message[FAQ]], message[FAQ_SURE]

    assert asked("急诊留观算住院吗") == (["k1"], True)
    _folder(tmp_path, _ENTRY % (1, "急诊留观算住院吗") + _ENTRY % (2, "飞机晚点怎么赔"))
    _later(tmp_path, 1)
    assert asked("飞机晚点怎么赔")[0][0] == "k2"
    _folder(tmp_path, "- {key: [")
    _later(tmp_path, 2)
    assert asked("飞机晚点怎么赔")[0][0] == "k2"


def test_the_opinion_that_comes_with_a_message_counts(tmp_path: Path) -> None:
    entries = _ENTRY % (1, "保单理赔后多久到账") + _ENTRY % (2, "保单交费后多久到账")
    component = FaqRetriever({**FaqRetriever.get_default_config(), "folder": str(_folder(tmp_path, entries))})
    for margins, key in (([1.0, -1.0], "k1"), ([-1.0, 1.0], "k2")):
        opinion = Opinion(_Opinions(), np.array(margins))  # type: ignore[arg-type]
        [message] = component.process([_Message(text="几天能到账", intent_opinion=opinion)])  # type: ignore[list-item]
        assert message[FAQ][0]["key"] == key


def _later(folder: Path, seconds: int) -> None:
    moment = time.time() + seconds
    os.utime(folder / "faq.yml", (moment, moment))


@pytest.mark.parametrize(
    "text",
    [
        _ENTRY % (1, "甲") + _ENTRY % (1, "乙"),
        "- {key: a, question: b}\n",
        "- just words\n",
        "- {key: a, sound: b}\n",
    ],
)
def test_a_wrong_file_is_refused_with_its_entry(tmp_path: Path, text: str) -> None:
    with pytest.raises(FaqFileError, match="entry"):
        read_pairs(_folder(tmp_path, text))
