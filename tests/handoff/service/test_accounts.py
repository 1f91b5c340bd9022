"""Logging in, staying in, being thrown out."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.bootstrap import demo_users
from handoff.domain.errors import Forbidden, RateLimited, Unauthorized, WrongCredentials
from handoff.domain.presence import DeskState
from handoff.service.guessing import Guessing
from tests.handoff.stage import Stage


@pytest.fixture
async def accounts(stage: Stage) -> object:
    await stage.hub.accounts.seed(demo_users(), "right")
    return stage.hub.accounts


async def test_log_in_and_out(stage: Stage, accounts: object) -> None:
    login = await stage.hub.accounts.login(" LinXiao ", "right", "1.2.3.4")
    who = await stage.hub.accounts.authenticate(login.session_token)
    assert who.user.display_name == "林晓"
    stage.hub.accounts.check_csrf(who, who.csrf_token)
    for wrong in (None, "", "x", who.csrf_token + "x", "ü"):
        with pytest.raises(Forbidden):
            stage.hub.accounts.check_csrf(who, wrong)
    await stage.hub.accounts.logout(who)
    with pytest.raises(Unauthorized):
        await stage.hub.accounts.authenticate(login.session_token)


@pytest.mark.parametrize("token", [None, "", "nonsense", "x" * 10_000])
async def test_no_session(stage: Stage, token: str | None) -> None:
    with pytest.raises(Unauthorized):
        await stage.hub.accounts.authenticate(token)


async def test_a_session_ends_by_itself(stage: Stage, accounts: object) -> None:
    login = await stage.hub.accounts.login("linxiao", "right", "1.2.3.4")
    stage.clock.forward(hours=11, minutes=59)
    await stage.hub.accounts.authenticate(login.session_token)
    stage.clock.forward(minutes=2)
    with pytest.raises(Unauthorized):
        await stage.hub.accounts.authenticate(login.session_token)


async def test_a_user_who_was_deactivated_is_out_at_once(
    stage: Stage, accounts: object, engine: AsyncEngine
) -> None:
    login = await stage.hub.accounts.login("linxiao", "right", "1.2.3.4")
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE users SET active = false WHERE username = 'linxiao'"))
    with pytest.raises(Unauthorized):
        await stage.hub.accounts.authenticate(login.session_token)
    with pytest.raises(WrongCredentials):
        await stage.hub.accounts.login("linxiao", "right", "1.2.3.4")


async def test_wrong_password_and_unknown_user_look_the_same(stage: Stage, accounts: object) -> None:
    said = set()
    for name, password in (("linxiao", "wrong"), ("nobody", "right"), ("", ""), ("linxiao", "r" * 5000)):
        with pytest.raises(WrongCredentials) as caught:
            await stage.hub.accounts.login(name, password, "1.2.3.4")
        said.add(caught.value.detail)
    assert len(said) == 1


async def test_guessing_is_slowed_down(stage: Stage, accounts: object) -> None:
    for _ in range(10):
        with pytest.raises(WrongCredentials):
            await stage.hub.accounts.login("linxiao", "guess", "1.2.3.4")
    with pytest.raises(RateLimited) as caught:
        await stage.hub.accounts.login("linxiao", "right", "1.2.3.4")
    assert caught.value.retry_after == 900
    await stage.hub.accounts.login("zhoukai", "right", "1.2.3.4")


async def test_only_failures_count(stage: Stage, accounts: object) -> None:
    for _ in range(80):
        await stage.hub.accounts.login("linxiao", "right", "1.2.3.4")


async def test_many_guesses_at_once_gain_nothing(stage: Stage, accounts: object) -> None:
    tries = [stage.hub.accounts.login("linxiao", "guess", "1.2.3.4") for _ in range(40)]
    refused = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(e, WrongCredentials) for e in refused) <= 10
    assert all(isinstance(e, WrongCredentials | RateLimited) for e in refused)


async def test_nobody_can_lock_somebody_else_out(stage: Stage, accounts: object) -> None:
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    slow = replace(stage.hub.accounts, guessing=Guessing(stage.hub.bus, pause))
    await slow.login("linxiao", "right", "9.9.9.9")
    for n in range(300):
        with pytest.raises(WrongCredentials):
            await slow.login("linxiao", "guess", f"10.0.{n // 100}.{n % 100}")
    assert max(pauses) == 3.0
    pauses.clear()
    await slow.login("linxiao", "right", "9.9.9.9")
    assert pauses == [], "whoever has logged in from here before is not slowed down"
    await slow.login("linxiao", "right", "8.8.8.8")
    assert pauses == [3.0]


async def test_one_address_cannot_try_everybody(stage: Stage, accounts: object) -> None:
    for n in range(60):
        with pytest.raises(WrongCredentials):
            await stage.hub.accounts.login(f"user{n}", "guess", "1.2.3.4")
    with pytest.raises(RateLimited):
        await stage.hub.accounts.login("user60", "guess", "1.2.3.4")
    await stage.hub.accounts.login("linxiao", "right", "5.6.7.8")


async def test_the_right_password_does_not_clear_what_others_tried_from_there(
    stage: Stage, accounts: object
) -> None:
    for n in range(60):
        with pytest.raises(WrongCredentials):
            await stage.hub.accounts.login(f"user{n}", "guess", "1.2.3.4")
        if n < 59:
            await stage.hub.accounts.login("linxiao", "right", "1.2.3.4")
    with pytest.raises(RateLimited):
        await stage.hub.accounts.login("zhoukai", "guess", "1.2.3.4")


async def test_neither_tokens_nor_passwords_are_stored(
    stage: Stage, accounts: object, engine: AsyncEngine
) -> None:
    login = await stage.hub.accounts.login("linxiao", "right", "1.2.3.4")
    async with engine.connect() as connection:
        stored = (await connection.execute(text("SELECT token_hash FROM sessions"))).scalar_one()
    assert login.session_token not in stored
    assert len(stored) == 64


async def test_on_duty_while_the_console_beats(stage: Stage, accounts: object) -> None:
    linxiao = (await stage.hub.accounts.login("linxiao", "right", "1.2.3.4")).principal
    assert (await stage.hub.status.desk()).on_duty == 0, "a log-in alone is no presence"
    await stage.here(linxiao)
    desk = await stage.hub.status.desk("linxiao")
    assert (desk.on_duty, desk.butler_on_duty) == (1, True)
    stage.clock.forward(seconds=40)
    await stage.here(linxiao)
    stage.clock.forward(seconds=40)
    assert (await stage.hub.status.desk("zhoukai")).on_duty == 1
    assert (await stage.hub.status.desk("zhoukai")).butler_on_duty is False
    await stage.here(linxiao, state=DeskState.BUSY)
    assert (await stage.hub.status.desk()).on_duty == 0, "has enough for now"
    await stage.here(linxiao)
    stage.clock.forward(seconds=46)
    assert (await stage.hub.status.desk()).on_duty == 0


async def test_who_still_has_the_demo_password(stage: Stage, accounts: object) -> None:
    assert set(await stage.hub.accounts.with_password("right")) == {u.username for u in demo_users()}
    assert await stage.hub.accounts.with_password("guanjia-demo") == []


async def test_status_and_readiness(stage: Stage) -> None:
    status = await stage.hub.status.system()
    assert (status.bot_ready, status.bot_model_id, status.insurer_ready) == (True, "scripted", True)
    stage.clock.forward(hours=10)
    desk = (await stage.hub.status.system()).desk
    assert not desk.in_hours
    assert desk.opens_at is not None
    assert desk.opens_at.isoformat() == "2026-11-23T08:30:00+08:00"
    assert (await stage.hub.status.readiness()).ready
