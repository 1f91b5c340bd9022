"""Wire types of the insurer API's writing half (docs/contracts.md section 4, "Writing").

The request types carry the limits that can be checked without looking anything up; client and server use the
same ones, and insurer/field_errors.py words what is wrong for the customer. Dates of slots and refunds are Chinese
local days."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, BeforeValidator, Field, StringConstraints

from insurer.api import REFERENCE_PATTERN, Amount, Policy, Wire

RequestKind = Literal[
    "appeal",
    "complaint",
    "contact_change",
    "beneficiary_change",
    "privacy",
    "unsubscribe",
    "suggestion",
    "planning",
]
Relation = Literal["self", "spouse", "parent", "child", "sibling", "grand", "parent_in_law", "other"]
PickupStatus = Literal["booked", "collected", "delivered", "cancelled"]
CancellationKind = Literal["platform_days", "cooling_off", "surrender", "not_possible"]
RequestStatus = Literal["received", "in_progress", "done"]

#: The identity document's last four characters: digits, the last one may be X.
ID_TAIL_PATTERN = r"^\d{3}[\dX]$"
#: Mobile numbers, and land lines with area code.
PHONE_PATTERN = r"^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$"
SLOT_PATTERN = r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$"
MAX_KEY = 120
KEY_PATTERN = r"^[\x21-\x7e]{1,120}$"


def _cleaned(value: object) -> object:
    """Without control characters (PostgreSQL refuses NUL, people never see the others) and outer blanks."""
    if not isinstance(value, str):
        return value
    return "".join(c for c in value if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")).strip()


def _digits(value: object) -> object:
    """A number as typed in chat: full-width digits, blanks and dashes between groups."""
    cleaned = _cleaned(value)
    if not isinstance(cleaned, str):
        return cleaned
    return re.sub(r"(?<=\d)[ -](?=\d)", "", unicodedata.normalize("NFKC", cleaned)).upper()


_CLEAN = BeforeValidator(_cleaned)
Reference = Annotated[str, StringConstraints(pattern=REFERENCE_PATTERN)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=60), _CLEAN]
Address = Annotated[str, StringConstraints(min_length=4, max_length=120), _CLEAN]
Region = Annotated[str, StringConstraints(min_length=2, max_length=30), _CLEAN]
Phone = Annotated[str, StringConstraints(pattern=PHONE_PATTERN), BeforeValidator(_digits)]
IdTail = Annotated[str, StringConstraints(pattern=ID_TAIL_PATTERN), BeforeValidator(_digits)]
SlotName = Annotated[str, StringConstraints(pattern=SLOT_PATTERN)]
Estimate = Annotated[Amount, Field(gt=0, le=Decimal(100_000_000), decimal_places=2)]


class NewClaim(Wire):
    """A report of what happened. `reporter_relation`: who reports, seen from the insured."""

    customer_ref: Reference
    policy_no: Reference
    claim_type: Reference
    incident_date: date
    incident: Annotated[str, StringConstraints(min_length=2, max_length=500), _CLEAN]
    reporter_relation: Relation = "self"
    amount_estimate: Estimate | None = None
    hospital: Line | None = None


class NewDocument(Wire):
    """A file handed in; the insurer keeps these facts, the file stays where `media_id` says. `size` in
    bytes."""

    customer_ref: Reference
    doc_code: Reference
    name: Annotated[str, StringConstraints(min_length=1, max_length=200), _CLEAN]
    media_type: Literal["image/jpeg", "image/png", "image/webp", "image/heic", "application/pdf"]
    size: Annotated[int, Field(gt=0, le=10 * 1024 * 1024)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    media_id: Reference


class PickupEvent(Wire):
    """One line of a pickup's track, oldest first."""

    at: AwareDatetime
    text: str


class Pickup(Wire):
    """A courier who fetches originals. `slot` is 09:00-11:00 in Chinese time."""

    pickup_no: str
    claim_no: str | None = None
    status: PickupStatus
    date: date
    slot: str
    courier: str
    tracking_no: str | None = None
    address_masked: str
    contact_masked: str
    phone_masked: str
    events: tuple[PickupEvent, ...] = ()


class PickupList(Wire):
    """Newest first."""

    items: tuple[Pickup, ...]


class Slot(Wire):
    """`free`: how many can still be booked."""

    date: date
    slot: str
    free: int


class PickupSlots(Wire):
    """The slots of the next days that can be booked now; empty when the region is not `served`."""

    served: bool
    items: tuple[Slot, ...] = ()


class NewPickup(Wire):
    customer_ref: Reference
    claim_no: Reference | None = None
    region: Region
    address: Address
    contact_name: Annotated[str, StringConstraints(min_length=1, max_length=30), _CLEAN]
    phone: Phone
    date: date
    slot: SlotName


class PickupChange(Wire):
    """`address`: a new one in the same region, or null for the old one."""

    customer_ref: Reference
    date: date
    slot: SlotName
    address: Address | None = None


class Owner(Wire):
    """Whose thing it is; the body of a call that needs nothing else."""

    customer_ref: Reference


class CancellationQuote(Wire):
    """What cancelling this policy means today.

    `until`: last day on which the kind holds, null when no day ends it; `refund_days`: calendar days within
    which the money arrives at the latest; `consequences`: what is lost, plain sentences; `reason`: the rule
    in one sentence."""

    policy_no: str
    kind: CancellationKind
    until: date | None = None
    refund: Amount | None = None
    refund_days: int | None = None
    consequences: tuple[str, ...] = ()
    reason: str


class NewCancellation(Wire):
    """`kind` and `refund` are those of the quote the customer agreed to."""

    customer_ref: Reference
    kind: CancellationKind
    refund: Annotated[Amount, Field(ge=0, decimal_places=2)]


class Cancelled(Wire):
    """`arrives_by`: latest day on which the refund is there."""

    policy: Policy
    refund: Amount
    arrives_by: date


class NewRequest(Wire):
    """`details`: what a form collected, field name to value; ≤ 20 of ≤ 500 characters. `claim_no` is needed
    for an appeal."""

    customer_ref: Reference
    kind: RequestKind
    text: Annotated[str, StringConstraints(min_length=1, max_length=2000), _CLEAN]
    policy_no: Reference | None = None
    claim_no: Reference | None = None
    details: Annotated[
        dict[
            Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")],
            Annotated[str, StringConstraints(max_length=500), _CLEAN],
        ],
        Field(max_length=20, default_factory=dict),
    ]


class RequestClock(Wire):
    """A time limit that runs for the customer. `code` is a key of data/knowledge/clocks.yml, `source` its
    statute."""

    code: str
    name: str
    due_at: AwareDatetime
    source: str


class ServiceRequest(Wire):
    """Something the customer asked for, with its number. `next_step`: who does what next, one sentence."""

    request_no: str
    kind: RequestKind
    status: RequestStatus
    received_at: AwareDatetime
    clocks: tuple[RequestClock, ...] = ()
    next_step: str
    policy_no: str | None = None
    claim_no: str | None = None


class RequestList(Wire):
    """Newest first."""

    items: tuple[ServiceRequest, ...]


class NewVerification(Wire):
    id_tail: IdTail


class Verification(Wire):
    """`locked_until`: no try counts before it, not even a right one."""

    verified: bool
    attempts_left: int
    locked_until: AwareDatetime | None = None


class DuplicateCover(Wire):
    """Two policies that pay the same bill. `claim_types`: where they overlap; `why`: the rule in one
    sentence."""

    policy_no: str
    other_policy_no: str
    claim_types: tuple[str, ...]
    why: str


class DuplicateCoverList(Wire):
    items: tuple[DuplicateCover, ...]
