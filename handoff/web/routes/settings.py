"""Settings of the desk, its people, canned replies (docs/contracts.md 8)."""

from collections.abc import Callable

from pydantic import BaseModel

from handoff.domain.accounts import Role
from handoff.service.staff import StaffEntry
from handoff.web.call import Call
from handoff.web.route import Auth, Handler, Reply, Routes
from handoff.web.schemas import settings as wire

routes = Routes("settings")

_READERS = (Role.BUTLER, Role.SUPERVISOR, Role.ADMIN)
_WRITERS = (Role.SUPERVISOR, Role.ADMIN)

#: Key -> its name in operation ids, what it is, the models.
_PARTS: tuple[tuple[str, str, str, type[BaseModel], type[BaseModel]], ...] = (
    ("hours", "Hours", "Business hours by weekday", wire.StoredHours, wire.PutHours),
    (
        "routing",
        "Routing",
        "How long offers ring, when somebody is gone",
        wire.StoredRouting,
        wire.PutRouting,
    ),
    ("sla", "Sla", "Response and resolution targets by priority", wire.StoredSla, wire.PutSla),
    ("skills", "Skills", "Skill by trigger code", wire.StoredSkills, wire.PutSkills),
    ("ageing", "Ageing", "How much longer than a P1 the others may wait", wire.StoredAgeing, wire.PutAgeing),
)


def _reader(key: str, stored: type[BaseModel]) -> Handler:
    async def read(call: Call) -> Reply:
        return Reply(200, stored.model_validate(await call.hub.office.settings.get(call.viewer, key)))

    return read


def _writer(key: str, stored: type[BaseModel], body: type[BaseModel]) -> Handler:
    async def write(call: Call) -> Reply:
        given = call.body_as(body).model_dump(mode="json")
        view = await call.hub.office.settings.put(call.viewer, key, given["value"], given["version"])
        return Reply(200, stored.model_validate(view))

    return write


def _declare() -> None:
    for key, name, summary, stored, body in _PARTS:
        path = f"/api/v1/settings/{key}"
        declare: Callable[[Handler], Handler] = routes.add(
            "GET", path, f"get{name}Setting", summary, auth=Auth.DESK, roles=_READERS, answers={200: stored}
        )
        declare(_reader(key, stored))
        declare = routes.add(
            "PUT",
            path,
            f"put{name}Setting",
            f"Set: {summary}",
            description="The whole part; 409 when somebody changed it meanwhile.",
            auth=Auth.DESK,
            roles=_WRITERS,
            body=body,
            answers={200: stored},
        )
        declare(_writer(key, stored, body))


_declare()


@routes.add(
    "GET",
    "/api/v1/settings/holidays",
    "listHolidays",
    "Days that are otherwise than their weekday says",
    auth=Auth.DESK,
    roles=_READERS,
    answers={200: wire.Holidays},
)
async def list_holidays(call: Call) -> Reply:
    days = await call.hub.office.settings.holidays(call.viewer)
    return Reply(200, wire.Holidays(items=[wire.Holiday.model_validate(d) for d in days]))


@routes.add(
    "PUT",
    "/api/v1/settings/holidays/{day}",
    "putHoliday",
    "Closed, or open, on this day",
    auth=Auth.DESK,
    roles=_WRITERS,
    body=wire.PutHoliday,
    answers={200: wire.Holiday},
)
async def put_holiday(call: Call) -> Reply:
    body = call.body_as(wire.PutHoliday)
    holiday = await call.hub.office.settings.put_holiday(call.viewer, call.day, body.open, body.name)
    return Reply(200, wire.Holiday.model_validate(holiday))


@routes.add(
    "GET",
    "/api/v1/settings/holidays/{day}",
    "getHoliday",
    "What is set for this day",
    auth=Auth.DESK,
    roles=_READERS,
    answers={200: wire.Holiday},
)
async def get_holiday(call: Call) -> Reply:
    return Reply(
        200, wire.Holiday.model_validate(await call.hub.office.settings.holiday(call.viewer, call.day))
    )


@routes.add(
    "DELETE",
    "/api/v1/settings/holidays/{day}",
    "dropHoliday",
    "As its weekday says again",
    auth=Auth.DESK,
    roles=_WRITERS,
    answers={204: None},
)
async def drop_holiday(call: Call) -> Reply:
    await call.hub.office.settings.drop_holiday(call.viewer, call.day)
    return Reply(204)


@routes.add(
    "GET",
    "/api/v1/butlers",
    "listButlers",
    "Everybody of the desk, with what is set for them",
    auth=Auth.DESK,
    roles=_WRITERS,
    answers={200: wire.StaffList},
)
async def list_butlers(call: Call) -> Reply:
    return Reply(200, wire.StaffList(items=[_staff(e) for e in await call.hub.office.staff.all(call.viewer)]))


@routes.add(
    "GET",
    "/api/v1/butlers/{butler_id}",
    "getButler",
    "Skills, capacity, tier of one",
    auth=Auth.DESK,
    roles=_WRITERS,
    answers={200: wire.Staff},
)
async def get_butler(call: Call) -> Reply:
    return Reply(200, _staff(await call.hub.office.staff.get(call.viewer, call.params["butler_id"])))


@routes.add(
    "PUT",
    "/api/v1/butlers/{butler_id}",
    "putButler",
    "Set skills, capacity, tier; 409 when somebody changed them meanwhile",
    auth=Auth.DESK,
    roles=_WRITERS,
    body=wire.PutStaff,
    answers={200: wire.Staff},
)
async def put_butler(call: Call) -> Reply:
    body = call.body_as(wire.PutStaff)
    entry = await call.hub.office.staff.put(
        call.viewer,
        call.params["butler_id"],
        tuple(body.skills),
        body.capacity,
        body.specialist,
        body.version,
    )
    return Reply(200, _staff(entry))


def _staff(entry: StaffEntry) -> wire.Staff:
    user = entry.member.user
    return wire.Staff(
        id=user.id,
        username=user.username,
        display_name=user.display_name,
        roles=sorted(role.value for role in user.roles),
        active=user.active,
        skills=list(entry.skills),
        capacity=entry.capacity,
        specialist=entry.specialist,
        load=entry.member.load,
        version=entry.version,
    )
