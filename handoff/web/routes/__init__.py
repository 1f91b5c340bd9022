"""All routes of the API, in the order the documentation shows them."""

from handoff.web.route import Route
from handoff.web.routes import (
    attachments,
    auth,
    canned_replies,
    cases,
    chat,
    chat_stream,
    clocks,
    demo,
    desk,
    drafts,
    health,
    insurer,
    promises,
    reports,
    routing,
    settings,
    voices,
    webhooks,
)

ALL: tuple[Route, ...] = tuple(
    route
    for module in (
        chat,
        chat_stream,
        attachments,
        demo,
        auth,
        cases,
        routing,
        clocks,
        promises,
        drafts,
        desk,
        voices,
        settings,
        canned_replies,
        reports,
        webhooks,
        insurer,
        health,
    )
    for route in module.routes.items
)
