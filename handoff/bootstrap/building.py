"""The services on the adapters; nothing is opened or started here."""

from datetime import timedelta
from typing import TypedDict

from handoff.adapters.secret_box import FernetBox
from handoff.bootstrap.parts import Parts
from handoff.bootstrap.services import Hub, Office, Routing
from handoff.config import Settings
from handoff.service.accounts import Accounts
from handoff.service.botwatch import BotWatch
from handoff.service.callbacks import Callbacks
from handoff.service.canned import CannedReplies
from handoff.service.case_moves import CaseMoves
from handoff.service.cases import Cases
from handoff.service.chat import Chat
from handoff.service.clock_desk import ClockDesk
from handoff.service.clocks import ClockWatcher
from handoff.service.delivery import Sender
from handoff.service.desk_settings import SettingsDesk
from handoff.service.drafts import Drafts
from handoff.service.events import Events
from handoff.service.follow_ups import FollowUpWorker
from handoff.service.guessing import Guessing
from handoff.service.handovers import Handovers
from handoff.service.idempotency import Idempotency
from handoff.service.intake import Intake
from handoff.service.news import News, NewsWorker
from handoff.service.observed import ObservedStore
from handoff.service.observing import Observer
from handoff.service.offering import Offering
from handoff.service.presence import AtTheDesk
from handoff.service.promises import Promises, PromiseWatcher
from handoff.service.reconciliation import Reconciler
from handoff.service.reports import Reports
from handoff.service.routing import Router
from handoff.service.staff import Staff
from handoff.service.status import Status
from handoff.service.turn_failure import TurnFailures
from handoff.service.turn_result import TurnStore
from handoff.service.turn_work import Leases
from handoff.service.turns import TurnWorker
from handoff.service.uploads import Uploads
from handoff.service.voices import Voices
from handoff.service.waiting import Waiting
from handoff.service.webhook_work import WebhookWorker
from handoff.service.webhooks import Webhooks

#: A killed worker's conversation is picked up after this.
TURN_LEASE = timedelta(seconds=10)
#: As above for what is only listened to; not renewed, so longer than the bot may take.
OBSERVE_LEASE = timedelta(seconds=30)
#: The longest one attempt of the bot may take.
BOT_SECONDS = 8.0


class _Desk(TypedDict):
    """What people at the desk and customers who wait for them use."""

    cases: Cases
    drafts: Drafts
    waiting: Waiting
    callbacks: Callbacks
    voices: Voices
    clock_desk: ClockDesk
    promises: Promises
    routing: Routing
    office: Office


class _Workers(TypedDict):
    """What goes on by itself, besides what is in a group of its own."""

    turns: TurnWorker
    observer: Observer
    news_worker: NewsWorker
    sender: Sender
    clocks: ClockWatcher
    promise_watcher: PromiseWatcher
    follow_ups: FollowUpWorker
    reconciler: Reconciler


def build(settings: Settings, parts: Parts) -> Hub:
    """The services on the adapters."""
    store, bus, clock, metrics = parts.store, parts.bus, parts.clock, parts.metrics
    grace = timedelta(seconds=settings.bot_startup_grace_seconds)
    watch = BotWatch(parts.bot, store, bus, clock, metrics, grace=grace, started_at=clock.now())
    intake = Intake(store, bus, clock, metrics, timedelta(seconds=settings.turn_gather_seconds))
    return Hub(
        settings=settings,
        store=store,
        bus=bus,
        clock=clock,
        metrics=metrics,
        intake=intake,
        chat=Chat(store, bus, clock, parts.insurer, intake, watch),
        events=Events(store, bus),
        accounts=Accounts(store, clock, parts.hasher, Guessing(bus)),
        status=Status(store, clock, parts.insurer, watch),
        uploads=Uploads(store, bus, clock, parts.media),
        idempotency=Idempotency(store, clock),
        news=News(store, bus, clock),
        bot=watch,
        **_desk(settings, parts),
        **_workers(settings, parts, watch),
    )


def _desk(settings: Settings, parts: Parts) -> _Desk:
    store, bus, clock = parts.store, parts.bus, parts.clock
    return _Desk(
        cases=Cases(store, bus, clock, parts.insurer, CaseMoves(store, bus, clock), parts.law),
        drafts=Drafts(store, bus, clock, parts.insurer, parts.adviser, parts.drafter),
        waiting=Waiting(store, bus, clock),
        callbacks=Callbacks(store, bus, clock),
        voices=Voices(store, bus, clock),
        clock_desk=ClockDesk(store, bus, clock, parts.law),
        promises=Promises(store, bus, clock, parts.law),
        routing=_routing(parts),
        office=_office(settings, parts),
    )


def _workers(settings: Settings, parts: Parts, watch: BotWatch) -> _Workers:
    store, bus, clock, metrics = parts.store, parts.bus, parts.clock, parts.metrics
    news = NewsWorker(store, bus, clock, parts.teller, parts.channels, metrics, parts.insurer, parts.law)
    return _Workers(
        turns=_turn_worker(settings, parts, watch),
        observer=_observer(settings, parts, watch),
        news_worker=news,
        sender=Sender(store, bus, clock, metrics, parts.channels),
        clocks=ClockWatcher(store, bus, clock, metrics, parts.law),
        promise_watcher=PromiseWatcher(store, bus, clock, metrics),
        follow_ups=FollowUpWorker(store, bus, clock, parts.channels),
        reconciler=Reconciler(store, bus, clock, metrics),
    )


def _office(settings: Settings, parts: Parts) -> Office:
    store, bus, clock = parts.store, parts.bus, parts.clock
    box = FernetBox(settings.guanjia_secret.get_secret_value(), "webhook-secret")
    return Office(
        settings=SettingsDesk(store, bus, clock),
        staff=Staff(store, bus, clock),
        canned=CannedReplies(store, clock),
        reports=Reports(store, clock),
        webhooks=Webhooks(store, bus, clock, box, settings.webhook_allow_private),
        webhook_worker=WebhookWorker(store, bus, clock, parts.hooks, box),
    )


def _routing(parts: Parts) -> Routing:
    store, bus, clock = parts.store, parts.bus, parts.clock
    return Routing(
        presence=AtTheDesk(store, bus, clock),
        offering=Offering(store, bus, clock, CaseMoves(store, bus, clock)),
        handovers=Handovers(store, bus, clock),
        router=Router(store, bus, clock),
    )


def _turn_worker(settings: Settings, parts: Parts, watch: BotWatch) -> TurnWorker:
    deadline = timedelta(seconds=settings.turn_deadline_seconds)
    return TurnWorker(
        leases=Leases(parts.store, parts.clock, TURN_LEASE, min(BOT_SECONDS, settings.turn_deadline_seconds)),
        results=TurnStore(parts.store, parts.clock, parts.law),
        failures=TurnFailures(parts.store, parts.clock, parts.insurer, deadline, parts.law),
        bot=parts.bot,
        watch=watch,
        insurer=parts.insurer,
        bus=parts.bus,
        clock=parts.clock,
        metrics=parts.metrics,
    )


def _observer(settings: Settings, parts: Parts, watch: BotWatch) -> Observer:
    return Observer(
        store=parts.store,
        bot=parts.bot,
        bus=parts.bus,
        clock=parts.clock,
        metrics=parts.metrics,
        watch=watch,
        results=ObservedStore(parts.store, parts.clock),
        length=OBSERVE_LEASE,
        bot_seconds=min(BOT_SECONDS, settings.turn_deadline_seconds),
    )
