"""Replies about claim documents: the checklist card, one document, which claim type. Pure."""

from collections.abc import Iterable, Sequence
from typing import Any

from actions.answers import CONFIRM, DISCLAIMER
from actions.reply import HUMAN, Outcome, buttons, card, text
from insurer.knowledge import ClaimType, Document, Knowledge, Pit
from insurer.timeline import Missing

#: What an intent says about the claim type by itself.
CLAIM_TYPE_OF_INTENT = {
    "ask_docs_inpatient": "INPATIENT_MED",
    "ask_docs_outpatient": "OUTPATIENT_MED",
    "ask_docs_ci": "CI_SEVERE",
    "ask_docs_accident_med": "ACC_MED",
    "ask_docs_disability": "ACC_DISAB",
    "ask_docs_death": "LIFE_DEATH",
    "ask_docs_property": "HOME",
}
#: Questions about one document rather than about the list.
ABOUT_ONE = frozenset(
    {"ask_doc_where_to_get", "ask_doc_original_or_copy", "ask_doc_lost_reissue", "ask_invoice_electronic"}
)
_DEATH = frozenset({"LIFE_DEATH", "ACC_DEATH", "SUDDEN_DEATH"})
_PLAIN_LIMIT = 8


def checklist(kind: ClaimType, knowledge: Knowledge, missing: Sequence[Missing] = ()) -> Outcome:
    """The list for a claim type; `missing`: what the customer's own open claim of this type still lacks."""
    hints = _hints(kind, knowledge.pits.values())
    groups = _groups(kind, knowledge)
    disclaimer = DISCLAIMER + (CONFIRM if kind.confirm else "")
    content = {
        "type": "checklist",
        "title": f"{kind.name}理赔材料",
        "claim_type": kind.code,
        "groups": groups,
        "hints": hints,
        "disclaimer": disclaimer,
        "source": kind.source,
    }
    replies = [text(_lead(kind, missing)), card(_plain(kind, groups, hints, disclaimer), content)]
    if kind.code in _DEATH:
        replies.append(buttons("这些不用急着办，管家可以陪您一样一样来，能代办的替您办。", [HUMAN]))
    return Outcome(tuple(replies), f"documents:{kind.code}", slots={"claim_type": kind.code})


def which_claim_type(insurer_away: bool = False) -> Outcome:
    """Asks for the claim type with the four commonest."""
    words = (
        "是哪一种理赔？不同的理赔，材料不一样。"
        "点一个，或者直接告诉我（比如「猫抓了打针」「车祸」「家里漏水」）。"
    )
    if insurer_away:
        words = "您自己的理赔记录这会儿查不到，先按种类告诉您。" + words
    choices = [
        ("住院", "住院理赔要什么材料"),
        ("门诊", "门诊理赔要什么材料"),
        ("重疾", "重疾理赔要什么材料"),
        ("意外受伤", "意外医疗理赔要什么材料"),
    ]
    return Outcome((buttons(words, choices),), "documents:which")


def about_document(document: Document) -> Outcome:
    """Where to get one document, in which form, what goes wrong, what may stand in."""
    lines = [
        f"「{document.name}」：{_from_whom(document)}，要{document.form}。",
        f"常见的岔子：{document.mistakes}。" if document.mistakes else "",
        f"开不到或者丢了：{document.alternatives}。" if document.alternatives else "",
        DISCLAIMER + (CONFIRM if document.confirm else ""),
    ]
    words = "\n".join(line.replace("。。", "。") for line in lines if line)
    return Outcome((text(words),), f"document:{document.code}", slots={"document_type": document.code})


def _from_whom(document: Document) -> str:
    own = document.issuer.startswith("本人") and "、单位" not in document.issuer
    return f"由{document.issuer}" if own else f"找{document.issuer}开"


def _lead(kind: ClaimType, missing: Sequence[Missing]) -> str:
    if missing:
        names = "、".join(m.name for m in missing)
        return f"您正在办的这件{kind.name}理赔，现在只差：{names}。完整的清单也放在下面，方便核对。"
    if kind.code in _DEATH:
        return "很抱歉您在这个时候还要操心这些。需要的材料我放在下面，慢慢来，不用一次办齐。"
    return f"{kind.name}理赔一般要下面这些，按「必需」和「视情形」分好了，照着准备就行。"


def _groups(kind: ClaimType, knowledge: Knowledge) -> list[dict[str, Any]]:
    required = [_any_of([knowledge.documents[code] for code in group]) for group in kind.required]
    situational = [_noted(knowledge.documents[code], kind) for code in kind.situational]
    on_request = [_noted(knowledge.documents[code], kind) for code in kind.on_request]
    groups = [
        ("必需", required + [_free(name) for name in kind.extra.required]),
        ("视情形", situational + [_free(name) for name in kind.extra.situational]),
        ("公司要求时", on_request + [_free(name) for name in kind.extra.on_request]),
    ]
    return [{"label": label, "items": items} for label, items in groups if items]


def _item(document: Document) -> dict[str, str]:
    return {
        "code": document.code,
        "name": document.name,
        "form": document.form,
        "issuer": document.issuer,
        "mistakes": document.mistakes,
        "alternatives": document.alternatives,
    }


def _any_of(choices: Sequence[Document]) -> dict[str, str]:
    if len(choices) == 1:
        return _item(choices[0])
    fields = ("form", "issuer", "mistakes", "alternatives")
    joined = {f: "；".join(dict.fromkeys(getattr(d, f) for d in choices if getattr(d, f))) for f in fields}
    return {
        "code": "/".join(d.code for d in choices),
        "name": " 或 ".join(d.name for d in choices) + "（有一样就行）",
        **joined,
    }


def _noted(document: Document, kind: ClaimType) -> dict[str, str]:
    note = kind.notes.get(document.code)
    return {**_item(document), "name": f"{document.name}（{note}）" if note else document.name}


def _free(name: str) -> dict[str, str]:
    return {"code": "", "name": name, "form": "", "issuer": "", "mistakes": "", "alternatives": ""}


def _hints(kind: ClaimType, pits: Iterable[Pit]) -> list[str]:
    fitting = [p for p in pits if not p.claim_types or kind.code in p.claim_types]
    fitting.sort(key=lambda p: not p.claim_types)
    told = [f"常见的坑：{p.pit.rstrip('。')}。{p.solution}" for p in fitting]
    return ([kind.tip] if kind.tip else []) + told[:2]


def _plain(kind: ClaimType, groups: Sequence[dict[str, Any]], hints: Sequence[str], disclaimer: str) -> str:
    lines = [f"{kind.name}理赔材料"]
    for group in groups:
        items = group["items"]
        if group["label"] == "必需":
            lines += [f"{n}. {_with_form(item)}" for n, item in enumerate(items, start=1)]
        else:
            names = [str(item["name"]) for item in items[:_PLAIN_LIMIT]]
            lines.append(f"{group['label']}：" + "、".join(names))
    lines += [f"留意：{hint}" for hint in hints]
    return "\n".join([*lines, disclaimer])


def _with_form(item: dict[str, str]) -> str:
    return f"{item['name']}：{item['form']}" if item["form"] else item["name"]
