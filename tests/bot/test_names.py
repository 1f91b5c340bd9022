"""Each intent, action, form, slot, entity, response and button is defined, used and exemplified; holes are named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot import validate, validate_names

ROOT = Path(__file__).resolve().parents[2]


def found(root: Path) -> list[str]:
    rules = validate._rules(root / "bot" / "rules")
    return list(validate_names.problems(root, rules.values(), validate.INTERNAL))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The files that the lint reads, to be spoilt."""
    for name in ("bot", "actions", "data/knowledge", "data/nlu/lookups"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_nothing_is_left_undefined_or_unused() -> None:
    assert found(ROOT) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        (
            "actions/faq.py",
            "action_answer_faq",
            "action_anser_faq",
            "action_answer_faq is in bot/domain but not in actions",
        ),
        (
            "actions/faq.py",
            "action_answer_faq",
            "action_other",
            "action_other is in actions/ but not in bot/domain",
        ),
        (
            "bot/rules/smalltalk.yml",
            "action: action_answer_faq",
            "action: action_answer",
            "action_answer_faq is never run",
        ),
        ("bot/domain/forms.yml", "  appeal_form:", "  apeal_form:", "appeal_form is in actions/"),
        (
            "bot/domain/forms.yml",
            "  - validate_appeal_form\n",
            "",
            "appeal_form has no action validate_appeal_form",
        ),
        (
            "bot/domain/conversation.yml",
            "  offered_human:",
            "  nobody_reads_this:",
            "nobody_reads_this is never read",
        ),
        (
            "bot/domain/conversation.yml",
            "  offered_human:",
            "  nobody_reads_this:",
            "offered_human is read or set",
        ),
        ("bot/domain/conversation.yml", "entity: term}", "entity: trem}", "filled from trem"),
        ("bot/domain/conversation.yml", "  - disease ", "  - illness ", "entity illness is found by nothing"),
        (
            "actions/intent_titles.py",
            '"ask_renewal":',
            '"ask_renewals":',
            "ask_renewals stands for no intent",
        ),
        ("actions/intent_titles.py", '"ask_renewal":', '"ask_renewals":', "ask_renewal has no button"),
        ("data/knowledge/faq.yml", "intent: ask_renewal", "intent: ask_renewals", "about ask_renewals"),
        ("actions/faq.py", "action_answer_faq", "utter_faq", "utter_faq is Rasa's"),
    ],
)
def test_a_hole_is_named(copy: Path, file: str, old: str, new: str, complaint: str) -> None:
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert any(complaint in problem for problem in found(copy))
