"""Why the reference insurer does not do what was asked. Every sentence is for the customer; none names one."""

from insurer.api import FieldError


class NotThere(Exception):
    """No such thing, or it belongs to somebody else."""


class NotAllowed(Exception):
    """A rule forbids it as things stand; `sentence` says the rule and what can be done."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class KeyConflict(Exception):
    """The idempotency key was used for something else."""


class InvalidFields(Exception):
    """What is wrong with the request, field by field."""

    def __init__(self, *errors: FieldError) -> None:
        super().__init__(", ".join(error.field for error in errors))
        self.errors = errors


def invalid(field: str, message: str) -> InvalidFields:
    return InvalidFields(FieldError(field=field, message=message))
