"""The lint of the knowledge files: they are clean, and each kind of problem is found."""

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

import pytest

from insurer.knowledge import Knowledge, KnowledgeError, load
from insurer.knowledge_lint import figures, problems, statutes, unconfirmed
from insurer.knowledge_references import check_references

from .reading import intents_of_nlu, knowledge


def _with_pair(**changes: object) -> Knowledge:
    known = knowledge()
    key, pair = next(iter(known.faq.items()))
    return replace(known, faq=MappingProxyType({**known.faq, key: replace(pair, **changes)}))  # type: ignore[arg-type]


def test_the_knowledge_files_are_clean() -> None:
    assert problems(load()) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"answer": "最晚31天内有结果。"}, "31天 stands in no fact"),
        ({"answer": "一般三天就好。"}, "must be written in digits"),
        ({"answer": "长" * 161}, "160 are the most"),
        ({"answer": "放心，肯定赔。"}, "must not say"),
        ({"source": "《保险法》第999条"}, "cited by no fact"),
        ({"answer": "报这一项的，60岁以上另看。", "confirm": False}, "no confirm mark"),
    ],
)
def test_a_wrong_answer_is_found(changes: dict[str, object], words: str) -> None:
    found = problems(_with_pair(**changes))
    assert any(words in line for line in found), found


def test_doubles_are_found() -> None:
    known = knowledge()
    pairs = list(known.faq.values())
    twice = problems(_with_pair(question=pairs[1].question + "？"))
    assert any("is asked by" in line for line in twice)
    same = problems(_with_pair(answer=pairs[1].answer))
    assert any("have one answer" in line for line in same)
    lexicon = replace(known.lexicon, term={**known.lexicon.term, "premium": ("免培额",)})
    assert any("免培额" in line for line in problems(replace(known, lexicon=lexicon)))
    synonyms = replace(known.synonyms, groups=(*known.synonyms.groups, ("理赔", "退保")))
    assert any("理赔" in line for line in problems(replace(known, synonyms=synonyms)))


def test_contradictions_are_found() -> None:
    known = knowledge()
    product = known.products["anxin-million"]
    for facts in (
        replace(product.facts, waiting_period_days=45),
        replace(product.facts, deductible=Decimal(12345)),
    ):
        changed = {**known.products, product.product_id: replace(product, facts=facts)}
        assert any("no clause says" in line for line in problems(replace(known, products=changed)))
    clock = replace(known.clocks["adjudicate"], days=31)
    clocks = {**known.clocks, clock.key: clock}
    assert any("but the rule says" in line for line in problems(replace(known, clocks=clocks)))


def test_a_lexicon_word_for_nothing_is_refused() -> None:
    known = knowledge()
    lexicon = replace(known.lexicon, claim_type={"NO_SUCH": ("词语",)})
    with pytest.raises(KnowledgeError, match=r"lexicon\.yml.*NO_SUCH"):
        check_references(replace(known, lexicon=lexicon), outage="BOT")


def test_faq_intents_are_intents_of_the_training_data() -> None:
    known = intents_of_nlu()
    assert {pair.intent for pair in knowledge().faq.values()} <= known


def test_unconfirmed_facts_are_listed_for_the_operator() -> None:
    listed = unconfirmed(knowledge())
    assert ("rules.yml", "platform_15d", "平台承诺的15天内一键退保") in listed
    assert len({(file, key) for file, key, _ in listed}) == len(listed)


def test_figures_and_statutes_are_read() -> None:
    assert figures("15日内，第23条，5个工作日") == {("15", "天"), ("5", "个工作日")}
    assert statutes("《保险法》第4条、第21条；《保险法》司法解释（三）第17条") == {
        ("保险法", "", "4"),
        ("保险法", "", "21"),
        ("保险法", "三", "17"),
    }
