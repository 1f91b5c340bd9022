"""Logging in: cookies, revocation, guessing."""

from http.cookies import SimpleCookie
from typing import Any

import httpx

from tests.handoff.web.support import PASSWORD, Desk, client

LOGIN = "/api/v1/auth/login"


async def log_in(http: httpx.AsyncClient, username: str, password: str) -> httpx.Response:
    return await http.post(LOGIN, json={"username": username, "password": password})


async def test_the_cookie_is_out_of_reach_for_scripts(http: httpx.AsyncClient) -> None:
    answer = await log_in(http, "linxiao", PASSWORD)
    cookie = SimpleCookie(answer.headers["set-cookie"])["gj_session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert int(cookie["max-age"]) > 0
    assert not cookie["secure"], "this site is served by http"
    assert len(cookie.value) >= 32
    user = answer.json()["user"]
    assert (user["username"], user["display_name"], user["roles"]) == ("linxiao", "林晓", ["butler"])


async def test_behind_https_the_cookie_is_secure(make_site: Any) -> None:
    async with make_site(public_url="https://hub.example") as site, site.http() as http:
        answer = await log_in(http, "linxiao", PASSWORD)
        assert SimpleCookie(answer.headers["set-cookie"])["gj_session"]["secure"]
        assert "max-age" in answer.headers["strict-transport-security"]


async def test_a_wrong_password_and_an_unknown_user_look_the_same(http: httpx.AsyncClient) -> None:
    wrong = await log_in(http, "linxiao", "not-the-password")
    nobody = await log_in(http, "nobody-here", "not-the-password")
    assert wrong.status_code == nobody.status_code == 401
    parts = [{k: v for k, v in a.json().items() if k != "correlation_id"} for a in (wrong, nobody)]
    assert parts[0] == parts[1]
    assert parts[0]["code"] == "wrong_credentials"
    assert "set-cookie" not in wrong.headers


async def test_guessing_is_slowed_down(make_site: Any) -> None:
    async with make_site() as site, site.http() as http:
        statuses = [(await log_in(http, "linxiao", f"guess-{n}")).status_code for n in range(30)]
        assert statuses[0] == 401
        assert statuses[-1] == 429
        refused = await log_in(http, "linxiao", "guess-again")
        assert int(refused.headers["retry-after"]) >= 1
        assert refused.json()["code"] == "rate_limited"


async def test_me_gives_the_user_and_the_csrf_token_back(linxiao: Desk) -> None:
    me = (await linxiao.get("/auth/me")).json()
    assert me == {"user": linxiao.user, "csrf_token": linxiao.csrf}


async def test_logging_out_makes_the_old_cookie_worthless(site: Any, linxiao: Desk) -> None:
    cookie = linxiao.http.cookies["gj_session"]
    out = await linxiao.post("/auth/logout")
    assert out.status_code == 204
    assert SimpleCookie(out.headers["set-cookie"])["gj_session"]["max-age"] == "0"
    async with client(site.url) as thief:
        thief.cookies.set("gj_session", cookie)
        answer = await thief.get("/api/v1/auth/me")
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")


async def test_logging_in_again_ends_the_session_before(site: Any, linxiao: Desk) -> None:
    old = linxiao.http.cookies["gj_session"]
    await log_in(linxiao.http, "linxiao", PASSWORD)
    async with client(site.url) as thief:
        thief.cookies.set("gj_session", old)
        assert (await thief.get("/api/v1/auth/me")).status_code == 401
    assert (await linxiao.get("/auth/me")).status_code == 200


async def test_a_made_up_cookie_is_nobody(http: httpx.AsyncClient) -> None:
    for value in ("x", "A" * 43, "../../etc", "%00"):
        http.cookies.set("gj_session", value)
        assert (await http.get("/api/v1/auth/me")).status_code == 401
        http.cookies.clear()


async def test_the_csrf_token_of_another_session_is_refused(linxiao: Desk, site: Any) -> None:
    second = await Desk.log_in(site.url, "linxiao")
    answer = await linxiao.http.post("/api/v1/auth/logout", headers={"X-CSRF-Token": second.csrf})
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed")
    assert (await linxiao.get("/auth/me")).status_code == 200
