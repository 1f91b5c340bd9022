"""The one typed loader of data/knowledge: what the product knows about documents, terms, claim steps, clocks
and triggers.

Each file is a YAML list of entries with exactly the fields of its dataclass below (tuples are YAML lists;
fields with a default may be left out); `escalation.yml` is a mapping from trigger code to entry. Unknown
fields, wrong types, doubled keys and dangling references are errors that name file, entry and field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict

from insurer.knowledge_faq import FaqPair, Lexicon, Synonyms
from insurer.knowledge_files import KnowledgeError as KnowledgeError  # noqa: PLC0414 - part of this interface
from insurer.knowledge_files import read_entries, read_mapping, read_one
from insurer.knowledge_guides import GuideStep
from insurer.knowledge_products import Product, Rule
from insurer.knowledge_references import check_references

DEFAULT_PATH = Path(__file__).resolve().parent.parent / "data" / "knowledge"
INDUSTRY_PRACTICE = "industry practice"
#: Entry of escalation.yml for a case opened because the bot cannot answer; it has no trigger of its own.
OUTAGE = "BOT"

_STRICT = ConfigDict(extra="forbid", coerce_numbers_to_str=True, str_strip_whitespace=True)


@dataclass(frozen=True)
class Document:
    """documents.yml. `form`: original or copy; `issuer`: who gives it out; `when`: when it is needed."""

    __pydantic_config__ = _STRICT
    code: str
    name: str
    form: str
    issuer: str
    when: str
    mistakes: str
    alternatives: str
    source: str
    confirm: bool = False


@dataclass(frozen=True)
class ExtraDocuments:
    """What a claim type needs that has no document code (flight number, on-site inspection)."""

    __pydantic_config__ = _STRICT
    required: tuple[str, ...] = ()
    situational: tuple[str, ...] = ()
    on_request: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClaimType:
    """claim_types.yml. `required` is a list of any-of groups: [[D01], [D11, D12]] = D01 and one of D11, D12.

    `nature`: how it pays (费用补偿, 定额给付 …); `insurance`: the kind of insurance in everyday words
    (医疗险, 重疾险 …); `notes` says in a few words when a situational document applies, by document code.
    """

    __pydantic_config__ = _STRICT
    code: str
    name: str
    nature: str
    aliases: tuple[str, ...]
    required: tuple[tuple[str, ...], ...]
    situational: tuple[str, ...]
    on_request: tuple[str, ...]
    tip: str
    insurance: str
    source: str
    extra: ExtraDocuments = ExtraDocuments()
    notes: Mapping[str, str] = field(default_factory=dict)
    confirm: bool = False


@dataclass(frozen=True)
class Pit:
    """pits.yml: a mistake customers often make and the way out. `claim_types` are codes; empty = fits every
    claim type."""

    __pydantic_config__ = _STRICT
    key: str
    pit: str
    solution: str
    claim_types: tuple[str, ...] = ()
    source: str = INDUSTRY_PRACTICE
    confirm: bool = False


@dataclass(frozen=True)
class Term:
    """terms.yml: a clause term in plain words. `asks`: other names and colloquial questions; `basis`:
    statute, empty = usual practice."""

    __pydantic_config__ = _STRICT
    key: str
    term: str
    section: str
    plain: str
    example: str
    misconception: str
    asks: tuple[str, ...]
    basis: str = ""
    source: str = INDUSTRY_PRACTICE
    confirm: bool = False


@dataclass(frozen=True)
class ClaimState:
    """claim_states.yml. `step` 1-15 on the main line, null on a branch; `branch_of` names the main-line
    state a branch hangs on; `aliases`: other names that customers read or use.

    `actor`: who acts in this state (user, insurer, platform, courier, bank); `visible_text` may hold {due}.
    """

    __pydantic_config__ = _STRICT
    code: str
    name: str
    meaning: str
    user_action: str
    actor: Literal["user", "insurer", "platform", "courier", "bank"]
    usual_duration: str
    statutory_limit: str
    next: tuple[str, ...]
    step: int | None = None
    visible_text: str = ""
    branch_of: str | None = None
    aliases: tuple[str, ...] = ()
    source: str = INDUSTRY_PRACTICE
    confirm: bool = False


@dataclass(frozen=True)
class StatutoryClock:
    """clocks.yml: a time limit or rule of law. `use`: what bot and butler do with it; `days`: the usual limit
    of the rule as a number, counted by `calendar` (rule R06), where a clock runs by it."""

    __pydantic_config__ = _STRICT
    key: str
    subject: str
    rule: str
    basis: str
    source: str
    use: str = ""
    confirm: bool = False
    days: int | None = None
    calendar: Literal["natural", "working"] = "natural"


@dataclass(frozen=True)
class Trigger:
    """triggers.yml: an escalation trigger E01-E15, its priority, the skill it needs, what the bot must and
    must not do. `raised_to`: the priority in the circumstances `raised_when` names (emotion, threat, a
    statutory limit passed)."""

    __pydantic_config__ = _STRICT
    code: str
    name: str
    priority: Literal["P0", "P1", "P2", "P3"]
    skill: str
    must: str
    must_not: str
    raised_to: Literal["P0", "P1", "P2"] | None = None
    raised_when: str = ""
    source: str = INDUSTRY_PRACTICE
    confirm: bool = False


@dataclass(frozen=True)
class Variant:
    """Other words of an Escalation for what was said: `heard` is a pattern for the customer's words. What is absent
    stays as in the entry; an empty text leaves it out."""

    __pydantic_config__ = _STRICT
    name: str
    heard: str
    empathy: tuple[str, ...] | None = None
    next: str | None = None
    question: str | None = None
    safety: str | None = None
    rights: str | None = None


@dataclass(frozen=True)
class Escalation:
    """escalation.yml: what the bot says when it hands over. `empathy`: one of these opens; `next`: what can
    be done now; `question`: at most one needed question; `safety`: said first where life or money is in
    danger; `rights`: ways the customer may take, named without being asked. `variants`: the first that fits is used."""

    __pydantic_config__ = _STRICT
    empathy: tuple[str, ...]
    next: str
    question: str | None = None
    safety: str | None = None
    rights: str | None = None
    variants: tuple[Variant, ...] = ()
    source: str = INDUSTRY_PRACTICE
    confirm: bool = False

    def fitting(self, said: str) -> "Escalation":
        """The words for what was said."""
        variant = next((v for v in self.variants if re.search(v.heard, said, re.IGNORECASE)), None)
        if variant is None:
            return self
        parts = ("empathy", "next", "question", "safety", "rights")
        changed = {name: getattr(variant, name) for name in parts if getattr(variant, name) is not None}
        return replace(self, **changed)


@dataclass(frozen=True)
class Contact:
    """contacts.yml: a public hotline or channel."""

    __pydantic_config__ = _STRICT
    key: str
    name: str
    number: str | None
    note: str
    confirm: bool = False
    source: str = INDUSTRY_PRACTICE


@dataclass(frozen=True)
class AnswerButton:
    """`say` is what is sent as the customer's text when tapped."""

    __pydantic_config__ = _STRICT
    title: str
    say: str


@dataclass(frozen=True)
class Answer:
    """answers.yml: the answer to an intent that needs no look-up. `more` is said when the customer asks
    again."""

    __pydantic_config__ = _STRICT
    intent: str
    text: str
    source: str
    more: str | None = None
    buttons: tuple[AnswerButton, ...] = ()
    confirm: bool = False


@dataclass(frozen=True)
class Knowledge:
    """Everything of data/knowledge, by key, in file order."""

    documents: Mapping[str, Document]
    claim_types: Mapping[str, ClaimType]
    pits: Mapping[str, Pit]
    terms: Mapping[str, Term]
    claim_states: Mapping[str, ClaimState]
    clocks: Mapping[str, StatutoryClock]
    triggers: Mapping[str, Trigger]
    escalation: Mapping[str, Escalation]
    contacts: Mapping[str, Contact]
    answers: Mapping[str, Answer]
    products: Mapping[str, Product]
    rules: Mapping[str, Rule]
    guides: Mapping[str, GuideStep]
    faq: Mapping[str, FaqPair]
    lexicon: Lexicon
    synonyms: Synonyms


def load(path: Path | str = DEFAULT_PATH) -> Knowledge:
    """Reads and checks every knowledge file. Raises KnowledgeError."""
    folder = Path(path)
    knowledge = Knowledge(
        documents=read_entries(folder / "documents.yml", Document, lambda e: e.code),
        claim_types=read_entries(folder / "claim_types.yml", ClaimType, lambda e: e.code),
        pits=read_entries(folder / "pits.yml", Pit, lambda e: e.key),
        terms=read_entries(folder / "terms.yml", Term, lambda e: e.key),
        claim_states=read_entries(folder / "claim_states.yml", ClaimState, lambda e: e.code),
        clocks=read_entries(folder / "clocks.yml", StatutoryClock, lambda e: e.key),
        triggers=read_entries(folder / "triggers.yml", Trigger, lambda e: e.code),
        escalation=read_mapping(folder / "escalation.yml", Escalation),
        contacts=read_entries(folder / "contacts.yml", Contact, lambda e: e.key),
        answers=read_entries(folder / "answers.yml", Answer, lambda e: e.intent),
        products=read_entries(folder / "products.yml", Product, lambda e: e.product_id),
        rules=read_entries(folder / "rules.yml", Rule, lambda e: e.key),
        guides=read_entries(folder / "guides.yml", GuideStep, lambda e: e.key),
        faq=read_entries(folder / "faq.yml", FaqPair, lambda e: e.key),
        lexicon=read_one(folder / "lexicon.yml", Lexicon),
        synonyms=read_one(folder / "synonyms.yml", Synonyms),
    )
    check_references(knowledge, outage=OUTAGE)
    return knowledge
