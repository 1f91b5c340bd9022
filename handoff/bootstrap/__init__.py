"""The only place that builds adapters and joins them with the services."""

from handoff.bootstrap.building import BOT_SECONDS, OBSERVE_LEASE, TURN_LEASE, build
from handoff.bootstrap.parts import KNOWLEDGE, Parts, make_drafter
from handoff.bootstrap.services import Hub, Office, Routing
from handoff.bootstrap.starting import demo_users, hub, open_database, prepare, reconciler
from handoff.ports import Bus

__all__ = [
    "BOT_SECONDS",
    "KNOWLEDGE",
    "OBSERVE_LEASE",
    "TURN_LEASE",
    "Bus",
    "Hub",
    "Office",
    "Parts",
    "Routing",
    "build",
    "demo_users",
    "hub",
    "make_drafter",
    "open_database",
    "prepare",
    "reconciler",
]
