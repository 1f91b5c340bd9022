"""One conversation at a terminal: a listener and a sender in threads, the person in front."""

import queue
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from handoff.ops.terminal import drawing
from handoff.ops.terminal.client import ChatClient, ChatRefused, HubUnreachable

Json = dict[str, Any]

_HELP = "直接打字就行。:1 :2 … 点按钮；:评 5 谢谢 评分；:退 离开；::开头 发送以冒号开头的话"
_HISTORY = 20


@dataclass
class Conversation:
    """`show` prints one block of text; it is called from several threads and has to cope."""

    client: ChatClient
    show: Callable[[str], None]
    pause: float = 1.0
    seq: int = 0
    _outgoing: "queue.Queue[tuple[str, str]]" = field(default_factory=queue.Queue)
    _ended: threading.Event = field(default_factory=threading.Event)
    _waiting_for: set[str] = field(default_factory=set)
    _unanswered: bool = False
    _buttons: list[str] = field(default_factory=list)
    _rating: str | None = None
    _state: str | None = None

    def begin(self, session: Json) -> None:
        """Shows where the conversation stands and starts listening and sending."""
        self.seq = session["last_seq"]
        if self.seq:
            for message in self.client.history(self.seq + 1, _HISTORY):
                self._received(message, mine=True)
        self._tell(session["state"])
        for work in (self._listen, self._send):
            threading.Thread(target=work, daemon=True).start()

    def typed(self, line: str) -> bool:
        """What the person entered; False when they want to leave."""
        line = line.strip()
        if line in (":退", ":quit", ":q"):
            return False
        if line.startswith("::") or not line.startswith(":"):
            self._say(line.removeprefix(":") if line.startswith("::") else line)
        elif line[1:].isdigit() and 0 < int(line[1:]) <= len(self._buttons):
            self._say(self._buttons[int(line[1:]) - 1])
        elif line.startswith((":评", ":rate")):
            self._rate(line.removeprefix(":评").removeprefix(":rate").strip())
        else:
            self.show(_HELP)
        return True

    def settle(self, seconds: float) -> bool:
        """Waits until everything said was sent and answered (or a person has the floor); False after `seconds`."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self._outgoing.unfinished_tasks == 0 and not self._waiting_for and not self._unanswered:
                return True
            time.sleep(0.05)
        return False

    def end(self) -> None:
        self._ended.set()

    def _say(self, text: str) -> None:
        if text:
            client_msg_id = secrets.token_hex(8)
            self._waiting_for.add(client_msg_id)
            self._outgoing.put((client_msg_id, text))

    def _rate(self, words: str) -> None:
        score, _, comment = words.partition(" ")
        if self._rating is None:
            self.show("现在没有要评价的服务。")
        elif score not in ("1", "2", "3", "4", "5"):
            self.show("评分是 1 到 5，例如 :评 5 谢谢")
        else:
            try:
                self.client.rate(self._rating, int(score), comment.strip())
            except (ChatRefused, HubUnreachable) as error:
                self.show(f"评分没有送到：{error}")
            else:
                self._rating = None
                self.show("谢谢您的评价。")

    def _listen(self) -> None:
        lost = False
        while not self._ended.is_set():
            try:
                page = self.client.news(self.seq, 25)
            except ChatRefused as refused:
                self.show(f"对话中断：{refused}")
                self._ended.set()
            except HubUnreachable:
                if not lost:
                    self.show("—— 连接断开，正在重连… ——")
                lost = True
                self._ended.wait(self.pause)
            else:
                lost = False
                for message in page["messages"]:
                    self._received(message)
                self._tell(page["state"])

    def _received(self, message: Json, mine: bool = False) -> None:
        """`mine`: show the person's own words as well (history)."""
        self.seq = max(self.seq, message["seq"])
        user = message["author"] == "user"
        self._unanswered = user and not mine
        if user:
            self._waiting_for.discard(message.get("client_msg_id") or "")
        else:
            self._buttons = drawing.buttons(message) or self._buttons
            self._rating = drawing.rating(message) or self._rating
        if mine or not user:
            self.show(drawing.message(message))

    def _tell(self, state: Json) -> None:
        told = drawing.state(state)
        if state["floor"] != "bot":
            # a person answers when they can; nobody waits in front of a terminal for that
            self._unanswered = False
        if told != self._state and told:
            self.show(told)
        self._state = told

    def _send(self) -> None:
        """In order, each until it is accepted: the same id again changes nothing."""
        while not self._ended.is_set():
            try:
                client_msg_id, text = self._outgoing.get(timeout=0.5)
            except queue.Empty:
                continue
            self._deliver(client_msg_id, text)
            self._outgoing.task_done()

    def _deliver(self, client_msg_id: str, text: str) -> None:
        while not self._ended.is_set():
            try:
                self.client.say(text, client_msg_id)
                return
            except ChatRefused as refused:
                self._waiting_for.discard(client_msg_id)
                self.show(f"这句没有发出去：{refused}")
                return
            except HubUnreachable:
                self._ended.wait(self.pause)
