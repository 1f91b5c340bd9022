"""What happens to the processes while the demo runs, told to the person in front of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from handoff.ops.supervision import State
from handoff.ops.words import last_words

#: Seconds after which a program that supervisord gave up is tried again (a disk was full, a database away).
TRY_AGAIN = 30.0
#: A program that dies again and again is mentioned once in so many seconds.
SELDOM = 30.0


@dataclass
class Watcher:
    """`logs` is the folder of the log files; `start` starts a program by its name; `say` prints a line."""

    logs: Path
    start: Callable[[str], None]
    say: Callable[[str], None]
    _pids: dict[str, int] = field(default_factory=dict)
    _told: dict[str, float] = field(default_factory=dict)
    _given_up: dict[str, float] = field(default_factory=dict)
    _bot_was_ready: bool = False

    def saw(self, states: dict[str, State], now: float) -> None:
        """`now` in seconds of a monotonic clock."""
        for name, state in states.items():
            self._restarted(name, state, now)
            self._gave_up(name, state, now)

    def saw_bot(self, ready: bool, seconds: float) -> None:
        """`seconds` since the start of the demo."""
        if ready and not self._bot_was_ready:
            self.say(f"小管家到岗了 · the bot has joined ({seconds:.0f} s)")
        elif self._bot_was_ready and not ready:
            self.say("小管家暂时离开了 · the bot is away, it is being started again")
        self._bot_was_ready = ready

    def forget(self) -> None:
        """Every process is started anew; that is no surprise."""
        self._pids.clear()
        self._given_up.clear()

    def _restarted(self, name: str, state: State, now: float) -> None:
        if not state.pid:
            return
        known = self._pids.get(name, state.pid)
        self._pids[name] = state.pid
        if known != state.pid and now - self._told.get(name, -SELDOM) >= SELDOM:
            self._told[name] = now
            self.say(f"{name} ended unexpectedly and was started again ({self.logs / name}.log)")

    def _gave_up(self, name: str, state: State, now: float) -> None:
        if state.name == "RUNNING":
            self._given_up.pop(name, None)
        if state.name != "FATAL":
            return
        if name not in self._given_up:
            said = last_words(self.logs / f"{name}.log") or "it says nothing"
            self.say(
                f"{name} does not stay up: {said} ({self.logs / name}.log); it is tried again now and then"
            )
        elif now - self._given_up[name] > TRY_AGAIN:
            self.start(name)
        else:
            return
        self._given_up[name] = now
