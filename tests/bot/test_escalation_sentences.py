"""Decisions of today's model on sentences we stand by: the handbook's, our own pairs, and the same ones written badly.

The sentences of the handbook are trained on (batch handbook): here they must not get lost again. Those of own_pairs.yml
and the noise are not; for noise a small share may go astray, counted below.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot import corpus
from bot.components.escalation_decision import Decision, Signals, decide
from bot.components.policy_file import read_policy
from bot.evaluation import scorer
from bot.knowledge import read_yaml

DATA = Path(__file__).parent / "escalation"
HANDBOOK: dict[str, Any] = read_yaml(DATA / "handbook.yml")  # type: ignore[assignment]
OWN: list[list[str]] = read_yaml(DATA / "own_pairs.yml")["pairs"]  # type: ignore[call-overload]
CALM = [(code, text) for code, texts in HANDBOOK["calm"].items() for text in texts]
#: Sentences whose decision noise must not change, without the slightest doubt about them.
STEADY = [*(alarm for _, _, alarm in OWN[::4]), *(calm for _, calm, _ in OWN[1::4])]
_TRADITIONAL = str.maketrans(
    "们这个说话实际证据诉讼银监赔给讲时间钱费谁报业务员骗让转账验码开单发贴门头号银听见写东还还",
    "們這個說話實際證據訴訟銀監賠給講時間錢費誰報業務員騙讓轉賬驗碼開單發貼門頭號銀聽見寫東還還",
)
_HOMOPHONES = str.maketrans(
    {"赔": "陪", "诉": "速", "据": "剧", "说": "硕", "理": "里", "单": "丹", "催": "崔"}
)
_FULL_WIDTH = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)})


@pytest.fixture(scope="module")
def listen(model: Path) -> scorer.Scorer:
    return scorer.load(model)


@pytest.fixture(scope="module")
def judge(listen: scorer.Scorer) -> Callable[..., Decision]:
    policy = read_policy()

    def last(*texts: str) -> Decision:
        signals = Signals()
        for text in texts:
            decision, signals = decide(listen._heard(text), signals, policy)
        return decision

    return last


@pytest.mark.parametrize(("code", "text"), CALM)
def test_hard_negatives_of_the_handbook_are_answered(
    judge: Callable[..., Decision], code: str, text: str
) -> None:
    decision = judge(text)
    assert decision.decision != "escalate", (code, decision.reason)


@pytest.mark.parametrize("pair", HANDBOOK["pairs"], ids=lambda pair: pair["id"])
def test_pairs_of_the_handbook(judge: Callable[..., Decision], pair: dict[str, Any]) -> None:
    assert judge(pair["calm"]).decision != "escalate"
    alarm = judge(*pair.get("before", []), pair["alarm"])
    assert alarm.decision == "escalate"
    assert set(pair["codes"]) & set(alarm.codes)


@pytest.mark.parametrize(("code", "calm", "alarm"), OWN)
def test_our_own_pairs(judge: Callable[..., Decision], code: str, calm: str, alarm: str) -> None:
    assert judge(calm).decision != "escalate", judge(calm).reason
    decision = judge(alarm)
    assert decision.decision == "escalate"
    assert decision.reason
    if code in ("E09", "E10", "E14"):
        assert code in decision.codes


def test_the_codes_of_our_own_pairs_are_named(judge: Callable[..., Decision]) -> None:
    named = [code in judge(alarm).codes for code, _, alarm in OWN]
    assert sum(named) / len(named) >= 0.9


def doubled(text: str) -> str:
    """One character typed twice."""
    middle = len(text) // 2
    return text[:middle] + text[middle - 1] + text[middle:]


NOISE: dict[str, Callable[[str], str]] = {
    "full width": lambda text: text.translate(_FULL_WIDTH),
    "blanks": lambda text: f"  {text}  ",
    "emoji behind": lambda text: f"{text}🙏",
    "greeting before": lambda text: f"你好，{text}",
    "politeness before": lambda text: f"麻烦问下，{text}",
    "doubled character": doubled,
    "no punctuation": lambda text: text.replace("，", " ").replace("？", "").replace("。", ""),
    "full stop": lambda text: f"{text}。",
    "traditional characters": lambda text: text.translate(_TRADITIONAL),
    "homophones": lambda text: text.translate(_HOMOPHONES),
}


@pytest.mark.parametrize("kind", NOISE)
def test_noise_changes_no_decision(judge: Callable[..., Decision], kind: str) -> None:
    """Of 50 sentences written badly at most three, of the critical codes none, get another decision."""
    strays = []
    for text in STEADY:
        before, after = judge(text), judge(NOISE[kind](text))
        if (before.decision == "escalate") != (after.decision == "escalate"):
            strays.append((text, before.decision, after.decision))
    assert len(strays) <= 3, strays


AMOUNT_FREE = [alarm for _, _, alarm in OWN if not set("0123456789") & set(alarm)][:40] + [
    calm for _, calm, _ in OWN if not set("0123456789") & set(calm)
][:40]


def test_an_amount_changes_no_decision(judge: Callable[..., Decision]) -> None:
    strays = []
    for text in AMOUNT_FREE:
        before, after = judge(text), judge(f"{text}，保额30万")
        if (before.decision == "escalate") != (after.decision == "escalate"):
            strays.append(text)
    assert len(strays) <= 4, strays


def test_the_size_of_an_amount_changes_no_decision(judge: Callable[..., Decision]) -> None:
    """Figures are read as figures, not as large or small."""
    for text in ("账单{}块就赔这么点，你们怎么算的", "住院花了{}，能报多少", "他让我转{}过去解冻，我转了"):
        levels = {judge(text.format(sum_)).decision for sum_ in ("300", "8000", "60000", "123456")}
        assert len(levels) == 1


def test_fragments_of_one_message_decide_like_the_whole(judge: Callable[..., Decision]) -> None:
    for code, _, alarm in OWN:
        if code in ("E09", "E10", "E14") and "，" in alarm:
            joined = judge(alarm.replace("，", " "))
            assert joined.decision == "escalate", alarm


def test_decisions_are_deterministic(judge: Callable[..., Decision]) -> None:
    for _, calm, alarm in OWN[:20]:
        assert judge(calm, alarm) == judge(calm, alarm)


def test_evidence_lies_within_the_message(judge: Callable[..., Decision]) -> None:
    for text in [alarm for _, _, alarm in OWN]:
        for item in judge(text).evidence:
            assert text[item.start : item.end] == item.text


def _texts(pairs: Sequence[Sequence[str]]) -> set[str]:
    return {text for pair in pairs for text in pair[1:]}


def test_our_own_pairs_are_a_hundred_and_not_trained_on() -> None:
    trained = {x.text for x in corpus.escalation_examples()} | {x.text for x in corpus.intent_examples()}
    alarms = {alarm for _, _, alarm in OWN}
    assert len(OWN) == 100
    assert len(_texts(OWN)) >= 195
    assert len(alarms & trained) <= 3  # 转人工 and its like have only one wording
