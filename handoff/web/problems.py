"""Every error the HTTP API can answer with, in one place: code -> status, title; and the sentence where
the domain gives none."""

from dataclasses import dataclass
from typing import Self

from handoff.domain import errors as domain


@dataclass(frozen=True)
class Kind:
    code: str
    status: int
    title: str
    detail: str


def _of(error: type[domain.GuanjiaError], title: str, detail: str) -> Kind:
    return Kind(error.code, error.status, title, detail)


_KINDS = (
    Kind("malformed_json", 400, "Malformed JSON", "请求内容不是正确的 JSON。"),
    Kind("bad_request", 400, "Bad request", "请求格式不对。"),
    Kind("malformed_multipart", 400, "Malformed multipart body", "文件没有完整传上来，请再试一次。"),
    _of(domain.SignatureRejected, "Signature rejected", "签名不对，或时间相差太多。"),
    _of(domain.Unauthorized, "Not logged in", "请先登录。"),
    _of(domain.WrongCredentials, "Wrong credentials", "用户名或密码不对。"),
    Kind("identity_rejected", 401, "Identity rejected", "身份校验没有通过，请回到原页面重新进入。"),
    Kind("identity_expired", 401, "Identity expired", "进入的链接过期了，请回到原页面重新进入。"),
    Kind("token_rejected", 401, "Token rejected", "这次会话已失效，请刷新页面。"),
    Kind("token_expired", 401, "Token expired", "这次会话已过期，请刷新页面。"),
    _of(domain.Forbidden, "Forbidden", "您没有权限做这件事。"),
    Kind("csrf_failed", 403, "CSRF token missing or wrong", "页面已过期，请刷新后再试。"),
    _of(domain.NotYourCase, "Not your case", "这个个案现在不在您手上，请先接手。"),
    _of(domain.NotFound, "Not found", "没有找到您要的内容。"),
    Kind("method_not_allowed", 405, "Method not allowed", "这个地址不支持这种操作。"),
    Kind("not_acceptable", 406, "Not acceptable", "这个地址给不出您要的格式。"),
    Kind("request_timeout", 408, "Request timeout", "请求没有发送完整，请再试一次。"),
    _of(domain.Conflict, "Conflict", "情况刚刚有变化，请刷新后再试。"),
    _of(domain.InProgress, "In progress", "同一个请求正在处理，请稍后再看结果。"),
    _of(domain.CaseAlreadyHeld, "Case already held", "已有管家接手了这个个案。"),
    _of(domain.OfferGone, "Offer gone", "这次派单已经过时了。"),
    _of(domain.CaseClosed, "Case closed", "这个个案已经结束了。"),
    _of(domain.CrisisStays, "Crisis stays", "我们不放心您一个人，管家正在赶来，会一直在这里。"),
    _of(domain.FloorChanged, "Floor changed", "对话刚刚换了人，请刷新后再试。"),
    _of(domain.LeaseLost, "Work taken over", "这件事已由别处接着处理。"),
    _of(domain.CursorExpired, "Cursor expired", "离开太久了，请重新读取列表。"),
    Kind("body_too_large", 413, "Body too large", "内容太大了，请缩短后再发。"),
    Kind("unsupported_media_type", 415, "Unsupported media type", "请用 application/json 提交。"),
    Kind("expectation_failed", 417, "Expectation failed", "请求头 Expect 无法满足。"),
    _of(domain.Invalid, "Invalid", "有内容填得不对。"),
    _of(domain.RateLimited, "Too many requests", "操作太频繁了，请稍后再试。"),
    Kind("headers_too_large", 431, "Headers too large", "请求头太大了。"),
    Kind("internal", 500, "Internal error", "系统出了点问题，我们已经记下，请稍后再试。"),
    _of(domain.BotUnavailable, "Bot unavailable", "小管家暂时答不上来。"),
    _of(domain.BotRejected, "Bot rejected the request", "小管家没能处理这条消息。"),
    Kind("unavailable", 503, "Unavailable", "系统正在恢复，请稍后再试。"),
)

KINDS: dict[str, Kind] = {kind.code: kind for kind in _KINDS}


@dataclass(frozen=True)
class FieldProblem:
    field: str
    message: str


class HttpProblem(Exception):
    """Raised by the web layer itself. `code` is one of KINDS."""

    def __init__(
        self,
        code: str,
        detail: str | None = None,
        *,
        errors: tuple[FieldProblem, ...] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        self._describe(KINDS[code], detail, errors, headers)

    @classmethod
    def of(
        cls,
        kind: Kind,
        detail: str,
        *,
        errors: tuple[FieldProblem, ...] = (),
        headers: dict[str, str] | None = None,
    ) -> Self:
        """A problem of a kind that need not be in KINDS (an error of the domain the web layer does not
        know yet)."""
        problem = cls.__new__(cls)
        problem._describe(kind, detail, errors, headers)
        return problem

    def _describe(
        self,
        kind: Kind,
        detail: str | None,
        errors: tuple[FieldProblem, ...],
        headers: dict[str, str] | None,
    ) -> None:
        self.kind = kind
        self.detail = detail or kind.detail
        self.errors = errors
        self.headers = headers or {}
        super().__init__(f"{kind.code}: {self.detail}")
