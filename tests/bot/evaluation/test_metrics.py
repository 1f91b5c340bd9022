"""Every figure against cases small enough to count by hand."""

from __future__ import annotations

from typing import Any

import pytest

from bot.evaluation import bootstrap, calibration
from bot.evaluation.dialogue_metrics import alarm_figures, dialogue_figures, outcome
from bot.evaluation.faq import faq_figures
from bot.evaluation.figures import at, meets, rounded, turn_ms
from bot.evaluation.formats import Dialogue, FaqPair, FaqQuery, IntentRow
from bot.evaluation.intent_metrics import confusion_matrix, intent_figures
from bot.evaluation.turns import Alarm, Turn

ALARM = Alarm(("E10",), ("转人工",), "客户要人工")


def row(intent: str, *codes: str, alternative: str | None = None) -> IntentRow:
    return IntentRow(f"说 {intent}", intent, alternative, codes)


def heard(intent: str, confidence: float = 0.9, alarm: Alarm | None = None, understood: bool = True) -> Turn:
    return Turn(intent, confidence, understood, alarm)


FAILED = Turn(error="HTTP 500: oh")


def test_intent_figures_by_hand() -> None:
    rows = [
        row("greet"),
        row("greet"),
        row("urge_claim", alternative="ask_claim_eta"),
        row("request_human", "E10"),
    ]
    turns = [
        heard("greet"),
        heard("urge_claim", understood=False),
        heard("ask_claim_eta"),
        heard("request_human", alarm=ALARM),
    ]
    figures = intent_figures(rows, turns)
    assert figures["n"] == 4
    assert figures["accuracy"] == 0.75  # the alternative is right, the second greeting is not
    assert figures["fallback_rate"] == 0.25
    assert figures["false_escalation_rate"] == 0.0
    assert figures["recall_by_code"] == {"E10": {"n": 1, "recall": 1.0}}
    # greet: 1 hit of 2, claimed once: F1 = 2·1/(2+1) = 2/3; urge_claim: 1 hit, claimed twice: 2·1/(1+2) = 2/3;
    # request_human: 1. Mean = (2/3 + 2/3 + 1) / 3 = 7/9
    assert figures["macro_f1"] == pytest.approx(7 / 9)
    assert figures["confused"] == [
        {"intent": "greet", "predicted": "urge_claim", "n": 1, "examples": ["说 greet"]}
    ]
    assert figures["counts"] == {"accuracy": 4, "false_escalation_rate": 3}


def test_a_person_called_for_an_ordinary_message_is_listed_with_the_words() -> None:
    figures = intent_figures([row("greet"), row("greet")], [heard("greet", alarm=ALARM), heard("greet")])
    assert figures["false_escalation_rate"] == 0.5
    assert figures["false_alarms"][0]["words"] == ["转人工"]
    assert figures["false_alarms"][0]["codes"] == ["E10"]


def test_a_failed_turn_is_wrong_on_every_side_and_listed() -> None:
    figures = intent_figures([row("greet"), row("request_human", "E10")], [FAILED, FAILED])
    assert figures["accuracy"] == 0.0
    assert figures["false_escalation_rate"] == 1.0
    assert figures["recall_by_code"]["E10"]["recall"] == 0.0
    assert [item["error"] for item in figures["failed_turns"]] == ["HTTP 500: oh"] * 2
    assert figures["calibration"]["n"] == 0
    assert figures["calibration"]["ece"] is None


def test_the_worst_confusions_come_first_and_end_at_twenty() -> None:
    rows = [row(f"i{n:02}") for n in range(25)] + [row("i24")]
    turns = [heard("other")] * 26
    confused = intent_figures(rows, turns)["confused"]
    assert len(confused) == 20
    assert (confused[0]["intent"], confused[0]["n"]) == ("i24", 2)


def test_the_confusion_matrix_counts_meant_against_understood() -> None:
    names, counts = confusion_matrix([row("a"), row("a"), row("b")], [heard("a"), heard("b"), heard("b")])
    assert names == ["a", "b"]
    assert counts.tolist() == [[1, 1], [0, 1]]


def dialogue(
    name: str, turns: int, at_turn: int | None, *codes: str, intents: tuple[Any, ...] = ()
) -> Dialogue:
    return Dialogue(name, tuple(f"第{n}句" for n in range(turns)), at_turn, codes, intents)


def played(turns: int, alarm_at: int | None) -> list[Turn]:
    return [heard("greet", alarm=ALARM if n == alarm_at else None) for n in range(turns)]


def test_dialogue_figures_by_hand() -> None:
    """Six scripts need a person from turn 3, two never do."""
    scripts = [dialogue(f"d{n}", 8, 3, "E10") for n in range(6)] + [
        dialogue("n0", 8, None),
        dialogue("n1", 8, None),
    ]
    alarms = [3, 4, 5, 2, 1, None, None, 6]
    figures = dialogue_figures(scripts, [played(8, alarm) for alarm in alarms])
    # in time: exactly, one late, one early, and the one two turns early (a case is open, if too soon) = 4 of 6
    assert figures["recall"] == pytest.approx(4 / 6)
    assert figures["early_rate"] == pytest.approx(1 / 6)
    assert figures["false_escalation_rate"] == 0.5
    assert figures["median_delay"] == 0.0  # of 0, 1, 2, -1, -2
    assert figures["missed"] == ["d2", "d5"]
    assert figures["late"] == ["d2"]
    assert figures["recall_by_code"] == {"E10": {"n": 6, "recall": pytest.approx(4 / 6)}}
    # GT-I: 1 + e^-.5 + e^-2 + e^-.5 + e^-2 + 0, and 1 + 0 for the two that need nobody: (2 + 2·0.60653 + 2·0.13534) / 8
    assert figures["gt_t"]["I"] == pytest.approx(0.43547, abs=1e-5)
    assert figures["counts"] == {"recall": 6, "false_escalation_rate": 2, "median_delay": 5}
    assert {item["id"]: item["kind"] for item in figures["false_alarms"]} == {
        "d4": "early",
        "n1": "never needed",
    }
    assert [(item["id"], item["opened_at"]) for item in figures["missed_scripts"]] == [
        ("d2", 5),
        ("d5", None),
    ]


def test_only_the_first_alarm_counts() -> None:
    turns = played(5, 1)
    turns[4] = heard("greet", alarm=ALARM)
    assert outcome(dialogue("d", 5, 4, "E10"), turns).opened_at == 1


def test_a_failed_turn_of_a_script_is_wrong_whichever_way() -> None:
    turns = [heard("greet"), FAILED, heard("greet")]
    assert outcome(dialogue("never", 3, None), turns).opened_at == 1
    assert outcome(dialogue("due", 3, 1, "E01"), turns).opened_at is None


def test_intents_of_script_turns_where_they_are_given() -> None:
    scripts = [
        dialogue("a", 2, None, intents=("greet", "urge_claim")),
        dialogue("b", 2, None, intents=("greet", None)),
        dialogue("c", 2, None),
    ]
    figures = dialogue_figures(scripts, [played(2, None)] * 3)
    assert figures["intents"]["n"] == 3
    assert figures["intents"]["accuracy"] == pytest.approx(2 / 3)


def test_without_scripts_of_one_kind_its_figures_are_none() -> None:
    figures = alarm_figures([outcome(dialogue("n", 2, None), played(2, None))])
    assert figures["recall"] is None
    assert figures["median_delay"] is None
    assert figures["ci95"]["recall"] is None
    assert figures["gt_t"] == {"I": 1.0, "II": 1.0, "III": 1.0}


class ByLetter:
    """Ranks the corpus by how many letters of the query a question has; stands for any retriever."""

    def __init__(self, questions: list[str]) -> None:
        self.questions = questions

    def rank(self, query: str, top: int = 10) -> list[tuple[int, float]]:
        scores = [(i, float(sum(letter in q for letter in query))) for i, q in enumerate(self.questions)]
        return sorted(scores, key=lambda item: -item[1])[:top]


def test_faq_figures_by_hand() -> None:
    corpus = [FaqPair("等待期多久", "a"), FaqPair("免赔额怎么算", "b"), FaqPair("犹豫期多久", "c")]
    ranker = ByLetter([pair.question for pair in corpus])
    queries = [
        FaqQuery("免赔额", "免赔额怎么算"),
        FaqQuery("等待期", "等待期多久"),
        FaqQuery("期多久", "犹豫期多久"),
    ]
    figures = faq_figures(ranker, corpus, queries)
    assert figures["top1"] == pytest.approx(2 / 3)
    assert figures["mrr"] == pytest.approx((1 + 1 + 1 / 2) / 3)
    assert figures["wrong"] == [{"query": "期多久", "gold": "犹豫期多久", "found": "等待期多久", "place": 2}]


def test_other_wordings_of_a_question_are_the_question_and_take_one_place() -> None:
    corpus = [
        FaqPair("等待期多久", "a"),
        FaqPair("买了几天才管用", "a", "等待期多久"),
        FaqPair("多少天才管用呢", "a", "等待期多久"),
        FaqPair("管用多少年", "b"),
    ]
    ranker = ByLetter([pair.question for pair in corpus])
    queries = [FaqQuery("几天才管用", "等待期多久"), FaqQuery("几天才管用", "管用多少年")]
    figures = faq_figures(ranker, corpus, queries)
    assert (figures["corpus"], figures["top1"]) == (2, 0.5)
    assert figures["wrong"][0]["place"] == 2  # behind one question, though behind two wordings of it


def test_reliability_and_its_error_by_hand() -> None:
    bins = calibration.reliability(
        [0.95, 0.95, 0.95, 0.95, 0.55, 1.0], [True, True, True, False, False, True]
    )
    assert [(item.low, item.n, item.accuracy) for item in bins] == [(0.5, 1, 0.0), (0.9, 5, 0.8)]
    assert bins[1].confidence == pytest.approx(0.96)
    # (1·|0 - .55| + 5·|.8 - .96|) / 6 = (0.55 + 0.8) / 6
    assert calibration.expected_error(bins) == pytest.approx(1.35 / 6)


def test_the_bootstrap_is_the_same_every_time_and_holds_the_mean() -> None:
    values = [1.0] * 90 + [0.0] * 10
    low, high = bootstrap.mean_interval(values) or (0, 0)
    assert (low, high) == bootstrap.mean_interval(values)
    # normal approximation: .9 ± 1.96·sqrt(.9·.1/100) = .9 ± .0588
    assert low == pytest.approx(0.841, abs=0.015)
    assert high == pytest.approx(0.959, abs=0.015)
    assert bootstrap.mean_interval([]) is None
    assert bootstrap.mean_interval([1.0] * 5) == (1.0, 1.0)


def test_small_helpers() -> None:
    assert turn_ms([10.0, 20.0, 30.0])["p50"] == 20.0
    assert turn_ms([]) == {"n": 0, "p50": None, "p99": None}
    assert at({"a": {"b": 1}}, "a.b") == 1
    assert at({"a": {"b": 1}}, "a.c.d") is None
    assert meets(0.95, (0.95, True))
    assert not meets(0.02, (0.01, False))
    assert rounded({"x": (0.123456, [1, None])}) == {"x": [0.1235, [1, None]]}
