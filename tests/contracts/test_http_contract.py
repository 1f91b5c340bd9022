"""The OpenAPI document says what the hub does, and needs neither database nor settings to be printed."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from handoff.web import docs_page
from handoff.web.openapi import document
from handoff.web.problems import KINDS
from handoff.web.route import Auth, Route
from handoff.web.routes import ALL

API = document()

REPORTS = (
    "first_response",
    "resolution",
    "reopen",
    "reasons",
    "containment",
    "false_escalations",
    "csat",
    "load",
)
SETTINGS = ("hours", "routing", "sla", "skills", "ageing")
#: docs/contracts.md sections 6 and 8, by hand: a route that is renamed or dropped breaks other tools.
CONTRACT = {
    ("POST", "/api/v1/chat/sessions"),
    ("POST", "/api/v1/chat/tickets"),
    ("GET", "/api/v1/chat/messages"),
    ("GET", "/api/v1/chat/stream"),
    ("POST", "/api/v1/chat/messages"),
    ("POST", "/api/v1/chat/read"),
    ("POST", "/api/v1/chat/typing"),
    ("POST", "/api/v1/chat/ratings"),
    ("POST", "/api/v1/chat/attachments"),
    ("GET", "/api/v1/chat/attachments/{attachment_id}"),
    ("GET", "/api/v1/cases/{case_id}/attachments/{attachment_id}"),
    ("POST", "/api/v1/insurer/events"),
    ("GET", "/api/v1/demo/customers"),
    ("POST", "/api/v1/demo/identities"),
    ("POST", "/api/v1/auth/login"),
    ("POST", "/api/v1/auth/logout"),
    ("GET", "/api/v1/auth/me"),
    ("GET", "/api/v1/cases"),
    ("GET", "/api/v1/cases/{case_id}"),
    ("GET", "/api/v1/cases/{case_id}/messages"),
    ("POST", "/api/v1/cases/{case_id}/claim"),
    ("POST", "/api/v1/cases/{case_id}/messages"),
    ("POST", "/api/v1/cases/{case_id}/notes"),
    ("POST", "/api/v1/cases/{case_id}/release"),
    ("POST", "/api/v1/cases/{case_id}/typing"),
    ("POST", "/api/v1/cases/{case_id}/resolve"),
    ("GET", "/api/v1/events"),
    ("GET", "/api/v1/status"),
    ("GET", "/api/v1/reconciliation"),
    ("GET", "/api/v1/desk/board"),
    *(("GET", f"/api/v1/reports/{name}") for name in REPORTS),
    *((method, f"/api/v1/settings/{key}") for key in SETTINGS for method in ("GET", "PUT")),
    ("GET", "/api/v1/settings/holidays"),
    *((method, "/api/v1/settings/holidays/{day}") for method in ("GET", "PUT", "DELETE")),
    ("GET", "/api/v1/butlers/{butler_id}"),
    ("PUT", "/api/v1/butlers/{butler_id}"),
    *((method, "/api/v1/canned-replies") for method in ("GET", "POST")),
    *((method, "/api/v1/canned-replies/{reply_id}") for method in ("PATCH", "DELETE")),
    ("POST", "/api/v1/canned-replies/{reply_id}/render"),
    *((method, "/api/v1/webhooks") for method in ("GET", "POST")),
    *((method, "/api/v1/webhooks/{webhook_id}") for method in ("PATCH", "DELETE")),
    ("GET", "/api/v1/webhooks/{webhook_id}/deliveries"),
    ("POST", "/api/v1/webhooks/{webhook_id}/test"),
    ("GET", "/api/v1/audit"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
}


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in API["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def test_every_route_of_the_contract_is_there() -> None:
    assert {(method, path) for method, path, _ in operations()} >= CONTRACT


def test_every_tag_is_explained() -> None:
    explained = {tag["name"] for tag in API["tags"]}
    assert {tag for _, _, operation in operations() for tag in operation["tags"]} == explained


def test_every_write_of_the_console_takes_an_idempotency_key() -> None:
    for method, path, operation in operations():
        named = {parameter["name"] for parameter in operation.get("parameters", [])}
        writes = method != "GET" and "deskSession" in str(operation["security"])
        assert ("Idempotency-Key" in named) is writes, path


def test_every_reference_resolves_and_every_schema_is_used_or_named() -> None:
    schemas = API["components"]["schemas"]
    assert {ref.removeprefix("#/components/schemas/") for ref in references(API)} <= set(schemas)
    assert {"Reply", "Card", "ChatMessage", "ChatState", "CaseSummary", "CaseDetail", "Problem"} <= set(
        schemas
    )
    assert not [name for name in schemas if name.endswith(("-Input", "-Output"))]


def test_operation_ids_are_unique_and_readable() -> None:
    ids = [operation["operationId"] for _, _, operation in operations()]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z][A-Za-z]+", name) for name in ids)


def test_security_names_declared_schemes() -> None:
    schemes = set(API["components"]["securitySchemes"])
    for method, path, operation in operations():
        used = {name for requirement in operation["security"] for name in requirement}
        assert used <= schemes
        open_to_all = path.startswith(("/healthz", "/readyz", "/api/v1/demo")) or path.endswith(
            ("/login", "/sessions")
        )
        assert bool(used) is not open_to_all, path
        if path.startswith(("/api/v1/cases", "/api/v1/auth/logout")) and method == "POST":
            assert used == {"deskSession", "csrfToken"}


@pytest.mark.parametrize("route", ALL, ids=lambda route: route.name)
def test_every_problem_is_declared_once_with_its_status(route: Route) -> None:
    responses = API["paths"][route.path][route.method.lower()]["responses"]
    for code in route.problem_codes:
        content = responses[str(KINDS[code].status)]["content"]["application/problem+json"]
        assert code in content["schema"]["allOf"][1]["properties"]["code"]["enum"]
    assert not {str(KINDS[c].status) for c in route.problem_codes} & {str(s) for s in route.answers}


@pytest.mark.parametrize("route", ALL, ids=lambda route: route.name)
def test_requests_refuse_what_they_do_not_know(route: Route) -> None:
    if route.body is not None:
        # A core of the insurer may be newer than this hub: what it says beyond the contract is no error.
        foreign = route.auth is Auth.INSURER
        assert foreign or route.body.model_json_schema()["additionalProperties"] is False
    if route.auth is Auth.DESK:
        assert "unauthorized" in route.problem_codes


def test_answers_promise_every_field() -> None:
    """A typed client must not have to guess whether a field is there: what is always sent is required."""
    for name in (
        "ChatMessage",
        "ChatState",
        "CaseDetail",
        "ConsoleMessage",
        "TimelineCard",
        "Context",
        "Problem",
    ):
        schema = API["components"]["schemas"][name]
        assert set(schema["required"]) == set(schema["properties"]), name


def test_it_is_printed_without_settings_or_database() -> None:
    bare = {"PATH": os.environ["PATH"]}
    printed = subprocess.run(
        [sys.executable, "-m", "handoff.web.openapi"], env=bare, capture_output=True, check=True, timeout=60
    )
    assert json.loads(printed.stdout) == json.loads(json.dumps(API))
    assert printed.stderr == b""


def test_the_documentation_page_loads_nothing_foreign() -> None:
    page = docs_page.rendered()
    assert "<script" not in page
    assert not re.findall(r"""(?:src|href)=["']?(?:https?:)?//""", page)
    for _, path, operation in operations():
        assert operation["operationId"] in page
        assert path in page
