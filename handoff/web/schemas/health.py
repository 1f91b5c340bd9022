"""Answers of the probes."""

from typing import Literal

from handoff.web.schemas.base import Answer


class Alive(Answer):
    status: Literal["ok"]


class Readiness(Answer):
    status: Literal["ready", "unready"]
    parts: dict[str, str]
