"""Next steps and reply drafts from data/knowledge and the claim's state, each with its source. Pure.

The package comes from the database and may be older than the code: what has another shape counts as absent."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from handoff.adapters.advice_answers import Answers, named
from handoff.domain.desk import CHINA
from handoff.domain.drafts import Advice, Draft, NextStep, Situation, says_too_much, unique
from handoff.domain.triggers import advise, leading, name_of
from insurer.knowledge import ClaimState, Knowledge

#: The rules of clocks.yml a butler needs at hand for a code (domain.md sections 3.3, 4 and 6.1).
_RULES: dict[str, tuple[str, ...]] = {
    "E03": ("complaint_contact", "handle_15_30_60", "paths"),
    "E04": ("reject", "appeal_review", "paths"),
    "E05": ("pay", "appeal_review"),
    "E06": ("adjudicate", "adjudicate_start", "claim_decide"),
    "E07": ("exempt_clause", "disclosure", "handle_15_30_60"),
    "E08": ("claim_supplement", "evidence"),
    "E12": ("accessible",),
    "E13": ("fraud",),
    "E15": ("privacy_reply",),
}
#: Danger and grief: nothing but the care itself is drafted, above all no list of documents.
_ONLY_CARE = frozenset({"E02", "E09", "E14"})
#: Codes for which the claim's progress belongs into the first sentence.
_ABOUT_THE_CLAIM = frozenset({"E04", "E05", "E06", "E08", "E10", "E11"})


class KnowledgeAdviser:
    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._answers = Answers(knowledge)

    def advise(self, situation: Situation, now: datetime) -> Advice:
        steps = (*self._care(situation), *self._claim_steps(situation, now), *self._law(situation))
        drafts = unique(d for d in self._drafts(situation) if says_too_much(d.text) is None)
        texts = dict.fromkeys([*(s.text for s in steps), *(d.text for d in drafts), *_clauses(situation)])
        return Advice(drafts, steps, tuple(texts))

    def _care(self, situation: Situation) -> Iterator[NextStep]:
        code = leading(situation.codes)
        advice = advise(situation.codes)
        yield NextStep(advice.next_step, f"处置要点：{advice.name}")
        trigger = self._knowledge.triggers.get(code or "")
        if trigger is not None:
            yield NextStep(f"不要{_listed(trigger.must_not)}。", f"处置规则 {trigger.code}")
        needs = situation.package.get("sensitive_flags")
        names = (
            [str(f.get("name")) for f in needs if isinstance(f, Mapping)] if isinstance(needs, list) else []
        )
        if names:
            yield NextStep("留意：" + "、".join(names) + "。", "对话与客户档案")

    def _claim_steps(self, situation: Situation, now: datetime) -> Iterator[NextStep]:
        timeline = _mapping(situation.package.get("timeline"))
        state = self._state(timeline)
        if not timeline:
            return
        number = str(timeline.get("claim_no") or "")
        missing = [m for m in timeline.get("missing") or [] if isinstance(m, Mapping) and m.get("name")]
        if missing:
            listed = "、".join(str(m["name"]) for m in missing)
            rule = self._knowledge.clocks["evidence"]
            yield NextStep(f"还缺 {len(missing)} 样材料：{listed}。{rule.use}。", rule.basis)
        due = _due(timeline)
        if due is not None:
            limit = state.statutory_limit if state else ""
            yield NextStep(
                _until(due, now, str(timeline.get("status") or "")), limit or f"理赔 {number} 的进度"
            )
        elif timeline.get("next_action"):
            yield NextStep(str(timeline["next_action"]), f"理赔 {number} 的进度")

    def _law(self, situation: Situation) -> Iterator[NextStep]:
        for key in _RULES.get(leading(situation.codes) or "", ()):
            rule = self._knowledge.clocks[key]
            note = "（以承保公司确认为准）" if rule.confirm else ""
            yield NextStep(f"{rule.subject}：{rule.rule}{note}", rule.basis)

    def _drafts(self, situation: Situation) -> Iterator[Draft]:
        code = leading(situation.codes)
        advice = advise(situation.codes)
        words = advice.draft.replace("{name}", situation.name)
        if code in _ONLY_CARE:
            yield Draft(words, f"处置要点：{advice.name}")
            yield from self._safety(code)
            return
        timeline = _mapping(situation.package.get("timeline"))
        headline = str(timeline.get("headline") or "")
        told = headline if code is None or code in _ABOUT_THE_CLAIM else ""
        if told:
            yield Draft(
                f"{words}\n{told}", f"处置要点：{advice.name}；理赔 {timeline.get('claim_no')} 的进度"
            )
        else:
            yield Draft(words, f"处置要点：{advice.name}")
        yield from self._answers.to_last_question(situation, told)
        yield from self._about_missing(timeline)
        yield from self._about_rights(code)

    def _safety(self, code: str | None) -> Iterator[Draft]:
        wording = self._knowledge.escalation.get(code or "")
        if wording is not None:
            words = "\n".join(part for part in (wording.safety, wording.next) if part)
            yield Draft(words, f"交接用语：{name_of(code or '')}（{named(wording.source)}）")

    def _about_missing(self, timeline: Mapping[str, Any]) -> Iterator[Draft]:
        missing = [m for m in timeline.get("missing") or [] if isinstance(m, Mapping) and m.get("name")]
        if not missing:
            return
        lines = [
            f"{n}. {m['name']}：{m.get('why') or '清单要求'}{_instead(m)}" for n, m in enumerate(missing, 1)
        ]
        words = "还要补的一次列给您，您看哪样不好办，我来想办法：\n" + "\n".join(lines)
        rule = self._knowledge.clocks["supplement"]
        yield Draft(words, f"理赔 {timeline.get('claim_no')} 的补件清单；{rule.basis}")

    def _about_rights(self, code: str | None) -> Iterator[Draft]:
        wording = self._knowledge.escalation.get(code or "")
        if wording is not None and wording.rights:
            yield Draft(wording.rights, f"交接用语：{name_of(code or '')}（{named(wording.source)}）")

    def _state(self, timeline: Mapping[str, Any]) -> ClaimState | None:
        steps = [s for s in timeline.get("steps") or [] if isinstance(s, Mapping)]
        code = next((s.get("code") for s in steps if s.get("state") in ("now", "problem")), None)
        return self._knowledge.claim_states.get(str(code)) if code else None


def _listed(words: str) -> str:
    return words.rstrip("。")


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _clauses(situation: Situation) -> list[str]:
    found = situation.package.get("clauses")
    clauses = [c for c in found if isinstance(c, Mapping)] if isinstance(found, list) else []
    return [f"{c.get('ref', '')}{c.get('title', '')}：{c.get('text', '')}" for c in clauses if c.get("text")]


def _instead(missing: Mapping[str, Any]) -> str:
    other = str(missing.get("alternatives") or "").rstrip("。")
    return f"实在没有的话：{other}。" if other else ""


def _due(timeline: Mapping[str, Any]) -> datetime | None:
    steps = [s for s in timeline.get("steps") or [] if isinstance(s, Mapping)]
    told = next(
        (s.get("due_at") for s in steps if s.get("state") in ("now", "problem") and s.get("due_at")), None
    )
    try:
        due = datetime.fromisoformat(str(told)) if told else None
    except ValueError:
        return None
    return due if due is not None and due.tzinfo is not None else None


def _until(due: datetime, now: datetime, status: str) -> str:
    local = due.astimezone(CHINA)
    day = f"{local.month}月{local.day}日"
    if due < now:
        return f"「{status}」原定最晚 {day}，已超过 {max(1, (now - due).days)} 天：先督办，再把新的日期告诉客户。"
    return f"「{status}」最晚 {day}，还有 {max(1, (due - now).days)} 天：到日子前盯一次。"
