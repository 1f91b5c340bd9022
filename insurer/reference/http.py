"""What the routes of the reference insurer share: the blueprint with its token check, reading references and
bodies, answering wire types."""

import hmac
import re

from pydantic import BaseModel, ValidationError
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import raw

from insurer.api import REFERENCE_PATTERN, Wire
from insurer.api_writing import KEY_PATTERN, MAX_KEY
from insurer.field_errors import field_errors
from insurer.reference.core import Call, Core
from insurer.reference.problems import Refused
from insurer.reference.refusals import InvalidFields

_REFERENCE = re.compile(REFERENCE_PATTERN)
_KEY = re.compile(KEY_PATTERN)

api = Blueprint("v1", url_prefix="/v1")


@api.on_request
async def _authenticate(request: Request) -> None:
    given = request.token or ""
    if not hmac.compare_digest(given.encode(), request.app.ctx.token):
        raise Refused(401, "forbidden", "没有访问权限。")
    await request.app.ctx.ensure_demo()


def core_of(request: Request) -> Core:
    core: Core = request.app.ctx.core
    return core


def reference(value: str | None, what: str) -> str:
    if value is None or not _REFERENCE.fullmatch(value):
        raise Refused(400, "invalid", f"{what}格式不对。")
    return value


def owner(request: Request) -> str:
    """The customer of a GET."""
    return reference(request.args.get("customer_ref"), "客户编号")


def found[T](value: T | None) -> T:
    if value is None:
        raise Refused(404, "not_found", "没有找到。")
    return value


def body_of[T: Wire](request: Request, shape: type[T]) -> T:
    """Raises Refused (400: no JSON object) or InvalidFields (422)."""
    try:
        return shape.model_validate_json(request.body)
    except ValidationError as error:
        whole = error.errors(include_input=False)[0]
        if not whole["loc"] and whole["type"] in ("json_invalid", "model_type"):
            raise Refused(400, "invalid", "请求的内容不是一个 JSON 对象。") from None
        raise InvalidFields(*field_errors(error)) from None


def call_of(request: Request, body: Wire) -> Call:
    """Raises Refused when the key is missing or no key."""
    key = request.headers.get("Idempotency-Key", "")
    if not _KEY.fullmatch(key):
        raise Refused(
            400, "invalid", f"缺少 Idempotency-Key，或者它不是 1 到 {MAX_KEY} 个可见的 ASCII 字符。"
        )
    return Call(key=key, path=request.path, body=body, at=core_of(request).now())


def answer(body: BaseModel, status: int = 200) -> HTTPResponse:
    return raw(body.model_dump_json().encode(), status=status, content_type="application/json")


def created(outcome: tuple[BaseModel, bool]) -> HTTPResponse:
    """201 the first time, 200 for the same call again."""
    body, first = outcome
    return answer(body, 201 if first else 200)
