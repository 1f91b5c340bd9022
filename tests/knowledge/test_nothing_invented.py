"""Every figure, statute and number to call that the bot can say stands in a fact of data/knowledge; what waits for the
operator's word says so."""

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from actions.answers import CONFIRM, prepared, stored
from actions.answers_terms import explained

from .reading import ROOT, customer_texts, fact_figures, figures, knowledge, raw, strings

_FACTS = (
    "documents",
    "claim_types",
    "terms",
    "claim_states",
    "clocks",
    "contacts",
    "rules",
    "pits",
    "products",
)
_STATUTE = re.compile(r"《([^》]+)》(?:[^《》第；，。（）]{0,6})((?:、?第\d+(?:至\d+)?条(?:（.）)?)+)")
_ARTICLE = re.compile(r"第(\d+)(?:至(\d+))?条")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CALL = re.compile(
    r"(?:打|拨打|热线|电话)\s?(\d{3,5})(?!\d)|(?<![\d,.])(1[12]\d{1,3}|95\d{3}|96\d{3})(?![\d,.]|\s?[元天日年号])"
)
#: A figure that states nothing: an amount must be more than 0.
_OWN_RULES = {("0", "")}
#: Keyword of a field whose text shows how an answer to a form's question may look.
_EXAMPLE = "example"


def _spoken_in_code() -> Iterator[tuple[str, str]]:
    """(file, literal) of every Chinese text in actions/, without docstrings and regular expressions."""
    for path in sorted((ROOT / "actions").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        silent |= {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "compile"
            for argument in node.args
            for part in ast.walk(argument)
        }
        silent |= {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.keyword) and node.arg == _EXAMPLE
        }
        silent |= {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and node.target.id == _EXAMPLE
        }
        for node in ast.walk(tree):
            spoken = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent
            if spoken and _HAN.search(node.value):
                yield path.name, node.value


@cache
def _texts() -> tuple[tuple[str, str], ...]:
    faq = (("faq.yml", pair["answer"]) for pair in raw("faq.yml"))
    return (*customer_texts(), *faq, *_spoken_in_code())


def _statutes(text: str) -> set[tuple[str, int]]:
    found = set()
    for name, articles in _STATUTE.findall(text):
        for first, last in _ARTICLE.findall(articles):
            found |= {(name, number) for number in range(int(first), int(last or first) + 1)}
    return found


@cache
def _known_statutes() -> frozenset[tuple[str, int]]:
    return frozenset(s for name in _FACTS for text in strings(raw(f"{name}.yml")) for s in _statutes(text))


def test_what_is_looked_at() -> None:
    files = {where for where, _ in _texts()}
    assert {"answers.yml", "escalation.yml", "faq.yml", "answers_claims.py", "cancellation.py"} <= files
    assert len(_texts()) > 1500


def test_every_figure_in_the_code_stands_in_a_fact() -> None:
    unknown = [
        (where, found, text)
        for where, text in _spoken_in_code()
        if (found := figures(text) - fact_figures() - _OWN_RULES)
    ]
    assert unknown == []


def test_every_figure_of_a_stored_answer_stands_in_a_fact() -> None:
    unknown = [(p["key"], found) for p in raw("faq.yml") if (found := figures(p["answer"]) - fact_figures())]
    assert unknown == []


def test_every_statute_that_is_said_stands_in_a_fact() -> None:
    sources = [(name, entry["source"]) for name in ("answers", "faq") for entry in raw(f"{name}.yml")]
    unknown = [
        (where, found, text)
        for where, text in (*_texts(), *sources)
        if (found := _statutes(text) - _known_statutes())
    ]
    assert unknown == []


def test_every_number_to_call_is_a_known_contact() -> None:
    known = {contact.number for contact in knowledge().contacts.values() if contact.number}
    facts = {f"{name}.yml" for name in _FACTS}
    unknown = [
        (where, number, text)
        for where, text in _texts()
        if where not in facts
        for pair in _CALL.findall(_ARTICLE.sub("", text))
        if (number := pair[0] or pair[1]) not in known
    ]
    assert unknown == []


def test_the_checks_can_fail() -> None:
    assert _statutes("《保险法》第23条、第999条") - _known_statutes() == {("保险法", 999)}
    assert figures("最晚33天") - fact_figures() - _OWN_RULES == {("33", "天")}
    assert [a or b for a, b in _CALL.findall("请打12399，或者 95599")] == ["12399", "95599"]


@pytest.mark.parametrize("intent", sorted(i for i, answer in knowledge().answers.items() if answer.confirm))
def test_an_answer_to_be_confirmed_says_so(intent: str) -> None:
    answer = knowledge().answers[intent]
    for again in (False, True):
        assert CONFIRM in prepared(answer, again).replies[0]["text"]


@pytest.mark.parametrize("key", sorted(k for k, pair in knowledge().faq.items() if pair.confirm))
def test_a_stored_answer_to_be_confirmed_says_so(key: str) -> None:
    assert CONFIRM in stored(knowledge().faq[key]).replies[0]["text"]


@pytest.mark.parametrize("key", sorted(k for k, term in knowledge().terms.items() if term.confirm))
def test_a_term_to_be_confirmed_says_so(key: str) -> None:
    assert CONFIRM in explained([knowledge().terms[key]], None).replies[0]["text"]
