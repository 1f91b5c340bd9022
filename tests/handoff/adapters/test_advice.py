"""Next steps and drafts from knowledge: each with a source, none decides a claim, whatever the package holds."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from handoff.adapters.advice import KnowledgeAdviser
from handoff.adapters.insurer_gateway import build_dossier
from handoff.bootstrap import KNOWLEDGE
from handoff.domain.drafts import MOST_DRAFTS, Advice, Asked, Situation, says_too_much
from handoff.domain.triggers import TRIGGERS
from insurer.knowledge import Knowledge, load
from insurer.reference.demo import demo_people

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
CODES = sorted(TRIGGERS)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load(KNOWLEDGE)


@pytest.fixture(scope="module")
def packages(knowledge: Knowledge) -> dict[str, dict[str, Any]]:
    found = {}
    for p in demo_people(date(2026, 11, 23)):
        dossier = build_dossier(p.customer, p.policies, p.claims, knowledge, NOW)
        found[p.customer.ref] = {"timeline": dossier.timeline, "clauses": list(dossier.clauses)}
    return found


@pytest.fixture(scope="module")
def adviser(knowledge: Knowledge) -> KnowledgeAdviser:
    return KnowledgeAdviser(knowledge)


def situation(package: dict[str, Any], code: str, *asked: Asked) -> Situation:
    return Situation((code,), "王*明", package, asked)


def drafts(advice: Advice) -> str:
    return "\n".join(d.text for d in advice.drafts)


@pytest.mark.parametrize("code", CODES)
def test_every_code_gets_steps_and_drafts_with_sources(
    adviser: KnowledgeAdviser, packages: dict[str, dict[str, Any]], code: str
) -> None:
    for ref, package in packages.items():
        advice = adviser.advise(situation(package, code, Asked("到哪了", "ask_claim_status")), NOW)
        assert 1 <= len(advice.drafts) <= MOST_DRAFTS, ref
        assert len(advice.next_steps) >= 1
        for told in (*advice.drafts, *advice.next_steps):
            assert told.text.strip(), ref
            assert told.source.strip(), told.text
            assert "industry practice" not in told.source
            assert "{" not in told.text
        assert all(says_too_much(d.text) is None for d in advice.drafts)


def test_what_is_missing_is_listed_once_with_what_helps(
    adviser: KnowledgeAdviser, packages: dict[str, dict[str, Any]]
) -> None:
    advice = adviser.advise(situation(packages["C001"], "E08"), NOW)
    assert "1. 出院小结" in drafts(advice)
    assert "或从医保 App 下载费用明细" in drafts(advice)
    steps = {s.text: s.source for s in advice.next_steps}
    [missing] = [text for text in steps if text.startswith("还缺 2 样材料")]
    assert steps[missing] == "《保险法》第22条"
    assert any("最晚 12月20日，还有 27 天" in text for text in steps)


def test_an_overdue_step_is_chased_first(
    adviser: KnowledgeAdviser, packages: dict[str, dict[str, Any]]
) -> None:
    late = datetime(2026, 12, 1, 4, tzinfo=UTC)
    advice = adviser.advise(situation(packages["C004"], "E06"), late)
    assert any("已超过 3 天：先督办" in s.text for s in advice.next_steps)
    assert any(s.source == "《保险法》第23条" for s in advice.next_steps)


ASKED: list[tuple[Asked, str, str]] = [
    (Asked("小结在哪开", None, (("document_type", "D08"),)), "病案室", "材料 D08"),
    (
        Asked("等待期啥意思", "explain_term", (("term", "waiting_period"),)),
        "「等待期」说的是",
        "名词「等待期」",
    ),
    (Asked("住院交啥", "ask_docs_inpatient", (("claim_type", "INPATIENT_MED"),)), "出院小结", "材料清单"),
    (Asked("发票原件已经交给单位报销了，还能理赔吗"), "分割单", "常见问题"),
    (Asked("怎么补开", "ask_doc_lost_reissue"), "", "标准答复"),
]


@pytest.mark.parametrize(("asked", "says", "source"), ASKED)
def test_the_last_question_is_answered_from_knowledge(
    adviser: KnowledgeAdviser, packages: dict[str, dict[str, Any]], asked: Asked, says: str, source: str
) -> None:
    advice = adviser.advise(
        situation(packages["C005"], "E10", Asked("那怎么办", "unclear_input"), asked), NOW
    )
    answer = advice.drafts[1]
    assert says in answer.text
    assert source in answer.source


@pytest.mark.parametrize("code", ["E02", "E09", "E14"])
def test_in_danger_and_grief_nothing_but_care_is_drafted(
    adviser: KnowledgeAdviser, packages: dict[str, dict[str, Any]], code: str
) -> None:
    asked = Asked("要啥材料", "ask_docs_death", (("document_type", "D08"),))
    said = drafts(adviser.advise(situation(packages["C001"], code, asked), NOW))
    assert "出院小结" not in said
    assert "费用明细" not in said
    if code == "E09":
        assert "12356" in said


MALFORMED: list[dict[str, Any]] = [
    {},
    {"timeline": None, "clauses": None, "sensitive_flags": None},
    {"timeline": [], "clauses": {}, "sensitive_flags": {"code": 1}},
    {
        "timeline": {
            "steps": [None, {"state": "now", "due_at": "soon", "code": 5}],
            "missing": [3, {"name": ""}],
        }
    },
    {"timeline": {"steps": [{"state": "now", "due_at": "2026-11-30T00:00:00"}], "headline": None}},
    {"timeline": {"claim_type": "NO_SUCH", "headline": "在办"}, "clauses": [None, {"text": "…"}]},
]


@pytest.mark.parametrize("package", MALFORMED)
def test_a_package_of_another_shape_is_no_error(adviser: KnowledgeAdviser, package: dict[str, Any]) -> None:
    asked = Asked("", "ask_docs_inpatient", (("document_type", "D99"), ("term", ""), ("claim_type", "X")))
    advice = adviser.advise(Situation(("E08", "E99"), "客户", package, (asked,)), NOW)
    assert advice.drafts
    assert adviser.advise(Situation((), "客户", package), NOW).drafts


def test_a_huge_question_takes_no_longer(adviser: KnowledgeAdviser) -> None:
    asked = Asked("材料怎么交" * 20_000)
    assert adviser.advise(situation({}, "E10", *[asked] * 50), NOW).drafts
