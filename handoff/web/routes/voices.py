"""What customers say together, and what becomes of it; call-backs made."""

from handoff.domain.accounts import DESK_ROLES, Role
from handoff.domain.listening import as_markdown
from handoff.domain.records import VoiceFilter
from handoff.domain.voices import TOPICS, Voice
from handoff.web.call import Call
from handoff.web.reading import ascii_header
from handoff.web.route import Auth, Reply, Routes
from handoff.web.schemas import voices as wire

routes = Routes("voices")

_MARKDOWN = "text/markdown"


def _wire(voice: Voice) -> wire.Voice:
    told = {name: getattr(voice, name) for name in wire.Voice.model_fields if name != "topic_name"}
    return wire.Voice(**told, topic_name=TOPICS.get(voice.topic, voice.topic))


@routes.add(
    "GET",
    "/api/v1/voices",
    "listVoices",
    "Complaints, disputes, suggestions and silent exits, newest first",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    query=wire.VoicesQuery,
    answers={200: wire.VoicePage},
)
async def list_voices(call: Call) -> Reply:
    query = call.query_as(wire.VoicesQuery)
    wanted = VoiceFilter(query.kind, query.topic, query.status, query.since, query.until)
    voices, cursor = await call.hub.voices.page(call.viewer, wanted, query.cursor, query.limit)
    return Reply(200, wire.VoicePage(items=[_wire(v) for v in voices], next_cursor=cursor))


@routes.add(
    "GET",
    "/api/v1/voices/topics",
    "listVoiceTopics",
    "Topics by week, rising ones first",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    query=wire.TopicsQuery,
    answers={200: wire.Topics},
)
async def list_topics(call: Call) -> Reply:
    trends = await call.hub.voices.topics(call.viewer, call.query_as(wire.TopicsQuery).weeks)
    return Reply(200, wire.Topics(items=[wire.TopicTrend.model_validate(t) for t in trends]))


@routes.add(
    "GET",
    "/api/v1/voices/digest",
    "getVoiceDigest",
    "What was heard in a week; with `Accept: text/markdown` as a text to be sent round",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    query=wire.DigestQuery,
    answers={200: wire.Digest},
    files=(_MARKDOWN,),
)
async def get_digest(call: Call) -> Reply:
    found = await call.hub.voices.digest(call.viewer, call.query_as(wire.DigestQuery).week)
    if _MARKDOWN in (ascii_header(call.request, "accept") or ""):
        return Reply(200, raw=as_markdown(found).encode(), media_type=_MARKDOWN)
    return Reply(200, wire.Digest.model_validate(found))


@routes.add(
    "PATCH",
    "/api/v1/voices/{voice_id}",
    "changeVoice",
    "Who follows it up, how far it is, what was answered; 409 when somebody else has changed it",
    auth=Auth.DESK,
    roles=(Role.SUPERVISOR,),
    body=wire.ChangeVoice,
    answers={200: wire.Voice},
    errors=("conflict",),
)
async def change_voice(call: Call) -> Reply:
    body = call.body_as(wire.ChangeVoice)
    voice = await call.hub.voices.change(
        call.viewer,
        call.params["voice_id"],
        version=body.version,
        status=body.status,
        owner_id=body.owner_id,
        answer=body.answer,
        topic=body.topic,
    )
    return Reply(200, _wire(voice))


@routes.add(
    "POST",
    "/api/v1/cases/{case_id}/callback/done",
    "markCalledBack",
    "The customer was called back",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    body=wire.CallbackDone,
    answers={204: None},
    errors=("conflict",),
)
async def called_back(call: Call) -> Reply:
    note = call.body_as(wire.CallbackDone).note
    await call.hub.callbacks.done(call.viewer, call.params["case_id"], note)
    return Reply(204)
