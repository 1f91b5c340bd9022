"""A claim moves at the reference insurer, and the customer reads it in the chat: real processes on both sides of
the webhook, signed events, words from the knowledge."""

from collections.abc import Sequence
from datetime import datetime
from secrets import token_hex

import httpx

from handoff.adapters.insurer_news import NewsTeller
from handoff.adapters.sql.engine import async_url, make_engine
from handoff.bootstrap import KNOWLEDGE
from handoff.domain.errors import InsurerAway
from handoff.domain.news import InsurerEvent, Story
from insurer.client import InsurerClient
from insurer.knowledge import load
from tests.conftest import Server
from tests.handoff.web.conftest import EVENTS_SECRET, running
from tests.handoff.web.support import Customer
from tests.insurer.running import RunningCore, reference_insurer

CLAIM, OWNER = "LP8800040001", "C004"


class LateTeller:
    """The hub runs before the insurer does."""

    inner: NewsTeller | None = None

    async def tell(self, events: Sequence[InsurerEvent], now: datetime, correlation_id: str) -> Story | None:
        if self.inner is None:
            raise InsurerAway("not yet")
        return await self.inner.tell(events, now, correlation_id)

    def tell_plainly(self, events: Sequence[InsurerEvent]) -> Story | None:
        raise AssertionError("the insurer answers")


async def advance(core: RunningCore, state: str) -> None:
    async with httpx.AsyncClient(timeout=10, trust_env=False) as http:
        answer = await http.post(
            f"{core.url}/v1/demo/claims/{CLAIM}/advance",
            headers={"Authorization": f"Bearer {core.token}"},
            json={"state": state},
        )
    assert answer.status_code == 200, answer.text


async def test_steps_decision_and_payment(postgres_server: Server) -> None:
    hub_db = await postgres_server.copy()
    core_db = f"core_{token_hex(6)}"
    await postgres_server.run(f"CREATE DATABASE {core_db}")
    engine = make_engine(async_url(postgres_server.url(hub_db)))
    teller = LateTeller()
    try:
        async with running(engine, work=True, teller=teller) as site, site.http() as http:
            events = {
                "INSURER_EVENTS_URL": f"{site.url}/api/v1/insurer/events",
                "INSURER_EVENTS_SECRET": EVENTS_SECRET,
            }
            with reference_insurer(postgres_server.url(core_db), events=events) as core:
                client = InsurerClient(core.url, core.token)
                teller.inner = NewsTeller(client, load(KNOWLEDGE))
                customer = await Customer.enter(http, OWNER)
                last = 0
                for state, words in (
                    ("LIABILITY_REVIEW", "有新消息"),
                    ("CALCULATING", "有新消息"),
                    ("APPROVAL", "有新消息"),
                    ("DECISION_APPROVED", "结论"),
                    ("PAYMENT_PROCESSING", "打款"),
                    ("PAID_CLOSED", "到账"),
                ):
                    await advance(core, state)
                    said = await customer.hears("system", after=last, seconds=40)
                    card = await customer.hears("system", after=said["seq"], seconds=40)
                    last = card["seq"]
                    assert words in said["text"], (state, said["text"])
                    assert "{" not in said["text"]
                    assert card["body"]["card"]["type"] == "timeline"
                    assert card["body"]["card"]["claim_no"] == CLAIM
                await client.aclose()
                page = await customer.page()
                assert page["last_seq"] == last, "each step told once"
    finally:
        await engine.dispose()
        await postgres_server.drop(hub_db)
        await postgres_server.drop(core_db)
