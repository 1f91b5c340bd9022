"""Reading the files: what is fine, what is refused, and with which words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation import formats
from bot.evaluation.formats import Dialogue, FaqPair, FaqQuery, FileProblem, IntentRow

INTENTS = {"greet", "urge_claim", "request_human"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rows"


def test_the_bot_knows_the_eighty_intents_of_its_taxonomy() -> None:
    names = formats.known_intents()
    assert len(names - {"repeat_last"}) >= 80
    assert {"request_human", "unclear_input", "ask_docs_inpatient"} <= names


def test_rows_with_bom_crlf_and_blank_lines(file: Path) -> None:
    file.write_bytes("\ufeff在吗\tgreet\t-\t-\r\n\r\n转人工\trequest_human\turge_claim\tE10,E01\r\n".encode())
    assert formats.read_intents(file, INTENTS) == [
        IntentRow("在吗", "greet", None, ()),
        IntentRow("转人工", "request_human", "urge_claim", ("E10", "E01")),
    ]


def test_a_form_feed_or_line_separator_within_a_message_ends_no_line(file: Path) -> None:
    file.write_text("在\u2028吗\x0c\tgreet\t-\t-\n", encoding="utf-8")
    assert formats.read_intents(file, INTENTS)[0].text == "在\u2028吗"


def test_every_problem_of_a_file_is_named_with_its_line(file: Path) -> None:
    file.write_text(
        "在吗\tgreet\t-\n\n好\tgreat\t-\t-\n喂\tgreet\tgret\tE16\n\tgreet\t-\t-\n", encoding="utf-8"
    )
    with pytest.raises(FileProblem) as raised:
        formats.read_intents(file, INTENTS)
    assert str(raised.value).splitlines() == [
        f"{file}, line 1: there are 3 columns separated by tabs instead of 4.",
        f"{file}, line 3: 'great' is no intent of this bot.",
        f"{file}, line 4: 'gret' is no intent of this bot.",
        f"{file}, line 4: 'E16' is no escalation code (E01 to E15).",
        f"{file}, line 5: the text is empty.",
    ]


def test_of_very_many_problems_the_first_are_named(file: Path) -> None:
    file.write_text("x\n" * 50, encoding="utf-8")
    with pytest.raises(FileProblem) as raised:
        formats.read_intents(file, INTENTS)
    assert str(raised.value).splitlines()[-1] == "… and 30 more."


def test_a_file_that_is_missing_or_no_text_is_named(tmp_path: Path, file: Path) -> None:
    with pytest.raises(FileProblem, match=r"nowhere: No such file"):
        formats.read_intents(tmp_path / "nowhere", INTENTS)
    file.write_bytes("在吗\tgreet\t-\t-\n".encode("gbk"))
    with pytest.raises(FileProblem, match="not UTF-8"):
        formats.read_intents(file, INTENTS)


def script(**changes: Any) -> str:
    row = {
        "id": "a",
        "turns": ["在吗", "人呢"],
        "escalate_at": 1,
        "codes": ["E10"],
        "intents": ["greet", "request_human"],
    }
    return json.dumps({**row, **changes}, ensure_ascii=False)


def test_scripts(file: Path) -> None:
    file.write_text(
        script() + "\r\n" + script(id=2, escalate_at=None, codes=[], intents=["greet", "-"]), encoding="utf-8"
    )
    assert formats.read_dialogues(file, INTENTS) == [
        Dialogue("a", ("在吗", "人呢"), 1, ("E10",), ("greet", "request_human")),
        Dialogue("2", ("在吗", "人呢"), None, (), ("greet", None)),
    ]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "line 1: this is not a line of JSON"),
        ("[]", "line 1: this is not a JSON object"),
        (script(id=None), "`id` must be a string"),
        (script(turns=[]), "`turns` must be a list of messages"),
        (script(turns=["在吗", " "]), "none of them empty"),
        (script(escalate_at=2), "`escalate_at` must be null or a number from 0 to 1"),
        (script(escalate_at=True), "`escalate_at` must be null or a number"),
        (script(codes=["E99"]), "'E99' is no escalation code"),
        (script(intents=["greet"]), "`intents` must be a list of 2"),
        (script(intents=["greet", "gret"]), "'gret' is no intent"),
        (script() + "\n" + script(), "line 2: the id 'a' was there before"),
    ],
)
def test_a_bad_script_is_refused_with_a_reason(file: Path, line: str, complaint: str) -> None:
    file.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(FileProblem) as raised:
        formats.read_dialogues(file, INTENTS)
    assert complaint in str(raised.value)


def test_faq_queries_name_a_question_of_the_corpus(tmp_path: Path, file: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.write_text("等待期是什么\t买了以后的一段日子\t不赔\n", encoding="utf-8")
    pairs = formats.read_corpus(corpus)
    assert pairs == [FaqPair("等待期是什么", "买了以后的一段日子\t不赔")]
    file.write_text("啥叫等待期\t等待期是什么\n", encoding="utf-8")
    assert formats.read_faq(file, {"等待期是什么"}) == [FaqQuery("啥叫等待期", "等待期是什么")]
    file.write_text("啥叫等待期\t免赔额是什么\n孤零零\n", encoding="utf-8")
    with pytest.raises(FileProblem) as raised:
        formats.read_faq(file, {"等待期是什么"})
    assert "line 1: the gold question '免赔额是什么' is not in the corpus" in str(raised.value)
    assert "line 2: a query and its gold question" in str(raised.value)


def test_an_empty_corpus_is_refused(file: Path) -> None:
    file.write_text("\n", encoding="utf-8")
    with pytest.raises(FileProblem, match="no pair"):
        formats.read_corpus(file)
