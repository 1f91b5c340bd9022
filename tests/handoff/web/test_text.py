"""What people type is cleaned of what no screen and no database can hold, and never emptied silently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from handoff.web.problems import HttpProblem
from handoff.web.reading import validated
from handoff.web.schemas.base import OptionalText, Text
from handoff.web.schemas.chat import SendChatMessage


class Sample(BaseModel):
    text: Text = "x"
    note: OptionalText = ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  你好 \n", "你好"),
        ("一\r\n二\r三", "一\n二\n三"),
        ("a\x00b\x07c", "abc"),
        ("\t表\t格", "表\t格"),
        ("👨‍👩‍👧 全家", "👨‍👩‍👧 全家"),
        ("/restart", "/restart"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("𠮷野家", "𠮷野家"),
    ],
)
def test_text_keeps_what_a_person_meant(typed: str, kept: str) -> None:
    assert Sample(text=typed).text == kept


@pytest.mark.parametrize("blank", ["", " ", "\n\t", "\u3000", "\u200b\ufeff", "\x00\x01", "\u2028"])
def test_text_without_anything_visible_is_refused(blank: str) -> None:
    with pytest.raises(ValidationError):
        Sample(text=blank)
    assert Sample(note=blank).note == ""


def test_four_thousand_characters_and_no_more() -> None:
    assert len(Sample(text="字" * 4000).text) == 4000
    assert len(Sample(text="😀" * 4000).text) == 4000
    with pytest.raises(ValidationError):
        Sample(text="字" * 4001)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1, max_size=200))
def test_whatever_is_accepted_can_be_stored_and_is_stable(typed: str) -> None:
    try:
        kept = Sample(text=typed).text
    except ValidationError:
        return
    assert "\x00" not in kept
    assert Sample(text=kept).text == kept


@pytest.mark.parametrize(
    ("value", "fields"),
    [
        ([], {""}),
        ("text", {""}),
        ({}, {"client_msg_id", "text"}),
        ({"client_msg_id": 7, "text": "hi"}, {"client_msg_id"}),
        ({"client_msg_id": "a b", "text": "hi"}, {"client_msg_id"}),
        ({"client_msg_id": "x" * 65, "text": "hi"}, {"client_msg_id"}),
        ({"client_msg_id": "a\n", "text": "hi"}, {"client_msg_id"}),
        ({"client_msg_id": "a", "text": None}, {"text"}),
        ({"client_msg_id": "a", "text": "hi", "role": "butler"}, {"role"}),
    ],
)
def test_the_problem_names_the_wrong_fields(value: object, fields: set[str]) -> None:
    with pytest.raises(HttpProblem) as caught:
        validated(SendChatMessage, value)
    assert caught.value.kind.status == 422
    assert {error.field for error in caught.value.errors} == fields
    assert all(error.message.isprintable() and not error.message.isascii() for error in caught.value.errors)
