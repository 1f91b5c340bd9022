"""What a service has to say about itself to be a form (docs/guides/forms.md)."""

import hashlib
import re
from abc import abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from actions.form_draft import Draft
from actions.form_fields import Field
from actions.form_moves import Shape
from actions.reply import Outcome
from actions.slots import Turn
from insurer.errors import InsurerRefused

_MAX_KEY = 120


class FormOver(Exception):
    """The form cannot go on; `outcome` says why and what can be done instead."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.key)
        self.outcome = outcome


class Form(Shape):
    """One service. Subclasses name it, give its fields, and write in `submit`.

    `start_words`: what a customer says to start it; `has_summary` False: the last answer writes at once."""

    start_words: ClassVar[str]
    #: The insurer's name of a field to the form's, where they differ.
    wire_names: ClassVar[Mapping[str, str]] = {}
    has_summary: ClassVar[bool] = True
    opening: ClassVar[str] = ""

    async def prepare(self, draft: Draft, turn: Turn) -> Draft | Outcome:
        """Facts needed for the questions, or the reason why there will be none. Raises InsurerUnavailable."""
        return draft

    def settle(self, draft: Draft, turn: Turn) -> Draft:
        """Values that follow from others: an only choice, what the policy says."""
        return draft

    def check(self, draft: Draft, turn: Turn) -> tuple[str, str] | None:
        """(field, words) for answers that do not go together; the field is asked again."""
        return None

    def stops(self, draft: Draft, turn: Turn) -> Outcome | None:
        """An answer after which there is nothing more to ask or write (the customer decides against it)."""
        return None

    async def before_asking(self, field: Field, draft: Draft, turn: Turn) -> Draft:
        """Facts for one question (free slots of a region). Raises InsurerUnavailable."""
        return draft

    def summary(self, draft: Draft) -> list[tuple[str, str]]:
        """Label and value, line by line."""
        return [(f.label, f.show(draft.values[f.name], draft)) for f in self.filled(draft)]

    @abstractmethod
    async def submit(self, draft: Draft, turn: Turn, key: str) -> Outcome:
        """Writes and tells. Raises the errors of insurer.errors."""

    def way_out(self, draft: Draft, error: InsurerRefused) -> str:
        """What the customer can do when a rule forbids it."""
        return "要是哪一项填得不对，可以改；拿不准就请管家来看。"


def key_of(turn: Turn, action: str) -> str:
    """The idempotency key: conversation, message and action; hashed when it would not fit the contract."""
    key = f"{turn.conversation_id}:{turn.message_id}:{action}"
    if len(key) <= _MAX_KEY and re.fullmatch(r"[\x21-\x7e]+", key):
        return key
    return f"{hashlib.sha256(key.encode()).hexdigest()}:{action}"
