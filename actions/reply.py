"""Replies and what an action decided, as plain values (docs/contracts.md section 2). No I/O."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from insurer.api_writing import ServiceRequest

type Reply = dict[str, Any]
type Directive = dict[str, Any]

#: The way to a person, offered wherever the bot may not be enough.
HUMAN = ("转人工", "转人工")


@dataclass(frozen=True)
class Outcome:
    """What an action says and does. `key` names the answer: the same key twice in a row is a repetition.
    `events`: events of rasa-sdk beside the slots; `followup`: the action or form that goes on."""

    replies: tuple[Reply, ...]
    key: str
    directives: tuple[Directive, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    events: tuple[Mapping[str, Any], ...] = ()
    followup: str | None = None


def noted(outcome: Outcome, request: ServiceRequest) -> Outcome:
    """With the registered request told to the hub, which runs its clocks (directive note_request)."""
    directive = {
        "type": "note_request",
        "request_no": request.request_no,
        "kind": request.kind,
        "received_at": request.received_at.isoformat(),
        "claim_no": request.claim_no,
    }
    return replace(outcome, directives=(*outcome.directives, directive))


def text(words: str) -> Reply:
    return {"kind": "text", "text": words}


def buttons(words: str, choices: Sequence[tuple[str, str]]) -> Reply:
    """`choices` are (title, what is sent as the customer's text when tapped)."""
    return {
        "kind": "buttons",
        "text": words,
        "buttons": [{"title": title, "say": say} for title, say in dict(choices).items()],
    }


def card(plain: str, content: Mapping[str, Any]) -> Reply:
    """`plain` is the whole content for channels without cards."""
    return {"kind": "card", "text": plain, "card": dict(content)}
