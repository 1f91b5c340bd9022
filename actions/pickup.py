"""Courier pickup of originals: book and track; changing and cancelling: pickup_changes.py."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from actions import answers_pickup as say
from actions.base import GuanjiaAction
from actions.form_draft import Draft
from actions.form_fields import ChoiceField, Field, PhoneField, TextField
from actions.forms import Form, FormStart, FormStep
from actions.lookups import claims_of, customer_of, pickups_of, written
from actions.pickup_fields import DAY, SLOT, AddressField, with_slots
from actions.reply import Outcome
from actions.resources import insurer
from actions.slots import Turn
from actions.uploads import claim_options, remembered_claim, takes_documents
from insurer.api_writing import Pickup
from insurer.client import InsurerUnavailable
from insurer.errors import InsurerRefused


class BookPickup(Form):
    name = "pickup_form"
    title = "上门取件"
    start_words = "帮我预约上门取件"
    confirm = "确认预约"
    opening = "好，约快递上门取原件，不用您出门。"
    own_intents = frozenset({"book_pickup"})
    wire_names: ClassVar[Mapping[str, str]] = {
        "date": "day",
        "region": "address",
        "contact_name": "contact",
        "claim_no": "claim",
    }
    _fields: tuple[Field, ...] = (
        ChoiceField(
            name="claim",
            label="理赔",
            names=("案子", "哪件"),
            ask="取哪一件理赔的原件？",
            options=claim_options,
            when=lambda values: values.get("claim") != "",
        ),
        AddressField(
            name="address",
            label="地址",
            names=("取件地址", "住址"),
            ask="到哪里取？写到门牌号。",
            example="杭州市西湖区文三路 1 号 2 单元 301",
            why="快递员照着地址上门。",
            least=4,
            most=120,
            private=True,
        ),
        DAY,
        SLOT,
        TextField(
            name="contact",
            label="联系人",
            names=("姓名", "名字", "谁"),
            ask="快递员到了找谁？",
            example="王建明",
            most=30,
            private=True,
        ),
        PhoneField(
            name="phone",
            label="手机号",
            names=("电话", "号码", "联系方式"),
            ask="快递员打哪个电话？",
            why="快递员上门前要打电话，只给这一次取件用。",
        ),
    )

    def fields(self) -> Sequence[Field]:
        return self._fields

    async def prepare(self, draft: Draft, turn: Turn) -> Draft | Outcome:
        claims = [remembered_claim(c) for c in await claims_of(turn) if takes_documents(c)]
        customer = await customer_of(turn)
        kept = replace(draft, facts={**draft.facts, "claims": claims, "said": turn.text[:200]})
        if not claims:
            kept = kept.with_value("claim", "")
        return kept.with_value("contact", customer.name) if customer else kept

    def settle(self, draft: Draft, turn: Turn) -> Draft:
        options = claim_options(draft)
        if "claim" not in draft.values and len(options) == 1:
            return draft.with_value("claim", options[0].value)
        return draft

    async def before_asking(self, field: Field, draft: Draft, turn: Turn) -> Draft:
        if field.name not in ("day", "slot"):
            return draft
        return await with_slots(self, draft, turn, str(draft.values.get("address", "")))

    def summary(self, draft: Draft) -> list[tuple[str, str]]:
        shown = [f for f in self.filled(draft) if draft.values[f.name] != ""]
        return [
            (
                f.label,
                str(draft.values[f.name])
                if f.name in ("address", "phone")
                else f.show(draft.values[f.name], draft),
            )
            for f in shown
        ]

    def way_out(self, draft: Draft, error: InsurerRefused) -> str:
        return "可以点「修改」换个时间或地址，也可以自己寄，寄之前拍照留底。"

    async def submit(self, draft: Draft, turn: Turn, key: str) -> Outcome:
        values = draft.values
        pickup = await written(
            insurer().book_pickup(
                customer_ref=turn.user.customer_ref or "",
                claim_no=str(values["claim"]) or None,
                region=str(values["address"])[:30],
                address=str(values["address"]),
                contact_name=str(values["contact"]),
                phone=str(values["phone"]),
                day=date.fromisoformat(str(values["day"])),
                slot=str(values["slot"]),
                key=key,
                correlation_id=turn.correlation_id,
            )
        )
        return say.booked(pickup)


class ActionPickup(FormStart):
    action = "action_pickup"
    form = BookPickup()


class ValidatePickup(FormStep):
    action = "validate_pickup_form"
    form = BookPickup()


class ActionTrackPickup(GuanjiaAction):
    action = "action_track_pickup"
    needs = "reading"

    async def answer(self, turn: Turn) -> Outcome:
        if turn.user.customer_ref is None:
            return say.stranger()
        try:
            found: Sequence[Pickup] = await pickups_of(turn)
        except InsurerUnavailable:
            return say.away()
        return say.tracked(found, turn.now)
