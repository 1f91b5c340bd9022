"""What one hub process has, by area."""

from dataclasses import dataclass

from handoff.config import Settings
from handoff.ports import (
    Bus,
    Clockwork,
    Metrics,
    Store,
)
from handoff.service.accounts import Accounts
from handoff.service.botwatch import BotWatch
from handoff.service.callbacks import Callbacks
from handoff.service.canned import CannedReplies
from handoff.service.cases import Cases
from handoff.service.chat import Chat
from handoff.service.clock_desk import ClockDesk
from handoff.service.clocks import ClockWatcher
from handoff.service.delivery import Sender
from handoff.service.desk_settings import SettingsDesk
from handoff.service.drafts import Drafts
from handoff.service.events import Events
from handoff.service.follow_ups import FollowUpWorker
from handoff.service.handovers import Handovers
from handoff.service.idempotency import Idempotency
from handoff.service.intake import Intake
from handoff.service.news import News, NewsWorker
from handoff.service.observing import Observer
from handoff.service.offering import Offering
from handoff.service.presence import AtTheDesk
from handoff.service.promises import Promises, PromiseWatcher
from handoff.service.reconciliation import Reconciler
from handoff.service.reports import Reports
from handoff.service.routing import Router
from handoff.service.staff import Staff
from handoff.service.status import Status
from handoff.service.turns import TurnWorker
from handoff.service.uploads import Uploads
from handoff.service.voices import Voices
from handoff.service.waiting import Waiting
from handoff.service.webhook_work import WebhookWorker
from handoff.service.webhooks import Webhooks


@dataclass(frozen=True)
class Routing:
    """Who is there, what rings at whom, and how cases change hands."""

    presence: AtTheDesk
    offering: Offering
    handovers: Handovers
    router: Router


@dataclass(frozen=True)
class Office:
    """What supervisors and administrators set and see, and other systems are told."""

    settings: SettingsDesk
    staff: Staff
    canned: CannedReplies
    reports: Reports
    webhooks: Webhooks
    webhook_worker: WebhookWorker


@dataclass(frozen=True)
class Hub:
    """Everything one hub process has. The web layer uses the services, `worker` the background ones.

    async with bootstrap.hub(settings) as hub:      # waits for the database, closes everything at the end
        async with worker.working(hub): ...         # turn workers, sender, clocks, probe
    """

    settings: Settings
    store: Store
    bus: Bus
    clock: Clockwork
    metrics: Metrics
    intake: Intake
    chat: Chat
    waiting: Waiting
    callbacks: Callbacks
    voices: Voices
    follow_ups: FollowUpWorker
    cases: Cases
    drafts: Drafts
    events: Events
    accounts: Accounts
    status: Status
    reconciler: Reconciler
    uploads: Uploads
    idempotency: Idempotency
    office: Office
    news: News
    bot: BotWatch
    turns: TurnWorker
    observer: Observer
    news_worker: NewsWorker
    sender: Sender
    clocks: ClockWatcher
    clock_desk: ClockDesk
    promises: Promises
    promise_watcher: PromiseWatcher
    routing: Routing
