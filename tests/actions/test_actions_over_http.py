"""The actions through the real SDK endpoint, with the shipped knowledge and the reference insurer."""

import json
import time
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
import yaml

from insurer.knowledge import Knowledge
from tests.actions.calling import BUSY_DAY, SHANGHAI, Actions, call_body, said
from tests.actions.conftest import running_actions
from tests.insurer.running import ROOT, RunningCore, free_port, process

ALL = {
    "action_greet", "action_documents", "action_explain_term", "action_claim_status", "action_policies",
    "action_answer", "action_fallback", "action_escalate", "action_offer_human", "action_repeat", "action_thanks",
    "action_identity", "action_first_screen", "action_first_purchase", "action_duplicate_cover", "action_refunds",
    "action_compare_products", "action_product_facts",
}  # fmt: skip
E04 = {
    "codes": ["E04"],
    "priority": "P1",
    "reason": "不认可拒赔：凭什么拒我",
    "evidence": [
        {"code": "E04", "start": 0, "end": 3, "text": "凭什么", "source": "rule:rhetorical", "score": 0.9}
    ],
}


def bot_event(reply: dict[str, Any]) -> dict[str, Any]:
    return {"event": "bot", "text": None, "data": {"custom": {"reply": reply}}}


def user_event(text: str) -> dict[str, Any]:
    return {"event": "user", "text": text, "timestamp": 1.0}


def test_every_action_of_the_domain_is_served_and_no_other(actions: Actions) -> None:
    names = httpx.get(f"{actions.url}/actions", trust_env=False).json()
    domain = [yaml.safe_load(f.read_text(encoding="utf-8")) for f in (ROOT / "bot" / "domain").glob("*.yml")]
    assert {entry["name"] for entry in names} == {name for part in domain for name in part.get("actions", ())}


@pytest.mark.parametrize("action", sorted(ALL))
@pytest.mark.parametrize("ref", ["C001", "C005", "C-unknown", None])
def test_every_action_answers_everybody_with_whole_replies(
    action: str, ref: str | None, actions: Actions
) -> None:
    answer = actions.run(action, "我的理赔要什么材料", ref=ref)
    assert answer.replies
    for reply in answer.replies:
        assert reply["text"].strip()
        assert reply["kind"] in ("text", "buttons", "card")
        assert reply["kind"] != "buttons" or all(b["title"] and b["say"] for b in reply["buttons"])
        assert reply["kind"] != "card" or reply["card"]["type"]
    assert answer.slots["last_action_key"]


def test_documents_for_a_claim_type_entity(actions: Actions) -> None:
    answer = actions.run("action_documents", "住院要交啥材料", entities=[("claim_type", "INPATIENT_MED")])
    (card,) = answer.cards
    assert (card["type"], card["claim_type"], card["title"]) == (
        "checklist",
        "INPATIENT_MED",
        "住院医疗理赔材料",
    )
    assert answer.slots["claim_type"] == "INPATIENT_MED"


@pytest.mark.parametrize(
    ("intent", "entities", "slots", "kind"),
    [
        ("ask_docs_ci", [], {}, "CI_SEVERE"),
        ("ask_docs_ci", [("claim_type", "CI_MILD")], {}, "CI_MILD"),
        ("ask_docs_inpatient", [], {"claim_type": "HOME"}, "INPATIENT_MED"),
        ("", [], {"claim_type": "HOME"}, "HOME"),
    ],
)
def test_where_the_claim_type_comes_from(
    intent: str, entities: list[tuple[str, str]], slots: dict[str, str], kind: str, actions: Actions
) -> None:
    answer = actions.run("action_documents", "要什么材料", intent=intent, entities=entities, slots=slots)
    assert answer.cards[0]["claim_type"] == kind


def test_an_unknown_claim_type_is_asked_for_with_buttons(actions: Actions) -> None:
    answer = actions.run("action_documents", "要什么材料", entities=[("claim_type", "NO_SUCH")])
    assert not answer.cards
    assert 3 <= len(answer.offered) <= 4


def test_my_documents_are_those_of_the_open_claim(actions: Actions, knowledge: Knowledge) -> None:
    answer = actions.run("action_documents", "我的理赔还缺什么材料", ref="C001")
    assert answer.cards[0]["claim_type"] == "INPATIENT_MED"
    for code in ("D08", "D13"):
        assert knowledge.documents[code].name in answer.replies[0]["text"]
    nothing_open = actions.run("action_documents", "我的理赔还缺什么材料", ref="C003")
    assert not nothing_open.cards


def test_one_document(actions: Actions) -> None:
    for action in ("action_documents", "action_answer"):
        answer = actions.run(
            action, "出院小结去哪开", intent="ask_doc_where_to_get", entities=[("document_type", "D08")]
        )
        assert "病案室" in answer.words


def test_a_term_and_the_same_again(actions: Actions) -> None:
    first = actions.run("action_explain_term", "免赔额是啥", entities=[("term", "deductible")])
    assert first.cards[0]["key"] == "deductible"
    again = actions.run(
        "action_explain_term",
        "免赔额是啥",
        entities=[("term", "deductible")],
        slots=first.slots,
        events=[user_event("免赔额是啥"), *map(bot_event, first.replies), user_event("免赔额是啥")],
    )
    assert again.words != first.words
    assert "转人工" in again.offered
    example = actions.run("action_explain_term", "举个例子", slots=first.slots)
    assert "免赔额" in example.words


@pytest.mark.parametrize(
    ("ref", "state", "named"),
    [
        ("C001", "now", "2 样材料"),
        ("C002", "problem", "核赔员周敏"),
        ("C003", "done", "1,186.40 元"),
        ("C004", "now", "调查中"),
    ],
)
def test_claim_status(ref: str, state: str, named: str, actions: Actions) -> None:
    answer = actions.run("action_claim_status", "我的理赔到哪一步了", ref=ref)
    (card,) = answer.cards
    assert card["type"] == "timeline"
    assert 1 <= len(card["steps"]) <= 15
    shown = [step["state"] for step in card["steps"] if step["state"] != "next"]
    assert shown[-1] == state
    assert named in answer.replies[0]["text"]
    assert answer.slots["claim_no"] == card["claim_no"]


def test_several_claims_the_other_by_button_and_by_remembering(actions: Actions) -> None:
    first = actions.run("action_claim_status", "我的理赔到哪一步了", ref="C003")
    assert first.cards[0]["claim_no"] == "LP8800030002"
    tapped = next(say for say in first.offered if "LP8800030001" in say)
    second = actions.run("action_claim_status", tapped, ref="C003", slots=first.slots)
    assert second.cards[0]["claim_no"] == "LP8800030001"
    going_on = actions.run("action_claim_status", "什么时候到账的", ref="C003", slots=second.slots)
    assert going_on.cards[0]["claim_no"] == "LP8800030001"
    anew = actions.run(
        "action_claim_status", "我的理赔", ref="C003", slots={**second.slots, "last_action_key": "greet"}
    )
    assert anew.cards[0]["claim_no"] == "LP8800030002"


def test_nobody_sees_somebody_elses_claim(actions: Actions) -> None:
    answer = actions.run(
        "action_claim_status", "查一下 LP8800020001", ref="C001", entities=[("claim_no", "LP8800020001")]
    )
    assert not answer.cards
    assert "没有查到" in answer.words
    assert "拒" not in answer.words
    remembered = {"claim_no": "LP8800020001", "last_action_key": "claim:LP8800020001:x"}
    assert (
        actions.run("action_claim_status", "到哪了", ref="C001", slots=remembered).cards[0]["claim_no"]
        == "LP8800010001"
    )


def test_no_claim_and_no_customer(actions: Actions) -> None:
    assert "没有理赔记录" in actions.run("action_claim_status", "我的理赔", ref="C005").words
    assert "没有理赔记录" in actions.run("action_claim_status", "我的理赔", ref="C-unknown").words
    assert "没认出您" in actions.run("action_claim_status", "我的理赔", ref=None).words
    assert "没认出您" in actions.run("action_policies", "我的保单", ref=None).words


def test_a_step_is_explained_without_knowing_the_customer(actions: Actions) -> None:
    answer = actions.run("action_claim_status", "责任审核要干嘛", ref=None, intent="ask_claim_step_meaning")
    assert "责任审核中" in answer.words


def test_policies(actions: Actions) -> None:
    (card,) = actions.run("action_policies", "我买过哪些", ref="C001").cards
    assert [item["product"] for item in card["items"]] == [
        "安心百万医疗险（一年期）",
        "随行意外险（一年期）",
        "远山百万医疗险（一年期）",
    ]


def test_escalation_speaks_and_opens_the_case(actions: Actions, knowledge: Knowledge) -> None:
    answer = actions.run(
        "action_escalate", "凭什么拒我，条款第几条你指给我看", ref="C002", slots={"escalation": E04}
    )
    spoken, handoff = answer.replies
    assert any(line in spoken["text"] for line in knowledge.escalation["E04"].empathy)
    assert "第 2.4.1 条" in spoken["text"]
    assert handoff["card"] == {"type": "handoff", "butler": "林晓", "when": "5 分钟内", "case_number": None}
    assert "林晓" in handoff["text"]
    (directive,) = answer.directives
    assert directive["type"] == "open_case"
    assert {key: directive[key] for key in ("codes", "priority", "reason", "evidence")} == E04
    assert "凭什么拒我" in directive["summary"]
    assert answer.slots["escalation"] is None


def test_a_plain_wish_for_a_person_needs_no_slot(actions: Actions) -> None:
    answer = actions.run("action_escalate", "转人工")
    assert answer.directives[0]["codes"] == ["E10"]


def test_an_open_case_is_not_opened_twice(actions: Actions) -> None:
    facts = {**BUSY_DAY, "open_case": {"number": "A20261122-0001", "status": "waiting", "codes": ["E04"]}}
    answer = actions.run("action_escalate", "人呢", slots={"escalation": E04}, facts=facts)
    assert answer.directives == ()
    assert answer.cards[0]["case_number"] == "A20261122-0001"


def test_after_a_settled_case_the_greeting_knows_it(actions: Actions) -> None:
    now = datetime.now(SHANGHAI)
    last = {"number": "A1", "resolved_at": (now - timedelta(minutes=5)).isoformat(), "settled": "已提交复核"}
    answer = actions.run("action_greet", "你好", ref="C002", facts={**BUSY_DAY, "last_case": last}, now=now)
    assert "上次的事（编号 A1）已经由管家办好了：已提交复核" in answer.words
    assert answer.directives == ()


def test_repeat_sends_the_last_answer_again_however_often(actions: Actions) -> None:
    first = actions.run("action_explain_term", "免赔额", entities=[("term", "deductible")])
    events = [user_event("免赔额"), *map(bot_event, first.replies), user_event("再发一次")]
    again = actions.run("action_repeat", "再发一次", events=events)
    assert again.replies[1:] == first.replies
    events += [*map(bot_event, again.replies), user_event("再发一次")]
    assert actions.run("action_repeat", "再发一次", events=events).replies == again.replies


def test_the_same_answer_twice_is_acknowledged(actions: Actions) -> None:
    first = actions.run("action_identity", "你是谁")
    events = [user_event("你是谁"), *map(bot_event, first.replies), user_event("你是谁")]
    second = actions.run("action_identity", "你是谁", events=events, slots=first.slots)
    assert "刚说过" in second.replies[0]["text"]


def test_the_same_request_gets_the_same_answer(actions: Actions) -> None:
    now = datetime.now(SHANGHAI)
    body = call_body("action_escalate", "凭什么", ref="C002", slots={"escalation": E04}, now=now)
    assert said(actions.post(body)) == said(actions.post(body))


@pytest.mark.parametrize(
    "intent", ["report_claim", "complaint_howto", "ask_appeal_howto", "ask_payment_arrival"]
)
def test_prepared_answers(intent: str, actions: Actions, knowledge: Knowledge) -> None:
    answer = actions.run("action_answer", "x", intent=intent)
    assert knowledge.answers[intent].text in answer.words
    assert answer.slots["last_action_key"] == f"answer:{intent}"


# What goes wrong


@pytest.mark.parametrize("action", ["action_claim_status", "action_policies"])
@pytest.mark.parametrize("state", ["down", "slow", "wrong_token"])
def test_without_the_insurer_the_answer_is_honest_and_in_time(
    action: str, state: str, request: pytest.FixtureRequest
) -> None:
    fixture = "actions_wrong_token" if state == "wrong_token" else f"actions_insurer_{state}"
    running: Actions = request.getfixturevalue(fixture)
    began = time.monotonic()
    answer = running.run(action, "我的理赔到哪一步了")
    assert time.monotonic() - began < 5
    assert "连不上" in answer.words
    assert "转人工" in answer.offered
    assert not answer.cards


@pytest.mark.parametrize("state", ["down", "slow"])
def test_without_the_insurer_everything_else_still_works(state: str, request: pytest.FixtureRequest) -> None:
    running: Actions = request.getfixturevalue(f"actions_insurer_{state}")
    assert running.run("action_greet", "你好").offered
    assert "查不到" in running.run("action_documents", "我的理赔要什么材料").words
    assert running.run("action_documents", "x", entities=[("claim_type", "HOME")]).cards
    assert running.run("action_escalate", "凭什么", slots={"escalation": E04}).directives[0]["codes"] == [
        "E04"
    ]


def test_a_turn_that_cannot_be_read_fails_and_tells_nothing(actions: Actions) -> None:
    body = call_body("action_greet", "我的身份证是11010519491231002X")
    body["tracker"]["latest_message"]["metadata"] = {}
    answer = actions.post(body)
    assert answer.status_code == 500
    assert answer.json() == {"error": "TurnUnreadable"}


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 400), (b"{", 400), (b"null", 400), (b"[]", 400), (b'{"next_action": "action_greet"}', 400)],
)
def test_malformed_calls(content: bytes, status: int, actions: Actions) -> None:
    headers = {"Content-Type": "application/json"}
    answer = httpx.post(f"{actions.url}/webhook", content=content, headers=headers, trust_env=False)
    assert answer.status_code == status
    assert "request_body" not in answer.text


def test_an_unknown_action_and_an_unknown_path(actions: Actions) -> None:
    assert actions.post(call_body("action_nowhere")).status_code == 404
    assert httpx.get(f"{actions.url}/nowhere", trust_env=False).status_code == 404


def test_a_foreign_page_may_not_call(actions: Actions) -> None:
    headers = {"Origin": "http://evil.example"}
    answer = httpx.get(f"{actions.url}/health", headers=headers, trust_env=False)
    assert "access-control-allow-origin" not in answer.headers


def test_a_huge_message_is_no_problem_and_a_huge_call_is_refused(actions: Actions) -> None:
    assert actions.run("action_explain_term", "免赔额" + "啊" * 4000).cards
    body = call_body("action_greet", "x" * (9 * 1024 * 1024))
    try:
        status = actions.post(body).status_code
    except httpx.TransportError:  # the server may hang up before it has read everything
        status = 413
    assert status == 413
    assert actions.run("action_thanks").replies


def test_logs_have_the_correlation_id_and_no_words(reference_core: RunningCore) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {"INSURER_URL": reference_core.url, "INSURER_TOKEN": reference_core.token}
    with process("actions", ["--port", str(port)], environment, f"{url}/health") as log:
        running = Actions(url)
        running.run("action_claim_status", "王建明的理赔 LP8800010001", ref="C001")
        broken = call_body("action_greet", "我的病历")
        broken["tracker"]["latest_message"]["metadata"] = {"facts": {}}
        assert running.post(broken).status_code == 500
        lines = log.read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    (ran,) = [entry for entry in entries if entry["event"] == "action_ran"]
    assert (ran["action"], ran["correlation_id"]) == ("action_claim_status", "corr-of-actions-test")
    (failed,) = [entry for entry in entries if entry["event"] == "action_failed"]
    assert failed["error"] == "TurnUnreadable"
    whole = "\n".join(lines)
    assert not [w for w in ("王建明", "病历", "C001", "理赔", reference_core.token) if w in whole]


def test_a_wrong_setting_is_one_sentence() -> None:
    refused = pytest.raises(AssertionError, match="actions: INSURER_TOKEN is not set")
    with refused, running_actions("http://127.0.0.1:1", ""):
        pass
