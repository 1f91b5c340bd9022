"""What the services of this package share: a step of a form that moves money or rights, and telling a request's
number, next step and clocks."""

from collections.abc import Mapping
from typing import Any, ClassVar

from actions.answers import CONFIRM
from actions.base import identity_first
from actions.form_draft import Draft
from actions.form_moves import CONFIRM as CONFIRMED
from actions.form_moves import Fill, decide
from actions.forms import FormStep
from actions.lookups import written
from actions.promises import moment_text
from actions.reply import Outcome
from actions.resources import insurer, knowledge
from actions.slots import Turn
from insurer.api_writing import RequestKind, ServiceRequest


class VerifiedStep(FormStep):
    """The identity must have been verified lately when an answer is taken or the write is confirmed; who comes back
    to a form after a pause is asked again. `start`: the action that begins the form."""

    start: ClassVar[str]

    async def answer(self, turn: Turn) -> Outcome:
        if not turn.is_verified and turn.draft is not None and turn.draft.form == self.form.name:
            move = decide(self.form, turn.draft, turn)
            if move == CONFIRMED or isinstance(move, Fill):
                return identity_first(self.start, turn)
        return await super().answer(turn)


async def request(
    turn: Turn,
    kind: RequestKind,
    key: str,
    *,
    words: str,
    policy_no: str | None = None,
    details: Mapping[str, Any] | None = None,
) -> ServiceRequest:
    """Registers what people will work on. Raises the errors of insurer.errors."""
    told = {name: str(value) for name, value in (details or {}).items() if value not in (None, "")}
    return await written(
        insurer().make_request(
            customer_ref=turn.user.customer_ref or "",
            kind=kind,
            text=words,
            policy_no=policy_no,
            details=told,
            key=key,
            correlation_id=turn.correlation_id,
        )
    )


def registered(made: ServiceRequest, turn: Turn) -> str:
    """Number, next step and latest dates with their source."""
    lines = [f"编号 {made.request_no}。接下来{made.next_step}"]
    for clock in made.clocks:
        fact = knowledge().clocks.get(clock.code)
        mark = CONFIRM if fact is not None and fact.confirm else ""
        lines.append(
            f"{clock.name}：最晚 {moment_text(clock.due_at, turn.now)}（依据：{clock.source}）{mark}"
        )
    return "\n".join(lines)


def draft_text(draft: Draft, name: str) -> str:
    """A value as text, empty when it was left out."""
    value = draft.values.get(name)
    return "" if value is None else str(value)
