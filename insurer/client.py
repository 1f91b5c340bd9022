"""HTTP client of the insurer core, with typed errors and time-outs."""

import re
from datetime import date
from decimal import Decimal
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx
from pydantic import ValidationError

from insurer import api_writing as w
from insurer.api import Claim, ClaimList, Customer, Policy, PolicyList, Wire
from insurer.errors import (
    InsurerError,
    InsurerNotFound,
    InsurerRefused,
    InsurerRejected,
    InsurerUnavailable,
)
from insurer.field_errors import field_errors
from insurer.transport import Transport

__all__ = [
    "InsurerClient",
    "InsurerError",
    "InsurerNotFound",
    "InsurerRefused",
    "InsurerRejected",
    "InsurerUnavailable",
]

_KEY = re.compile(w.KEY_PATTERN)


class InsurerClient:
    """Reads customers, policies and claims, and writes what customers ask for.

    `timeout` is in seconds and bounds connect, read and pool wait each. A failed connect is tried once more;
    a request that reached the core is never repeated here. Every method raises InsurerUnavailable,
    InsurerNotFound or InsurerRejected, a writing one also InsurerRefused. `key` is the idempotency key
    (conversation, message and action, ≤ 120 visible ASCII characters): the same call with the same key is
    done once and answers the same."""

    def __init__(
        self,
        base_url: str,
        token: str,
        timeout: float = 2.0,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._transport = Transport(base_url, token, timeout, transport)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        await self._transport.http.aclose()

    async def is_ready(self) -> bool:
        """Whether the core says it is well; never raises InsurerError."""
        try:
            answer = await self._transport.http.get("/healthz")
        except httpx.HTTPError:
            return False
        return answer.is_success

    async def customer(self, ref: str, *, correlation_id: str | None = None) -> Customer:
        return await self._transport.get(_path("customers", ref), Customer, correlation_id)

    async def policies(self, ref: str, *, correlation_id: str | None = None) -> tuple[Policy, ...]:
        found = await self._transport.get(_path("customers", ref, "policies"), PolicyList, correlation_id)
        return found.items

    async def claims(self, ref: str, *, correlation_id: str | None = None) -> tuple[Claim, ...]:
        """All claims of a customer, newest first."""
        found = await self._transport.get(_path("customers", ref, "claims"), ClaimList, correlation_id)
        return found.items

    async def claim(self, claim_no: str, customer_ref: str, *, correlation_id: str | None = None) -> Claim:
        """One claim; somebody else's claim is InsurerNotFound."""
        return await self._transport.get(
            _path("claims", claim_no), Claim, correlation_id, {"customer_ref": customer_ref}
        )

    async def pickups(self, customer_ref: str, *, correlation_id: str | None = None) -> tuple[w.Pickup, ...]:
        """All pickups of a customer, newest first."""
        params = {"customer_ref": customer_ref}
        return (await self._transport.get(_path("pickups"), w.PickupList, correlation_id, params)).items

    async def pickup_slots(self, region: str, *, correlation_id: str | None = None) -> w.PickupSlots:
        """`region`: city or district as the customer says it."""
        params = {"region": region}
        return await self._transport.get(_path("pickups", "slots"), w.PickupSlots, correlation_id, params)

    async def cancellation_quote(
        self, policy_no: str, customer_ref: str, *, correlation_id: str | None = None
    ) -> w.CancellationQuote:
        params = {"customer_ref": customer_ref}
        path = _path("policies", policy_no, "cancellation")
        return await self._transport.get(path, w.CancellationQuote, correlation_id, params)

    async def requests(
        self, customer_ref: str, *, correlation_id: str | None = None
    ) -> tuple[w.ServiceRequest, ...]:
        """All requests of a customer, newest first."""
        params = {"customer_ref": customer_ref}
        return (await self._transport.get(_path("requests"), w.RequestList, correlation_id, params)).items

    async def duplicate_cover(
        self, ref: str, *, correlation_id: str | None = None
    ) -> tuple[w.DuplicateCover, ...]:
        path = _path("customers", ref, "duplicate-cover")
        return (await self._transport.get(path, w.DuplicateCoverList, correlation_id)).items

    async def report_claim(
        self,
        *,
        customer_ref: str,
        policy_no: str,
        claim_type: str,
        incident_date: date,
        incident: str,
        reporter_relation: str = "self",
        amount_estimate: Decimal | None = None,
        hospital: str | None = None,
        key: str,
        correlation_id: str | None = None,
    ) -> Claim:
        """The new claim in its first step; `missing_documents` is the checklist."""
        body = _body(
            w.NewClaim,
            customer_ref=customer_ref,
            policy_no=policy_no,
            claim_type=claim_type,
            incident_date=incident_date,
            incident=incident,
            reporter_relation=reporter_relation,
            amount_estimate=amount_estimate,
            hospital=hospital,
        )
        return await self._transport.post(_path("claims"), body, Claim, _checked(key), correlation_id)

    async def add_document(
        self,
        claim_no: str,
        *,
        customer_ref: str,
        doc_code: str,
        name: str,
        media_type: str,
        size: int,
        sha256: str,
        media_id: str,
        key: str,
        correlation_id: str | None = None,
    ) -> Claim:
        """The claim with what is still missing; when nothing is, it has gone on."""
        body = _body(
            w.NewDocument,
            customer_ref=customer_ref,
            doc_code=doc_code,
            name=name,
            media_type=media_type,
            size=size,
            sha256=sha256,
            media_id=media_id,
        )
        path = _path("claims", claim_no, "documents")
        return await self._transport.post(path, body, Claim, _checked(key), correlation_id)

    async def book_pickup(
        self,
        *,
        customer_ref: str,
        region: str,
        address: str,
        contact_name: str,
        phone: str,
        day: date,
        slot: str,
        claim_no: str | None = None,
        key: str,
        correlation_id: str | None = None,
    ) -> w.Pickup:
        body = _body(
            w.NewPickup,
            customer_ref=customer_ref,
            claim_no=claim_no,
            region=region,
            address=address,
            contact_name=contact_name,
            phone=phone,
            date=day,
            slot=slot,
        )
        return await self._transport.post(_path("pickups"), body, w.Pickup, _checked(key), correlation_id)

    async def change_pickup(
        self,
        pickup_no: str,
        *,
        customer_ref: str,
        day: date,
        slot: str,
        address: str | None = None,
        key: str,
        correlation_id: str | None = None,
    ) -> w.Pickup:
        body = _body(w.PickupChange, customer_ref=customer_ref, date=day, slot=slot, address=address)
        path = _path("pickups", pickup_no, "change")
        return await self._transport.post(path, body, w.Pickup, _checked(key), correlation_id)

    async def cancel_pickup(
        self, pickup_no: str, *, customer_ref: str, key: str, correlation_id: str | None = None
    ) -> w.Pickup:
        path = _path("pickups", pickup_no, "cancel")
        body = _body(w.Owner, customer_ref=customer_ref)
        return await self._transport.post(path, body, w.Pickup, _checked(key), correlation_id)

    async def cancel_policy(
        self,
        policy_no: str,
        *,
        customer_ref: str,
        kind: w.CancellationKind,
        refund: Decimal,
        key: str,
        correlation_id: str | None = None,
    ) -> w.Cancelled:
        """`kind` and `refund` as quoted; InsurerRefused when the quote no longer holds."""
        body = _body(w.NewCancellation, customer_ref=customer_ref, kind=kind, refund=refund)
        path = _path("policies", policy_no, "cancellation")
        return await self._transport.post(path, body, w.Cancelled, _checked(key), correlation_id)

    async def make_request(
        self,
        *,
        customer_ref: str,
        kind: w.RequestKind,
        text: str,
        policy_no: str | None = None,
        claim_no: str | None = None,
        details: dict[str, str] | None = None,
        key: str,
        correlation_id: str | None = None,
    ) -> w.ServiceRequest:
        body = _body(
            w.NewRequest,
            customer_ref=customer_ref,
            kind=kind,
            text=text,
            policy_no=policy_no,
            claim_no=claim_no,
            details=details or {},
        )
        return await self._transport.post(
            _path("requests"), body, w.ServiceRequest, _checked(key), correlation_id
        )

    async def verify(
        self, ref: str, id_tail: str, *, key: str, correlation_id: str | None = None
    ) -> w.Verification:
        """`id_tail`: last four characters of the identity document. A wrong one is an answer, not an
        error; something that cannot be one is InsurerRejected and costs no try."""
        path = _path("customers", ref, "verifications")
        body = _body(w.NewVerification, id_tail=id_tail)
        return await self._transport.post(path, body, w.Verification, _checked(key), correlation_id)


def _path(*parts: str) -> str:
    return "/v1/" + "/".join(quote(part, safe="") for part in parts)


def _body[T: Wire](shape: type[T], **fields: Any) -> T:
    """The request, checked before it is sent, with the same errors as the server's."""
    try:
        return shape.model_validate(fields)
    except ValidationError as error:
        # from None: the validation error would quote the customer's data in a traceback.
        raise InsurerRejected("the request breaks the contract", field_errors(error)) from None


def _checked(key: str) -> str:
    """A key that does not fit is a mistake of the caller's code, hence ValueError."""
    if not _KEY.fullmatch(key):
        raise ValueError("an idempotency key has 1 to 120 visible ASCII characters")
    return key
