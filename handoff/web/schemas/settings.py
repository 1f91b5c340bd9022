"""What supervisors set (docs/contracts.md 8)."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from handoff.web.schemas.base import Answer, Ask, Instant, OptionalText, Text

Version = Annotated[
    int, Field(ge=0, le=2**31 - 2, description="The version this change was made on (0: the defaults).")
]
Whole = Annotated[int, Field(ge=0, le=2**31 - 1)]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", examples=["08:30"])]
Skill = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]


class _Part(BaseModel):
    """Goes in both directions."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class DayHours(_Part):
    opens: Clock
    closes: Clock
    breaks: list[Annotated[list[Clock], Field(min_length=2, max_length=2)]] = Field(
        default_factory=list, max_length=5
    )


class HoursSetting(_Part):
    """Monday first; null: closed that day."""

    week: Annotated[list[DayHours | None], Field(min_length=7, max_length=7)]


class RoutingSetting(_Part):
    offer_seconds: Annotated[int, Field(ge=10, le=600)]
    present_seconds: Annotated[int, Field(ge=20, le=600)]
    vanish_seconds: Annotated[int, Field(ge=60, le=3600)]
    skill_patience_seconds: Annotated[int, Field(ge=0, le=3600)]
    default_capacity: Annotated[int, Field(ge=1, le=200)]


class ByPriority(_Part):
    P0: Annotated[int, Field(ge=1)]
    P1: Annotated[int, Field(ge=1)]
    P2: Annotated[int, Field(ge=1)]
    P3: Annotated[int, Field(ge=1)]


class SlaSetting(_Part):
    response_minutes: ByPriority
    next_response_minutes: ByPriority
    resolution_hours: ByPriority


class AgeingSetting(_Part):
    """Minutes by which the others may have waited longer than a P1 before they go first."""

    P1: Whole
    P2: Whole
    P3: Whole


SkillsSetting = dict[Annotated[str, Field(pattern=r"^E\d\d$")], Skill]


class _Stored(Answer):
    version: int
    changed_by: str | None
    changed_at: Instant | None


class StoredHours(_Stored):
    key: Literal["hours"]
    value: HoursSetting


class StoredRouting(_Stored):
    key: Literal["routing"]
    value: RoutingSetting


class StoredSla(_Stored):
    key: Literal["sla"]
    value: SlaSetting


class StoredSkills(_Stored):
    key: Literal["skills"]
    value: dict[str, str]


class StoredAgeing(_Stored):
    key: Literal["ageing"]
    value: AgeingSetting


class PutHours(Ask):
    value: HoursSetting
    version: Version


class PutRouting(Ask):
    value: RoutingSetting
    version: Version


class PutSla(Ask):
    value: SlaSetting
    version: Version


class PutSkills(Ask):
    value: SkillsSetting
    version: Version


class PutAgeing(Ask):
    value: AgeingSetting
    version: Version


class Holiday(Answer):
    day: date
    open: bool
    name: str


class Holidays(Answer):
    items: list[Holiday]


class PutHoliday(Ask):
    open: bool
    name: Annotated[OptionalText, Field(max_length=40)] = ""


class Staff(Answer):
    """A member of the desk. `version` 0: nothing is set, the default capacity holds."""

    id: UUID
    username: str
    display_name: str
    roles: list[Literal["butler", "supervisor", "trainer", "admin"]]
    active: bool
    skills: list[str]
    capacity: int
    specialist: bool
    load: int
    version: int


class StaffList(Answer):
    items: list[Staff]


class PutStaff(Ask):
    skills: Annotated[list[Skill], Field(max_length=30)]
    capacity: Annotated[int, Field(ge=0, le=200)]
    specialist: bool
    version: Version


class CannedReply(Answer):
    id: UUID
    shortcut: str
    title: str
    text: str
    codes: list[str]
    shared: bool
    version: int
    changed_at: Instant


class Variable(Answer):
    name: str
    meaning: str


class CannedReplies(Answer):
    items: list[CannedReply]
    variables: list[Variable] = Field(description="What may stand in a text, as `{name}`.")


class _CannedText(Ask):
    shortcut: Annotated[str, Field(min_length=1, max_length=32)]
    title: Annotated[Text, Field(max_length=80)]
    text: Annotated[Text, Field(max_length=2000)]
    codes: Annotated[list[Annotated[str, Field(pattern=r"^E\d\d$")]], Field(max_length=15)] = Field(
        default_factory=list
    )


class AddCannedReply(_CannedText):
    shared: bool = Field(default=False, description="For everybody; supervisors only.")


class ChangeCannedReply(_CannedText):
    version: Annotated[int, Field(ge=1, le=2**31 - 2)]


class RenderFor(Ask):
    case_id: UUID = Field(strict=False)


class Rendered(Answer):
    text: str
