"""Every metric of the hub, in the process's default registry (`prometheus_client.generate_latest`). No
label ever carries an identifier of a person or a conversation."""

from prometheus_client import Counter, Gauge, Histogram

_TURN_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16)
_ACK_BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 5)
_PRIORITIES = ("P0", "P1", "P2", "P3")

TURNS = Histogram("guanjia_turn_seconds", "One turn, the bot included", ["outcome"], buckets=_TURN_BUCKETS)
ACKS = Histogram(
    "guanjia_ack_seconds", "From receipt to stored", ["channel", "duplicate"], buckets=_ACK_BUCKETS
)
SENDS = Counter("guanjia_sends_total", "Messages sent to channels", ["channel", "status"])
DUE = Gauge("guanjia_due_conversations", "Conversations waiting for a turn")
OUTBOX = Gauge("guanjia_outbox_pending", "Messages waiting to be sent")
OPEN_CASES = Gauge("guanjia_open_cases", "Unresolved cases", ["priority"])
BOT_READY = Gauge("guanjia_bot_ready", "1 while the bot answers")
WARNINGS = Counter("guanjia_clock_warnings_total", "Shares of a clock's time used up", ["kind", "percent"])
BREACHES = Counter("guanjia_clock_breaches_total", "Service clocks that ran out", ["kind"])
PROMISES = Counter("guanjia_promises_broken_total", "Promises to customers not kept in time", ["made_by"])
OBSERVED = Counter(
    "guanjia_observed_total", "Conversations listened to while a person has the floor", ["outcome"]
)
NEWS = Counter("guanjia_insurer_news_total", "News of the insurer", ["outcome"])
DIFFERENCES = Gauge("guanjia_reconciliation_differences", "What does not add up; must be 0")


class PrometheusMetrics:
    """The Metrics port."""

    def turn_finished(self, outcome: str, seconds: float) -> None:
        TURNS.labels(outcome).observe(seconds)

    def ack_finished(self, channel: str, seconds: float, *, duplicate: bool) -> None:
        ACKS.labels(channel, str(duplicate).lower()).observe(seconds)

    def send_finished(self, channel: str, status: str) -> None:
        SENDS.labels(channel, status).inc()

    def due(self, conversations: int, outbox: int) -> None:
        DUE.set(conversations)
        OUTBOX.set(outbox)

    def open_cases(self, by_priority: dict[str, int]) -> None:
        for priority in _PRIORITIES:
            OPEN_CASES.labels(priority).set(by_priority.get(priority, 0))

    def bot_ready(self, ready: bool) -> None:
        BOT_READY.set(1 if ready else 0)

    def clock_warned(self, kind: str, percent: int) -> None:
        WARNINGS.labels(kind, str(percent)).inc()

    def clock_breached(self, kind: str) -> None:
        BREACHES.labels(kind).inc()

    def promise_broken(self, made_by: str) -> None:
        PROMISES.labels(made_by).inc()

    def observed(self, outcome: str) -> None:
        OBSERVED.labels(outcome).inc()

    def insurer_event(self, outcome: str) -> None:
        NEWS.labels(outcome).inc()

    def reconciliation(self, differences: int) -> None:
        DIFFERENCES.set(differences)
