"""One error tree. Every error is a sentence, carries a stable `code` for machines and a `detail` a person
can read (Chinese)."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass
class GuanjiaError(Exception):
    """Base of all expected errors. `status` is the HTTP status the web layer answers with."""

    detail: str
    code: ClassVar[str] = "error"
    status: ClassVar[int] = 500

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"


class Unauthorized(GuanjiaError):
    """Nobody is logged in, or the session, token or identity is not valid (any more)."""

    code = "unauthorized"
    status = 401


class WrongCredentials(Unauthorized):
    """User name or password is wrong; never says which."""

    code = "wrong_credentials"


class NotFound(GuanjiaError):
    code = "not_found"
    status = 404


class Forbidden(GuanjiaError):
    code = "forbidden"
    status = 403


class NotYourCase(Forbidden):
    """A butler acted on a case held by someone else, or by nobody."""

    code = "not_your_case"


class Invalid(GuanjiaError):
    code = "invalid"
    status = 422


class Conflict(GuanjiaError):
    code = "conflict"
    status = 409


class CaseAlreadyHeld(Conflict):
    """Somebody else holds the case; `detail` names the holder."""

    code = "case_already_held"


class CaseClosed(Conflict):
    code = "case_closed"


class CrisisStays(Conflict):
    """A customer in a crisis is not left alone because he says so."""

    code = "crisis_stays"


class OfferGone(Conflict):
    """An offer that was accepted, let pass, taken back or has run out."""

    code = "offer_gone"


class FloorChanged(Conflict):
    """The floor moved on (its epoch grew) since the work was begun; the work is discarded."""

    code = "floor_changed"


class LeaseLost(Conflict):
    """Another worker has taken this piece of work over; what was computed here is discarded."""

    code = "lease_lost"


class CursorExpired(GuanjiaError):
    """A live-feed cursor older than what is kept, or not a cursor: read everything afresh, then follow
    from `hello`."""

    code = "cursor_expired"
    status = 410


@dataclass
class InProgress(Conflict):
    """The same write was asked for before and is still being done. `retry_after`: seconds."""

    retry_after: int = 2
    code: ClassVar[str] = "in_progress"


@dataclass
class RateLimited(GuanjiaError):
    """Too many tries. `retry_after`: seconds."""

    retry_after: int = 60
    code: ClassVar[str] = "rate_limited"
    status: ClassVar[int] = 429


class TooLarge(GuanjiaError):
    """A file above the limit."""

    code = "body_too_large"
    status = 413


class UnsupportedMedia(GuanjiaError):
    """A file of a type that is not taken, told by its first bytes."""

    code = "unsupported_media_type"
    status = 415


class InsurerAway(GuanjiaError):
    """The insurer did not answer; worth trying again."""

    code = "insurer_away"
    status = 503


class SignatureRejected(Unauthorized):
    """A call of the insurer that is not signed with our common secret, or too old; never says which."""

    code = "signature_rejected"


class BotUnavailable(GuanjiaError):
    """The bot did not answer, answered with an error, or answered with something that is not a TurnResult."""

    code = "bot_unavailable"
    status = 503


class BotRejected(BotUnavailable):
    """The bot says that this very request is wrong (4xx): trying the same again is of no use."""

    code = "bot_rejected"
