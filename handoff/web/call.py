"""What a handler is given: the checked request and the services."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel
from sanic import Request

from handoff.bootstrap import Hub
from handoff.domain.accounts import Principal
from handoff.web.tokens import ChatAccess, Tokens
from handoff.web.uploading import Upload


@dataclass(frozen=True)
class Call:
    """`body` and `query` are of the models the route declares; `customer` is there for Auth.CHAT and
    TICKET, `viewer` for DESK."""

    request: Request
    hub: Hub
    tokens: Tokens
    correlation_id: str
    now: datetime
    params: Mapping[str, UUID]
    body: BaseModel | None = None
    query: BaseModel | None = None
    chat_access: ChatAccess | None = None
    principal: Principal | None = None
    uploaded: Upload | None = None
    fingerprint: str = ""
    path_day: date | None = None

    def body_as[T: BaseModel](self, model: type[T]) -> T:
        return _declared(self.body, model)

    def query_as[T: BaseModel](self, model: type[T]) -> T:
        return _declared(self.query, model)

    @property
    def upload(self) -> Upload:
        return _declared(self.uploaded, Upload)

    @property
    def conversation_id(self) -> UUID:
        return self.customer.conversation_id

    @property
    def customer(self) -> ChatAccess:
        return _declared(self.chat_access, ChatAccess)

    @property
    def day(self) -> date:
        return _declared(self.path_day, date)

    @property
    def viewer(self) -> Principal:
        return _declared(self.principal, Principal)


def _declared[T](value: object, model: type[T]) -> T:
    """Guards against a handler that reads what its route does not declare."""
    if not isinstance(value, model):
        raise TypeError(f"the route does not declare {model.__name__}")
    return value
