"""The OpenAPI 3.1 description of the reference insurer, made from the wire types."""

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from insurer.api import REFERENCE_PATTERN, Claim, ClaimList, Customer, PolicyList, Problem


@dataclass(frozen=True)
class Operation:
    """A GET. `path` in OpenAPI form; `query` are required query parameters."""

    path: str
    summary: str
    body: type[BaseModel]
    query: tuple[str, ...] = ()


OPERATIONS = (
    Operation("/v1/customers/{ref}", "One customer", Customer),
    Operation("/v1/customers/{ref}/policies", "The customer's policies, newest first", PolicyList),
    Operation("/v1/customers/{ref}/claims", "The customer's claims with history, newest first", ClaimList),
    Operation(
        "/v1/claims/{claim_no}",
        "One claim of this customer; 404 also when it is somebody else's",
        Claim,
        ("customer_ref",),
    ),
)
_PROBLEMS = {400: "Malformed", 401: "Bad token", 404: "Not found", 503: "The database is away"}


def openapi_document() -> dict[str, Any]:
    """The whole document as JSON data."""
    models: list[tuple[type[BaseModel], Literal["serialization"]]] = [
        (operation.body, "serialization") for operation in OPERATIONS
    ]
    models.append((Problem, "serialization"))
    _, schemas = models_json_schema(models, ref_template="#/components/schemas/{model}")
    return {
        "openapi": "3.1.0",
        "info": {"title": "Guanjia reference insurer", "version": "1"},
        "paths": {operation.path: {"get": _described(operation)} for operation in OPERATIONS},
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def _described(operation: Operation) -> dict[str, Any]:
    named = [part.strip("{}") for part in operation.path.split("/") if part.startswith("{")]
    parameters = [_parameter(n, "path") for n in named] + [_parameter(n, "query") for n in operation.query]
    answers: dict[str, Any] = {"200": _content(operation.summary, "application/json", operation.body)}
    for status, meaning in _PROBLEMS.items():
        answers[str(status)] = _content(meaning, "application/problem+json", Problem)
    return {"summary": operation.summary, "parameters": parameters, "responses": answers}


def _parameter(name: str, place: str) -> dict[str, Any]:
    schema = {"type": "string", "pattern": REFERENCE_PATTERN}
    return {"name": name, "in": place, "required": True, "schema": schema}


def _content(description: str, media: str, model: type[BaseModel]) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"description": description, "content": {media: {"schema": schema}}}
