"""How a route is declared: everything OpenAPI says about it, and everything that is enforced before its
handler runs.

A declaration and its handler stand together; `serving.py` turns it into a Sanic route, `openapi.py` into
the document."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypedDict, Unpack

from pydantic import BaseModel

from handoff.domain.accounts import Role

if TYPE_CHECKING:
    from handoff.web.call import Call

DEFAULT_MAX_BODY = 64 * 1024


class Auth(StrEnum):
    """Who may call: anybody; a customer's chat token (header); a ticket (EventSource); a logged-in desk
    user (cookie, CSRF on writes); the insurer (signature over the raw body)."""

    NONE = "none"
    CHAT = "chatToken"
    TICKET = "chatTicket"
    DESK = "deskSession"
    INSURER = "insurerSignature"


@dataclass(frozen=True)
class Reply:
    """What a handler answers; `status` is one of the route's declared answers. `body` None: no content, or
    `raw` of `media_type` (one of the route's `files`, or JSON that was rendered before)."""

    status: int
    body: BaseModel | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: tuple["Cookie", ...] = ()
    raw: bytes | None = None
    media_type: str = "application/json"


@dataclass(frozen=True)
class Cookie:
    """`value` None deletes it."""

    name: str
    value: str | None
    max_age: int = 0


type Handler = Callable[["Call"], Awaitable[Reply | None]]


@dataclass(frozen=True)
class Route:
    """One operation. `answers`: status -> model (None: empty). `errors`: codes of problems.KINDS beyond
    those that follow from auth,
    body and query. `upload`: the body is multipart with one `file`, received before the handler runs.
    `files`: media types that the handler itself writes as the 200 answer. `events`: event name -> model of a server-sent stream. `roles`: any of them is enough,
    for Auth.DESK."""

    method: str
    path: str
    name: str
    summary: str
    tag: str
    handler: Handler
    auth: Auth = Auth.NONE
    roles: tuple[Role, ...] = ()
    body: type[BaseModel] | None = None
    query: type[BaseModel] | None = None
    answers: Mapping[int, type[BaseModel] | None] = field(default_factory=dict)
    events: Mapping[str, type[BaseModel]] = field(default_factory=dict)
    errors: tuple[str, ...] = ()
    description: str = ""
    max_body: int = DEFAULT_MAX_BODY
    csrf: bool = True
    demo_only: bool = False
    upload: bool = False
    files: tuple[str, ...] = ()

    @property
    def is_write(self) -> bool:
        return self.method not in ("GET", "HEAD")

    @property
    def needs_csrf(self) -> bool:
        return self.auth is Auth.DESK and self.is_write and self.csrf

    @property
    def takes_key(self) -> bool:
        """Whether an Idempotency-Key is looked at."""
        return self.auth is Auth.DESK and self.is_write

    @property
    def problem_codes(self) -> tuple[str, ...]:
        """Codes of every problem this route can answer with."""
        codes = [*self.errors]
        if self.auth is Auth.CHAT or self.auth is Auth.TICKET:
            codes += ["token_rejected", "token_expired"]
        if self.auth is Auth.INSURER:
            codes += ["signature_rejected", "not_found"]
        if self.upload:
            codes += ["malformed_multipart", "unsupported_media_type", "invalid", "rate_limited"]
        if self.auth is Auth.DESK:
            codes += ["unauthorized"] + (["forbidden"] if self.roles else [])
        if self.needs_csrf:
            codes.append("csrf_failed")
        if self.takes_key:
            codes += ["conflict", "in_progress", "invalid"]
        if self.is_write:
            codes.append("body_too_large")
        if self.body is not None:
            codes += ["malformed_json", "unsupported_media_type", "invalid"]
        if self.query is not None:
            codes.append("invalid")
        if "{" in self.path or self.demo_only:
            codes.append("not_found")
        codes += ["internal"] if 503 in self.answers else ["internal", "unavailable"]
        return tuple(dict.fromkeys(codes))


class Declared(TypedDict, total=False):
    """The optional part of a declaration; fields of Route."""

    auth: Auth
    roles: tuple[Role, ...]
    body: type[BaseModel]
    query: type[BaseModel]
    answers: Mapping[int, type[BaseModel] | None]
    events: Mapping[str, type[BaseModel]]
    errors: tuple[str, ...]
    description: str
    max_body: int
    csrf: bool
    demo_only: bool
    upload: bool
    files: tuple[str, ...]


class Routes:
    """Collects the declarations of one module; each is known by its operationId."""

    def __init__(self, tag: str) -> None:
        self._tag = tag
        self.items: list[Route] = []

    def add(
        self, method: str, path: str, name: str, summary: str, **declared: Unpack[Declared]
    ) -> Callable[[Handler], Handler]:
        def register(handler: Handler) -> Handler:
            self.items.append(Route(method, path, name, summary, self._tag, handler, **declared))
            return handler

        return register
