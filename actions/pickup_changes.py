"""Changing and cancelling a courier pickup."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from actions import answers_pickup as say
from actions.base import GuanjiaAction
from actions.form_draft import Draft
from actions.form_fields import ChoiceField, Field, Option, local_day
from actions.forms import Form, FormStep, begin
from actions.lookups import pickups_of, written
from actions.pickup_fields import DAY, HOUR, SLOT, with_slots
from actions.reading_dates import day_in
from actions.reply import Outcome
from actions.resources import insurer
from actions.slots import Turn
from insurer.errors import InsurerRefused


def _pickup_options(draft: Draft) -> Sequence[Option]:
    return [
        Option(p["pickup_no"], p["title"], (p["pickup_no"], p["pickup_no"][-4:]))
        for p in draft.facts.get("pickups", ())
    ]


_WHICH = ChoiceField(
    name="pickup",
    label="取件单",
    names=("哪一单", "单子"),
    ask="您约了不止一单，是哪一单？",
    options=_pickup_options,
)


class _Managed(Form):
    """What changing and cancelling share: which pickup is meant."""

    own_intents = frozenset({"manage_pickup"})
    wire_names: ClassVar[Mapping[str, str]] = {"date": "day"}

    async def prepare(self, draft: Draft, turn: Turn) -> Draft | Outcome:
        all_of_them = await pickups_of(turn)
        booked = [p for p in all_of_them if p.status == "booked"]
        if not booked:
            return say.nothing_booked(all_of_them)
        pickups = [
            {
                "pickup_no": p.pickup_no,
                "title": say.title(p),
                "region": p.address_masked,
                "day": p.date.isoformat(),
            }
            for p in booked
        ]
        return replace(draft, facts={**draft.facts, "pickups": pickups, "said": turn.text[:200]})

    def settle(self, draft: Draft, turn: Turn) -> Draft:
        options = _pickup_options(draft)
        if "pickup" not in draft.values and len(options) == 1:
            return draft.with_value("pickup", options[0].value)
        return draft

    def way_out(self, draft: Draft, error: InsurerRefused) -> str:
        return "要是快递已经在路上，点「转人工」，管家帮您联系快递员。"


class ChangePickup(_Managed):
    name = "change_pickup_form"
    title = "改约取件"
    start_words = "我要改取件时间"
    confirm = "确认改约"
    opening = "好，帮您改。"
    _fields: tuple[Field, ...] = (_WHICH, DAY, SLOT)

    def fields(self) -> Sequence[Field]:
        return self._fields

    async def before_asking(self, field: Field, draft: Draft, turn: Turn) -> Draft:
        if field.name not in ("day", "slot"):
            return draft
        chosen = next(
            (p for p in draft.facts["pickups"] if p["pickup_no"] == draft.values.get("pickup")), None
        )
        said = str(draft.facts.get("said", ""))
        if (
            chosen
            and field.name == "day"
            and said
            and day_in(said, local_day(turn)) is None
            and HOUR.search(said)
        ):
            draft = draft.with_value("day", chosen["day"])
        return await with_slots(self, draft, turn, chosen["region"] if chosen else "")

    async def submit(self, draft: Draft, turn: Turn, key: str) -> Outcome:
        values = draft.values
        pickup = await written(
            insurer().change_pickup(
                str(values["pickup"]),
                customer_ref=turn.user.customer_ref or "",
                day=date.fromisoformat(str(values["day"])),
                slot=str(values["slot"]),
                key=key,
                correlation_id=turn.correlation_id,
            )
        )
        return say.changed(pickup)


class CancelPickup(_Managed):
    name = "cancel_pickup_form"
    title = "取消取件"
    start_words = "取消上门取件"
    confirm = "确认取消"
    _fields: tuple[Field, ...] = (_WHICH,)

    def fields(self) -> Sequence[Field]:
        return self._fields

    async def submit(self, draft: Draft, turn: Turn, key: str) -> Outcome:
        pickup = await written(
            insurer().cancel_pickup(
                str(draft.values["pickup"]),
                customer_ref=turn.user.customer_ref or "",
                key=key,
                correlation_id=turn.correlation_id,
            )
        )
        return say.cancelled(pickup)


class ActionManagePickup(GuanjiaAction):
    """Change, cancel, or a new address, which is a new pickup."""

    action = "action_manage_pickup"
    needs = "reading"
    repeats_on_purpose = True

    async def answer(self, turn: Turn) -> Outcome:
        if say.wants_address(turn.text):
            return say.new_address()
        form: Form = CancelPickup() if say.wants_cancel(turn.text) else ChangePickup()
        return await begin(form, turn)


class ValidateChangePickup(FormStep):
    action = "validate_change_pickup_form"
    form = ChangePickup()


class ValidateCancelPickup(FormStep):
    action = "validate_cancel_pickup_form"
    form = CancelPickup()
