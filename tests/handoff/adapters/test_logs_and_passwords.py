"""What gets into a log, and how passwords are kept."""

import json
import logging
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
import structlog
from structlog.contextvars import bound_contextvars

from handoff.adapters.logs import setup_logs
from handoff.adapters.passwords import Argon2


@pytest.fixture
def logged() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    root, stream = logging.getLogger(), StringIO()
    before = (root.handlers, root.level, structlog.get_config())
    setup_logs("INFO", "json", stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers, root.level = before[0], before[1]
    structlog.configure(**before[2])


def test_identifiers_and_texts_do_not_get_into_a_log(logged: Callable[[], list[dict[str, Any]]]) -> None:
    trace = "3f2b8c1e-1111-4222-8333-123456789012"
    with bound_contextvars(correlation_id=trace):
        structlog.get_logger("test").info(
            "something_happened",
            text="凭什么拒我",
            customer_ref="C001",
            password="guess",
            reason="客户电话13800138000",
            nested={"display_name": "王建明", "note": ["身份证11010519491231002X"]},
        )
        logging.getLogger("library").warning("cannot reach wang@example.com")
    first, second = logged()
    assert first["correlation_id"] == second["correlation_id"] == trace
    assert first["event"] == "something_happened"
    assert first["reason"] == "客户电话[MOBILE]"
    assert first["nested"] == {"display_name": "[dropped]", "note": ["身份证[ID_CARD]"]}
    assert second["event"] == "cannot reach [EMAIL]"
    everything = json.dumps([first, second], ensure_ascii=False)
    for secret in ("凭什么", "C001", "guess", "138001", "王建明", "wang@"):
        assert secret not in everything


def test_an_exceptions_text_is_cleaned_too(logged: Callable[[], list[dict[str, Any]]]) -> None:
    try:
        raise ValueError(
            "bad card 6222021234567890128\nDETAIL:  Key (channel_user_id)=(U-77) already exists."
        )
    except ValueError:
        structlog.get_logger("test").exception("failed")
    [line] = logged()
    assert "[BANK_CARD]" in line["exception"]
    assert "6222021234567890128" not in json.dumps(line)
    assert "U-77" not in json.dumps(line)


async def test_argon2() -> None:
    hasher = Argon2()
    hashed = await hasher.hash("guanjia-demo")
    assert hashed.startswith("$argon2id$")
    assert await hasher.verify(hashed, "guanjia-demo")
    assert not await hasher.verify(hashed, "guanjia-demo ")
    assert not await hasher.verify("not a hash", "x")
    await hasher.burn("x")
