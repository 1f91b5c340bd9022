"""The command line of the terminal chat."""

import argparse
import contextlib
import os
import sys
import threading

from handoff.ops.programs import Addresses, url
from handoff.ops.terminal.client import ChatClient, ChatRefused, HubUnreachable
from handoff.ops.terminal.conversation import Conversation

_PROMPT = "您> "


class Screen:
    """Prints above the line that is being typed."""

    def __init__(self, interactive: bool) -> None:
        self._interactive = interactive
        self._lock = threading.Lock()

    def show(self, text: str) -> None:
        with self._lock:
            if self._interactive:
                print(f"\r\033[K{text}\n{_PROMPT}{_typed()}", end="", flush=True)
            else:
                print(text, flush=True)


def _typed() -> str:
    """What stands in the line editor, where there is one."""
    try:
        import readline  # noqa: PLC0415 - not everywhere, and it takes over the terminal
    except ImportError:
        return ""
    return readline.get_line_buffer()


def run(given: argparse.Namespace) -> int:
    """The exit code."""
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    client = ChatClient(given.url or url(Addresses.of(os.environ).hub))
    try:
        identity = given.identity or client.demo_identity(given.customer or _choose(client, interactive))
        conversation = Conversation(client, Screen(interactive).show)
        conversation.begin(client.open(identity))
    except ChatRefused as refused:
        return _fail(str(refused))
    except HubUnreachable:
        return _fail("The hub does not answer: start it with make demo, or name it with --url.")
    except (EOFError, KeyboardInterrupt):
        return 130
    try:
        return _talk(conversation, interactive, given.wait)
    finally:
        conversation.end()


def _talk(conversation: Conversation, interactive: bool, wait: float) -> int:
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        while conversation.typed(input(_PROMPT if interactive else "")):
            pass
        return 0
    if interactive:
        print()
        return 0
    return 0 if conversation.settle(wait) else _fail(f"No answer within {wait:.0f} s.")


def _choose(client: ChatClient, interactive: bool) -> str:
    """Which demo customer to be; the first one where nobody can be asked."""
    customers = client.demo_customers()
    if not interactive:
        return str(customers[0]["customer_ref"])
    for number, customer in enumerate(customers, 1):
        print(f"  {number}  {customer['name_masked']}  {customer['about']}")
    while True:
        with contextlib.suppress(ValueError, IndexError):
            number = int(input("您是哪一位？输入序号：")) - 1
            if number >= 0:
                return str(customers[number]["customer_ref"])


def _fail(words: str) -> int:
    print(f"✗ {words}", file=sys.stderr)
    return 1


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("chat", help="talk to the product from this terminal")
    parser.add_argument("--url", help="the hub (default: HUB_HOST and HUB_PORT)")
    parser.add_argument("--customer", help="demo customer, for example C001 (default: asks)")
    parser.add_argument("--identity", help="a signed identity instead of a demo customer")
    parser.add_argument(
        "--wait", type=float, default=60, help="piped input: seconds to wait for the last answer"
    )
    parser.set_defaults(run=run)
