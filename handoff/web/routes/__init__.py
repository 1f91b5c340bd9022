"""All routes of the API, in the order the documentation shows them."""

from handoff.web.route import Route
from handoff.web.routes import attachments, auth, cases, chat, chat_stream, demo, desk, health, insurer

ALL: tuple[Route, ...] = tuple(
    route
    for module in (chat, chat_stream, attachments, demo, auth, cases, desk, insurer, health)
    for route in module.routes.items
)
