"""Cancelling a policy: action_cancel_policy starts cancellation_form, action_refunds only looks.

Two confirmations (the offer, then the summary) and one write with an idempotency key. The insurer quotes; nothing
is computed here."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from actions import answers_cancellation as say
from actions.answers import prepared
from actions.base import GuanjiaAction, Need
from actions.form_draft import Draft
from actions.form_fields import ChoiceField, Field, Option, Read, Value, Wrong, YesNoField
from actions.form_words import BACK_TO_IT
from actions.forms import Form, FormStart
from actions.lookups import asked, policies_of, written
from actions.reading import fold
from actions.reply import Outcome
from actions.resources import insurer, knowledge
from actions.services import VerifiedStep
from actions.slots import Turn
from insurer.api import Policy
from insurer.errors import InsurerNotFound, InsurerRefused, InsurerUnavailable

_KEEPING = re.compile(
    r"(?:先|还是|那|就|我)*(?:不退|别退|留着|再想想|再考虑|考虑考虑|考虑一下|想想再说|不想退)"
)
_MONEY = re.compile(
    r"(?:多久|什么时候|啥时候|几天|几号).{0,6}(?:到|退|给)|(?:到账|退到|打到).{0,4}(?:哪|时间|多久)|退多少|能拿回"
)
_GOING = re.compile(
    r"(?:还是|就|我|要|确定|坚持|继续|接着|麻烦)*(?:退|退了|退掉|退吧|退保)(?:吧|了|掉|的|啊)*"
)


@dataclass(frozen=True, kw_only=True)
class AgreedField(YesNoField):
    """Whether to go on after the offer; people answer with 退 or 不退 as often as with yes or no."""

    def read(self, text: str, turn: Turn, draft: Draft) -> Read:
        folded = fold(text)
        if _KEEPING.match(folded):
            return Value(False, exact=True)
        if _GOING.fullmatch(folded):
            return Value(True, exact=True)
        if _MONEY.search(folded):
            return Wrong(say.about_the_money(draft.facts["quotes"][draft.values["policy"]]))
        return super().read(text, turn, draft)


class CancellationForm(Form):
    name = "cancellation_form"
    title = "退保"
    start_words = "我要退保"
    confirm = "确认退保"
    own_intents = frozenset(
        {"cancel_within_cooloff", "cancel_after_cooloff", "ask_refund_amount_arrival", "ask_payment_arrival"}
    )

    def fields(self) -> Sequence[Field]:
        return [
            ChoiceField(
                name="policy",
                label="退哪一份",
                names=("哪一份", "保单"),
                ask=_which,
                options=_options,
                why="您名下不止一份，退错了会丢保障，所以先问清是哪一份。",
            ),
            AgreedField(
                name="agreed",
                label="要不要退",
                ask=_offer,
                yes=say.GO_ON,
                no=say.KEEP,
                example="",
                whole=True,
            ),
        ]

    async def prepare(self, draft: Draft, turn: Turn) -> Draft | Outcome:
        policies = await policies_of(turn)
        active = [p for p in policies if p.status == "active"]
        if not active:
            return say.nothing_to_cancel(policies)
        return await _with_quotes(draft, active, turn)

    def settle(self, draft: Draft, turn: Turn) -> Draft:
        names = list(draft.facts["names"])
        return draft.with_value("policy", names[0]) if len(names) == 1 else draft

    def stops(self, draft: Draft, turn: Turn) -> Outcome | None:
        if draft.values.get("agreed") is False:
            return say.changed_mind()
        chosen = draft.values.get("policy")
        quote = draft.facts["quotes"].get(chosen)
        if quote and quote["kind"] == "not_possible":
            return say.not_online(draft.facts["names"][chosen], quote["reason"])
        return None

    def summary(self, draft: Draft) -> list[tuple[str, str]]:
        chosen = draft.values["policy"]
        return say.summary(draft.facts["names"][chosen], draft.facts["quotes"][chosen])

    async def submit(self, draft: Draft, turn: Turn, key: str) -> Outcome:
        chosen = str(draft.values["policy"])
        quote = draft.facts["quotes"][chosen]
        try:
            result = await written(
                insurer().cancel_policy(
                    chosen,
                    customer_ref=turn.user.customer_ref or "",
                    kind=quote["kind"],
                    refund=Decimal(quote["refund"]),
                    key=key,
                    correlation_id=turn.correlation_id,
                )
            )
        except InsurerRefused as error:
            if error.code != "not_allowed":
                raise
            return say.terms_changed(error.sentence)
        return say.done(draft.facts["names"][chosen], result)


def _options(draft: Draft) -> list[Option]:
    return [
        Option(no, name, (no, no[-4:], name.split("（")[0], *_aliases(no, draft)))
        for no, name in draft.facts["names"].items()
    ]


def _aliases(policy_no: str, draft: Draft) -> tuple[str, ...]:
    product = knowledge().products.get(draft.facts["products"].get(policy_no, ""))
    return product.aliases if product else ()


def _which(draft: Draft) -> str:
    return say.which([(name, draft.facts["quotes"][no]) for no, name in draft.facts["names"].items()])


def _offer(draft: Draft) -> str:
    chosen = draft.values["policy"]
    again = draft.misses > 0 or draft.lead == BACK_TO_IT
    return say.offer(draft.facts["names"][chosen], draft.facts["quotes"][chosen], again=again)


async def _with_quotes(draft: Draft, active: Sequence[Policy], turn: Turn) -> Draft:
    """Raises InsurerUnavailable."""
    quotes = await _quotes(active, turn)
    facts: dict[str, Any] = {
        "names": {p.policy_no: say.label(p) for p in active if p.policy_no in quotes},
        "products": {p.policy_no: p.product_id for p in active if p.policy_no in quotes},
        "quotes": quotes,
    }
    return Draft(
        draft.form, values=draft.values, facts={**draft.facts, **facts}, at=draft.at, lead=draft.lead
    )


async def _quotes(policies: Sequence[Policy], turn: Turn) -> dict[str, dict[str, Any]]:
    """By policy number; one that is gone in the meantime is left out. Raises InsurerUnavailable."""
    ref = turn.user.customer_ref or ""
    calls = (
        asked(insurer().cancellation_quote(p.policy_no, ref, correlation_id=turn.correlation_id))
        for p in policies
    )
    found = await asyncio.gather(*calls, return_exceptions=True)
    for item in found:
        if isinstance(item, BaseException) and not isinstance(item, InsurerNotFound):
            raise item
    return {q.policy_no: say.as_facts(q, turn.now) for q in found if not isinstance(q, BaseException)}


class ActionCancelPolicy(FormStart):
    action = "action_cancel_policy"
    needs: ClassVar[Need] = "moving"
    form = CancellationForm()

    async def answer(self, turn: Turn) -> Outcome:
        """A visitor gets the rule and the way all the same: nothing about cancelling is hidden."""
        if turn.user.customer_ref is None:
            rule = knowledge().answers.get(turn.intent) or knowledge().answers["cancel_after_cooloff"]
            return prepared(rule, turn.last_action_key == f"answer:{rule.intent}")
        return await super().answer(turn)


class ValidateCancellationForm(VerifiedStep):
    action = "validate_cancellation_form"
    start = "action_cancel_policy"
    form = CancellationForm()


class ActionRefunds(GuanjiaAction):
    """What cancelling would bring today; the general rule for visitors and when the insurer is away."""

    action = "action_refunds"
    needs: ClassVar[Need] = "reading"

    async def answer(self, turn: Turn) -> Outcome:
        general = knowledge().answers["ask_refund_amount_arrival"]
        try:
            active = [p for p in await policies_of(turn) if p.status == "active"]
            quotes = await _quotes(active, turn)
        except InsurerUnavailable:
            quotes = {}
        rows = (
            [(say.label(p), quotes[p.policy_no]) for p in active if p.policy_no in quotes] if quotes else []
        )
        if not rows:
            return prepared(general, turn.last_action_key == f"answer:{general.intent}")
        return say.refunds(rows, knowledge())
