"""Forms: one question at a time, a summary, one write. How to build one: docs/guides/forms.md.

A form is a Rasa form whose validation action is a FormStep here; everything collected lives in the slot `form`
(actions/form_draft.py). What a message means is decided in actions/form_moves.py, what is done about it in
actions/form_steps.py."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from actions import form_words as say
from actions.answers import STRANGER, human_button
from actions.base import GuanjiaAction, Need
from actions.form_draft import KEPT, Draft
from actions.form_moves import decide, spotted
from actions.form_service import Form, FormOver, key_of
from actions.form_steps import closed, do, go_on
from actions.lookups import customer_of
from actions.reply import Outcome
from actions.slots import Turn
from insurer.errors import InsurerUnavailable

__all__ = ["Form", "FormOver", "FormStart", "FormStep", "begin", "key_of"]


class FormStart(GuanjiaAction):
    """The action that a rule calls for the service's intent: prepares, then hands over to the form."""

    repeats_on_purpose = True
    #: Forms show policies and claims while they ask.
    needs: ClassVar[Need] = "reading"

    @property
    @abstractmethod
    def form(self) -> Form: ...

    async def answer(self, turn: Turn) -> Outcome:
        return await begin(self.form, turn)


class FormStep(GuanjiaAction):
    """`validate_<form>`: one message of the open form."""

    repeats_on_purpose = True

    @property
    @abstractmethod
    def form(self) -> Form: ...

    async def answer(self, turn: Turn) -> Outcome:
        try:
            return await self._step(turn)
        except FormOver as over:
            return closed(self.form, turn, over.outcome)

    async def _step(self, turn: Turn) -> Outcome:
        draft = turn.draft if turn.draft and turn.draft.form == self.form.name else Draft(self.form.name)
        if turn.came_back or (not draft.asked and draft.phase == "asking"):
            return await go_on(self.form, _returned(draft), turn)
        return await do(self.form, draft, turn, decide(self.form, draft, turn))


class ActionResumeForm(GuanjiaAction):
    """「继续」 when a form was left open: Rasa goes on with it."""

    action = "action_resume_form"
    repeats_on_purpose = True

    async def answer(self, turn: Turn) -> Outcome:
        if turn.draft is None:
            return Outcome((human_button(say.NOTHING_OPEN),), "form:none")
        draft = replace(turn.draft, lead=say.WELCOME_BACK)
        slots = {"form": draft.as_dict()}
        return Outcome((), f"{draft.form}:start", slots=slots, followup=draft.form)


async def begin(form: Form, turn: Turn, known: Mapping[str, Any] | None = None) -> Outcome:
    """Starts the form, or goes on with one left unfinished. `known`: values already there."""
    if turn.user.customer_ref is None:
        return Outcome((human_button(STRANGER),), "stranger")
    mine = turn.draft if turn.draft and turn.draft.form == form.name else None
    if mine and mine.values and mine.paused_for(turn.now) < KEPT and known is None:
        return _opened(form, replace(mine, lead=say.WELCOME_BACK), turn)
    draft = Draft(form.name, values=dict(known or {}), at=turn.now, lead=form.opening)
    try:
        draft = replace(draft, facts={"large_type": await _large_type(turn)})
        prepared = await form.prepare(draft, turn)
    except InsurerUnavailable:
        return Outcome((say.away_at_start(form),), f"{form.name}:away")
    except FormOver as over:
        return over.outcome
    if isinstance(prepared, Outcome):
        return prepared
    prepared = replace(prepared, values={**spotted(form, prepared, turn), **prepared.values})
    settled = form.settle(prepared, turn)
    return form.stops(settled, turn) or _opened(form, settled, turn)


async def _large_type(turn: Turn) -> bool:
    """Raises InsurerUnavailable."""
    if turn.user.large_type or turn.user.customer_ref is None:
        return turn.user.large_type
    customer = await customer_of(turn)
    return customer is not None and "large_text" in customer.accessibility


def _opened(form: Form, draft: Draft, turn: Turn) -> Outcome:
    other = turn.draft if turn.draft and turn.draft.form != form.name and turn.draft.values else None
    slots: dict[str, Any] = {"form": draft.as_dict()}
    if other is not None:
        slots["paused_form"] = other.as_dict()
    return Outcome((), f"{form.name}:start", slots=slots, followup=form.name)


def _returned(draft: Draft) -> Draft:
    """After something else was answered, the thread is taken up in a word."""
    begun = draft.asked or draft.phase != "asking"
    return replace(draft, lead=say.BACK_TO_IT) if begun and not draft.lead else draft
