"""Reading a request strictly: size before content, content type before JSON, JSON before fields. Nothing
is stored before all of it holds."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, cast
from uuid import UUID

import pydantic_core
from pydantic import BaseModel, ValidationError
from sanic import Request
from sanic.http import Http

from handoff.web.problems import FieldProblem, HttpProblem

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SENTENCES = {
    "missing": "请填写这一项",
    "blank": "请写点内容",
    "extra_forbidden": "不认识这个字段",
    "string_type": "要填文字",
    "int_type": "要填整数",
    "int_parsing": "要填整数",
    "bool_type": "要填是或否",
    "uuid_parsing": "编号的格式不对",
    "string_pattern_mismatch": "格式不对",
    "literal_error": "不在可选的范围里",
    "model_type": "要填一个对象",
    "model_attributes_type": "要填一个对象",
}


async def read_body(request: Request, limit: int) -> bytes:
    """The whole body, at most `limit` bytes. Refuses by Content-Length before reading, and a chunked body
    as soon as it is too long.

    Raises HttpProblem body_too_large."""
    declared = request.headers.getone("content-length", "0")
    if declared.isdigit() and int(declared) > limit:
        raise HttpProblem("body_too_large")
    stream = cast(Http, request.stream)
    parts: list[bytes] = []
    size = 0
    while (part := await stream.read()) is not None:
        size += len(part)
        if size > limit:
            raise HttpProblem("body_too_large")
        parts.append(part)
    return b"".join(parts)


def require_json(request: Request) -> None:
    """Raises HttpProblem unsupported_media_type unless the body is declared as JSON in UTF-8."""
    kind, _, rest = request.headers.getone("content-type", "").partition(";")
    charset = rest.replace(" ", "").lower()
    if kind.strip().lower() != "application/json" or charset not in ("", "charset=utf-8", 'charset="utf-8"'):
        raise HttpProblem("unsupported_media_type")


def parse_json(raw: bytes) -> Any:
    """JSON as RFC 8259 has it: no NaN, no lone surrogates, at most 200 levels deep (the parser's own bound).

    Raises HttpProblem malformed_json."""
    try:
        return pydantic_core.from_json(raw, allow_inf_nan=False)
    except ValueError as error:
        raise HttpProblem("malformed_json") from error


def validated[T: BaseModel](model: type[T], value: Any) -> T:
    """Raises HttpProblem invalid with the fields that are wrong."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        problems = tuple(
            _field_problem(dict(e)) for e in error.errors(include_url=False, include_input=False)
        )
        first = problems[0]
        raise HttpProblem("invalid", _detail(first), errors=problems) from error


def query_values(request: Request) -> Mapping[str, str]:
    """The first value of each query parameter."""
    return {name: values[0] for name, values in request.get_args(keep_blank_values=True).items()}


def ascii_header(request: Request, name: str) -> str | None:
    """A header that our own clients only ever fill with ASCII; other bytes would reach code that cannot
    encode them."""
    value: str | None = request.headers.getone(name, None)
    return value if value is not None and value.isascii() else None


def path_id(value: str) -> UUID:
    """An id in a path. What is not an id cannot exist: raises HttpProblem not_found."""
    try:
        return UUID(value)
    except ValueError as error:
        raise HttpProblem("not_found") from error


def path_day(value: str) -> date:
    """A day in a path. Raises HttpProblem not_found."""
    try:
        if not _DAY.fullmatch(value):
            raise HttpProblem("not_found")
        day = date.fromisoformat(value)
        if not 2000 <= day.year < 2200:
            raise HttpProblem("not_found")
        return day
    except ValueError as error:
        raise HttpProblem("not_found") from error


def _detail(problem: FieldProblem) -> str:
    return f"有内容填得不对：{problem.message}。"


def _field_problem(error: dict[str, Any]) -> FieldProblem:
    field = ".".join(str(part) for part in error["loc"])
    return FieldProblem(field, _sentence(error["type"], error.get("ctx", {})))


def _sentence(kind: str, context: Mapping[str, Any]) -> str:
    match kind:
        case "string_too_long":
            return f"最多 {context['max_length']} 个字"
        case "string_too_short":
            return f"至少 {context['min_length']} 个字"
        case "greater_than_equal":
            return f"不能小于 {context['ge']}"
        case "less_than_equal":
            return f"不能大于 {context['le']}"
        case _:
            return _SENTENCES.get(kind, "格式不对")
