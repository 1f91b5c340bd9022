"""What happens to cases is told to other systems: in the same transaction, signed, again and again, never twice
settled."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.adapters.secret_box import FernetBox
from handoff.domain.accounts import Principal, Role
from handoff.domain.errors import Conflict, Forbidden, Invalid, NotFound
from handoff.domain.webhooks import Delivery, Sent, Webhook, signature
from handoff.service.announcing import announce
from handoff.service.webhook_work import LEASE, WebhookWorker
from handoff.service.webhooks import Change
from tests.handoff.stage import Stage

TRACE = "corr-hooks-0001"
ALL = ("case.opened", "case.claimed", "case.resolved", "case.reopened", "clock.at_risk")


@dataclass
class ScriptedReceiver:
    """`answers` are given in turn, then 200."""

    answers: list[Sent] = field(default_factory=list)
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    async def send(self, url: str, headers: Mapping[str, str], raw: bytes) -> Sent:
        self.got.append((url, dict(headers), raw))
        return self.answers.pop(0) if self.answers else Sent(True, "HTTP 200")

    @property
    def types(self) -> list[str]:
        return [json.loads(raw)["type"] for _, _, raw in self.got]


@pytest.fixture
def receiver() -> ScriptedReceiver:
    return ScriptedReceiver()


def worker_of(stage: Stage, receiver: ScriptedReceiver) -> WebhookWorker:
    hub = stage.hub
    return WebhookWorker(hub.store, hub.bus, stage.clock, receiver, FernetBox("", "webhook-secret"))


@pytest.fixture
async def admin(stage: Stage) -> Principal:
    return await stage.butler("admin", Role.ADMIN)


async def a_hook(stage: Stage, admin: Principal, kinds: tuple[str, ...] = ALL) -> tuple[Webhook, str]:
    return await stage.hub.office.webhooks.create(admin, "https://example.com/in", kinds, "CRM")


async def deliveries(stage: Stage, admin: Principal, hook: Webhook) -> list[Delivery]:
    return (await stage.hub.office.webhooks.deliveries(admin, hook.id, None, 100))[0]


async def test_a_cases_life_is_told_in_order(
    stage: Stage, admin: Principal, receiver: ScriptedReceiver
) -> None:
    hook, secret = await a_hook(stage, admin)
    linxiao = await stage.butler("linxiao")
    case_id, _ = await stage.escalate()
    worker = worker_of(stage, receiver)
    await worker.step()
    stage.clock.forward(minutes=4, seconds=30)
    while await stage.hub.clocks.step() == 0:
        pass
    await worker.step()
    await stage.hub.cases.claim(linxiao, case_id, TRACE)
    await worker.step()
    await stage.hub.cases.resolve(linxiao, case_id, "explained", "理由", "说清楚了", TRACE)
    await worker.step()
    await stage.escalate()
    await worker.step()
    assert receiver.types == [
        "case.opened",
        "clock.at_risk",
        "case.claimed",
        "case.resolved",
        "case.reopened",
    ]
    url, headers, raw = receiver.got[2]
    assert url == "https://example.com/in"
    assert headers["X-Guanjia-Signature"] == signature(secret, headers["X-Guanjia-Timestamp"], raw)
    told = json.loads(raw)
    assert told["id"] == headers["X-Guanjia-Delivery"]
    assert told["case"]["butler"] == {"id": str(linxiao.id), "display_name": "Linxiao"}
    assert (told["case"]["status"], told["case"]["priority"], told["case"]["channel"]) == (
        "active",
        "P1",
        "web",
    )
    assert json.loads(receiver.got[1][2])["data"]["percent"] == 80
    assert "凭什么" not in b"".join(raw for _, _, raw in receiver.got).decode()
    assert {d.status for d in await deliveries(stage, admin, hook)} == {"delivered"}


async def test_only_what_is_asked_for(stage: Stage, admin: Principal, receiver: ScriptedReceiver) -> None:
    await a_hook(stage, admin, ("case.resolved",))
    off, _ = await a_hook(stage, admin)
    await stage.hub.office.webhooks.change(admin, off.id, Change(active=False), off.version)
    await stage.escalate()
    await worker_of(stage, receiver).step()
    assert receiver.got == []


async def test_what_is_rolled_back_is_not_told(stage: Stage, admin: Principal, engine: AsyncEngine) -> None:
    hook, _ = await a_hook(stage, admin)
    linxiao = await stage.butler("linxiao")
    case_id, _ = await stage.escalate()
    now = stage.clock.now()

    async def dies() -> None:
        async with stage.hub.store.begin() as tx:
            case = await tx.cases.get(case_id)
            await announce(tx, case.claim(linxiao.id, "x", now), "claimed", now)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await dies()
    assert [d.kind for d in await deliveries(stage, admin, hook)] == ["case.opened"]


async def test_a_failure_is_tried_again_later(
    stage: Stage, admin: Principal, receiver: ScriptedReceiver
) -> None:
    hook, _ = await a_hook(stage, admin)
    await stage.escalate()
    receiver.answers = [Sent(False, "HTTP 503"), Sent(False, "HTTP 503")]
    worker = worker_of(stage, receiver)
    await worker.step()
    await worker.step()
    assert len(receiver.got) == 1  # not before its time
    (delivery,) = await deliveries(stage, admin, hook)
    assert (delivery.status, delivery.attempts, delivery.result) == ("pending", 1, "HTTP 503")
    stage.clock.forward(seconds=10)
    await worker.step()
    stage.clock.forward(seconds=20)
    await worker.step()
    (delivery,) = await deliveries(stage, admin, hook)
    assert (delivery.status, delivery.attempts) == ("delivered", 3)
    bodies = {raw for _, _, raw in receiver.got}
    assert len(bodies) == 1  # the same body and id every time
    assert (await stage.hub.office.webhooks.all(admin))[0].failing_since is None


async def test_after_three_days_it_is_switched_off_and_said(
    stage: Stage, admin: Principal, receiver: ScriptedReceiver, engine: AsyncEngine
) -> None:
    hook, _ = await a_hook(stage, admin)
    await stage.escalate()
    worker = worker_of(stage, receiver)
    for _ in range(100):
        receiver.answers = [Sent(False, "HTTP 500")] * 16
        await worker.step()
        (now,) = await stage.hub.office.webhooks.all(admin)
        if not now.active:
            break
        stage.clock.forward(hours=1)
    assert not now.active
    (delivery,) = await deliveries(stage, admin, hook)
    assert delivery.status == "given_up"
    async with engine.connect() as connection:
        said = await connection.scalar(
            text("SELECT count(*) FROM audit_log WHERE action = 'webhook_disabled'")
        )
        news = await connection.scalar(
            text("SELECT count(*) FROM events WHERE kind = 'settings_changed' AND data->>'key' = 'webhooks'")
        )
    assert (said, news) == (1, 1)
    await stage.escalate("C002")  # nobody is told any more
    assert len(await deliveries(stage, admin, hook)) == 1
    woken, _ = await stage.hub.office.webhooks.change(admin, hook.id, Change(active=True), now.version)
    assert woken.failing_since is None


async def test_a_killed_worker_leaves_a_lease_that_ends(
    stage: Stage, admin: Principal, receiver: ScriptedReceiver
) -> None:
    hook, _ = await a_hook(stage, admin)
    await stage.escalate()
    async with stage.hub.store.begin() as tx:  # taken, and died
        now = stage.clock.now()
        assert len(await tx.webhooks.lease(now, now + LEASE, uuid4(), 16)) == 1
    worker = worker_of(stage, receiver)
    await worker.step()
    assert receiver.got == []
    stage.clock.forward(seconds=LEASE.total_seconds() + 1)
    await worker.step()
    assert receiver.types == ["case.opened"]
    assert (await deliveries(stage, admin, hook))[0].status == "delivered"


async def test_many_workers_send_each_once(
    stage: Stage, admin: Principal, receiver: ScriptedReceiver
) -> None:
    await a_hook(stage, admin)
    for number in range(12):
        await stage.escalate(f"C{number:03}")
    await asyncio.gather(*(worker_of(stage, receiver).step() for _ in range(4)))
    sent = [headers["X-Guanjia-Delivery"] for _, headers, _ in receiver.got]
    assert len(sent) == len(set(sent)) == 12


async def test_a_hook_removed_meanwhile_disturbs_nobody(
    stage: Stage, admin: Principal, receiver: ScriptedReceiver
) -> None:
    hook, _ = await a_hook(stage, admin)
    await stage.escalate()

    class Removing(ScriptedReceiver):
        async def send(self, url: str, headers: Mapping[str, str], raw: bytes) -> Sent:
            await stage.hub.office.webhooks.remove(admin, hook.id)
            return Sent(False, "HTTP 500")

    await worker_of(stage, Removing()).step()
    assert await stage.hub.office.webhooks.all(admin) == []
    with pytest.raises(NotFound):
        await deliveries(stage, admin, hook)


async def test_secrets_are_sealed_and_renewed(
    stage: Stage, admin: Principal, receiver: ScriptedReceiver, engine: AsyncEngine
) -> None:
    hook, secret = await a_hook(stage, admin)
    async with engine.connect() as connection:
        stored = await connection.scalar(text("SELECT secret FROM webhooks"))
        audited = await connection.scalar(text("SELECT string_agg(detail, '') FROM audit_log"))
    assert secret not in stored
    assert secret not in audited
    _, renewed = await stage.hub.office.webhooks.change(admin, hook.id, Change(rotate_secret=True), 1)
    assert renewed is not None
    assert renewed != secret
    await stage.hub.office.webhooks.send_test(admin, hook.id)
    await worker_of(stage, receiver).step()
    _, headers, raw = receiver.got[0]
    assert headers["X-Guanjia-Signature"] == signature(renewed, headers["X-Guanjia-Timestamp"], raw)
    assert json.loads(raw)["type"] == "test"


async def test_a_secret_of_another_key_fails_with_a_sentence(
    stage: Stage, admin: Principal, receiver: ScriptedReceiver, engine: AsyncEngine
) -> None:
    hook, _ = await a_hook(stage, admin)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE webhooks SET secret = 'broken'"))
    await stage.escalate()
    await worker_of(stage, receiver).step()
    (delivery,) = await deliveries(stage, admin, hook)
    assert "GUANJIA_SECRET" in delivery.result
    assert receiver.got == []


async def test_who_may_and_what_is_refused(stage: Stage, admin: Principal) -> None:
    suyan = await stage.butler("suyan", Role.SUPERVISOR)
    hooks = stage.hub.office.webhooks
    with pytest.raises(Forbidden):
        await hooks.all(suyan)
    with pytest.raises(Forbidden):
        await a_hook(stage, suyan)
    with pytest.raises(Invalid, match="内部网络"):
        await hooks.create(admin, "https://169.254.169.254/latest", ALL, "")
    hook, _ = await a_hook(stage, admin)
    with pytest.raises(Invalid, match="https"):
        await hooks.change(admin, hook.id, Change(url="http://example.com/"), 1)
    with pytest.raises(Conflict):
        await hooks.change(admin, hook.id, Change(active=False), 7)
    await hooks.change(admin, hook.id, Change(active=False), 1)
    with pytest.raises(Conflict, match="停用"):
        await hooks.send_test(admin, hook.id)
    with pytest.raises(NotFound):
        await hooks.remove(admin, UUID(int=1))


async def test_old_deliveries_are_forgotten(
    stage: Stage, admin: Principal, receiver: ScriptedReceiver
) -> None:
    hook, _ = await a_hook(stage, admin)
    await stage.escalate()
    await worker_of(stage, receiver).step()
    await stage.hub.reconciler.step()
    assert len(await deliveries(stage, admin, hook)) == 1
    stage.clock.forward(seconds=timedelta(days=31).total_seconds())
    await stage.hub.reconciler.step()
    assert await deliveries(stage, admin, hook) == []
