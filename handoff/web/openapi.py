"""The OpenAPI 3.1 document, built from the route declarations. `python -m handoff.web.openapi` prints it
without a database."""

import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

from handoff.web.cookies import SESSION_COOKIE
from handoff.web.problems import KINDS
from handoff.web.route import Auth, Route
from handoff.web.routes import ALL
from handoff.web.schemas.base import Problem

VERSION = "1.0.0"
_REF = "#/components/schemas/{model}"
_TAGS = {
    "chat": "The customer's side: widget, /chat, terminal.",
    "demo": "Demo mode only; 404 otherwise.",
    "auth": "Console log-in.",
    "cases": "What butlers and supervisors do.",
    "desk": "Live events and state.",
    "routing": "Who is at the desk, what rings at whom, how cases change hands.",
    "clocks": "What must be done by when.",
    "promises": "What was promised to customers, and whether it was kept.",
    "voices": "What customers complain of, dispute, suggest or leave unhappy about.",
    "insurer": "Called by the insurer's core.",
    "settings": "What supervisors set; canned replies.",
    "reports": "Figures for supervisors, and who changed what.",
    "webhooks": "Other systems that are told (administrators).",
    "operations": "Probes.",
}
_SECURITY_SCHEMES: dict[str, Any] = {
    Auth.CHAT: {"type": "http", "scheme": "bearer", "description": "Token of openChat."},
    Auth.TICKET: {
        "type": "apiKey",
        "in": "query",
        "name": "ticket",
        "description": "Ticket of makeChatTicket.",
    },
    Auth.DESK: {"type": "apiKey", "in": "cookie", "name": SESSION_COOKIE},
    Auth.INSURER: {
        "type": "apiKey",
        "in": "header",
        "name": "X-Guanjia-Signature",
        "description": "`v1=<hex HMAC-SHA256(secret, timestamp + '.' + raw body)>`, with X-Guanjia-Timestamp.",
    },
    "csrfToken": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token", "description": "On every write."},
}

_UPLOAD_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"file": {"type": "string", "format": "binary"}},
    "required": ["file"],
}

type Schemas = Mapping[tuple[Any, JsonSchemaMode], dict[str, Any]]


class _Plain(GenerateJsonSchema):
    """Without the field titles pydantic makes up from the field names."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False


def document(routes: Sequence[Route] = ALL) -> dict[str, Any]:
    refs, components = _schemas(routes)
    paths: dict[str, dict[str, Any]] = defaultdict(dict)
    for route in routes:
        paths[route.path][route.method.lower()] = _operation(route, refs)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Guanjia hub",
            "version": VERSION,
            "description": "Chat, console and operations. Errors are problem documents (RFC 9457).",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "tags": [{"name": name, "description": text} for name, text in _TAGS.items()],
        "paths": dict(paths),
        "components": {"schemas": components, "securitySchemes": _SECURITY_SCHEMES},
    }


@cache
def rendered() -> str:
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


def _schemas(routes: Sequence[Route]) -> tuple[Schemas, dict[str, Any]]:
    wanted: dict[tuple[type[BaseModel], JsonSchemaMode], None] = {(Problem, "serialization"): None}
    for route in routes:
        if route.body:
            wanted[route.body, "validation"] = None
        for model in [*route.answers.values(), *route.events.values()]:
            if model:
                wanted[model, "serialization"] = None
    refs, definitions = models_json_schema(list(wanted), ref_template=_REF, schema_generator=_Plain)
    return refs, definitions["$defs"]


def _operation(route: Route, refs: Schemas) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.name,
        "summary": route.summary,
        "tags": [route.tag],
        "responses": _answers(route, refs) | _problems(route, refs),
        "security": _security(route),
    }
    if description := _description(route):
        operation["description"] = description
    if parameters := [*_path_parameters(route), *_query_parameters(route), *_header_parameters(route)]:
        operation["parameters"] = parameters
    if route.body:
        operation["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": refs[route.body, "validation"]}},
        }
    if route.upload:
        operation["requestBody"] = {
            "required": True,
            "content": {"multipart/form-data": {"schema": _UPLOAD_SCHEMA}},
        }
    if route.roles:
        operation["x-roles"] = [role.value for role in route.roles]
    if route.events:
        operation["x-event-stream"] = {
            name: refs[model, "serialization"] for name, model in route.events.items()
        }
    return operation


def _description(route: Route) -> str:
    notes = [route.description] if route.description else []
    if route.roles:
        notes.append(f"Roles: {', '.join(role.value for role in route.roles)}.")
    if route.body:
        notes.append(f"Body at most {route.max_body // 1024} KiB.")
    return " ".join(notes)


def _answers(route: Route, refs: Schemas) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for status, model in route.answers.items():
        answers[str(status)] = {"description": "No content." if model is None else model.__name__}
        if model is not None:
            answers[str(status)]["content"] = {"application/json": {"schema": refs[model, "serialization"]}}
    if route.files:
        file = {"schema": {"type": "string", "format": "binary"}}
        content = dict.fromkeys(route.files, file)
        if "200" in answers:
            answers["200"]["content"] |= content
        else:
            answers["200"] = {"description": "The file, always as a download.", "content": content}
    if route.events:
        events = ", ".join(route.events)
        answers["200"] = {
            "description": f"Server-sent events: {events} (data: see x-event-stream).",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        }
    return answers


def _problems(route: Route, refs: Schemas) -> dict[str, Any]:
    by_status: dict[int, list[str]] = defaultdict(list)
    for code in route.problem_codes:
        by_status[KINDS[code].status].append(code)
    return {
        str(status): {
            "description": f"{KINDS[codes[0]].title} (`{'`, `'.join(codes)}`)",
            "content": {
                "application/problem+json": {
                    "schema": {
                        "allOf": [
                            refs[Problem, "serialization"],
                            {"properties": {"code": {"type": "string", "enum": codes}}, "required": ["code"]},
                        ]
                    }
                }
            },
        }
        for status, codes in sorted(by_status.items())
    }


def _security(route: Route) -> list[dict[str, list[str]]]:
    if route.auth is Auth.NONE:
        return []
    required: dict[str, list[str]] = {route.auth.value: []}
    if route.needs_csrf:
        required["csrfToken"] = []
    return [required]


def _path_parameters(route: Route) -> list[dict[str, Any]]:
    names = [part[1:-1] for part in route.path.split("/") if part.startswith("{")]
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "format": "date" if name == "day" else "uuid"},
        }
        for name in names
    ]


def _query_parameters(route: Route) -> list[dict[str, Any]]:
    if route.query is None:
        return []
    schema = route.query.model_json_schema(mode="validation", schema_generator=_Plain)
    required = schema.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": value}
        for name, value in schema["properties"].items()
    ]


def _header_parameters(route: Route) -> list[dict[str, Any]]:
    if route.takes_key:
        schema = {"type": "string", "minLength": 1, "maxLength": 120, "pattern": r"^[\x20-\x7e]+$"}
        described = "The same key and request answer with the first result (kept 24 h)."
        return [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "description": described,
                "schema": schema,
            }
        ]
    if not route.events:
        return []
    return [{"name": "Last-Event-ID", "in": "header", "required": False, "schema": {"type": "string"}}]


if __name__ == "__main__":
    sys.stdout.write(rendered())
