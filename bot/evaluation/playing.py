"""Playing rows and scripts against a bot: several conversations at a time, each turn after turn."""

from __future__ import annotations

import asyncio
import random
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import aiohttp

from bot.evaluation.formats import Dialogue, IntentRow
from bot.evaluation.stack import Address
from bot.evaluation.turns import Conversation, Turn, model_id, session

PARALLEL = 6
#: Messages of the uncontended pass that turn_ms comes from, and those before it that only warm up.
TIMED_TURNS = 200
_WARM_UP = 10
_SEED = 20261122
_SAY_EVERY_SECONDS = 5.0


@dataclass(frozen=True)
class Played:
    """What came of everything, in the order of the rows. `alone`: each dialogue's turns again, every one as the
    first message of a conversation, up to the first that raises an alarm (the bot without memory)."""

    model_id: str
    intents: list[Turn] = field(default_factory=list)
    dialogues: list[list[Turn]] = field(default_factory=list)
    alone: list[list[Turn]] = field(default_factory=list)
    timings_ms: list[float] = field(default_factory=list)


async def play(
    address: Address, rows: Sequence[IntentRow], dialogues: Sequence[Dialogue], parallel: int = PARALLEL
) -> Played:
    """Raises BotUnreachable."""
    async with session(address) as http:
        name = await model_id(http, address.url)
        timings = await _timed(http, address.url, _timing_texts(rows, dialogues))

        async def single(row: IntentRow) -> Turn:
            return await Conversation(http, address.url).say(row.text)

        async def script(dialogue: Dialogue) -> list[Turn]:
            conversation = Conversation(http, address.url)
            return [await conversation.say(text) for text in dialogue.turns]

        async def one_by_one(dialogue: Dialogue) -> list[Turn]:
            return await _without_memory(http, address.url, dialogue)

        return Played(
            model_id=name,
            intents=await _all("single messages", single, rows, parallel),
            dialogues=await _all("scripts", script, dialogues, parallel),
            alone=await _all("scripts without memory", one_by_one, dialogues, parallel),
            timings_ms=timings,
        )


async def _without_memory(http: aiohttp.ClientSession, url: str, dialogue: Dialogue) -> list[Turn]:
    turns: list[Turn] = []
    for text in dialogue.turns:
        turns.append(await Conversation(http, url).say(text))
        if turns[-1].alarm:
            break
    return turns


async def _all(what: str, play_one: Callable[..., Awaitable], rows: Sequence, parallel: int) -> list:  # type: ignore[type-arg]
    """`play_one` of every row, `parallel` at a time, with progress on stderr."""
    places = asyncio.Semaphore(parallel)
    progress = _Progress(what, len(rows))

    async def one(row: object) -> object:
        async with places:
            result = await play_one(row)
        progress.step()
        return result

    results = await asyncio.gather(*(one(row) for row in rows))
    progress.end()
    return list(results)


def _timing_texts(rows: Sequence[IntentRow], dialogues: Sequence[Dialogue]) -> list[str]:
    texts = [row.text for row in rows] + [text for dialogue in dialogues for text in dialogue.turns]
    random.Random(_SEED).shuffle(texts)  # noqa: S311 - a sample, no secret
    return texts[: TIMED_TURNS + _WARM_UP]


async def _timed(http: aiohttp.ClientSession, url: str, texts: Sequence[str]) -> list[float]:
    """Milliseconds of turns one after the other while nothing else asks; failed ones are left out."""
    warm_up = min(_WARM_UP, len(texts) // 2)
    turns = [await Conversation(http, url).say(text) for text in texts]
    return [turn.milliseconds for turn in turns[warm_up:] if not turn.error]


class _Progress:
    def __init__(self, what: str, total: int) -> None:
        self._what, self._total, self._done = what, total, 0
        self._began = self._said = time.monotonic()

    def step(self) -> None:
        self._done += 1
        if time.monotonic() - self._said >= _SAY_EVERY_SECONDS:
            self._said = time.monotonic()
            print(f"  {self._what}: {self._done} of {self._total}", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._total:
            seconds = time.monotonic() - self._began
            print(f"  {self._what}: {self._total} in {seconds:.0f} s", file=sys.stderr, flush=True)
