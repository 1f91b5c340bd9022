"""What actions read from outside: the knowledge files and the insurer. Made at start or first use, never at
import."""

import os
from collections.abc import Mapping
from functools import cache

from insurer.client import InsurerClient
from insurer.knowledge import Knowledge, load

_DEFAULT_INSURER = "http://127.0.0.1:8010"
#: Seconds. The turn's deadline is 8 s, so two look-ups must fit with room to spare.
INSURER_TIMEOUT = 2.0

_client: InsurerClient | None = None


@cache
def knowledge() -> Knowledge:
    """Raises KnowledgeError."""
    return load()


def insurer(environment: Mapping[str, str] = os.environ) -> InsurerClient:
    """The one client of this process; closed by close_insurer()."""
    global _client  # noqa: PLW0603 - rasa-sdk makes the actions itself, so there is nobody to hand the client in
    if _client is None:
        _client = InsurerClient(
            environment.get("INSURER_URL") or _DEFAULT_INSURER,
            environment.get("INSURER_TOKEN", ""),
            timeout=INSURER_TIMEOUT,
        )
    return _client


def comparison_licence(environment: Mapping[str, str] = os.environ) -> str:
    """Who may compare products by law, named by the operator (COMPARISON_LICENCE: institution and licence number);
    empty: comparing is off."""
    return environment.get("COMPARISON_LICENCE", "").strip()


async def close_insurer() -> None:
    global _client  # noqa: PLW0603
    if _client is not None:
        await _client.aclose()
        _client = None
