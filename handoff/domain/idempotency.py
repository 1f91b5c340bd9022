"""What a key of an earlier write stands for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Earlier:
    """`status` 0: still under way. `body`: what was answered, sealed by whoever stored it."""

    fingerprint: str
    status: int
    body: str
