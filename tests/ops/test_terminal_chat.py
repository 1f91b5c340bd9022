"""The terminal chat: what is drawn, what is sent, and that a hub that comes and goes loses and doubles nothing."""

import json
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from handoff.ops.terminal import drawing
from handoff.ops.terminal.client import ChatClient, ChatRefused
from handoff.ops.terminal.conversation import Conversation
from tests.ops.support import wait_for

Json = dict[str, Any]


def said(author: str, body: Json, seq: int = 1, **more: Any) -> Json:
    return {"seq": seq, "author": author, "author_name": None, "text": body["text"], "body": body, **more}


def text(words: str) -> Json:
    return {"kind": "text", "text": words}


def card(**fields: Any) -> Json:
    return {"kind": "card", "text": "简单的说法", "card": fields}


TIMELINE = card(
    type="timeline",
    claim_no="CL1",
    claim_type="INPATIENT_MED",
    title="住院医疗理赔",
    product="医疗险",
    status="WAITING",
    headline="还差一份材料",
    steps=[
        {"n": 1, "name": "已报案", "state": "done", "actor_name": "您", "at": "2026-11-01T10:00:00+08:00"},
        {"n": 2, "name": "补材料", "state": "now", "actor_name": "您", "due_at": "2026-12-01T10:00:00+08:00"},
    ],
    missing=[{"code": "D08", "name": "出院小结", "why": "要看诊断", "alternatives": None}],
    next_action="上传出院小结",
)


def test_a_timeline_tells_step_actor_time_and_what_is_missing() -> None:
    lines = drawing.message(said("bot", TIMELINE)).splitlines()
    assert lines[0].startswith("小管家·机器人> 住院医疗理赔")
    assert any("✓ 已报案 于 11-01 10:00" in line for line in lines)
    assert any("● 补材料（您） 最晚 12-01" in line for line in lines)
    assert any("还缺 出院小结 · 要看诊断" in line for line in lines)
    assert lines[-1].strip() == "下一步：上传出院小结"


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (
            card(
                type="checklist", title="住院材料", groups=[{"label": "必需", "items": [{"name": "身份证"}]}]
            ),
            "□ 身份证",
        ),
        (card(type="term", term="免赔额", plain="自己先付的部分", example="比如一万"), "举个例子：比如一万"),
        (
            card(type="policies", items=[{"policy_no": "…1234", "product": "医疗险", "status": "active"}]),
            "…1234",
        ),
        (card(type="rating", case_id="x", question="满意吗"), ":评 5"),
        (card(type="handoff", butler="林晓", when="5 分钟内", case_number="A1"), "林晓 · 5 分钟内 · A1"),
        (card(type="of the future"), "简单的说法"),
        (
            {"kind": "buttons", "text": "要转人工吗", "buttons": [{"title": "转人工", "say": "转人工"}]},
            "[:1] 转人工",
        ),
    ],
)
def test_every_reply_is_drawn(body: Json, word: str) -> None:
    assert word in drawing.message(said("bot", body))


def test_a_butler_is_named_as_a_person_and_cannot_move_the_cursor() -> None:
    drawn = drawing.message(said("butler", text("您好\x1b[2J"), author_name="林晓"))
    assert drawn == "林晓(真人管家)> 您好[2J"


class FakeHub:
    """The chat API over one conversation, with a bot that repeats; fails as often as it is told to."""

    def __init__(self) -> None:
        self.feed: list[Json] = []
        self.by_id: dict[str, Json] = {}
        self.ratings: list[Json] = []
        self.failures = 0
        self.token = "one"
        self.lost_answers = 0
        self.news = threading.Condition()

    def state(self) -> Json:
        return {"floor": "bot", "bot_ready": True, "butler_name": None, "case": None, "typing": False}

    def add(self, author: str, body: Json, client_msg_id: str | None = None) -> Json:
        with self.news:
            message = said(author, body, len(self.feed) + 1, client_msg_id=client_msg_id)
            self.feed.append(message)
            self.news.notify_all()
        return message

    def __call__(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content) if request.content else {}
        path = request.url.path.removeprefix("/api/v1")
        if path == "/chat/sessions":
            return httpx.Response(
                201, json={"token": self.token, "last_seq": len(self.feed), "state": self.state()}
            )
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return httpx.Response(401, json={"detail": "请重新打开"})
        if self.failures:
            self.failures -= 1
            raise httpx.ConnectError("gone", request=request)
        if path == "/chat/ratings":
            self.ratings.append(body)
            return httpx.Response(204)
        return self.said(body) if request.method == "POST" else self.told(request.url.params)

    def said(self, body: Json) -> httpx.Response:
        if body["text"] == "太长":
            return httpx.Response(422, json={"detail": "这句太长了"})
        if body["client_msg_id"] not in self.by_id:
            self.by_id[body["client_msg_id"]] = self.add("user", text(body["text"]), body["client_msg_id"])
            self.add("bot", text(f"听到：{body['text']}"))
        if self.lost_answers:
            self.lost_answers -= 1
            raise httpx.ReadTimeout("stored, but the answer was lost")
        return httpx.Response(202, json=self.by_id[body["client_msg_id"]])

    def told(self, params: httpx.QueryParams) -> httpx.Response:
        with self.news:
            if "before" in params:
                page = [m for m in self.feed if m["seq"] < int(params["before"])][-int(params["limit"]) :]
            else:
                after = int(params["after"])
                self.news.wait_for(lambda: len(self.feed) > after, timeout=0.2)
                page = self.feed[after:]
        return httpx.Response(200, json={"messages": page, "last_seq": len(self.feed), "state": self.state()})


class Talk:
    def __init__(self) -> None:
        self.hub = FakeHub()
        self.screen: list[str] = []
        self.client = ChatClient("http://hub", httpx.MockTransport(self.hub))
        self.conversation = Conversation(self.client, self.screen.append, pause=0.01)

    def begin(self) -> None:
        self.conversation.begin(self.client.open("identity"))

    def heard(self) -> list[str]:
        return [line for line in self.screen if "听到" in line]


@pytest.fixture
def talk() -> Iterator[Talk]:
    talk = Talk()
    yield talk
    talk.conversation.end()


def test_what_is_typed_is_answered_in_order(talk: Talk) -> None:
    talk.begin()
    for words in ("一", "二", "/三"):
        assert talk.conversation.typed(words)
    assert talk.conversation.settle(5)
    assert talk.heard() == [f"小管家·机器人> 听到：{words}" for words in ("一", "二", "/三")]


def test_nothing_is_lost_or_doubled_while_the_hub_is_away(talk: Talk) -> None:
    talk.hub.failures, talk.hub.lost_answers = 7, 2
    talk.begin()
    for words in ("一", "二", "三"):
        talk.conversation.typed(words)
    assert talk.conversation.settle(10)
    assert [m["text"] for m in talk.hub.feed if m["author"] == "user"] == ["一", "二", "三"]
    assert len(talk.heard()) == 3
    assert sum("正在重连" in line for line in talk.screen) >= 1


def test_an_ended_session_is_opened_again(talk: Talk) -> None:
    talk.begin()
    talk.hub.token = "two"
    talk.conversation.typed("还在吗")
    assert talk.conversation.settle(5)
    assert len(talk.heard()) == 1


def test_what_the_hub_refuses_is_told(talk: Talk) -> None:
    talk.begin()
    talk.conversation.typed("太长")
    wait_for("the refusal", lambda: any("这句太长了" in line for line in talk.screen))
    assert talk.conversation.settle(5)


def test_coming_back_shows_the_conversation_so_far(talk: Talk) -> None:
    talk.hub.add("user", text("早上好"))
    talk.hub.add("bot", text("早"))
    talk.begin()
    assert talk.screen[:2] == ["您> 早上好", "小管家·机器人> 早"]
    assert talk.conversation.settle(5)


def test_buttons_and_ratings(talk: Talk) -> None:
    talk.hub.add("bot", {"kind": "buttons", "text": "?", "buttons": [{"title": "人工", "say": "转人工"}]})
    talk.hub.add("bot", card(type="rating", case_id="c-1", question="满意吗"))
    talk.begin()
    talk.conversation.typed(":1")
    assert talk.conversation.settle(5)
    assert talk.hub.feed[-2]["text"] == "转人工"
    talk.conversation.typed(":评 9")
    assert talk.hub.ratings == []
    talk.conversation.typed(":评 5 谢谢林晓")
    assert talk.hub.ratings == [{"case_id": "c-1", "score": 5, "comment": "谢谢林晓"}]
    talk.conversation.typed(":评 5")
    assert len(talk.hub.ratings) == 1
    talk.conversation.typed(":怎么用")
    assert ":评" in talk.screen[-1]
    assert not talk.conversation.typed(":退")


def test_a_forged_identity_is_refused() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        return httpx.Response(401, json={"detail": "身份无法确认"})

    with pytest.raises(ChatRefused, match="身份无法确认"):
        ChatClient("http://hub", httpx.MockTransport(refuse)).open("forged")
