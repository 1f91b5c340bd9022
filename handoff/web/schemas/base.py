"""What all wire types share: strictness of requests, text rules, the problem document."""

import unicodedata
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, Strict
from pydantic_core import PydanticCustomError

TEXT_LIMIT = 4000
_KEPT_CONTROLS = frozenset("\n\t")


class Ask(BaseModel):
    """A request body: JSON types are not coerced and unknown fields are refused, so that a typo never
    passes silently."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Query(BaseModel):
    """Query parameters arrive as text and are coerced; unknown ones are ignored (trackers add them)."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Answer(BaseModel):
    """A response or a part of one, usually read off a view of handoff.domain.views by attribute."""

    model_config = ConfigDict(
        extra="ignore",
        frozen=True,
        from_attributes=True,
        json_schema_serialization_defaults_required=True,  # every field is always there, null or not
    )


def clean_text(value: str) -> str:
    """Line ends made one kind, control characters dropped (PostgreSQL cannot store NUL; terminals obey
    others), ends trimmed.

    Raises the validation error `blank` when nothing visible is left."""
    unified = value.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in unified if c in _KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cs"))
    if not any(c.isprintable() and not c.isspace() for c in kept):
        raise PydanticCustomError("blank", "请写点内容再发送")
    return kept.strip()


def clean_optional(value: str) -> str:
    """As clean_text, but nothing visible becomes the empty string."""
    try:
        return clean_text(value)
    except PydanticCustomError:
        return ""


Text = Annotated[
    str,
    Field(min_length=1, max_length=TEXT_LIMIT, description=f"1–{TEXT_LIMIT} characters, not only blanks."),
    AfterValidator(clean_text),
]
OptionalText = Annotated[str, Field(max_length=TEXT_LIMIT), AfterValidator(clean_optional)]
ClientMsgId = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9_-]{1,64}$",
        description="Chosen by the client, unique in the conversation; the same one again changes nothing.",
    ),
]
Instant = Annotated[datetime, Field(description="ISO 8601 with offset.")]


def _written(value: object) -> object:
    """A moment is written as text, also where numbers could be read as one."""
    if not isinstance(value, str):
        raise PydanticCustomError("datetime_type", "时间要写成 2026-11-23T10:00:00+08:00 这样")
    return value


def _of_our_time(value: datetime) -> datetime:
    if not 2000 <= value.year < 2100:
        raise PydanticCustomError("datetime_range", "时间不在合理的范围里")
    return value


#: A moment in a request.
Moment = Annotated[
    AwareDatetime,
    Strict(strict=False),
    BeforeValidator(_written),
    AfterValidator(_of_our_time),
    Field(description="ISO 8601 with offset, 2000 to 2099."),
]


#: An id in a request: written as text, as JSON has no other way.
WrittenId = Annotated[UUID, Strict(strict=False)]


class FieldError(Answer):
    field: str
    message: str


class Problem(Answer):
    """RFC 9457 problem document. `detail` is a Chinese sentence a person can be shown; `code` is for
    programs."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    correlation_id: str
    errors: tuple[FieldError, ...] = Field(default=(), description="Which fields were wrong (422).")
