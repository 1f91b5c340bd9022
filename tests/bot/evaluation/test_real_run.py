"""One evaluation with everything real: the trained model, actions, reference insurer, database, on ports of their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.evaluation.command import main
from bot.knowledge import ROOT

pytestmark = [
    pytest.mark.bot,
    pytest.mark.skipif(
        not (ROOT / ".venv" / "bin" / "python").exists(), reason="needs the hub's environment"
    ),
]


def test_a_tiny_set_through_the_whole_bot(model: Path, tmp_path: Path) -> None:
    rows, scripts = tmp_path / "rows.tsv", tmp_path / "scripts.jsonl"
    rows.write_text("你好\tgreet\t-\t-\n转人工\trequest_human\t-\tE10\n", encoding="utf-8")
    script = {
        "id": "a",
        "turns": ["你好", "我的理赔到哪一步了", "转人工"],
        "escalate_at": 2,
        "codes": ["E10"],
    }
    scripts.write_text(json.dumps(script, ensure_ascii=False), encoding="utf-8")
    given = [
        "--intents",
        str(rows),
        "--dialogues",
        str(scripts),
        "--model",
        str(model),
        "--out",
        str(tmp_path),
    ]
    assert main(given) == 0
    metrics = json.loads((tmp_path / "metrics.json").read_text(encoding="utf-8"))
    assert metrics["intents"]["failed_turns"] == metrics["dialogues"]["failed_turns"] == []
    assert metrics["intents"]["accuracy"] == 1.0
    assert metrics["dialogues"]["recall"] == 1.0
    assert metrics["dialogues"]["median_delay"] == 0.0
    assert metrics["turn_ms"]["p50"] > 0
    assert metrics["model_id"] == model.name.removesuffix(".tar.gz")
