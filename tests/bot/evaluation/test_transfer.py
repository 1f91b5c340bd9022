"""Measures on other data, with numbers worked out by hand, and stock Rasa's project without training it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from bot.components.escalation_scoring import CALM
from bot.components.policy_file import read_policy
from bot.evaluation import baselines, stock, stock_pipelines, transfer
from bot.evaluation.formats import Dialogue, FileProblem, IntentRow
from bot.evaluation.scorer import Scorer


def test_auc_by_hand_and_by_ranks_agree() -> None:
    truth, scores = [True, True, False, False], [0.9, 0.4, 0.4, 0.1]
    # pairs (true, false): .9>.4, .9>.1, .4=.4 counts half, .4>.1: 3.5 of 4
    assert transfer.auc(truth, scores) == pytest.approx(0.875)
    rows = np.column_stack([np.array(truth, float), np.array(scores)])
    assert transfer._auc_of(rows) == pytest.approx(0.875)
    assert transfer.auc([True], [0.5]) is None


def test_recall_at_a_share_of_false_alarms() -> None:
    truth = [True] * 4 + [False] * 10
    scores = [0.9, 0.8, 0.3, 0.1] + [0.85] + [0.2] * 9
    # one of ten may alarm: the threshold can go down to 0.3 (0.85 alarms), at 0.2 all would
    assert transfer.recall_at(truth, scores) == 0.75
    assert transfer.recall_at([True, False], [0.1, 0.9], 0.0) == 0.0


def scorer() -> Scorer:
    """Hears 急 as risky and everything else as calm."""

    def listen(text: str) -> dict[str, Any]:
        risk = {**CALM.as_dict(), "risk": 0.9, "scores": {"E01": 0.8}}
        return {
            "intent": {"name": text},
            "understood": True,
            "assessment": risk if "急" in text else CALM.as_dict(),
        }

    return Scorer(listen, read_policy())


def test_dissatisfied_turns_are_weighed_with_what_was_said_before(tmp_path: Path) -> None:
    rows = [
        {"history": [["在吗", "在"], ["急死了", ""]], "satisfaction": 0},
        {"history": [["在吗", "在"], ["好的", ""]], "satisfaction": 2},
        {"history": [["多久到", ""]], "satisfaction": 1},
    ]
    path = tmp_path / "jd.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    figures = transfer.jd(path, scorer())
    assert (figures["n"], figures["dissatisfied"], figures["auc"]) == (3, 1, 1.0)
    assert figures["recall_at_10_percent_false_alarms"] == 1.0
    path.write_text('{"history": 3}', encoding="utf-8")
    with pytest.raises(FileProblem, match="line 1: `history` and `satisfaction`"):
        transfer.jd(path, scorer())


def test_the_course_of_a_conversation_is_weighed_not_only_its_last_message() -> None:
    alone, after = (
        scorer().weigh(["在吗"]),
        scorer().weigh(["怎么还没好", "怎么还没好", "怎么还没好", "怎么还没好"]),
    )
    assert alone.decided < 1
    assert after.decided >= 3  # the same question for the fourth time brings a person


def test_anger_among_emotions(tmp_path: Path) -> None:
    path = tmp_path / "emotion.tsv"
    path.write_text("急死我了\tangry\n今天不错\thappy\n", encoding="utf-8")
    assert transfer.emotion(path, scorer())["auc"] == 1.0


def test_the_stock_project_has_every_example_and_the_settings_of_its_name(tmp_path: Path) -> None:
    stock.write_project(tmp_path, stock_pipelines.diet(7), [("在吗", "greet"), ("转\n人工", "request_human")])
    nlu = yaml.safe_load((tmp_path / "nlu.yml").read_text(encoding="utf-8"))["nlu"]
    assert {block["intent"]: block["examples"] for block in nlu} == {
        "greet": "- 在吗\n",
        "request_human": "- 转 人工\n",
    }
    pipeline = yaml.safe_load((tmp_path / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    assert {"name": "DIETClassifier", "epochs": 7}.items() <= pipeline[-2].items()
    assert pipeline[-1]["name"] == "FallbackClassifier"


def test_the_whole_assistant_begins_with_the_same_pipeline() -> None:
    small, whole = yaml.safe_load(stock_pipelines.diet(7)), yaml.safe_load(stock_pipelines.assistant(7))
    alone = yaml.safe_load(stock_pipelines.diet_alone(7, "    ranking_length: 0\n"))
    assert whole["pipeline"][:6] == small["pipeline"][:6]
    assert whole["pipeline"][-1] == small["pipeline"][-1]
    assert alone["pipeline"][5] == {**small["pipeline"][5], "ranking_length": 0}


def test_stock_rasa_calls_a_person_for_the_intents_that_mean_one_unless_it_falls_back() -> None:
    assert baselines.stock_turn(stock.Guess("request_human", 0.9, False)).alarm is not None
    assert baselines.stock_turn(stock.Guess("request_human", 0.2, True)).alarm is None
    assert baselines.stock_turn(stock.Guess("complaint_howto", 0.9, False)).alarm is None


def test_a_fallback_keeps_the_guess_behind_it() -> None:
    ranking = [{"name": "nlu_fallback", "confidence": 0.3}, {"name": "greet", "confidence": 0.28}]
    assert stock._best({"intent": ranking[0], "intent_ranking": ranking}) == ("greet", 0.28, True)


def test_the_keyword_list_calls_at_its_words() -> None:
    rows = [
        IntentRow("律师函是什么样的，好奇", "out_of_scope", None, ()),
        IntentRow("我爸去世了", "bereavement_or_illness_support", None, ("E02",)),
    ]
    scripts = [Dialogue("d", ("在吗", "我要找律师"), 1, ("E03",), ())]
    figures = baselines.keywords(rows, scripts)
    assert figures["intents"]["false_escalation_rate"] == 1.0
    assert figures["intents"]["recall_by_code"]["E02"]["recall"] == 1.0
    assert "accuracy" not in figures["intents"]
    assert figures["dialogues"]["recall"] == 1.0
