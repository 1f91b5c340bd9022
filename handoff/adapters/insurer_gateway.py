"""The insurer's facts for the hub: who the customer is, and everything a butler wants to see. Never raises
when the insurer is away."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog

from handoff.adapters.claim_papers import clause_texts, documents_of
from handoff.domain.context import Dossier
from handoff.domain.conversation import Contact
from handoff.domain.masking import mask_ref, tail
from insurer.api import Claim, Customer, Policy
from insurer.client import InsurerClient, InsurerError, InsurerNotFound
from insurer.knowledge import Knowledge
from insurer.timeline import build_timeline

log = structlog.get_logger(__name__)

#: Claims in the package; the newest, settled or not, leads.
_CLAIMS = 10


class InsurerGateway:
    """`seconds`: the longest a customer or a butler waits for the insurer here."""

    def __init__(self, client: InsurerClient, knowledge: Knowledge, seconds: float = 1.5) -> None:
        self._client = client
        self._knowledge = knowledge
        self._seconds = seconds

    async def aclose(self) -> None:
        await self._client.aclose()

    async def contact(self, contact: Contact, correlation_id: str) -> Contact:
        if contact.customer_ref is None:
            return contact
        try:
            async with asyncio.timeout(self._seconds):
                customer = await self._client.customer(contact.customer_ref, correlation_id=correlation_id)
        except (InsurerError, TimeoutError) as error:
            log.warning("customer_not_read", error=type(error).__name__)
            return contact
        return replace(
            contact,
            display_name=customer.name_masked,
            butler_username=customer.butler_username,
            butler_name=customer.butler_name,
        )

    async def dossier(self, customer_ref: str | None, now: datetime, correlation_id: str) -> Dossier:
        if customer_ref is None:
            return Dossier(available=True)
        try:
            async with asyncio.timeout(self._seconds):
                customer, policies, claims = await asyncio.gather(
                    self._client.customer(customer_ref, correlation_id=correlation_id),
                    self._client.policies(customer_ref, correlation_id=correlation_id),
                    self._client.claims(customer_ref, correlation_id=correlation_id),
                )
        except InsurerNotFound:
            return Dossier(available=True)
        except (InsurerError, TimeoutError) as error:
            log.warning("dossier_not_read", error=type(error).__name__)
            return Dossier(available=False)
        return build_dossier(customer, policies, claims, self._knowledge, now)

    async def ready(self) -> bool:
        try:
            async with asyncio.timeout(self._seconds):
                return await self._client.is_ready()
        except TimeoutError:
            return False


def build_dossier(
    customer: Customer,
    policies: Sequence[Policy],
    claims: Sequence[Claim],
    knowledge: Knowledge,
    now: datetime,
) -> Dossier:
    """Masked where a butler does not need more; the claim number stays, he works with it."""
    shown = claims[:_CLAIMS]
    timelines = {c.claim_no: build_timeline(c, knowledge, now).card() for c in shown}
    leading = next((c for c in shown if c.payment is None), shown[0] if shown else None)
    timeline = timelines[leading.claim_no] if leading else None
    return Dossier(
        available=True,
        person=_person(customer, now),
        accessibility=tuple(customer.accessibility),
        butler_username=customer.butler_username,
        butler_name=customer.butler_name,
        policies=tuple(_policy(p) for p in policies),
        claims=tuple(_claim(c) for c in shown),
        timeline=timeline,
        missing_documents=tuple(timeline["missing"]) if timeline else (),
        clause_refs=_clauses(claims),
        timelines=timelines,
        documents={c.claim_no: documents_of(c, knowledge) for c in shown},
        clauses=clause_texts(policies, shown, knowledge),
    )


def _person(customer: Customer, now: datetime) -> dict[str, Any]:
    return {
        "display_name": customer.name_masked,
        "ref_masked": mask_ref(customer.ref),
        "phone_masked": customer.phone_masked,
        "age": now.year - customer.birth_year,
        "since": customer.customer_since.isoformat(),
        "dedicated_butler": customer.butler_name,
    }


def _policy(policy: Policy) -> dict[str, Any]:
    return {**policy.model_dump(mode="json"), "policy_no": tail(policy.policy_no)}


def _claim(claim: Claim) -> dict[str, Any]:
    return {**claim.model_dump(mode="json"), "policy_no": tail(claim.policy_no)}


def _clauses(claims: Sequence[Claim]) -> tuple[str, ...]:
    found = [c.decision.clause_ref for c in claims if c.decision and c.decision.clause_ref]
    found += [e.clause_ref for c in claims for e in c.events if e.clause_ref]
    return tuple(dict.fromkeys(found))
