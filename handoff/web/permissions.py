"""Who may call what, as a page: `python -m handoff.web.permissions` prints docs/guides/permissions.md, and a test
holds the two together."""

import sys
from collections.abc import Sequence

from handoff.domain.accounts import Role
from handoff.web.route import Auth, Route
from handoff.web.routes import ALL

_HEAD = """# Who may do what

Printed from the route declarations by `python -m handoff.web.permissions`; do not edit by hand.

Four roles log in to the console; a user may have several. ✓: the role may call it. Some calls ask for more than a
role, which the last column says: holding the case, being its supervisor, owning what is changed. What a role may not
see at all is answered with 403; what exists but is another's, with 404.

Every write of the console needs the session cookie and `X-CSRF-Token`, and takes an `Idempotency-Key`.
"""
_OTHERS = {
    Auth.CHAT: "The customer, with the token of the chat session",
    Auth.TICKET: "The customer, with a one-minute ticket",
    Auth.INSURER: "The insurer's core, by signature",
    Auth.NONE: "Anybody",
}
#: What a role alone does not decide, by a code of the problems that a route declares.
_BEYOND = {
    "not_your_case": "only who holds the case",
    "case_already_held": "only while nobody else holds it",
}


def page(routes: Sequence[Route] = ALL) -> str:
    desk = [route for route in routes if route.auth is Auth.DESK]
    parts = [_HEAD, "## The console\n", _desk_table(desk)]
    for auth, who in _OTHERS.items():
        called = [route for route in routes if route.auth is auth]
        parts += [f"\n## {who}\n", _plain_table(called)]
    return "\n".join(parts)


def _desk_table(routes: Sequence[Route]) -> str:
    names = [role.value for role in Role]
    lines = [
        f"| call | what it does | {' | '.join(names)} | beyond the role |",
        f"|---|---|{':-:|' * len(names)}---|",
    ]
    for route in routes:
        marks = ["✓" if not route.roles or role in route.roles else "–" for role in Role]
        beyond = "; ".join(words for code, words in _BEYOND.items() if code in route.errors)
        lines.append(f"| {_call(route)} | {_cell(route.summary)} | {' | '.join(marks)} | {beyond} |")
    return "\n".join(lines) + "\n"


def _plain_table(routes: Sequence[Route]) -> str:
    lines = ["| call | what it does |", "|---|---|"]
    for route in routes:
        demo = " (demo mode only)" if route.demo_only else ""
        lines.append(f"| {_call(route)} | {_cell(route.summary)}{demo} |")
    return "\n".join(lines) + "\n"


def _call(route: Route) -> str:
    return f"`{route.method} {route.path.removeprefix('/api/v1')}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(page())
