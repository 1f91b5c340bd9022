"""The page about permissions is what the routes declare, and the routes enforce it."""

from pathlib import Path

import pytest

from handoff.domain.accounts import DESK_ROLES, Role
from handoff.web.permissions import page
from handoff.web.route import Auth, Route
from handoff.web.routes import ALL

PAGE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "permissions.md"
#: Open to every role: what one's own session is, and the state of the system.
FOR_EVERYBODY = {"logOut", "whoAmI", "getStatus"}
#: Figures, settings and other people's work.
SUPERVISION = ("/api/v1/reports/", "/api/v1/desk/board", "/api/v1/audit", "/api/v1/reconciliation")


def test_the_page_is_printed_from_the_routes() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "run: python -m handoff.web.permissions > docs/guides/permissions.md"
    )


@pytest.mark.parametrize("route", [r for r in ALL if r.auth is Auth.DESK], ids=lambda r: r.name)
def test_every_console_route_says_who_may(route: Route) -> None:
    assert route.roles or route.name in FOR_EVERYBODY
    if route.path.startswith(SUPERVISION):
        assert Role.BUTLER not in route.roles
    if route.path.startswith("/api/v1/webhooks"):
        assert route.roles == (Role.ADMIN,)
    if route.path.startswith("/api/v1/cases"):
        assert set(route.roles) <= set(DESK_ROLES)


def test_what_nobody_logs_in_for() -> None:
    open_routes = {route.name for route in ALL if route.auth is Auth.NONE}
    assert open_routes == {"logIn", "openChat", "listDemoCustomers", "makeDemoIdentity", "isAlive", "isReady"}


def test_ids_differ() -> None:
    assert len({route.name for route in ALL}) == len(ALL)
    assert len({(route.method, route.path) for route in ALL}) == len(ALL)
