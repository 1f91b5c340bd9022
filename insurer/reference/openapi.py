"""The OpenAPI 3.1 description of the reference insurer, made from the wire types."""

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from insurer import api_writing as w
from insurer.api import REFERENCE_PATTERN, Claim, ClaimList, Customer, PolicyList, Problem
from insurer.reference.routes_demo import Advance


@dataclass(frozen=True)
class Operation:
    """`path` in OpenAPI form; `query` are required query parameters; `request` makes it a POST, with a key
    unless `keyed` says otherwise; `created`: answers 201 the first time."""

    path: str
    summary: str
    body: type[BaseModel]
    query: tuple[str, ...] = ()
    request: type[BaseModel] | None = None
    created: bool = False
    keyed: bool = True


_OWNER = ("customer_ref",)
OPERATIONS = (
    Operation("/v1/customers/{ref}", "One customer", Customer),
    Operation("/v1/customers/{ref}/policies", "The customer's policies, newest first", PolicyList),
    Operation("/v1/customers/{ref}/claims", "The customer's claims with history, newest first", ClaimList),
    Operation(
        "/v1/claims/{claim_no}",
        "One claim of this customer; 404 also when it is somebody else's",
        Claim,
        _OWNER,
    ),
    Operation("/v1/claims", "Report a claim", Claim, request=w.NewClaim, created=True),
    Operation(
        "/v1/claims/{claim_no}/documents",
        "Hand in a document; when none is missing the claim goes on",
        Claim,
        request=w.NewDocument,
        created=True,
    ),
    Operation("/v1/pickups", "The customer's pickups, newest first", w.PickupList, _OWNER),
    Operation("/v1/pickups", "Book a pickup", w.Pickup, request=w.NewPickup, created=True),
    Operation("/v1/pickups/slots", "What can be booked in a region", w.PickupSlots, ("region",)),
    Operation("/v1/pickups/{pickup_no}/change", "Another time or address", w.Pickup, request=w.PickupChange),
    Operation("/v1/pickups/{pickup_no}/cancel", "Cancel a pickup", w.Pickup, request=w.Owner),
    Operation(
        "/v1/policies/{policy_no}/cancellation", "What cancelling means today", w.CancellationQuote, _OWNER
    ),
    Operation(
        "/v1/policies/{policy_no}/cancellation",
        "Cancel a policy as quoted",
        w.Cancelled,
        request=w.NewCancellation,
    ),
    Operation("/v1/requests", "The customer's requests, newest first", w.RequestList, _OWNER),
    Operation(
        "/v1/requests", "Ask for something people do", w.ServiceRequest, request=w.NewRequest, created=True
    ),
    Operation(
        "/v1/customers/{ref}/verifications",
        "Check the last four characters of the identity document; five wrong ones lock for an hour",
        w.Verification,
        request=w.NewVerification,
    ),
    Operation("/v1/customers/{ref}/duplicate-cover", "Policies that pay the same bill", w.DuplicateCoverList),
)
DEMO_OPERATIONS = (
    Operation(
        "/v1/demo/claims/{claim_no}/advance",
        "Demo mode: the clerk takes a claim one lawful step further",
        Claim,
        request=Advance,
        keyed=False,
    ),
)
_PROBLEMS = {400: "Malformed", 401: "Bad token", 404: "Not found", 503: "The database is away"}
_WRITE_PROBLEMS = {
    409: "A rule forbids it (not_allowed), or the key was used for another request (conflict)",
    413: "Over 64 KiB",
    422: "Fields are wrong, see errors",
}


def openapi_document(*, demo: bool = False) -> dict[str, Any]:
    """The whole document as JSON data."""
    operations = OPERATIONS + (DEMO_OPERATIONS if demo else ())
    answers: list[type[BaseModel]] = [*(o.body for o in operations), Problem]
    models: list[tuple[type[BaseModel], Literal["serialization", "validation"]]] = [
        (model, "serialization") for model in dict.fromkeys(answers)
    ]
    models += [(o.request, "validation") for o in operations if o.request is not None]
    _, schemas = models_json_schema(models, ref_template="#/components/schemas/{model}")
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        method = "get" if operation.request is None else "post"
        paths.setdefault(operation.path, {})[method] = _described(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Guanjia reference insurer", "version": "1"},
        "paths": paths,
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def _described(operation: Operation) -> dict[str, Any]:
    named = [part.strip("{}") for part in operation.path.split("/") if part.startswith("{")]
    parameters = [_parameter(n, "path") for n in named] + [_parameter(n, "query") for n in operation.query]
    answers = {"200": _content(operation.summary, "application/json", operation.body)}
    problems = dict(_PROBLEMS)
    described: dict[str, Any] = {"summary": operation.summary, "parameters": parameters}
    if operation.request is not None:
        problems |= _WRITE_PROBLEMS
        described["requestBody"] = {
            "required": True,
            **_content("", "application/json", operation.request, described=False),
        }
        if operation.keyed:
            parameters.append(_KEY)
        if operation.created:
            answers["201"] = answers["200"]
            answers["200"] = _content("The first answer again", "application/json", operation.body)
    for status, meaning in problems.items():
        answers[str(status)] = _content(meaning, "application/problem+json", Problem)
    return {**described, "responses": answers}


_KEY: dict[str, Any] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "pattern": w.KEY_PATTERN},
}


def _parameter(name: str, place: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "pattern": REFERENCE_PATTERN}
    if name == "region":
        schema = {"type": "string", "maxLength": 30}
    return {"name": name, "in": place, "required": True, "schema": schema}


def _content(
    description: str, media: str, model: type[BaseModel], *, described: bool = True
) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    content: dict[str, Any] = {"content": {media: {"schema": schema}}}
    return {"description": description, **content} if described else content
