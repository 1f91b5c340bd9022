"""What the services need from the world, as Protocols. Adapters implement them; `bootstrap` joins the two.

Rules of every Store implementation: all writes of one `begin()` block become visible together or not at
all; a `lock_*` method holds the row until the block ends; whoever changes a conversation, its cases,
messages or outbox rows holds the conversation's row (one lock order, hence no deadlock, and commit order
equals seq order).
"""

from handoff.ports.conversation import Attachments, Conversations, Messages, Outbox
from handoff.ports.desk import Accounts, Cases, Clocks, Events, Signals
from handoff.ports.news import News, Notices
from handoff.ports.outside import (
    Bot,
    Bus,
    Channel,
    Channels,
    Clockwork,
    Insurer,
    Listener,
    Media,
    Metrics,
    PasswordHasher,
    Storyteller,
    Topic,
)
from handoff.ports.store import Store, Tx
from handoff.ports.webhooks import HookSender, SecretBox

__all__ = [
    "Accounts",
    "Attachments",
    "Bot",
    "Bus",
    "Cases",
    "Channel",
    "Channels",
    "Clocks",
    "Clockwork",
    "Conversations",
    "Events",
    "HookSender",
    "Insurer",
    "Listener",
    "Media",
    "Messages",
    "Metrics",
    "News",
    "Notices",
    "Outbox",
    "PasswordHasher",
    "SecretBox",
    "Signals",
    "Store",
    "Storyteller",
    "Topic",
    "Tx",
]
