"""Handing documents in: which claim, which document, registered, and what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from actions import answers_upload as say
from actions.answers import STRANGER, human_button
from actions.form_draft import Draft
from actions.form_fields import ChoiceField, Field, Option, Read, Value, Wrong
from actions.forms import Form, FormStart, FormStep, begin
from actions.lookups import claims_if_reachable, claims_of, written
from actions.reading import fold
from actions.reply import Outcome
from actions.resources import insurer, knowledge
from actions.slots import Turn
from insurer.api import Claim
from insurer.errors import InsurerRefused

_CLOSED = frozenset({"PAID_CLOSED", "WITHDRAWN", "REJECT_CLOSED"})
OTHER = "别的材料"


def takes_documents(claim: Claim) -> bool:
    return claim.state_code not in _CLOSED


def claim_option(claim: dict[str, Any]) -> Option:
    return Option(
        claim["claim_no"], claim["title"], (claim["claim_no"], claim["claim_no"][-4:], *claim["words"])
    )


def remembered_claim(claim: Claim) -> dict[str, Any]:
    """What forms need of a claim, as JSON."""
    kind = knowledge().claim_types.get(claim.claim_type)
    name = kind.name if kind else claim.claim_type
    day = f"{claim.incident_date.month}月{claim.incident_date.day}日"
    missing = [m.doc_code for m in claim.missing_documents if m.doc_code in knowledge().documents]
    return {
        "claim_no": claim.claim_no,
        "title": f"{name}（{day}）",
        "words": [name, *(kind.aliases if kind else ())],
        "missing": missing,
        "state": claim.state_code,
    }


def claim_options(draft: Draft) -> Sequence[Option]:
    return [claim_option(claim) for claim in draft.facts.get("claims", ())]


def _missing(draft: Draft) -> list[str]:
    chosen = next(
        (c for c in draft.facts.get("claims", ()) if c["claim_no"] == draft.values.get("claim")), None
    )
    return list(chosen["missing"]) if chosen else []


def _document_options(draft: Draft) -> Sequence[Option]:
    documents = knowledge().documents
    return [Option(code, documents[code].name, _names(documents[code].name)) for code in _missing(draft)]


def _names(name: str) -> tuple[str, ...]:
    """「出院小结/出院记录（盖章）」 goes by either name."""
    parts = name.replace("、", "/").split("/")
    return tuple(dict.fromkeys(part.split("（")[0] for part in parts if len(part.split("（")[0]) >= 2))


@dataclass(frozen=True, kw_only=True)
class DocumentField(ChoiceField):
    """One of the missing documents by tap; any document by name."""

    def choices(self, draft: Draft) -> Sequence[tuple[str, str]]:
        return [*super().choices(draft), (OTHER, OTHER)]

    def read(self, text: str, turn: Turn, draft: Draft) -> Read:
        if fold(text) in (OTHER, "其他", "都不是", "其他材料", "别的"):
            return Wrong("那是哪一样？说个名字就行，")
        found = super().read(text, turn, draft)
        return found if isinstance(found, Value) else self._any(text, turn) or found

    def _any(self, text: str, turn: Turn) -> Value | None:
        codes = [e.value for e in turn.entities if e.kind == "document_type" and e.text in text]
        known = [code for code in codes if code in knowledge().documents]
        if len(set(known)) == 1:
            return Value(known[0])
        named = {d.code for d in knowledge().documents.values() if any(n in text for n in _names(d.name))}
        return Value(named.pop()) if len(named) == 1 else None

    def spot(self, text: str, turn: Turn, draft: Draft) -> Value | None:
        return super().spot(text, turn, draft) or self._any(text, turn)

    def show(self, value: Any, draft: Draft) -> str:
        document = knowledge().documents.get(str(value))
        return document.name if document else str(value)


class Upload(Form):
    name = "upload_form"
    title = "交材料"
    start_words = "材料怎么上传"
    confirm = "确认提交"
    own_intents = frozenset({"ask_upload_howto", "send_document"})
    takes_files = True
    has_summary = False
    wire_names: ClassVar[Mapping[str, str]] = {"doc_code": "document", "claim_no": "claim"}
    _fields: tuple[Field, ...] = (
        ChoiceField(
            name="claim",
            label="理赔",
            names=("案子", "哪件"),
            ask="收到了。这是给哪一件理赔的？",
            options=claim_options,
            entity="claim_type",
        ),
        DocumentField(
            name="document",
            label="材料",
            names=("文件", "哪一样"),
            ask=lambda draft: say.which_document(len(draft.facts.get("files", ()))),
            options=_document_options,
            entity="document_type",
            example="出院小结",
            why="对上名字才能告诉您还差什么。",
        ),
    )

    def fields(self) -> Sequence[Field]:
        return self._fields

    async def prepare(self, draft: Draft, turn: Turn) -> Draft | Outcome:
        claims = [claim for claim in await claims_of(turn) if takes_documents(claim)]
        if not claims:
            return say.no_open_claim(len(turn.attachments))
        facts = {"claims": [remembered_claim(claim) for claim in claims], "files": _files(turn)}
        return replace(draft, facts={**draft.facts, **facts})

    def settle(self, draft: Draft, turn: Turn) -> Draft:
        draft = _with_new_files(draft, turn)
        options = claim_options(draft)
        if "claim" not in draft.values and len(options) == 1:
            draft = draft.with_value("claim", options[0].value)
        if "document" not in draft.values:
            named = [_named_by_file(file["name"]) for file in draft.facts.get("files", ())]
            if named and named[0] and len(set(named)) == 1:
                draft = draft.with_value("document", named[0])
        if "claim" not in draft.values and "document" in draft.values:
            lacking = [c for c in draft.facts.get("claims", ()) if draft.values["document"] in c["missing"]]
            if len(lacking) == 1:
                draft = draft.with_value("claim", lacking[0]["claim_no"])
        return draft

    def way_out(self, draft: Draft, error: InsurerRefused) -> str:
        return "文件都还在聊天里，不会丢；要是该给另一件理赔，点「修改」，或者请管家来看。"

    async def submit(self, draft: Draft, turn: Turn, key: str) -> Outcome:
        claim: Claim | None = None
        for number, file in enumerate(draft.facts.get("files", ())):
            claim = await written(
                insurer().add_document(
                    str(draft.values["claim"]),
                    customer_ref=turn.user.customer_ref or "",
                    doc_code=str(draft.values["document"]),
                    name=file["name"],
                    media_type=file["media_type"],
                    size=file["size"],
                    sha256=file["sha256"],
                    media_id=file["id"],
                    key=f"{key[:112]}:{number}",
                    correlation_id=turn.correlation_id,
                )
            )
        if claim is None:
            return say.nothing_sent()
        document = knowledge().documents[str(draft.values["document"])]
        return say.registered(claim, document, knowledge(), turn.now)


def _files(turn: Turn) -> list[dict[str, Any]]:
    return [
        {"id": a.id, "name": a.name, "media_type": a.media_type, "size": a.size, "sha256": a.sha256}
        for a in turn.attachments
    ]


def _with_new_files(draft: Draft, turn: Turn) -> Draft:
    """More files before the question was answered belong to it."""
    known = {file["id"] for file in draft.facts.get("files", ())}
    more = [file for file in _files(turn) if file["id"] not in known]
    return (
        replace(draft, facts={**draft.facts, "files": [*draft.facts.get("files", ()), *more]})
        if more
        else draft
    )


def _named_by_file(name: str) -> str | None:
    """A file called 出院小结.jpg says what it is."""
    codes = {d.code for d in knowledge().documents.values() if any(n in name for n in _names(d.name))}
    return codes.pop() if len(codes) == 1 else None


class ActionUpload(FormStart):
    """Files, or the question how to hand them in."""

    action = "action_upload"
    form = Upload()

    async def answer(self, turn: Turn) -> Outcome:
        if turn.attachments:
            if turn.user.customer_ref is None:
                return Outcome((human_button(STRANGER),), "stranger")
            known = turn.draft if turn.draft and turn.draft.form == self.form.name else None
            return await begin(self.form, turn, known=dict(known.values) if known else {})
        claims = [c for c in await claims_if_reachable(turn) if takes_documents(c) and c.missing_documents]
        return say.how_to(claims, knowledge(), turn.now)


class ValidateUpload(FormStep):
    action = "validate_upload_form"
    form = Upload()
