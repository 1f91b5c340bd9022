"""What a butler is offered while writing: next steps and drafts with their sources, and how alike cases went.

Nothing is stored and nothing is sent to the customer here. A configured model is asked outside every transaction,
with veiled texts only, never in a case of danger to life; without its answer there is what knowledge says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import structlog

from handoff.domain.accounts import Principal
from handoff.domain.context import Handoff, live
from handoff.domain.conversation import Author, Message
from handoff.domain.drafts import (
    MOST_DRAFTS,
    Advice,
    Asked,
    Draft,
    Drafted,
    Facts,
    Material,
    Origin,
    Proposal,
    Situation,
    refused,
    unique,
)
from handoff.domain.similarity import (
    CANDIDATES,
    LOOK_BACK,
    SimilarCase,
    Sought,
    most_similar,
    traits_of,
    worth_weighing,
)
from handoff.domain.summary import GOAL_LIMIT, SUMMARY_LIMIT
from handoff.domain.text_pieces import LONGEST, cut, unnamed, veiled
from handoff.domain.triggers import name_of
from handoff.ports import Bus, Clockwork, Insurer, Store
from handoff.ports.drafting import Adviser, Drafter
from handoff.service.cases import visible_case
from handoff.service.handoffs import handoff_now
from handoff.service.looking import is_first_look, note_look

log = structlog.get_logger(__name__)

_MODEL_SOURCE = "模型起草，请核对后再发"
_NEVER_LEAVES = frozenset({"E09"})
_ASKED = 6
_TURNS = 12
_TURN = 300
_FACTS = 20
_FACT = 400
#: How often a butler may ask the model in a minute; beyond that there is what knowledge says.
_ASKS, _WINDOW = 12, 60.0
_NAMES = {Author.USER: "客户", Author.BOT: "小管家", Author.BUTLER: "管家"}


@dataclass(frozen=True)
class Drafts:
    store: Store
    bus: Bus
    clock: Clockwork
    insurer: Insurer
    adviser: Adviser
    drafter: Drafter | None = None

    async def propose(self, viewer: Principal, case_id: UUID, correlation_id: str) -> Proposal:
        """Raises Forbidden, NotFound."""
        first_look = await is_first_look(self.bus, viewer, case_id)
        async with self.store.begin() as tx:
            case = await visible_case(tx, viewer, case_id)
            if first_look:
                await note_look(tx, viewer, case_id, self.clock.now())
            conversation = await tx.conversations.get(case.conversation_id)
            handoff = await handoff_now(tx, case, conversation)
        now = self.clock.now()
        dossier = await self.insurer.dossier(conversation.customer_ref, now, correlation_id)
        handoff = replace(handoff, dossier=dossier)
        situation = _situation(handoff, live(handoff, now))
        advice = self.adviser.advise(situation, now)
        drafted = await self._drafted(viewer, handoff, advice, correlation_id)
        return _proposal(handoff, advice, drafted)

    async def similar(self, viewer: Principal, case_id: UUID) -> tuple[SimilarCase, ...]:
        """Best first; what is settled of everybody, without persons. Raises Forbidden, NotFound."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            case = await visible_case(tx, viewer, case_id)
            sought = Sought(case.codes, case.goal, traits_of(case.context))
            found = await tx.settled_cases.alike(case.id, case.codes, now - LOOK_BACK, CANDIDATES)
            likely = worth_weighing(sought, found)
            traits = await tx.settled_cases.traits([c.id for c in likely]) if likely else {}
        return most_similar(sought, [replace(c, traits=traits.get(c.id, c.traits)) for c in likely])

    async def _drafted(
        self, viewer: Principal, handoff: Handoff, advice: Advice, correlation_id: str
    ) -> Drafted | None:
        if self.drafter is None or not _NEVER_LEAVES.isdisjoint(handoff.case.codes):
            return None
        if await self.bus.hit(f"drafts:{viewer.id}", _WINDOW) > _ASKS:
            return None
        return await self.drafter.draft(_material(handoff, advice), correlation_id)


def _situation(handoff: Handoff, package: Mapping[str, Any]) -> Situation:
    said = [m for m in handoff.transcript if m.author is Author.USER][-_ASKED:]
    return Situation(
        handoff.case.codes, handoff.name or "客户", package, tuple(_asked(m) for m in reversed(said))
    )


def _asked(message: Message) -> Asked:
    data = message.understanding if isinstance(message.understanding, Mapping) else {}
    intent = data.get("intent")
    name = intent.get("name") if isinstance(intent, Mapping) and data.get("understood") is not False else None
    found = data.get("entities")
    entities = [e for e in found if isinstance(e, Mapping)] if isinstance(found, list) else []
    return Asked(
        message.text[:1000],
        name if isinstance(name, str) else None,
        tuple((str(e.get("entity")), str(e.get("value"))) for e in entities),
    )


def _material(handoff: Handoff, advice: Advice) -> Material:
    """All of it is veiled here, whatever was veiled before."""
    case, name = handoff.case, handoff.name

    def hidden(text: str, longest: int = LONGEST) -> str:
        return veiled(unnamed(text, name).replace(name or "\0", "客户"), longest)

    spoken = [m for m in handoff.transcript if m.author in _NAMES][-_TURNS:]
    return Material(
        reasons=tuple(name_of(code) for code in case.codes),
        goal=hidden(case.goal),
        summary=hidden(case.summary),
        turns=tuple((_NAMES[m.author], hidden(m.spoken, _TURN)) for m in spoken),
        facts=tuple(hidden(text, _FACT) for text in advice.facts[:_FACTS]),
    )


def _proposal(handoff: Handoff, advice: Advice, drafted: Drafted | None) -> Proposal:
    if drafted is None:
        return Proposal(advice.drafts, advice.next_steps)
    said = [veiled(m.text) for m in handoff.transcript if m.author in _NAMES]
    facts = Facts([*advice.facts, handoff.case.goal, handoff.case.summary, *said[-_TURNS:]])
    made = [
        Draft(text.strip(), _MODEL_SOURCE, Origin.MODEL) for text in _kept(drafted.replies, facts, "reply")
    ]
    drafts = unique([*made[:1], *advice.drafts, *made[1:]], MOST_DRAFTS)
    goal = next(iter(_kept([drafted.goal], facts, "goal")), None)
    summary = next(iter(_kept([drafted.summary], facts, "summary")), None)
    return Proposal(
        drafts,
        advice.next_steps,
        cut(goal.strip(), GOAL_LIMIT) if goal else None,
        cut(summary.strip(), SUMMARY_LIMIT) if summary else None,
    )


def _kept(texts: Sequence[str], facts: Facts, what: str) -> list[str]:
    kept = []
    for text in texts:
        why = refused(text, facts)
        if why is None:
            kept.append(text)
        elif text.strip():
            log.info("draft_refused", what=what, why=why)
    return kept
