"""Files in the chat (docs/contracts.md 6.1): sent by the customer, read by the customer and by whoever may see
the case."""

from handoff.domain.accounts import DESK_ROLES
from handoff.web.call import Call
from handoff.web.downloading import send_file
from handoff.web.route import Auth, Reply, Routes
from handoff.web.schemas.chat import Attachment

routes = Routes("chat")

_TYPES = ("image/jpeg", "image/png", "image/webp", "image/heic", "application/pdf")


@routes.add(
    "POST",
    "/api/v1/chat/attachments",
    "uploadChatAttachment",
    "Upload a photo or a PDF, to be named by a message within a day",
    description="At most 10 MiB. JPEG, PNG, WebP, HEIC or PDF, told by the first bytes.",
    auth=Auth.CHAT,
    answers={201: Attachment},
    errors=("not_found",),
    upload=True,
)
async def upload(call: Call) -> Reply:
    file = await call.hub.uploads.keep(call.conversation_id, call.upload.name, call.upload.received)
    return Reply(201, Attachment.model_validate(file))


@routes.add(
    "GET",
    "/api/v1/chat/attachments/{attachment_id}",
    "getChatAttachment",
    "A file of one's own conversation",
    auth=Auth.CHAT,
    files=_TYPES,
)
async def download(call: Call) -> None:
    opened = await call.hub.uploads.open_own(call.conversation_id, call.params["attachment_id"])
    await send_file(call.request, opened)


@routes.add(
    "GET",
    "/api/v1/cases/{case_id}/attachments/{attachment_id}",
    "getCaseAttachment",
    "A file the customer has sent in the conversation of the case",
    auth=Auth.DESK,
    roles=DESK_ROLES,
    files=_TYPES,
)
async def download_in_case(call: Call) -> None:
    opened = await call.hub.uploads.open_in_case(
        call.viewer, call.params["case_id"], call.params["attachment_id"]
    )
    await send_file(call.request, opened)
