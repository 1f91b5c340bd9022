"""Handing documents in: registered at the insurer, asked only what is unclear, told what is missing."""

import uuid
from typing import Any

import httpx
import pytest

from tests.actions.calling import BANNED, Actions, Said, said
from tests.actions.form_talk import FormTalk
from tests.actions.test_form_report_claim import claims_of
from tests.insurer.running import RunningCore


def photo(name: str = "IMG_2031.jpg") -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "name": name,
        "media_type": "image/jpeg",
        "size": 204_800,
        "sha256": "a" * 64,
    }


def sending(
    writing: Actions, *files: dict[str, Any], text: str = "", ref: str = "C001", **more: Any
) -> tuple[FormTalk, Said]:
    talk = FormTalk(writing, ref=ref)
    return talk, talk.begin("action_upload", text, intent="send_document", attachments=files, **more)


@pytest.fixture
def claim(writing: Actions, writable_insurer: RunningCore) -> dict[str, Any]:
    """A fresh claim of C003, who has no other open one."""
    headers = {"Authorization": f"Bearer {writable_insurer.token}", "Idempotency-Key": str(uuid.uuid4())}
    taken = {c["incident_date"] for c in claims_of(writable_insurer, "C003")}
    day = next(
        f"2026-0{m}-{d:02d}" for m in (9, 8, 7, 6) for d in range(1, 29) if f"2026-0{m}-{d:02d}" not in taken
    )
    body = {
        "customer_ref": "C003",
        "policy_no": "P8800030001",
        "claim_type": "ACC_MED",
        "incident_date": day,
        "incident": "骑车摔倒，膝盖缝针",
        "reporter_relation": "self",
    }
    answer = httpx.post(f"{writable_insurer.url}/v1/claims", json=body, headers=headers, trust_env=False)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def missing(core: RunningCore, claim_no: str, ref: str = "C003") -> set[str]:
    found = next(c for c in claims_of(core, ref) if c["claim_no"] == claim_no)
    return {m["doc_code"] for m in found["missing_documents"]}


def pick(talk: FormTalk, claim: dict[str, Any]) -> Said:
    """Names the claim where several are open (tests of one session share the customer)."""
    return talk.say(claim["claim_no"])


def test_happy_the_document_named_is_registered_and_the_rest_told(
    writing: Actions, writable_insurer: RunningCore, claim: dict[str, Any]
) -> None:
    talk, told = sending(writing, photo(), text="这是费用明细清单", ref="C003")
    if talk.form:
        told = pick(talk, claim)
    assert "费用明细清单" in told.words
    assert "登记好了" in told.words
    assert "还差" in told.words
    assert "转人工" in told.offered
    assert talk.form is None
    assert "D13" not in missing(writable_insurer, claim["claim_no"])


def test_unclear_which_document_is_asked_with_buttons(
    writing: Actions, writable_insurer: RunningCore, claim: dict[str, Any]
) -> None:
    talk, asked = sending(writing, photo(), ref="C003")
    if talk.draft["asked"] == "claim":
        asked = pick(talk, claim)
    assert "哪一样材料" in asked.words
    assert {"费用明细清单", "别的材料"} <= set(asked.offered)
    done = talk.say("被保险人身份证明")
    assert "登记好了" in done.words
    assert "D02" not in missing(writable_insurer, claim["claim_no"])


def test_another_document_by_name(writing: Actions, claim: dict[str, Any]) -> None:
    talk, _ = sending(writing, photo(), ref="C003")
    if talk.draft["asked"] == "claim":
        pick(talk, claim)
    assert "说个名字" in talk.say("别的材料").words
    assert "登记好了" in talk.say("道路交通事故认定书").words


def test_more_photos_before_the_answer_belong_to_it(writing: Actions, claim: dict[str, Any]) -> None:
    talk, _ = sending(writing, photo(), ref="C003")
    talk.say("", attachments=[photo("IMG_2.jpg"), photo("IMG_3.jpg")])
    assert len(talk.draft["facts"]["files"]) == 3


def test_the_name_of_the_file_says_what_it_is(writing: Actions) -> None:
    talk, told = sending(writing, photo("出院小结.jpg"))
    if talk.form:
        told = talk.say("LP8800010001")
    assert "出院小结" in told.words
    assert talk.form is None


def test_the_last_missing_document_moves_the_claim_on(
    writing: Actions, writable_insurer: RunningCore, claim: dict[str, Any]
) -> None:
    from insurer.knowledge import load  # noqa: PLC0415 - names of documents for the taps

    names = load().documents
    told = None
    for code in sorted(missing(writable_insurer, claim["claim_no"])):
        talk, told = sending(writing, photo(), ref="C003")
        if talk.draft.get("asked") == "claim":
            told = pick(talk, claim)
        if talk.form:
            told = talk.say(names[code].name)
    assert told is not None
    assert "材料齐了" in told.words
    assert not missing(writable_insurer, claim["claim_no"])


def test_interrupted_and_cancelled(
    writing: Actions, writable_insurer: RunningCore, claim: dict[str, Any]
) -> None:
    before = missing(writable_insurer, claim["claim_no"])
    talk, _ = sending(writing, photo(), ref="C003")
    again = talk.say("分割单是什么意思", intent="explain_term", confidence=0.95)
    assert talk.asides
    assert "接着刚才的" in again.words
    talk.say("算了")
    assert talk.slots["form"] is None
    assert missing(writable_insurer, claim["claim_no"]) == before


def test_bad_input_and_back(writing: Actions, claim: dict[str, Any]) -> None:
    talk, _ = sending(writing, photo(), ref="C003")
    if talk.draft["asked"] == "claim":
        pick(talk, claim)
    assert "比如" in talk.say("咿呀呀").words
    assert "管家帮您填" in talk.say("咿呀呀呀").words
    assert talk.say("上一步").replies


def test_run_twice_registers_once(
    writing: Actions, writable_insurer: RunningCore, claim: dict[str, Any]
) -> None:
    talk, _ = sending(writing, photo(), ref="C003")
    if talk.draft["asked"] == "claim":
        pick(talk, claim)
    done = talk.say("银行账户信息")
    assert said(writing.post(talk.calls[-1])).words == done.words


def test_without_an_open_claim_the_way_is_to_report(writing: Actions) -> None:
    talk, told = sending(writing, photo(), ref="C005")
    assert talk.form is None
    assert "我要报案" in told.offered


def test_a_closed_decision_is_refused_in_the_rule_s_words(fresh_actions: Actions) -> None:
    talk, told = sending(fresh_actions, photo("病理报告.jpg"), ref="C002")
    if talk.form and "没能提交" not in told.words:
        told = talk.say("病理报告")
    assert "结论已经出了" in told.words
    assert "转人工" in told.offered
    assert not [word for word in BANNED if word in told.words]


@pytest.mark.parametrize("which", ["actions_insurer_down", "actions_insurer_slow"])
def test_insurer_away(
    writing: Actions, claim: dict[str, Any], which: str, request: pytest.FixtureRequest
) -> None:
    away: Actions = request.getfixturevalue(which)
    talk, told = sending(away, photo(), ref="C003")
    assert "连不上" in told.words
    talk, _ = sending(writing, photo(), ref="C003")
    if talk.draft["asked"] == "claim":
        pick(talk, claim)
    talk.actions = away
    assert "再试一次" in talk.say("银行账户信息").offered
    assert len(talk.draft["facts"]["files"]) == 1
    talk.actions = writing
    assert "登记好了" in talk.say("再试一次").words


def test_how_to_upload_names_what_is_missing(writing: Actions) -> None:
    told = writing.run("action_upload", "在哪传资料", intent="ask_upload_howto")
    assert "发在这里" in told.words
    assert "还差" in told.words
