"""What butlers and supervisors do with cases (docs/contracts.md 6.2)."""

from handoff.domain.accounts import DESK_ROLES
from handoff.domain.case import Priority
from handoff.domain.case_filter import CaseFilter
from handoff.web import views
from handoff.web.call import Call
from handoff.web.route import Auth, Reply, Routes
from handoff.web.schemas import console as wire
from handoff.web.schemas import promises as promise_wire

routes = Routes("cases")

_CASE = "/api/v1/cases/{case_id}"


@routes.add(
    "GET",
    "/api/v1/cases",
    "listCases",
    "Cases of a view, most urgent or newest first",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    query=wire.CasesQuery,
    answers={200: wire.CasePage},
)
async def list_cases(call: Call) -> Reply:
    query = call.query_as(wire.CasesQuery)
    only = CaseFilter(
        q=query.q,
        priority=Priority(query.priority) if query.priority else None,
        code=query.code,
        channel=query.channel,
        butler_id=query.butler_id,
        tier=query.tier,
    )
    page = await call.hub.cases.list(call.viewer, query.view, query.cursor, query.limit, only)
    return Reply(
        200,
        wire.CasePage(
            items=[views.case_summary(item) for item in page.items],
            next_cursor=page.next_cursor,
            counts=wire.CaseCounts.model_validate(page.counts),
        ),
    )


@routes.add(
    "GET",
    _CASE,
    "getCase",
    "Everything of one case",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    answers={200: wire.CaseDetail},
)
async def get_case(call: Call) -> Reply:
    detail = await call.hub.cases.get(call.viewer, call.params["case_id"], call.correlation_id)
    return Reply(200, views.case_detail(detail))


@routes.add(
    "GET",
    f"{_CASE}/messages",
    "readCaseMessages",
    "The conversation by conversation_seq; with `before_seq` the last `limit` below it",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    query=wire.CaseMessagesQuery,
    answers={200: wire.ConsoleMessages},
)
async def read_messages(call: Call) -> Reply:
    query = call.query_as(wire.CaseMessagesQuery)
    page = await call.hub.cases.messages(
        call.viewer, call.params["case_id"], query.after_seq, query.before_seq, query.limit
    )
    messages = [views.console_message(m) for m in page.messages]
    return Reply(200, wire.ConsoleMessages(messages=messages, last_seq=page.last_seq))


@routes.add(
    "POST",
    f"{_CASE}/claim",
    "claimCase",
    "Take the case; for its holder this changes nothing",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    answers={200: wire.CaseDetail},
    errors=("case_already_held", "case_closed", "conflict"),
)
async def claim(call: Call) -> Reply:
    detail = await call.hub.cases.claim(call.viewer, call.params["case_id"], call.correlation_id)
    return Reply(200, views.case_detail(detail))


@routes.add(
    "POST",
    f"{_CASE}/messages",
    "replyToCustomer",
    "Answer the customer; the same client_msg_id again answers 200 with the first message",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    body=wire.SendCaseMessage,
    answers={201: promise_wire.SentMessage, 200: promise_wire.SentMessage},
    errors=("not_your_case", "case_closed", "conflict"),
)
async def reply(call: Call) -> Reply:
    body = call.body_as(wire.SendCaseMessage)
    message, new = await call.hub.cases.reply(
        call.viewer, call.params["case_id"], body.client_msg_id, body.text, call.correlation_id
    )
    found = call.hub.promises.suggest(body.text) if new else None
    suggested = promise_wire.PromiseSuggestion.model_validate(found) if found else None
    told = views.console_message(message)
    sent = {name: getattr(told, name) for name in wire.ConsoleMessage.model_fields}
    return Reply(201 if new else 200, promise_wire.SentMessage(**sent, promise_suggestion=suggested))


@routes.add(
    "POST",
    f"{_CASE}/notes",
    "addNote",
    "A note only the desk sees",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    body=wire.AddNote,
    answers={201: wire.Note},
)
async def add_note(call: Call) -> Reply:
    body = call.body_as(wire.AddNote)
    note = await call.hub.cases.add_note(call.viewer, call.params["case_id"], body.text, body.mentions)
    return Reply(201, wire.Note.model_validate(note))


@routes.add(
    "POST",
    f"{_CASE}/release",
    "releaseCase",
    "Back to the queue",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    body=wire.ReleaseCase,
    answers={200: wire.CaseDetail},
    errors=("not_your_case", "case_closed", "conflict"),
)
async def release(call: Call) -> Reply:
    reason = call.body_as(wire.ReleaseCase).reason
    detail = await call.hub.cases.release(call.viewer, call.params["case_id"], reason, call.correlation_id)
    return Reply(200, views.case_detail(detail))


@routes.add(
    "POST",
    f"{_CASE}/resolve",
    "resolveCase",
    "Settle the case; a dispute needs a reason and a message to the customer",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    body=wire.ResolveCase,
    answers={200: wire.CaseDetail},
    errors=("not_your_case", "case_closed", "conflict"),
)
async def resolve(call: Call) -> Reply:
    body = call.body_as(wire.ResolveCase)
    detail = await call.hub.cases.resolve(
        call.viewer,
        call.params["case_id"],
        body.outcome,
        body.reason,
        body.message_to_user,
        call.correlation_id,
    )
    return Reply(200, views.case_detail(detail))


@routes.add(
    "POST",
    f"{_CASE}/typing",
    "typeInCase",
    "The butler is writing; the customer sees it for a few seconds",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    answers={204: None},
    errors=("not_your_case", "case_closed"),
)
async def typing(call: Call) -> Reply:
    await call.hub.cases.typing(call.viewer, call.params["case_id"])
    return Reply(204)
