"""The session cookie."""

from datetime import datetime

from sanic import HTTPResponse, Request

from handoff.web.route import Cookie

SESSION_COOKIE = "gj_session"


def session_token(request: Request) -> str | None:
    """What the caller's cookie holds; nothing when it cannot be one of ours."""
    value = request.cookies.get(SESSION_COOKIE)
    return value if value and value.isascii() else None


def session_lifetime(expires_at: datetime, now: datetime) -> int:
    """Seconds."""
    return max(0, int((expires_at - now).total_seconds()))


def set_cookie(response: HTTPResponse, cookie: Cookie, *, secure: bool) -> None:
    """HttpOnly and SameSite=Lax always; `secure` when the site is served by https."""
    if cookie.value is None:
        response.add_cookie(
            cookie.name, "", path="/", max_age=0, httponly=True, samesite="Lax", secure=secure
        )
        return
    response.add_cookie(
        cookie.name,
        cookie.value,
        path="/",
        max_age=cookie.max_age,
        httponly=True,
        samesite="Lax",
        secure=secure,
    )
