"""A bot and an insurer that follow a script, behind the same ports as the real ones."""

from dataclasses import dataclass, replace
from datetime import datetime

from handoff.domain.case import Priority
from handoff.domain.context import Dossier
from handoff.domain.conversation import Contact
from handoff.domain.errors import BotRejected, BotUnavailable
from handoff.domain.turn import (
    BotStatus,
    Decision,
    Directive,
    DirectiveType,
    Mode,
    Reply,
    TurnRequest,
    TurnResult,
    Understanding,
)

MODEL = "20261122-101530-ab12cd"
ANGRY = "凭什么"


@dataclass
class ScriptedBot:
    """Escalates when it reads 凭什么, answers everything else. `turns` counts the turns it was asked for."""

    up: bool = True
    turns: int = 0

    async def turn(self, request: TurnRequest) -> TurnResult:
        if not self.up:
            raise BotUnavailable("down, as the script says")
        if request.mode is Mode.OPENING:
            raise BotRejected("has no first screen, as the script says")
        if request.mode is Mode.OBSERVE:
            return self._heard(request)
        self.turns += 1
        angry = any(ANGRY in message.text for message in request.messages)
        said = "您先别急，我这就请林晓来看这份条款。" if angry else "住院理赔要交发票、病历和诊断证明。"
        return TurnResult(
            turn_id=request.turn_id,
            model_id=MODEL,
            state={"v": 1, "turns": self.turns},
            replies=(Reply("text", said, {"kind": "text", "text": said}),),
            understanding=tuple(_understood(m.id, m.text) for m in request.messages),
            slots={"claim_type": "INPATIENT_MED"},
            directives=(_open_case(request),) if angry else (),
        )

    def _heard(self, request: TurnRequest) -> TurnResult:
        return TurnResult(
            turn_id=request.turn_id,
            model_id=MODEL,
            state=request.state or {"v": 1},
            replies=(),
            understanding=tuple(_understood(m.id, m.text) for m in request.messages),
        )

    async def status(self) -> BotStatus:
        return BotStatus(ready=self.up, model_id=MODEL if self.up else None)


def _understood(message_id: object, text: str) -> Understanding:
    at = text.find(ANGRY)
    angry = at >= 0
    evidence = [
        {"code": "E04", "start": at, "end": at + 3, "text": ANGRY, "source": "rule:rhetorical", "score": 0.9}
    ]
    decision = Decision.ESCALATE if angry else Decision.ANSWER
    data = {
        "message_id": str(message_id),
        "intent": {"name": "dispute_refusal" if angry else "ask_docs_inpatient", "confidence": 0.93},
        "ranking": [{"name": "ask_docs_inpatient", "confidence": 0.93}],
        "entities": [],
        "escalation": {
            "scores": {"E04": 0.97 if angry else 0.01},
            "codes": ["E04"] if angry else [],
            "decision": decision.value,
            "reason": "客户质问拒赔依据" if angry else "",
            "evidence": evidence if angry else [],
            "emotion": {"label": "angry" if angry else "neutral", "level": 2 if angry else 0},
            "about": "self",
        },
    }
    return Understanding(message_id, decision, ("E04",) if angry else (), "客户质问拒赔依据", data)  # type: ignore[arg-type]


def _open_case(request: TurnRequest) -> Directive:
    message = next(m for m in request.messages if ANGRY in m.text)
    at = message.text.find(ANGRY)
    return Directive(
        DirectiveType.OPEN_CASE,
        codes=("E04",),
        priority=Priority.P1,
        reason="客户质问拒赔依据",
        evidence=(
            {
                "code": "E04",
                "start": at,
                "end": at + 3,
                "text": ANGRY,
                "source": "rule:rhetorical",
                "score": 0.9,
                "message_id": str(message.id),
            },
        ),
        summary="客户对拒赔不满，要求指出条款。",
        goal="要知道按哪一条拒赔",
    )


class KnownCustomers:
    """An insurer that knows everybody: 林晓's customers, with one policy each."""

    async def contact(self, contact: Contact, correlation_id: str) -> Contact:
        return replace(contact, display_name="王*明", butler_username="linxiao", butler_name="林晓")

    async def dossier(self, customer_ref: str | None, now: datetime, correlation_id: str) -> Dossier:
        return Dossier(
            available=True,
            person={
                "display_name": "王*明",
                "phone_masked": "138****0000",
                "age": 40,
                "dedicated_butler": "林晓",
            },
            butler_username="linxiao",
            butler_name="林晓",
            policies=({"policy_no": "…1234", "product_name": "百万医疗险", "status": "active"},),
        )

    async def ready(self) -> bool:
        return True
