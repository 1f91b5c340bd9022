"""Logging in and out of the console."""

from handoff.domain.accounts import Principal
from handoff.domain.errors import Unauthorized
from handoff.web.call import Call
from handoff.web.cookies import SESSION_COOKIE, session_lifetime, session_token
from handoff.web.route import Auth, Cookie, Reply, Routes
from handoff.web.schemas import console as wire

routes = Routes("auth")


@routes.add(
    "POST",
    "/api/v1/auth/login",
    "logIn",
    "Log in; sets the session cookie and ends the session that was there before",
    body=wire.LogIn,
    answers={200: wire.LoggedIn},
    errors=("wrong_credentials", "rate_limited"),
)
async def log_in(call: Call) -> Reply:
    body = call.body_as(wire.LogIn)
    login = await call.hub.accounts.login(body.username, body.password, call.request.client_ip)
    await _end_previous(call)
    cookie = Cookie(
        SESSION_COOKIE, login.session_token, session_lifetime(login.principal.expires_at, call.now)
    )
    return Reply(200, _logged_in(login.principal), cookies=(cookie,))


@routes.add(
    "POST",
    "/api/v1/auth/logout",
    "logOut",
    "Log out; the session is revoked, its cookie worthless",
    auth=Auth.DESK,
    answers={204: None},
)
async def log_out(call: Call) -> Reply:
    await call.hub.accounts.logout(call.viewer)
    return Reply(204, cookies=(Cookie(SESSION_COOKIE, None),))


@routes.add(
    "GET",
    "/api/v1/auth/me",
    "whoAmI",
    "The user of this session and its CSRF token",
    auth=Auth.DESK,
    answers={200: wire.LoggedIn},
)
async def who_am_i(call: Call) -> Reply:
    return Reply(200, _logged_in(call.viewer))


async def _end_previous(call: Call) -> None:
    """A browser that logs in again gives up the session it had."""
    if token := session_token(call.request):
        try:
            previous = await call.hub.accounts.authenticate(token)
        except Unauthorized:
            return
        await call.hub.accounts.logout(previous)


def _logged_in(principal: Principal) -> wire.LoggedIn:
    user = principal.user
    roles = sorted(role.value for role in user.roles)
    return wire.LoggedIn(
        user=wire.ConsoleUser(
            id=user.id, username=user.username, display_name=user.display_name, roles=roles
        ),
        csrf_token=principal.csrf_token,
    )
