"""A turn that fails fails whole; turns beside it do not notice."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from bot import corpus
from tests.bot.conftest import ROOT, free_port, wait_for
from tests.bot.turns import Bot, actions_of, request_body, spoken


@pytest.mark.parametrize(
    "behaviour",
    [("status", 500), ("status", 404), ("status", 400), ("text", "no json")],
    ids=["500", "404", "400 without rejection", "no json"],
)
def test_a_failing_action_fails_the_turn(bot: Bot, actions, behaviour) -> None:
    actions.behave["action_documents"] = behaviour
    response = bot.post(request_body("你好", "住院要交啥材料"))
    assert response.status_code == 503
    problem = response.json()
    assert problem["code"] == "actions_unavailable"
    assert problem["retry"] is True
    assert "replies" not in problem


@pytest.mark.parametrize(
    "answer",
    [
        {"events": [], "responses": []},
        {"events": "x", "responses": []},
        {"events": [], "responses": [{"custom": {"reply": {"kind": "text"}}}]},
        {"events": [], "responses": [{"custom": {"reply": {"kind": "video", "text": "x"}}}]},
        {"events": [], "responses": [{"custom": {"unknown": 1}}]},
        {"events": [], "responses": [{"custom": {"directive": {"type": "format_disk"}}}]},
        {"events": [{"event": "no_such_event"}], "responses": []},
        [],
    ],
)
def test_an_action_that_breaks_the_contract_fails_the_turn(bot: Bot, actions, answer) -> None:
    actions.behave["action_documents"] = ("json", answer)
    response = bot.post(request_body("住院要交啥材料"))
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"


def test_after_a_failure_the_same_turn_can_be_run_again(bot: Bot, actions) -> None:
    body = request_body("住院要交啥材料")
    actions.behave["action_documents"] = ("status", 500)
    assert bot.post(body).status_code == 503
    actions.behave.clear()
    assert bot.post(body).status_code == 200


def test_the_deadline_is_kept(bot: Bot, actions) -> None:
    actions.behave["action_documents"] = ("sleep", 30)
    began = time.monotonic()
    response = bot.post(request_body("住院要交啥材料", deadline_ms=400))
    assert response.status_code == 504
    assert response.json()["code"] == "deadline_passed"
    assert time.monotonic() - began < 5
    wait_for(lambda: actions.cancelled == 1)
    assert bot.turn("你好")["replies"]


def test_a_client_that_leaves_corrupts_nothing(bot: Bot, actions) -> None:
    actions.behave["action_documents"] = ("sleep", 0.5)
    host, port = bot.root.removeprefix("http://").split(":")
    body = json.dumps(request_body("住院要交啥材料", conversation_id="gone")).encode()
    for _ in range(20):
        with socket.create_connection((host, int(port)), timeout=5) as connection:
            head = f"POST /webhooks/turn HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer test-token\r\nContent-Length: {len(body)}\r\n\r\n"
            connection.sendall(head.encode() + body)
        half = head.encode() + body[: len(body) // 2]
        with socket.create_connection((host, int(port)), timeout=5) as connection:
            connection.sendall(half)
    answers = [spoken(bot.turn("你好", conversation_id=f"still-here-{n}"))[0] for n in range(10)]
    assert [a["conversation"] for a in answers] == [f"still-here-{n}" for n in range(10)]
    assert {a["action"] for a in answers} == {"action_greet"}


def test_fifty_conversations_at_once_do_not_mix(bot: Bot, actions) -> None:
    """Each conversation asks about a claim type of its own, turn after turn, all at once, with slow actions between."""
    kinds = [
        ("住院", "INPATIENT_MED"),
        ("门诊", "OUTPATIENT_MED"),
        ("重疾", "CI_SEVERE"),
        ("惠民保", "HUIMIN"),
        ("家财险", "HOME"),
    ]
    for name in ("action_documents", "action_explain_term", "action_greet"):
        actions.behave[name] = ("sleep", 0.05)

    def converse(number: int) -> list[tuple[str, str | None]]:
        word, _ = kinds[number % len(kinds)]
        state, heard = None, []
        for text in (f"{word}理赔要什么材料", "你好", "免赔额是什么意思"):
            answer = bot.turn(text, state=state, conversation_id=f"c-{number}", turn_id=f"t-{number}")
            state = answer["state"]
            assert answer["turn_id"] == f"t-{number}"
            told = spoken(answer)[0]
            heard.append((told["conversation"], told["claim_type"]))
        return heard

    with ThreadPoolExecutor(50) as pool:
        results = list(pool.map(converse, range(50)))
    for number, heard in enumerate(results):
        assert heard == [(f"c-{number}", kinds[number % len(kinds)][1])] * 3


def test_concurrent_turns_give_what_single_ones_give(bot: Bot) -> None:
    texts = [example.text for example in corpus.intent_examples()[::150]]
    alone = [actions_of(bot.turn(text)) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: actions_of(bot.turn(text)), texts)) == alone


def test_memory_does_not_grow_with_conversations(bot: Bot) -> None:
    def resident() -> int:
        fields = Path(f"/proc/{bot.pid}/statm").read_text().split()
        return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")

    def conversations(first: int, count: int) -> None:
        for number in range(first, first + count):
            bot.turn("免赔额是什么意思" + str(number), conversation_id=f"memory-{number}")

    conversations(0, 200)
    before = resident()
    conversations(200, 600)
    assert resident() - before < 12 * 1024 * 1024


def start(env: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot"],
        cwd=ROOT,
        env={**os.environ, "ACTIONS_URL": "http://127.0.0.1:1", "LOG_FORMAT": "json", **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_a_taken_port_is_one_clear_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = start({"BOT_URL": f"http://127.0.0.1:{port}", "BOT_TOKEN": "x"})
        output, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert f"cannot listen on 127.0.0.1:{port}" in output
    assert "Traceback" not in output


def test_without_a_token_the_bot_listens_on_loopback_only() -> None:
    process = start({"BOT_LISTEN": "0.0.0.0:5999", "BOT_TOKEN": ""})
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "BOT_TOKEN" in output


def test_no_model_is_503_until_there_is_one_and_a_broken_one_ends_the_process(tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    process = start({"BOT_URL": url, "BOT_TOKEN": "x", "MODELS_DIR": str(tmp_path)})
    lines: list[str] = []
    reader = threading.Thread(target=lambda: lines.extend(process.stdout or ()), daemon=True)
    reader.start()
    try:
        wait_for(lambda: any("listening" in line for line in lines), 60)
        assert requests.get(f"{url}/webhooks/turn", timeout=5).status_code == 503
        answer = requests.post(
            f"{url}/webhooks/turn",
            json=request_body("你好"),
            headers={"Authorization": "Bearer x"},
            timeout=5,
        )
        assert answer.status_code == 503
        assert answer.json()["code"] == "no_model"
        assert answer.json()["retry"] is True
        (tmp_path / "20260101-000000-00000000.tar.gz").write_bytes(b"this is no model")
        assert process.wait(60) == 1
        wait_for(lambda: any("model_broken" in line for line in lines))
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait()
