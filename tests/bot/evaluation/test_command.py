"""`python -m bot.evaluate` from files to metrics.json and report.html."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bot.evaluation import inputs
from bot.evaluation.command import main
from bot.evaluation.inputs import Files
from tests.bot.evaluation.endpoint import FakeEndpoint

ROWS = "在吗\tgreet\t-\t-\n转人工 <b>\tgreet\t-\t-\n我要转人工\trequest_human\t-\tE10\n坏\tgreet\t-\t-\n"
SCRIPTS = [
    {
        "id": "a",
        "turns": ["在吗", "转人工"],
        "escalate_at": 1,
        "codes": ["E10"],
        "intents": ["greet", "request_human"],
    },
    {
        "id": "b",
        "turns": ["在吗", "气死我了"],
        "escalate_at": 1,
        "codes": ["E01"],
        "intents": ["greet", "complain_service"],
    },
    {"id": "c", "turns": ["在吗"], "escalate_at": None, "codes": [], "intents": ["greet"]},
]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "rows.tsv").write_text(ROWS, encoding="utf-8")
    lines = [json.dumps(script, ensure_ascii=False) for script in SCRIPTS]
    (tmp_path / "scripts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "faq.tsv").write_text("等待期是多长时间\t等待期多久\n", encoding="utf-8")
    (tmp_path / "corpus.tsv").write_text("等待期多久\t看合同\n免赔额怎么算\t看合同\n", encoding="utf-8")
    return tmp_path


def test_metrics_and_report_of_a_running_bot(files: Path) -> None:
    with FakeEndpoint() as bot:
        code = main(
            [
                *("--url", bot.url, "--out", str(files / "out")),
                *("--intents", str(files / "rows.tsv"), "--dialogues", str(files / "scripts.jsonl")),
                *("--faq", str(files / "faq.tsv"), "--faq-corpus", str(files / "corpus.tsv")),
            ]
        )
    assert code == 0
    metrics = json.loads((files / "out" / "metrics.json").read_text(encoding="utf-8"))
    assert metrics["model_id"] == "fake-1"
    assert metrics["train_seconds"] is None
    assert {"accuracy", "macro_f1", "fallback_rate", "confused", "false_escalation_rate", "n"} <= set(
        metrics["intents"]
    )
    assert metrics["intents"]["accuracy"] == 0.5
    # of three rows without a code one called a person and one failed
    assert metrics["intents"]["false_escalation_rate"] == pytest.approx(2 / 3, abs=1e-4)
    dialogues = metrics["dialogues"]
    assert (dialogues["recall"], dialogues["false_escalation_rate"], dialogues["missed"]) == (0.5, 0.0, ["b"])
    assert set(dialogues["gt_t"]) == {"I", "II", "III"}
    assert metrics["faq"]["top1"] == 1.0
    assert set(metrics["turn_ms"]) == {"n", "p50", "p99"}
    assert set(metrics["baselines"]) == {"keyword list", "without memory"}
    # 气死我了 is in no list of words
    assert metrics["baselines"]["keyword list"]["dialogues"]["recall"] == 0.5
    report = (files / "out" / "report.html").read_text(encoding="utf-8")
    assert "<mark>转人工</mark> &lt;b&gt;" in report
    assert "气死我了" in report
    assert "HTTP 500" in report
    assert not re.search(r"(?:src|href)\s*=|https?://|@import|url\(", report)


def test_any_one_file_is_enough(files: Path) -> None:
    with FakeEndpoint() as bot:
        assert (
            main(["--url", bot.url, "--dialogues", str(files / "scripts.jsonl"), "--out", str(files / "out")])
            == 0
        )
    metrics = json.loads((files / "out" / "metrics.json").read_text(encoding="utf-8"))
    assert "intents" not in metrics
    assert metrics["dialogues"]["n"] == 3


def test_wrong_files_are_all_named_before_anything_starts(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (files / "rows.tsv").write_text("在吗\tgreeting\t-\t-\n", encoding="utf-8")
    (files / "scripts.jsonl").write_text("{}\n", encoding="utf-8")
    code = main(
        [
            "--url",
            "http://127.0.0.1:9",
            "--intents",
            str(files / "rows.tsv"),
            "--dialogues",
            str(files / "scripts.jsonl"),
        ]
    )
    assert code == 2
    complaint = capsys.readouterr().err
    assert "rows.tsv, line 1: 'greeting' is no intent of this bot." in complaint
    assert "scripts.jsonl, line 1" in complaint
    assert "Traceback" not in complaint


def test_a_bot_that_does_not_answer_is_one_sentence(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["--url", "http://127.0.0.1:9", "--intents", str(files / "rows.tsv"), "--out", str(files)]) == 2
    )
    assert "No bot answers at http://127.0.0.1:9" in capsys.readouterr().err


def test_scripts_of_two_authors_keep_apart(files: Path) -> None:
    second = files / "other.dialogues.jsonl"
    second.write_bytes((files / "scripts.jsonl").read_bytes())
    found = inputs.read(Files(dialogues=(files / "scripts.jsonl", second)))
    assert [script.id for script in found.dialogues] == [
        "scripts/a",
        "scripts/b",
        "scripts/c",
        "other/a",
        "other/b",
        "other/c",
    ]


def test_the_projects_own_test_sets_are_in_the_formats() -> None:
    found = inputs.read(Files(inputs.held_back().intents, inputs.held_back().dialogues))
    assert len(found.rows) >= 480
    assert len(found.dialogues) >= 70
