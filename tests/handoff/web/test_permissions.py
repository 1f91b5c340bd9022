"""Every console route turns away every role it does not name, before it looks at anything else."""

import re
from collections.abc import AsyncIterator
from uuid import NAMESPACE_URL, uuid4, uuid5

import pytest

from handoff.config import DEMO_PASSWORD
from handoff.domain.accounts import Role, User
from handoff.web.route import Auth, Route
from handoff.web.routes import ALL
from tests.handoff.web.conftest import Site
from tests.handoff.web.support import Desk

GUARDED = [route for route in ALL if route.auth is Auth.DESK and route.roles and not route.events]


@pytest.fixture(scope="module")
async def people(site: Site) -> AsyncIterator[dict[Role, Desk]]:
    """One user of each role, and of that role only."""
    users = [User(uuid5(NAMESPACE_URL, f"only-{r}"), f"only-{r}", str(r), frozenset({r})) for r in Role]
    await site.hub.accounts.seed(users, DEMO_PASSWORD)
    desks = {role: await Desk.log_in(site.url, f"only-{role}") for role in Role}
    yield desks
    for desk in desks.values():
        await desk.http.aclose()


@pytest.mark.parametrize("route", GUARDED, ids=lambda route: route.name)
async def test_other_roles_are_turned_away(route: Route, people: dict[Role, Desk]) -> None:
    path = re.sub(r"\{day\}", "2030-01-01", route.path)
    path = re.sub(r"\{\w+\}", str(uuid4()), path)
    for role, desk in people.items():
        if role in route.roles:
            continue
        answer = await desk.http.request(route.method, path, headers={"X-CSRF-Token": desk.csrf})
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden"), role


@pytest.mark.parametrize("route", [r for r in GUARDED if r.is_write], ids=lambda route: route.name)
async def test_a_write_without_the_csrf_token_is_turned_away(route: Route, people: dict[Role, Desk]) -> None:
    path = re.sub(r"\{day\}", "2030-01-01", route.path)
    path = re.sub(r"\{\w+\}", str(uuid4()), path)
    answer = await people[route.roles[0]].http.request(route.method, path)
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed")
