"""Which trigger an intent stands for when the intent itself means "a person" (taxonomy: mode escalate)."""

from __future__ import annotations

#: Intents that by themselves mean "a person": their probability speaks for the code beside them.
INTENT_CODES = {
    "request_human": "E10",
    "complain_service": "E01",
    "complain_misselling": "E07",
    "dispute_rejection": "E04",
    "dispute_amount": "E05",
    "accusation_of_fraud": "E13",
    "bereavement_or_illness_support": "E02",
    "crisis_selfharm": "E09",
}
