"""Training data, fingerprint and models folder; and that the bot runs without TensorFlow."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from bot import corpus, fingerprint, model_files, validate
from bot.corpus import CorpusError

ROOT = Path(__file__).resolve().parents[2]


def test_training_data_domain_rules_and_answers_fit_each_other() -> None:
    assert validate.problems() == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A repository's training inputs, to be spoilt."""
    for name in (*fingerprint.INPUTS, "actions", "data/knowledge"):
        source, target = ROOT / name, tmp_path / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
        elif source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("data/nlu/smalltalk.yml", "intent: greet", "intent: gret", "gret has examples"),
        ("bot/rules/smalltalk.yml", "intent: greet", "intent: thanks_praise", "greet has no rule"),
        ("bot/rules/smalltalk.yml", "action: action_greet", "action: action_wave", "action_wave"),
        ("bot/escalation.yml", "watch:", "wach:", "watch"),
        ("data/nlu/escalation/E04.yml", "codes: [E04]", "codes: [E99]", "E99"),
        (
            "data/knowledge/answers.yml",
            "intent: ask_renewal",
            "intent: ask_renewals",
            "ask_renewal leads to action_answer",
        ),
    ],
)
def test_what_does_not_fit_is_named(copy: Path, file: str, old: str, new: str, complaint: str) -> None:
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert any(complaint in problem for problem in validate.problems(copy))


def test_evidence_outside_of_the_text_is_an_error(copy: Path) -> None:
    path = copy / "data" / "nlu" / "escalation" / "E04.yml"
    path.write_text(
        'code: E04\nitems:\n  - {text: "短", codes: [E04], batch: a, evidence: [[0, 9]]}\n', encoding="utf-8"
    )
    with pytest.raises(CorpusError, match="evidence"):
        corpus.escalation_examples(copy / "data" / "nlu")


def test_the_fingerprint_follows_the_content_only(copy: Path) -> None:
    before = fingerprint.fingerprint(copy)
    path = copy / "data" / "nlu" / "smalltalk.yml"
    path.touch()
    (copy / "data" / "nlu" / "notes.txt").write_text("not read by training")
    assert fingerprint.fingerprint(copy) == before
    for name in ("config.yml", "bot/escalation.yml", "bot/components/text.py", "data/knowledge/lexicon.yml"):
        changed = copy / name
        original = changed.read_text(encoding="utf-8")
        changed.write_text(original + "\n# changed\n", encoding="utf-8")
        assert fingerprint.fingerprint(copy) != before
        changed.write_text(original, encoding="utf-8")
    assert fingerprint.fingerprint(copy) == before


def test_the_models_folder(tmp_path: Path) -> None:
    assert model_files.newest(tmp_path) is None
    names = [model_files.name_for(f"{n:08x}", datetime(2026, 1, 1, 12, n)) for n in range(8)]  # noqa: DTZ001
    for name in [*names, "notes.tar.gz", "20260101-120000-ffffffff.tar.gz.part"]:
        (tmp_path / name).touch()
    newest = model_files.newest(tmp_path)
    assert newest is not None
    assert newest.name == names[-1]
    assert model_files.model_id(newest) == "20260101-120700-00000007"
    found = model_files.of_fingerprint(tmp_path, "00000003")
    assert found is not None
    assert found.name == names[3]
    assert model_files.of_fingerprint(tmp_path, "12345678") is None
    removed = model_files.clear_out(tmp_path)
    assert sorted(path.name for path in removed) == names[:3]
    assert (tmp_path / "notes.tar.gz").exists()


def test_the_serving_process_loads_no_tensorflow(bot_process) -> None:
    mapped = Path(f"/proc/{bot_process.pid}/maps").read_text()
    assert "sklearn" in mapped
    for library in ("tensorflow", "jaxlib"):
        assert library not in mapped


def test_a_model_for_today_is_not_trained_again(model: Path) -> None:
    command = [sys.executable, "-m", "bot.train", "--check"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
