"""The insurer's events and the hub's webhook, held to each other (docs/contracts.md section 4, "Events out")."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from handoff.domain.news import KNOWN_TYPES
from handoff.web import signature as hub
from handoff.web.schemas.insurer import InsurerEvent as Taken
from insurer import api_events as insurer

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
DATA: dict[str, dict[str, Any]] = {
    "claim.step_changed": {"state_code": "DOCS_PRECHECK", "actor_type": "insurer", "due_at": None},
    "claim.document_missing": {
        "state_code": "SUPPLEMENT_REQUESTED",
        "documents": [{"doc_code": "D08", "why": "缺页"}],
    },
    "claim.clock": {"clock_code": "adjudicate", "percent": 80, "due_at": AT.isoformat()},
    "claim.decided": {"state_code": "DECISION_PARTIAL", "outcome": "partial"},
    "claim.paid": {"state_code": "PAID_CLOSED", "amount": "393.00", "account_tail": "6688"},
    "pickup.changed": {"status": "collected"},
}


def test_both_know_the_same_types() -> None:
    assert set(DATA) == KNOWN_TYPES == set(insurer.EventType.__args__)


def test_both_sign_alike() -> None:
    body = '{"event_id": "一"}'.encode()
    assert hub.sign("a secret", "1795312800", body) == insurer.signature("a secret", "1795312800", body)
    assert (hub.TIMESTAMP, hub.SIGNATURE) == (insurer.TIMESTAMP_HEADER, insurer.SIGNATURE_HEADER)


@pytest.mark.parametrize("kind", sorted(DATA))
def test_the_hub_takes_what_the_insurer_makes(kind: str) -> None:
    numbers = {"pickup_no": "PK1"} if kind.startswith("pickup") else {"claim_no": "CL1"}
    made = insurer.InsurerEvent(
        event_id="e1", type=kind, customer_ref="C001", occurred_at=AT, data=DATA[kind], **numbers
    )
    taken = Taken.model_validate(json.loads(made.model_dump_json()))
    assert (taken.type, taken.data, taken.occurred_at) == (kind, DATA[kind], AT)
