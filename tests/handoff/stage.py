"""A hub on a real PostgreSQL with a scripted bot, insurer and channel behind their ports, and a clock that
is set by hand.

Nothing runs in the background: a test takes each step itself (`hub.turns.step()`, `hub.sender.step()`)."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from handoff.adapters.media_store import MediaStore
from handoff.bootstrap import Hub
from handoff.domain.accounts import Principal, Role, User
from handoff.domain.case import Priority
from handoff.domain.context import Dossier
from handoff.domain.conversation import Contact, Message
from handoff.domain.delivery import Accepted, Caps, Outbound, SendResult
from handoff.domain.errors import BotRejected, BotUnavailable, InsurerAway
from handoff.domain.inbound import Inbound
from handoff.domain.news import InsurerEvent, Story
from handoff.domain.presence import DeskState
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

#: A Sunday afternoon in China, the desk is open.
NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


@dataclass
class HandClock:
    at: datetime = NOON

    def now(self) -> datetime:
        return self.at

    def forward(self, **delta: float) -> datetime:
        self.at += timedelta(**delta)
        return self.at


def text_reply(text: str) -> Reply:
    return Reply("text", text, {"kind": "text", "text": text})


def understood(request: TurnRequest, decision: Decision, codes: tuple[str, ...]) -> tuple[Understanding, ...]:
    return tuple(
        Understanding(
            message_id=m.id,
            decision=decision,
            codes=codes,
            reason=f"客户说「{m.text}」",
            data={
                "message_id": str(m.id),
                "intent": {"name": "scripted", "confidence": 0.9},
                "escalation": {
                    "decision": decision.value,
                    "codes": list(codes),
                    "scores": dict.fromkeys(codes, 0.9),
                    "emotion": {"label": "angry" if codes else "neutral", "level": 2 if codes else 0},
                },
            },
        )
        for m in request.messages
    )


@dataclass
class ScriptedBot:
    """Answers every turn with one reply that names the messages answered. `拒赔` escalates with E04 (P1),
    `随便问问` is an offer. Observing, `不想活` is E09 (P0), `投诉` E03 (P1). `opens`: has a first screen. `hold`: turns wait for it to be set, so that a test can act meanwhile."""

    up: bool = True
    rejects: bool = False
    hold: asyncio.Event | None = None
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    requests: list[TurnRequest] = field(default_factory=list)
    directives: tuple[Directive, ...] = ()
    opens: bool = False

    async def turn(self, request: TurnRequest) -> TurnResult:
        if request.mode is Mode.OPENING and not self.opens:
            raise BotRejected("has no first screen, as the script says")
        self.requests.append(request)
        self.begun.set()
        if self.hold is not None:
            await self.hold.wait()
        if self.rejects:
            raise BotRejected("refuses, as the script says")
        if not self.up:
            raise BotUnavailable("is down, as the script says")
        return self._answer(request)

    async def status(self) -> BotStatus:
        return BotStatus(ready=self.up, model_id="scripted" if self.up else None)

    def _answer(self, request: TurnRequest) -> TurnResult:
        if request.mode is Mode.OBSERVE:
            return heard(request, self.directives)
        said = " ".join(m.text for m in request.messages)
        if request.mode is Mode.OPENING:
            said = "欢迎"
        decision, codes, directives = Decision.ANSWER, (), self.directives
        if "拒赔" in said:
            decision, codes = Decision.ESCALATE, ("E04",)
            directives = (open_case("E04", request),)
        elif "随便问问" in said:
            decision, codes = Decision.OFFER, ("E11",)
            directives = (Directive(DirectiveType.OFFER_HUMAN),)
        return TurnResult(
            turn_id=request.turn_id,
            model_id="scripted",
            state={"v": 1, "turns": int((request.state or {}).get("turns", 0)) + 1},
            replies=(text_reply(f"答：{said}"),),
            understanding=understood(request, decision, codes),
            slots={"phone": "13800138000"},
            directives=directives,
        )


def heard(request: TurnRequest, directives: tuple[Directive, ...]) -> TurnResult:
    """What the scripted bot makes of what is written while a person has the floor."""
    said = " ".join(m.text for m in request.messages)
    known = (request.facts["open_case"] or {}).get("codes", [])
    code, priority = next(
        (
            (c, p)
            for words, c, p in (("不想活", "E09", Priority.P0), ("投诉", "E03", Priority.P1))
            if words in said
        ),
        ("", Priority.P3),
    )
    if code and code not in known:
        directives = (*directives, open_case(code, request, priority))
    return TurnResult(
        turn_id=request.turn_id,
        model_id="scripted",
        state={**(request.state or {}), "v": 1, "heard": int((request.state or {}).get("heard", 0)) + 1},
        replies=(text_reply("您现在安全吗？可以随时拨打 12356。"),) if code == "E09" else (),
        understanding=understood(
            request, Decision.ESCALATE if code else Decision.ANSWER, (code,) if code else ()
        ),
        directives=directives,
    )


def open_case(code: str, request: TurnRequest, priority: Priority = Priority.P1) -> Directive:
    message = request.messages[-1]
    return Directive(
        DirectiveType.OPEN_CASE,
        codes=(code,),
        priority=priority,
        reason=f"客户说「{message.text}」",
        evidence=({"code": code, "text": message.text[:4], "message_id": str(message.id)},),
        summary="客户质疑拒赔",
        goal="要一个说法",
    )


@dataclass
class ScriptedInsurer:
    up: bool = True
    claims: tuple[dict[str, Any], ...] = ({"claim_no": "CL1"},)

    async def contact(self, contact: Contact, correlation_id: str) -> Contact:
        if not self.up or contact.customer_ref is None:
            return contact
        return replace(contact, display_name="王*明", butler_username="linxiao", butler_name="林晓")

    async def dossier(self, customer_ref: str | None, now: datetime, correlation_id: str) -> Dossier:
        if not self.up:
            return Dossier(available=False)
        return Dossier(
            available=True,
            person={"display_name": "王*明", "ref_masked": "C**1", "age": 40},
            butler_username="linxiao",
            policies=({"policy_no": "…1234"},),
            claims=self.claims,
            timeline={"type": "timeline", "claim_no": "CL1", "missing": [{"code": "D08"}]},
            missing_documents=({"code": "D08"},),
            clause_refs=("第 12 条",),
            accessibility=("large_text",),
        )

    async def ready(self) -> bool:
        return self.up


@dataclass
class ScriptedChannel:
    """`results` are given back in turn, then Accepted. `before`: called with each message before its
    result."""

    name: str = "web"
    caps: Caps = field(default_factory=lambda: Caps(instant=True, idempotent=True))
    results: list[SendResult] = field(default_factory=list)
    sent: list[Outbound] = field(default_factory=list)
    before: Callable[[Outbound], None] | None = None

    async def send(self, out: Outbound) -> SendResult:
        self.sent.append(out)
        if self.before is not None:
            self.before(out)
        return self.results.pop(0) if self.results else Accepted(out.idempotency_key)


class CountingMetrics:
    def __init__(self) -> None:
        self.turns: Counter[str] = Counter()
        self.sends: Counter[str] = Counter()
        self.heard: Counter[str] = Counter()
        self.news: Counter[str] = Counter()
        self.broken: Counter[str] = Counter()
        self.warnings: Counter[tuple[str, int]] = Counter()
        self.last: defaultdict[str, Any] = defaultdict(int)

    def turn_finished(self, outcome: str, seconds: float) -> None:
        self.turns[outcome] += 1

    def ack_finished(self, channel: str, seconds: float, *, duplicate: bool) -> None:
        self.last["acks"] += 1

    def send_finished(self, channel: str, status: str) -> None:
        self.sends[status] += 1

    def due(self, conversations: int, outbox: int) -> None:
        self.last["due"] = conversations

    def open_cases(self, by_priority: dict[str, int]) -> None:
        self.last["open_cases"] = by_priority

    def bot_ready(self, ready: bool) -> None:
        self.last["bot_ready"] = ready

    def clock_warned(self, kind: str, percent: int) -> None:
        self.warnings[kind, percent] += 1

    def clock_breached(self, kind: str) -> None:
        self.last["breaches"] += 1

    def promise_broken(self, made_by: str) -> None:
        self.broken[made_by] += 1

    def observed(self, outcome: str) -> None:
        self.heard[outcome] += 1

    def insurer_event(self, outcome: str) -> None:
        self.news[outcome] += 1

    def reconciliation(self, differences: int) -> None:
        self.last["differences"] = differences


class PlainHasher:
    """For tests that are not about passwords."""

    async def hash(self, password: str) -> str:
        return f"plain:{password}"

    async def verify(self, password_hash: str, password: str) -> bool:
        return password_hash == f"plain:{password}"

    async def burn(self, password: str) -> None:
        return


@dataclass
class ScriptedTeller:
    """Tells each event by its type; `mute`: has nothing to tell."""

    up: bool = True
    mute: bool = False
    asked: int = 0

    async def tell(self, events: Sequence[InsurerEvent], now: datetime, correlation_id: str) -> Story | None:
        self.asked += 1
        if not self.up:
            raise InsurerAway("is away, as the script says")
        if self.mute:
            return None
        words = "、".join(f"{e.type}:{e.data.get('state_code', '')}" for e in events)
        return Story(f"新消息 {words}", {"type": "timeline", "claim_no": "CL1", "headline": "到哪了"})

    def tell_plainly(self, events: Sequence[InsurerEvent]) -> Story | None:
        return Story(f"简讯 {len(events)}")


@dataclass
class Stage:
    hub: Hub
    clock: HandClock
    bot: ScriptedBot
    insurer: ScriptedInsurer
    channel: ScriptedChannel
    metrics: CountingMetrics
    teller: ScriptedTeller
    media: MediaStore

    async def say(
        self, text: str, who: str = "C001", key: str | None = None, files: Sequence[UUID] = ()
    ) -> Message:
        """A customer writes; the message as stored."""
        inbound = Inbound(
            contact=Contact("web", "default", who, customer_ref=who),
            dedupe_key=key or uuid4().hex,
            text=text,
            correlation_id=f"corr-{who}-0001",
            attachment_ids=tuple(files),
        )
        return (await self.hub.intake.accept(inbound)).message

    async def turn(self) -> None:
        """Lets the gathering time pass and does every turn that is due then, one after the other."""
        self.clock.forward(seconds=1)
        async with asyncio.timeout(30):
            while await self.hub.turns.step() == 0:
                pass

    async def observe(self) -> None:
        """Lets the gathering time pass and listens to all that is to be heard then."""
        self.clock.forward(seconds=1)
        async with asyncio.timeout(30):
            while await self.hub.observer.step() == 0:
                pass

    async def tell_news(self) -> None:
        async with asyncio.timeout(30):
            while await self.hub.news_worker.step() == 0:
                pass

    async def deliver(self) -> None:
        async with asyncio.timeout(30):
            while await self.hub.sender.step() == 0:
                pass

    async def exchange(self, text: str, who: str = "C001") -> list[str]:
        """The customer writes, the bot answers, everything is sent; the whole feed as texts."""
        message = await self.say(text, who)
        await self.turn()
        await self.deliver()
        return await self.feed(message.conversation_id)

    async def feed(self, conversation_id: UUID) -> list[str]:
        page = await self.hub.chat.feed(conversation_id)
        assert [m.seq for m in page.messages] == list(range(1, len(page.messages) + 1))
        return [m.text for m in page.messages]

    async def butler(self, username: str = "linxiao", *roles: Role) -> Principal:
        user = User(
            uuid5(NAMESPACE_URL, username), username, username.title(), frozenset(roles or (Role.BUTLER,))
        )
        await self.hub.accounts.seed([user], "a password")
        return (await self.hub.accounts.login(username, "a password", "127.0.0.1")).principal

    async def route(self) -> None:
        """Lets the router do all it has to do now."""
        async with asyncio.timeout(30):
            while await self.hub.routing.router.step() == 0:
                pass

    async def here(self, *people: Principal, state: DeskState = DeskState.AVAILABLE) -> None:
        """Their consoles beat."""
        for viewer in people:
            await self.hub.routing.presence.beat(viewer, state)

    async def escalate(self, who: str = "C001") -> tuple[UUID, UUID]:
        """A case opened by the bot: (case id, conversation id)."""
        message = await self.say("凭什么拒赔", who)
        await self.turn()
        await self.deliver()
        async with self.hub.store.begin() as tx:
            case = await tx.cases.open_of(message.conversation_id)
        assert case is not None
        return case.id, message.conversation_id
