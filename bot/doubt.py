"""The intent is unsure: a stored question may answer, or the bot asks back instead of guessing. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.components.intent_classifier import ASK_BACK
from bot.components.intent_codes import INTENT_CODES

#: The second guess is a real rival when it has this share of the first one's confidence.
RIVAL = 0.6
#: Whoever may need a person, and small talk, is never asked back.
_PLAIN = frozenset({*INTENT_CODES, "greet", "thanks_praise", "bot_identity", "unclear_input", "out_of_scope"})
#: Questions about where the claim is, with one answer (actions/claims.py), and the share that they need together.
_PROGRESS = frozenset({"ask_claim_status", "ask_claim_eta", "urge_claim", "ask_payment_arrival"})
_TOGETHER = 0.5
#: Intents that ask for a list of documents.
_DOCUMENTS = "ask_docs_"


def stored_answer(parse: Mapping[str, Any]) -> bool:
    """Whether a stored question (data/knowledge/faq.yml) surely is what was asked while the intent is unsure."""
    intent = parse["intent"]
    unsure = not parse.get("understood") or bool(parse.get(ASK_BACK))
    return bool(parse.get("faq_sure")) and unsure and intent["name"] not in INTENT_CODES


def between_two(parse: Mapping[str, Any]) -> bool:
    """Whether `parse` leaves two questions open: below `ask_back` of config.yml, with a rival."""
    ranking = parse.get("intent_ranking") or ()
    if not parse.get(ASK_BACK) or len(ranking) < 2:
        return False
    first, second = ranking[0], ranking[1]
    if {first["name"], second["name"]} & _PLAIN or first["name"] != parse["intent"]["name"]:
        return False
    if all(guess["name"].startswith(_DOCUMENTS) for guess in (first, second)) and _names_claim_type(parse):
        return False  # the list is that of the claim type, whatever the intent
    return bool(second["confidence"] >= RIVAL * first["confidence"])


def one_answer(parse: Mapping[str, Any]) -> bool:
    """Whether the doubt is only between questions that the claim's timeline answers alike: asking back would gain
    nothing."""
    unsure = not parse.get("understood") or bool(parse.get(ASK_BACK))
    ranking = parse.get("intent_ranking") or ()
    if not unsure or len(ranking) < 2 or ranking[0]["name"] != parse["intent"]["name"]:
        return False
    share = sum(float(guess["confidence"]) for guess in ranking if guess["name"] in _PROGRESS)
    return share >= _TOGETHER and all(guess["name"] in _PROGRESS for guess in ranking[:2])


def _names_claim_type(parse: Mapping[str, Any]) -> bool:
    return any(entity["entity"] == "claim_type" for entity in parse.get("entities", ()))
