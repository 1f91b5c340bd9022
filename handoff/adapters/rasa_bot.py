"""The bot behind `POST /webhooks/turn`. What comes back is checked strictly: a half answer is no answer."""

import json
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import httpx
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from handoff.domain.case import Priority
from handoff.domain.errors import BotRejected, BotUnavailable
from handoff.domain.turn import (
    MAX_STATE_BYTES,
    BotStatus,
    Decision,
    Directive,
    DirectiveType,
    Mode,
    NotedRequest,
    Reply,
    TurnRequest,
    TurnResult,
    Understanding,
)

_MAX_ANSWER = 4 * 1024 * 1024
#: Added to the bot's own deadline before we hang up, in seconds: its 504 tells more than our time-out.
_GRACE = 0.5
_REFUSED = (400, 401, 403, 404, 413, 422)


class _Wire(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True)


class _Button(_Wire):
    title: str = Field(min_length=1, max_length=100)
    say: str = Field(min_length=1, max_length=1000)


class _Card(_Wire):
    type: Literal["timeline", "checklist", "term", "policies", "rating", "handoff"]


class _Reply(_Wire):
    kind: Literal["text", "buttons", "card"]
    text: str = Field(min_length=1, max_length=8000)
    buttons: list[_Button] | None = None
    card: _Card | None = None

    @model_validator(mode="after")
    def _complete(self) -> "_Reply":
        if self.kind == "buttons" and not self.buttons:
            raise ValueError("a reply of kind buttons needs buttons")
        if self.kind == "card" and self.card is None:
            raise ValueError("a reply of kind card needs a card")
        return self


class _Named(_Wire):
    name: str | None
    confidence: float = Field(ge=0, le=1.001)  # a softmax may round up


class _Evidence(_Wire):
    code: str = Field(pattern=r"^E\d\d$")
    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class _Escalation(_Wire):
    decision: Literal["escalate", "offer", "watch", "answer"]
    codes: list[str] = Field(default_factory=list)
    reason: str = ""
    scores: dict[str, float] = Field(default_factory=dict)
    evidence: list[_Evidence] = Field(default_factory=list)


class _Understanding(_Wire):
    message_id: str
    intent: _Named
    escalation: _Escalation


class _Directive(_Wire):
    type: Literal["open_case", "close_case", "ask_csat", "offer_human", "mask_message", "note_request"]
    codes: list[str] = Field(default_factory=list)
    priority: Literal["P0", "P1", "P2", "P3"] = "P3"
    reason: str = ""
    evidence: list[dict[str, Any]] = Field(default_factory=list)
    summary: str = ""
    goal: str = ""
    message_id: str | None = None
    spans: list[Annotated[list[Annotated[int, Field(ge=0)]], Field(min_length=2, max_length=2)]] = Field(
        default_factory=list, max_length=100
    )
    request_no: str | None = Field(default=None, min_length=1, max_length=64)
    kind: str | None = Field(default=None, min_length=1, max_length=40)
    received_at: str | None = None
    claim_no: str | None = Field(default=None, min_length=1, max_length=64)

    @model_validator(mode="after")
    def _complete(self) -> "_Directive":
        if self.type == "open_case" and not self.codes and not self.reason:
            raise ValueError("open_case needs codes or a reason")
        if self.type == "mask_message" and not (self.message_id and self.spans):
            raise ValueError("mask_message needs a message and spans")
        if self.type == "note_request" and not (self.request_no and self.kind and self.received_at):
            raise ValueError("note_request needs a number, a kind and when it was received")
        if self.received_at is not None and datetime.fromisoformat(self.received_at).tzinfo is None:
            raise ValueError("received_at needs an offset")
        return self


class _TurnResult(_Wire):
    turn_id: str
    model_id: str = Field(min_length=1)
    state: dict[str, Any]
    replies: list[_Reply] = Field(max_length=20)
    understanding: list[_Understanding]
    slots: dict[str, Any] = Field(default_factory=dict)
    directives: list[_Directive] = Field(default_factory=list, max_length=10)
    timings_ms: dict[str, float] = Field(default_factory=dict)


class RasaBot:
    """Use `async with`, or close with `aclose`. `token` may be empty."""

    def __init__(
        self, base_url: str, token: str, *, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        headers = {"Accept": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self._http = httpx.AsyncClient(
            base_url=base_url.rstrip("/"),
            headers=headers,
            timeout=httpx.Timeout(5.0, connect=2.0),
            limits=httpx.Limits(max_connections=64, max_keepalive_connections=32),
            transport=transport,
            trust_env=False,
        )

    async def aclose(self) -> None:
        await self._http.aclose()

    async def turn(self, request: TurnRequest) -> TurnResult:
        """Raises BotUnavailable, BotRejected."""
        try:
            answer = await self._http.post(
                "/webhooks/turn",
                content=json.dumps(wire_request(request), ensure_ascii=False).encode(),
                headers={"Content-Type": "application/json", "X-Correlation-Id": request.correlation_id},
                timeout=httpx.Timeout(request.deadline + _GRACE, connect=2.0),
            )
        except httpx.TimeoutException:
            raise BotUnavailable("机器人没有在限时内答复") from None
        except httpx.HTTPError as error:
            raise BotUnavailable(f"机器人连接不上（{type(error).__name__}）") from None
        _check_status(answer)
        if len(answer.content) > _MAX_ANSWER:
            raise BotUnavailable("机器人的回答过大")
        return parse_result(answer.content, request)

    async def status(self) -> BotStatus:
        """Never raises."""
        try:
            answer = await self._http.get("/webhooks/turn")
            model_id = answer.json().get("model_id") if answer.status_code == httpx.codes.OK else None
        except (httpx.HTTPError, ValueError, AttributeError):
            return BotStatus(ready=False)
        return BotStatus(ready=model_id is not None, model_id=str(model_id) if model_id else None)


def _check_status(answer: httpx.Response) -> None:
    if answer.status_code == httpx.codes.OK:
        return
    if answer.status_code in _REFUSED:
        raise BotRejected(f"机器人拒绝了请求（{answer.status_code}）")
    raise BotUnavailable(f"机器人答复出错（{answer.status_code}）")


def wire_request(request: TurnRequest) -> dict[str, Any]:
    """The request of contracts.md section 2."""
    return {
        "conversation_id": str(request.conversation_id),
        "turn_id": str(request.turn_id),
        "now": request.now.isoformat(),
        "deadline_ms": int(request.deadline * 1000),
        "state": request.state,
        "messages": [
            {
                "id": str(m.id),
                "text": m.text,
                "sent_at": m.sent_at.isoformat(),
                **({"attachments": [a.facts() for a in m.attachments]} if m.attachments else {}),
            }
            for m in request.messages
        ],
        **({"mode": request.mode.value} if request.mode is not Mode.ANSWER else {}),
        "user": request.user,
        "facts": request.facts,
    }


def parse_result(content: bytes, request: TurnRequest) -> TurnResult:
    """Raises BotUnavailable for anything that is not a whole TurnResult for this very request."""
    try:
        wire = _TurnResult.model_validate_json(content)
    except ValidationError as error:
        # from None: the error quotes what was said, which belongs in no log.
        fields = ", ".join(".".join(str(p) for p in e["loc"]) or "body" for e in error.errors()[:5])
        raise BotUnavailable(f"机器人的回答不合约定：{fields}") from None
    if not wire.replies and request.mode is not Mode.OBSERVE:
        raise BotUnavailable("机器人的回答是空的")
    if wire.turn_id != str(request.turn_id):
        raise BotUnavailable("机器人的回答属于另一轮")
    asked = {str(m.id) for m in request.messages}
    if {u.message_id for u in wire.understanding} != asked:
        raise BotUnavailable("机器人没有理解每一条消息")
    if any(d.message_id not in asked for d in wire.directives if d.type == "mask_message"):
        raise BotUnavailable("机器人要遮盖的消息不在这一轮里")
    if len(json.dumps(wire.state, ensure_ascii=False).encode()) > MAX_STATE_BYTES:
        raise BotUnavailable("机器人的对话状态过大")
    return _result(wire, request)


def _result(wire: _TurnResult, request: TurnRequest) -> TurnResult:
    return TurnResult(
        turn_id=request.turn_id,
        model_id=wire.model_id,
        state=wire.state,
        replies=tuple(
            Reply(r.kind, r.text, r.model_dump(mode="json", exclude_none=True)) for r in wire.replies
        ),
        understanding=tuple(
            Understanding(
                message_id=UUID(u.message_id),
                decision=Decision(u.escalation.decision),
                codes=tuple(u.escalation.codes),
                reason=u.escalation.reason,
                data=u.model_dump(mode="json"),
            )
            for u in wire.understanding
        ),
        slots=wire.slots,
        directives=tuple(_directive(d) for d in wire.directives),
        timings_ms=wire.timings_ms,
    )


def _directive(wire: _Directive) -> Directive:
    return Directive(
        type=DirectiveType(wire.type),
        codes=tuple(wire.codes),
        priority=Priority(wire.priority),
        reason=wire.reason,
        evidence=tuple(wire.evidence),
        summary=wire.summary,
        goal=wire.goal,
        message_id=UUID(wire.message_id) if wire.type == "mask_message" else None,
        spans=tuple((start, end) for start, end in wire.spans),
        request=_noted_request(wire),
    )


def _noted_request(wire: _Directive) -> NotedRequest | None:
    if wire.type != "note_request" or not (wire.request_no and wire.kind and wire.received_at):
        return None
    received_at = datetime.fromisoformat(wire.received_at)
    return NotedRequest(wire.request_no, wire.kind, received_at, wire.claim_no)
