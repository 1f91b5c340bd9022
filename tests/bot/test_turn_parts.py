"""Grouping, follow-ups, state and answer of a turn, without a server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered

from bot import turn_state
from bot.follow_up import REPEAT, follows, resolve, still_meant
from bot.problems import ActionMisbehaved
from bot.settings import SettingsError, read_settings
from bot.turn_answer import collect, merge_cases
from bot.turn_plan import own_span, plan
from bot.turn_processor import harmless

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(ROOT / "bot" / "domain"))


def parse(
    confidence: float, understood: bool = True, certain: bool = False, entities: tuple = ()
) -> dict[str, Any]:
    return {
        "intent": {"name": "x", "confidence": confidence},
        "understood": understood,
        "entities": list(entities),
        "assessment": {"certain": ["E10"] if certain else []},
    }


def groups(texts: list[str], parses: list[dict[str, Any]], joined: float) -> list[tuple[int, ...]]:
    return [group.members for group in plan(texts, parses, lambda _: parse(joined))]


def test_clear_questions_stay_apart() -> None:
    assert groups(["一", "二", "三"], [parse(0.95)] * 3, joined=0.99) == [(0,), (1,), (2,)]


def test_fragments_gather() -> None:
    entity = {"start": 0, "end": 2, "entity": "claim_type"}
    parses = [parse(0.3), parse(0.9, entities=(entity,)), parse(0.8)]
    assert groups(["我想问下", "住院", "要啥材料"], parses, joined=0.95) == [(0, 1, 2)]


def test_fragments_that_make_no_sense_together_stay_apart() -> None:
    assert groups(["那个事", "免赔额"], [parse(0.5), parse(0.99)], joined=0.05) == [(0,), (1,)]


def test_what_is_certain_is_joined_with_nothing() -> None:
    parses = [parse(0.3), parse(0.9, certain=True), parse(0.3)]
    assert (1,) in groups(["那个", "转人工", "嗯"], parses, joined=0.99)


def test_every_message_is_in_exactly_one_group() -> None:
    for count in (1, 5, 20):
        parses = [parse(0.2 + 0.04 * (n % 20)) for n in range(count)]
        members = [m for group in groups([f"话{n}" for n in range(count)], parses, joined=0.6) for m in group]
        assert members == list(range(count))


def test_a_span_of_joined_text_goes_back_to_its_message() -> None:
    texts = ["我想问下", "住院", "要啥材料"]
    [group] = plan(texts, [parse(0.2)] * 3, lambda _: parse(0.99))
    for index, text in enumerate(texts):
        start = group.text.index(text)
        assert own_span(group, texts, start, start + len(text)) == (index, 0, len(text))
    whole = own_span(group, texts, 0, len(group.text))
    assert whole is not None
    assert whole[0] in (0, 2)


def entity(kind: str, value: str, text: str) -> dict[str, str]:
    return {"entity": kind, "value": value, "text": text}


@pytest.mark.parametrize(
    ("text", "last", "entities", "expected"),
    [
        (
            "那门诊呢",
            "ask_docs_inpatient",
            [entity("claim_type", "OUTPATIENT_MED", "门诊")],
            "ask_docs_outpatient",
        ),
        ("重疾的呢？", "ask_docs_inpatient", [entity("claim_type", "CI_SEVERE", "重疾")], "ask_docs_ci"),
        (
            "如果是家财险呢",
            "ask_docs_inpatient",
            [entity("claim_type", "HOME", "家财险")],
            "ask_docs_property",
        ),
        ("那等待期呢", "explain_deductible", [entity("term", "waiting_period", "等待期")], "explain_term"),
        ("发票呢", "ask_doc_where_to_get", [entity("document_type", "D11", "发票")], "ask_doc_where_to_get"),
        ("门诊能报多少", "ask_docs_inpatient", [entity("claim_type", "OUTPATIENT_MED", "门诊")], "x"),
        ("那门诊呢", "", [entity("claim_type", "OUTPATIENT_MED", "门诊")], "x"),
        ("那门诊呢", "greet", [entity("claim_type", "OUTPATIENT_MED", "门诊")], "x"),
        (
            "不是住院，是门诊",
            "ask_docs_inpatient",
            [entity("claim_type", "INPATIENT_MED", "住院"), entity("claim_type", "OUTPATIENT_MED", "门诊")],
            "ask_docs_outpatient",
        ),
        (
            "说错了 是意外医疗",
            "ask_docs_inpatient",
            [entity("claim_type", "ACC_MED", "意外医疗")],
            "ask_docs_accident_med",
        ),
        (
            "我问的是等待期",
            "explain_deductible",
            [entity("term", "waiting_period", "等待期")],
            "explain_term",
        ),
        ("再说一遍", "explain_term", [], REPEAT),
        ("没看清，再发一次", "explain_term", [], REPEAT),
        ("麻烦你再发一遍", "", [], REPEAT),
        ("再说一遍你们凭什么拒赔", "explain_term", [], "x"),
        ("我问了三遍了", "explain_term", [], "x"),
    ],
)
def test_follow_ups(text: str, last: str, entities: list, expected: str) -> None:
    assert resolve(text, "x", entities, last) == expected


def test_what_a_correction_takes_back_is_not_meant() -> None:
    text = "不是重疾，是门诊"
    wrong = {"entity": "claim_type", "value": "CI_SEVERE", "text": "重疾", "start": 2, "end": 4}
    right = {"entity": "claim_type", "value": "OUTPATIENT_MED", "text": "门诊", "start": 6, "end": 8}
    assert follows(text, [wrong, right], "ask_docs_ci")
    assert still_meant(text, [wrong, right]) == [right]
    assert still_meant("重疾和门诊要啥材料", [wrong, right]) == [wrong, right]
    assert not follows("门诊要啥材料", [{**right, "start": 0, "end": 2}], "ask_docs_ci")
    assert not follows(text, [wrong, right], "")


def test_a_state_comes_back_as_it_went(domain: Domain) -> None:
    tracker = turn_state.restore("c", None, domain, 0.0)
    tracker.update_with_events([SlotSet("claim_type", "HOME"), SlotSet("signals", {"course": 0.4})], domain)
    turns = [{"text": "家里漏水", "intent": "ask_docs_property", "actions": ["action_documents"]}]
    state = turn_state.dump(tracker, None, turns, [{"kind": "text", "text": "清单"}])
    state = json.loads(json.dumps(state))
    again = turn_state.restore("c", state, domain, 5.0)
    assert again.get_slot("claim_type") == "HOME"
    assert again.get_slot("signals") == {"course": 0.4}
    assert [e.text for e in again.events if isinstance(e, UserUttered)] == ["家里漏水"]
    assert [e.action_name for e in again.events if isinstance(e, ActionExecuted)][1] == "action_documents"
    assert again.latest_action_name == "action_listen"
    assert {e.timestamp for e in again.events} == {5.0}
    assert turn_state.dump(again, state, [], state["replies"]) == state
    assert turn_state.last_intent(state) == "ask_docs_property"


def test_what_belongs_to_one_message_is_not_carried(domain: Domain) -> None:
    tracker = turn_state.restore("c", None, domain, 0.0)
    tracker.update_with_events(
        [SlotSet("decision", {"decision": "offer"}), SlotSet("escalation", {"codes": ["E01"]})], domain
    )
    assert turn_state.dump(tracker, None, [], [])["slots"] == {}


def test_the_state_is_bounded_whatever_is_in_it(domain: Domain) -> None:
    tracker = turn_state.restore("c", None, domain, 0.0)
    for slot in ("claim_type", "term", "claim_no", "document_type", "last_action_key"):
        tracker.update(SlotSet(slot, "长" * 2700), domain)
    tracker.update(SlotSet("signals", {"asked": ["很" * 50_000]}), domain)
    turns = [{"text": "话" * 9000, "intent": "i" * 900, "actions": ["a" * 900] * 90}] * 30
    state = turn_state.dump(tracker, {"v": 1, "turns": turns}, turns, [{"text": "答" * 9000}] * 9)
    assert turn_state.size(state) <= 64 * 1024
    assert "signals" not in state["slots"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/restart", "／restart"),
        ("  /x", "  ／x"),
        ("a/b", "a/b"),
        ("", ""),
        ("/", "／"),
        ("\n/greet", "\n／greet"),
    ],
)
def test_a_leading_slash_is_made_harmless(text: str, expected: str) -> None:
    assert harmless(text) == expected
    assert len(harmless(text)) == len(text)


def test_plain_rasa_messages_become_replies() -> None:
    buttons = [{"title": "转人工", "payload": "转人工"}]
    answered = collect([{"text": "您好"}, {"text": "选一个", "buttons": buttons}])
    assert answered.replies == [
        {"kind": "text", "text": "您好"},
        {"kind": "buttons", "text": "选一个", "buttons": [{"title": "转人工", "say": "转人工"}]},
    ]


@pytest.mark.parametrize(
    "item",
    [{}, {"text": ""}, {"custom": {}}, {"custom": "x"}, {"custom": {"reply": {"kind": "text", "text": " "}}}],
)
def test_what_is_no_reply_is_refused(item: dict) -> None:
    with pytest.raises(ActionMisbehaved):
        collect([item])


def test_cases_of_one_turn_are_one() -> None:
    cases = [
        {
            "type": "open_case",
            "codes": ["E04"],
            "priority": "P2",
            "evidence": [{"start": 1}],
            "summary": "先",
        },
        {"type": "offer_human"},
        {
            "type": "open_case",
            "codes": ["E03", "E04"],
            "priority": "P1",
            "evidence": [{"start": 1}, {"start": 2}],
        },
        {"type": "ask_csat"},
        {"type": "ask_csat"},
    ]
    merged = merge_cases(cases)
    assert merged == [
        {
            "type": "open_case",
            "codes": ["E04", "E03"],
            "priority": "P1",
            "evidence": [{"start": 1}, {"start": 2}],
            "summary": "先",
        },
        {"type": "ask_csat"},
    ]


def test_settings() -> None:
    settings = read_settings({"BOT_URL": "http://127.0.0.1:6001/", "ACTIONS_URL": "http://actions:5055/"})
    assert (settings.host, settings.port, settings.actions_url) == ("127.0.0.1", 6001, "http://actions:5055")
    assert read_settings({"BOT_LISTEN": "0.0.0.0:1", "BOT_TOKEN": "x"}).host == "0.0.0.0"  # noqa: S104
    for broken in (
        {"BOT_URL": "nonsense"},
        {"BOT_URL": "http://x:99999"},
        {"BOT_LISTEN": "0.0.0.0:1"},
        {"LOG_LEVEL": "loud"},
    ):
        with pytest.raises(SettingsError):
            read_settings(broken)
