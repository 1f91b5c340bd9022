"""Replies prepared beforehand (docs/contracts.md 8)."""

from handoff.domain.accounts import DESK_ROLES
from handoff.domain.canned import VARIABLES, CannedReply
from handoff.service.canned import Draft
from handoff.web.call import Call
from handoff.web.route import Auth, Reply, Routes
from handoff.web.schemas import settings as wire

routes = Routes("settings")

_PATH = "/api/v1/canned-replies"


@routes.add(
    "GET",
    _PATH,
    "listCannedReplies",
    "Own and shared ones, by shortcut",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    answers={200: wire.CannedReplies},
)
async def list_replies(call: Call) -> Reply:
    found = await call.hub.office.canned.all(call.viewer)
    variables = [wire.Variable(name=name, meaning=meaning) for name, meaning in VARIABLES.items()]
    return Reply(200, wire.CannedReplies(items=[_reply(r) for r in found], variables=variables))


@routes.add(
    "POST",
    _PATH,
    "addCannedReply",
    "A new one; shared ones are the supervisors'",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    body=wire.AddCannedReply,
    answers={201: wire.CannedReply},
    errors=("forbidden", "conflict"),
)
async def add_reply(call: Call) -> Reply:
    body = call.body_as(wire.AddCannedReply)
    draft = Draft(body.shortcut, body.title, body.text, tuple(body.codes))
    return Reply(201, _reply(await call.hub.office.canned.create(call.viewer, draft, shared=body.shared)))


@routes.add(
    "PATCH",
    f"{_PATH}/{{reply_id}}",
    "changeCannedReply",
    "Change one; 409 when it was changed meanwhile or the shortcut is taken",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    body=wire.ChangeCannedReply,
    answers={200: wire.CannedReply},
)
async def change_reply(call: Call) -> Reply:
    body = call.body_as(wire.ChangeCannedReply)
    draft = Draft(body.shortcut, body.title, body.text, tuple(body.codes))
    changed = await call.hub.office.canned.change(call.viewer, call.params["reply_id"], draft, body.version)
    return Reply(200, _reply(changed))


@routes.add(
    "DELETE",
    f"{_PATH}/{{reply_id}}",
    "removeCannedReply",
    "Remove one",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    answers={204: None},
)
async def remove_reply(call: Call) -> Reply:
    await call.hub.office.canned.remove(call.viewer, call.params["reply_id"])
    return Reply(204)


@routes.add(
    "POST",
    f"{_PATH}/{{reply_id}}/render",
    "renderCannedReply",
    "Its text with the variables filled in from a case, for the editor",
    description="422 for a variable that this case has no value for.",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    body=wire.RenderFor,
    answers={200: wire.Rendered},
)
async def render_reply(call: Call) -> Reply:
    case_id = call.body_as(wire.RenderFor).case_id
    text = await call.hub.office.canned.render(call.viewer, call.params["reply_id"], case_id)
    return Reply(200, wire.Rendered(text=text))


def _reply(reply: CannedReply) -> wire.CannedReply:
    return wire.CannedReply(
        id=reply.id,
        shortcut=reply.shortcut,
        title=reply.title,
        text=reply.text,
        codes=list(reply.codes),
        shared=reply.owner_id is None,
        version=reply.version,
        changed_at=reply.changed_at,
    )
