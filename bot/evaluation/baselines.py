"""What the bot is held against: a keyword list, stock Rasa's intents, and itself without memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bot.components.intent_codes import INTENT_CODES
from bot.evaluation import stock, stock_pipelines
from bot.evaluation.dialogue_metrics import alarm_figures, outcome
from bot.evaluation.formats import Dialogue, IntentRow
from bot.evaluation.intent_metrics import intent_figures
from bot.evaluation.playing import Played
from bot.evaluation.turns import Alarm, Turn

#: The words that the taxonomy's table of signs names (death, self-harm, authorities, rhetorical questions, sarcasm,
#: old age, money, broken promises, giving up), and the two that everybody's first list has.
KEYWORDS = (
    *("走了", "没了", "去世", "过世", "牺牲", "病危", "插管", "抢救", "icu", "晚期", "转移"),
    *("一了百了", "不想活", "结束", "解脱", "拖累", "安排好了"),
    *("监管", "媒体", "律师", "法院", "银保监", "12378", "起诉", "曝光"),
    *("呗", "是吧", "凭啥", "凭什么", "合着", "敢情", "?!", "？！"),
    *("真高效", "太贴心", "半个月了", "还在审", "又要"),
    *("看不清", "不会弄", "不识字", "子女不在", "儿子不在"),
    *("急用钱", "押金", "等着做手术", "借的钱"),
    *("上次说", "答应过", "呵呵", "算了"),
    *("人工", "投诉"),
)
#: What of a baseline's figures is kept: the figures that stand beside ours.
_INTENTS = (
    "n",
    "accuracy",
    "macro_f1",
    "fallback_rate",
    "false_escalation_rate",
    "recall_by_code",
    "ci95",
    "counts",
)
_ALARMS_ONLY = ("n", "false_escalation_rate", "recall_by_code", "ci95", "counts")
_DIALOGUES_LEFT_OUT = ("delays", "late")

Listener = Callable[[str], Turn]


def keyword_turn(text: str) -> Turn:
    """Calls a person at any of the words; understands nothing."""
    lowered = text.lower()
    words = tuple(word for word in KEYWORDS if word in lowered)
    return Turn(alarm=Alarm((), words, "keyword") if words else None)


def keywords(rows: Sequence[IntentRow], dialogues: Sequence[Dialogue]) -> dict[str, Any]:
    return _figures(
        rows,
        [keyword_turn(row.text) for row in rows],
        dialogues,
        [[keyword_turn(text) for text in dialogue.turns] for dialogue in dialogues],
        _ALARMS_ONLY,
    )


def without_memory(
    rows: Sequence[IntentRow], dialogues: Sequence[Dialogue], played: Played
) -> dict[str, Any]:
    """Our message-level model: every message of a script was played as the first of a conversation."""
    return _figures(rows, played.intents, dialogues, played.alone, _INTENTS)


def stock_rasa(
    rows: Sequence[IntentRow], dialogues: Sequence[Dialogue], epochs: int = stock_pipelines.DIET_EPOCHS
) -> dict[str, Any]:
    """Calls a person for the intents that mean one. Trains for an hour or more where var/ has no model. Raises StockFailed."""
    texts = list(dict.fromkeys([row.text for row in rows] + [text for d in dialogues for text in d.turns]))
    guesses = dict(
        zip(texts, stock.predict(stock_pipelines.diet(epochs), stock.own_examples(), texts), strict=True)
    )
    return _figures(
        rows,
        [stock_turn(guesses[row.text]) for row in rows],
        dialogues,
        [[stock_turn(guesses[text]) for text in dialogue.turns] for dialogue in dialogues],
        _INTENTS,
    )


def stock_turn(guess: stock.Guess) -> Turn:
    code = None if guess.fallback else INTENT_CODES.get(guess.intent)
    alarm = Alarm((code,), (), f"intent {guess.intent}") if code else None
    return Turn(guess.intent, guess.confidence, not guess.fallback, alarm)


def _figures(
    rows: Sequence[IntentRow],
    row_turns: Sequence[Turn],
    dialogues: Sequence[Dialogue],
    dialogue_turns: Sequence[Sequence[Turn]],
    kept: Sequence[str],
) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    if rows:
        whole = intent_figures(rows, row_turns)
        figures["intents"] = {name: whole[name] for name in kept}
        if "accuracy" not in kept:
            figures["intents"]["ci95"] = {"false_escalation_rate": whole["ci95"]["false_escalation_rate"]}
    if dialogues:
        alarms = alarm_figures(
            [outcome(d, turns) for d, turns in zip(dialogues, dialogue_turns, strict=True)]
        )
        figures["dialogues"] = {k: v for k, v in alarms.items() if k not in _DIALOGUES_LEFT_OUT}
    return figures
