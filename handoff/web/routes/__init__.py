"""All routes of the API, in the order the documentation shows them."""

from handoff.web.route import Route
from handoff.web.routes import auth, cases, chat, chat_stream, demo, desk, health

ALL: tuple[Route, ...] = tuple(
    route for module in (chat, chat_stream, demo, auth, cases, desk, health) for route in module.routes.items
)
