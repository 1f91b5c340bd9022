"""Asking the insurer on behalf of the customer of a turn; whatever goes wrong is one error:
InsurerUnavailable."""

import asyncio
from collections.abc import Awaitable

import structlog

from actions import claim_facts
from actions.resources import insurer
from actions.slots import Turn
from insurer.api import Claim, Customer, Policy
from insurer.api_writing import Pickup, ServiceRequest
from insurer.client import InsurerNotFound, InsurerRejected, InsurerUnavailable

_log = structlog.get_logger()
#: Seconds for one look-up, retries included; the turn's deadline is 8 s.
_LIMIT = 3.0


async def claims_of(turn: Turn) -> tuple[Claim, ...]:
    """The customer's claims, newest first; none for a visitor. Raises InsurerUnavailable."""
    ref = turn.user.customer_ref
    if ref is None:
        return ()
    claims = await _asked(insurer().claims(ref, correlation_id=turn.correlation_id))
    claim_facts.note(claims)
    return claims


async def policies_of(turn: Turn) -> tuple[Policy, ...]:
    """The customer's policies, newest first; none for a visitor. Raises InsurerUnavailable."""
    ref = turn.user.customer_ref
    if ref is None:
        return ()
    return await _asked(insurer().policies(ref, correlation_id=turn.correlation_id))


async def customer_of(turn: Turn) -> Customer | None:
    """None for a visitor and for a customer whom the insurer does not know. Raises InsurerUnavailable."""
    if turn.user.customer_ref is None:
        return None
    try:
        return await asked(insurer().customer(turn.user.customer_ref, correlation_id=turn.correlation_id))
    except InsurerNotFound:
        return None


async def pickups_of(turn: Turn) -> tuple[Pickup, ...]:
    """The customer's pickups, newest first; none for a visitor. Raises InsurerUnavailable."""
    ref = turn.user.customer_ref
    if ref is None:
        return ()
    return await _asked(insurer().pickups(ref, correlation_id=turn.correlation_id))


async def requests_of(turn: Turn) -> tuple[ServiceRequest, ...]:
    """What the customer has asked for, newest first; none for a visitor. Raises InsurerUnavailable."""
    ref = turn.user.customer_ref
    if ref is None:
        return ()
    return await _asked(insurer().requests(ref, correlation_id=turn.correlation_id))


async def claims_if_reachable(turn: Turn) -> tuple[Claim, ...]:
    """For answers that are better with the claims and right without them; none for somebody not verified."""
    if not turn.may_read:
        return ()
    try:
        return await claims_of(turn)
    except InsurerUnavailable:
        return ()


async def _asked[T](call: Awaitable[tuple[T, ...]]) -> tuple[T, ...]:
    try:
        return await asked(call)
    except InsurerNotFound:
        return ()


async def asked[T](call: Awaitable[T]) -> T:
    """One call at the insurer within the time limit. Raises InsurerUnavailable, InsurerNotFound."""
    try:
        async with asyncio.timeout(_LIMIT):
            return await call
    except TimeoutError as error:
        _log.warning("insurer_unavailable", reason="look-up over its time limit")
        raise InsurerUnavailable("the look-up took too long") from error
    except InsurerUnavailable as error:
        _log.warning("insurer_unavailable", reason=str(error))
        raise
    except InsurerRejected as error:
        # A wrong token is our mistake, not the customer's; for them the insurer is away.
        _log.error("insurer_rejected", reason=str(error))
        raise InsurerUnavailable("the insurer refused us") from error


async def written[T](call: Awaitable[T]) -> T:
    """One write within the time limit; after InsurerUnavailable its outcome is unknown. Raises the errors of
    insurer.errors."""
    try:
        async with asyncio.timeout(_LIMIT):
            return await call
    except TimeoutError as error:
        raise InsurerUnavailable("the write took too long") from error
