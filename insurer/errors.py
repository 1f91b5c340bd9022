"""What can go wrong at the insurer's border, as typed errors. None quotes a customer in its text."""

from insurer.api import FieldError


class InsurerError(Exception):
    """Root of what can go wrong at the insurer's border. Never carries a personal identifier in its text."""


class InsurerUnavailable(InsurerError):
    """The core cannot be reached, is too slow, answers 5xx/429, or answers something that is not the
    contract. Whether a write was done is then unknown: repeat it with the same key."""


class InsurerNotFound(InsurerError):
    """No such customer, claim, policy or pickup, or it belongs to somebody else."""


class InsurerRejected(InsurerError):
    """The core refuses the call: bad token, forbidden, or a malformed request. `errors`: for 422, what is
    wrong field by field, in words for the customer."""

    def __init__(self, text: str, errors: tuple[FieldError, ...] = ()) -> None:
        super().__init__(text)
        self.errors = errors


class InsurerRefused(InsurerError):
    """A rule forbids it as things stand (409). `sentence` is the rule in plain Chinese, to be shown to the
    customer; `code` is not_allowed, or conflict when the key was used for something else."""

    def __init__(self, text: str, sentence: str, code: str) -> None:
        super().__init__(text)
        self.sentence = sentence
        self.code = code
