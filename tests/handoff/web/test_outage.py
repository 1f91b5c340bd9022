"""The database goes away: a clear 503 that says when to try again, the process stays alive, and nothing is taken for stored."""

import secrets
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from handoff.adapters.sql.engine import async_url, make_engine
from handoff.domain.errors import GuanjiaError, NotFound, RateLimited
from handoff.web.errors import as_problem
from tests.conftest import Server
from tests.handoff.web.conftest import running
from tests.handoff.web.support import Customer


async def test_a_lost_database_is_said_so(postgres_server: Server) -> None:
    name = await postgres_server.copy()
    engine = make_engine(async_url(postgres_server.url(name)), pool=2)
    async with running(engine) as site, site.http() as http:
        customer = await Customer.enter(http, f"T{secrets.token_hex(6)}")
        await postgres_server.drop(name)
        for _ in range(3):
            answer = await customer.post("/messages", {"client_msg_id": "a", "text": "在吗"})
            assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
            assert int(answer.headers["retry-after"]) > 0
        assert (await http.get("/healthz")).status_code == 200
        ready = await http.get("/readyz")
        assert (ready.status_code, ready.json()["status"]) == (503, "unready")
        assert name not in ready.text
    await engine.dispose()


class Refusal(Exception):
    def __init__(self, sqlstate: str) -> None:
        self.sqlstate = sqlstate


def broken(sqlstate: str, *, disconnected: bool = False) -> DBAPIError:
    return DBAPIError("SELECT 1", {}, Refusal(sqlstate), connection_invalidated=disconnected)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ConnectionRefusedError(), "unavailable"),
        (TimeoutError(), "unavailable"),
        (PoolTimeout("full"), "unavailable"),
        (Refusal("57P03"), "unavailable"),
        (broken("57P01"), "unavailable"),
        (broken("55P03"), "unavailable"),
        (broken("40P01"), "unavailable"),
        (broken("", disconnected=True), "unavailable"),
        (broken("23505"), "internal"),
        (broken("22021"), "internal"),
        (RuntimeError("bug"), "internal"),
        (NotFound("没有。"), "not_found"),
    ],
)
def test_what_passes_is_told_from_what_is_broken(error: Exception, code: str) -> None:
    assert as_problem(error).kind.code == code


def test_an_error_of_the_domain_unknown_to_the_web_keeps_its_code_and_status() -> None:
    class CaseAsleep(GuanjiaError):
        code = "case_asleep"
        status = 409

    problem = as_problem(CaseAsleep("个案在休息。"))
    assert (problem.kind.code, problem.kind.status, problem.detail) == ("case_asleep", 409, "个案在休息。")


def test_rate_limits_say_when_to_come_back() -> None:
    assert as_problem(RateLimited("慢一点。", retry_after=7)).headers == {"Retry-After": "7"}


async def test_a_bug_is_a_500_without_a_word_about_it(
    customer: Customer, site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> None:
        raise RuntimeError("secret detail 13800138000")

    monkeypatch.setattr(type(site.hub.chat), "mark_read", fails)
    answer = await customer.post("/read", {"seq": 1})
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "secret" not in answer.text
    assert "13800138000" not in answer.text
