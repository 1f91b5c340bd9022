"""What the turn endpoint refuses, and how (docs/contracts.md section 2)."""

from __future__ import annotations

import http.client
import json
from urllib.parse import urlsplit

import pytest
import requests

from tests.bot.turns import Bot, request_body


def without(name: str) -> dict:
    body = request_body("你好")
    del body[name]
    return body


def messages(*items: object) -> dict:
    return {**request_body("你好"), "messages": list(items)}


LONG = "长" * 4001
INVALID = {
    "no conversation": (without("conversation_id"), "conversation_id"),
    "no turn": (without("turn_id"), "turn_id"),
    "no messages": (without("messages"), "messages"),
    "messages not a list": ({**request_body("你好"), "messages": "你好"}, "messages"),
    "empty list": (messages(), "messages"),
    "21 messages": (messages(*({"id": str(n), "text": "你好"} for n in range(21))), "messages"),
    "same id twice": (messages({"id": "a", "text": "你好"}, {"id": "a", "text": "在吗"}), "messages"),
    "message not an object": (messages("你好"), "messages.0"),
    "empty text": (messages({"id": "a", "text": ""}), "messages.0.text"),
    "blank text": (messages({"id": "a", "text": " \n\t"}), "messages.0.text"),
    "text too long": (messages({"id": "a", "text": LONG}), "messages.0.text"),
    "text a number": (messages({"id": "a", "text": 7}), "messages.0.text"),
    "half a surrogate pair": (messages({"id": "a", "text": "\ud83d"}), "messages.0.text"),
    "no id": (messages({"text": "你好"}), "messages.0.id"),
    "id too long": (messages({"id": "x" * 129, "text": "你好"}), "messages.0.id"),
    "time without offset": ({**request_body("你好"), "now": "2026-11-22T10:00:00"}, "now"),
    "no time": ({**request_body("你好"), "now": "gestern"}, "now"),
    "deadline a string": ({**request_body("你好"), "deadline_ms": "8000"}, "deadline_ms"),
    "deadline zero": ({**request_body("你好"), "deadline_ms": 0}, "deadline_ms"),
    "deadline true": ({**request_body("你好"), "deadline_ms": True}, "deadline_ms"),
    "state a list": ({**request_body("你好"), "state": [1]}, "state"),
    "state too large": ({**request_body("你好"), "state": {"v": 1, "x": "x" * 70_000}}, "state"),
    "user a string": ({**request_body("你好"), "user": "C001"}, "user"),
    "facts a list": ({**request_body("你好"), "facts": []}, "facts"),
}


@pytest.mark.parametrize("case", INVALID)
def test_a_broken_request_is_named_by_field_and_never_reaches_an_action(bot: Bot, actions, case: str) -> None:
    body, field = INVALID[case]
    response = bot.post(body)
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["code"] == "request_invalid"
    assert problem["correlation_id"] == "corr-12345678"
    assert field in [error["field"] for error in problem["errors"]]
    assert actions.calls == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"text"', b"\xff\xfe", b'{"a": NaN}', b"[" * 100_000])
def test_what_is_no_json_object_is_refused(bot: Bot, body: bytes) -> None:
    response = bot.post(body)
    assert response.status_code == 400
    assert response.json()["code"] == "request_invalid"


def test_nesting_without_end_is_refused(bot: Bot) -> None:
    facts: dict = {}
    for _ in range(100):
        facts = {"deeper": facts}
    assert bot.post({**request_body("你好"), "facts": facts}).status_code == 400


def test_the_customer_s_words_are_not_in_an_error(bot: Bot) -> None:
    response = bot.post(messages({"id": "a", "text": "我的身份证丢了" + LONG}))
    assert "身份证" not in response.text


def test_more_than_a_megabyte_is_refused(bot: Bot) -> None:
    response = bot.post({**request_body("你好"), "user": {"display_name": "x" * (1024 * 1024)}})
    assert response.status_code == 413
    assert response.json()["code"] == "request_too_large"


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer wrong", "Basic test-token", "test-token", "Bearer test-token2"]
)
def test_without_the_token_nothing_is_answered(bot: Bot, given: str) -> None:
    response = bot.post(request_body("你好"), headers={"Authorization": given})
    assert response.status_code == 401
    assert response.json()["code"] == "token_wrong"


def test_the_token_s_scheme_is_read_in_any_case(bot: Bot) -> None:
    assert bot.post(request_body("你好"), headers={"Authorization": "bearer test-token"}).status_code == 200


def test_unknown_fields_are_ignored(bot: Bot) -> None:
    body = request_body("你好", mood="fine")
    body["messages"][0]["colour"] = "blue"
    assert bot.post(body).status_code == 200


def test_user_and_facts_may_be_missing(bot: Bot) -> None:
    body = request_body("你好")
    del body["user"], body["facts"], body["deadline_ms"]
    assert bot.post(body).status_code == 200


def test_readiness_names_the_model(bot: Bot, model) -> None:
    response = requests.get(bot.url, timeout=10)
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "model_id": model.name.removesuffix(".tar.gz")}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/version",
        "/status",
        "/model/parse",
        "/model/train",
        "/conversations/c-1/tracker",
        "/domain",
        "/webhooks/rest",
        "/docs",
    ],
)
def test_nothing_of_rasa_s_own_api_is_there(bot: Bot, path: str) -> None:
    for method in ("GET", "POST"):
        response = requests.request(method, bot.root + path, timeout=10)
        assert response.status_code == 404
        assert response.json()["code"] == "not_found"
        assert "asa" not in response.text


def test_other_methods_are_refused(bot: Bot) -> None:
    assert requests.put(bot.url, data=b"{}", timeout=10).status_code == 405
    assert requests.delete(bot.url, timeout=10).status_code == 405


def test_no_cross_origin_headers(bot: Bot) -> None:
    response = requests.get(bot.url, headers={"Origin": "https://example.org"}, timeout=10)
    assert not [name for name in response.headers if name.lower().startswith("access-control")]


def test_broken_http_does_not_stop_the_server(bot: Bot) -> None:
    connection = http.client.HTTPConnection(urlsplit(bot.root).netloc, timeout=10)
    connection.request("POST", "/webhooks/turn", body=b"{}", headers={"Content-Length": "99999999999"})
    assert connection.getresponse().status in (400, 413)
    connection.close()
    assert bot.turn("你好")["replies"]


def test_the_log_has_the_correlation_id_and_no_text(bot: Bot) -> None:
    secret = "我家的暗号是紫色大象"
    bot.post(request_body(secret), headers={"X-Correlation-Id": "corr-log-test-1"})
    bot.post({**request_body(secret), "deadline_ms": -1}, headers={"X-Correlation-Id": "corr-log-test-2"})
    lines = [json.loads(line) for line in bot.log.read_text().splitlines()]
    events = {line["correlation_id"]: line["event"] for line in lines if "correlation_id" in line}
    assert events["corr-log-test-1"] == "turn_answered"
    assert events["corr-log-test-2"] == "turn_refused"
    assert "紫色大象" not in bot.log.read_text()


def test_a_correlation_id_that_is_none_is_not_taken_over(bot: Bot) -> None:
    response = bot.post(
        {**request_body("你好"), "deadline_ms": -1}, headers={"X-Correlation-Id": "x\ty z<script>"}
    )
    assert response.json()["correlation_id"] is None
