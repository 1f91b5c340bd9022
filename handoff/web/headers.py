"""Headers every answer carries: security, caching, cross-origin access of the widget."""

from collections.abc import Mapping

from handoff.config import Settings

CHAT_PREFIX = "/api/v1/chat/"
_CONSOLE_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_API_POLICY = "default-src 'none'; frame-ancestors 'none'"
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_ALLOW = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Last-Event-ID, X-Correlation-Id",
    "Access-Control-Expose-Headers": "Retry-After, X-Correlation-Id",
    "Access-Control-Max-Age": "600",
}


def standing_headers(path: str, settings: Settings) -> Mapping[str, str]:
    """By path; a handler's own header of the same name wins."""
    headers = dict(_ALWAYS)
    if settings.public_url.startswith("https://"):
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if is_page(path):
        headers["Content-Security-Policy"] = _CONSOLE_POLICY
    else:
        headers["Content-Security-Policy"] = _API_POLICY
        headers["Cache-Control"] = "no-store"
    return headers


def is_page(path: str) -> bool:
    return path == "/" or path.startswith(("/console", "/chat", "/docs", "/widget"))


def cross_origin_headers(path: str, origin: str | None, allowed: frozenset[str]) -> Mapping[str, str]:
    """The chat API may be called from the sites that embed the widget. It uses bearer tokens, never
    cookies, so no credentials are
    allowed and `*` gives away nothing that a stranger could not do with his own browser."""
    if not path.startswith(CHAT_PREFIX):
        return {}
    if "*" in allowed:
        return {"Access-Control-Allow-Origin": "*", **_ALLOW}
    if origin is None or origin not in allowed:
        return {"Vary": "Origin"}
    return {"Access-Control-Allow-Origin": origin, "Vary": "Origin", **_ALLOW}
