"""Events that the insurer's core sends (docs/contracts.md section 4). A core may be newer than this hub: fields
and types we do not know are no error."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from handoff.domain.news import CLOCK, DECIDED, DOCUMENT_MISSING, PAID, PICKUP_CHANGED, STEP_CHANGED
from handoff.web.schemas.base import Answer

_Id = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f\x7f]+$")]
_Code = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.:-]+$")]
_Words = Annotated[str, Field(max_length=500)]


class _Data(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)


class StepChanged(_Data):
    state_code: _Code
    due_at: AwareDatetime | None = None


class MissingDocument(_Data):
    doc_code: _Code
    why: _Words = ""


class DocumentMissing(_Data):
    documents: Annotated[list[MissingDocument], Field(min_length=1, max_length=50)]


class ClockRuns(_Data):
    clock_code: _Code
    percent: Literal[60, 80, 100]
    due_at: AwareDatetime


class Decided(_Data):
    outcome: Literal["approved", "partial", "rejected"]


class Paid(_Data):
    amount: Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)]
    account_tail: Annotated[str, Field(pattern=r"^[0-9]{2,6}$")] | None = None


class PickupChanged(_Data):
    status: _Code


_SHAPES: dict[str, type[_Data]] = {
    STEP_CHANGED: StepChanged,
    DOCUMENT_MISSING: DocumentMissing,
    CLOCK: ClockRuns,
    DECIDED: Decided,
    PAID: Paid,
    PICKUP_CHANGED: PickupChanged,
}


class InsurerEvent(BaseModel):
    """`data` by type: claim.step_changed {state_code, due_at}, claim.document_missing {documents}, claim.clock
    {clock_code, percent, due_at}, claim.decided {outcome}, claim.paid {amount, account_tail}, pickup.changed
    {status}. Another type is taken and not told."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    event_id: _Id
    type: Annotated[str, Field(max_length=64, pattern=r"^[a-z]+(\.[a-z_]+)+$")]
    customer_ref: _Id
    claim_no: _Id | None = None
    pickup_no: _Id | None = None
    occurred_at: AwareDatetime
    data: dict[str, Any]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.type.startswith("claim.") and self.claim_no is None:
            raise PydanticCustomError("missing", "缺少 claim_no")
        if self.type == PICKUP_CHANGED and self.pickup_no is None:
            raise PydanticCustomError("missing", "缺少 pickup_no")
        shape = _SHAPES.get(self.type)
        try:
            if shape is not None:
                shape.model_validate(self.data)
        except ValidationError:
            raise PydanticCustomError("data", "data 的内容与类型不符") from None
        return self


class Taken(Answer):
    """`new` is false for an event that had been taken before."""

    event_id: str
    new: bool
    received_at: datetime
