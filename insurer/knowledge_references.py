"""Every code that a knowledge entry names exists; used by insurer.knowledge only."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from insurer.knowledge_files import KnowledgeError

if TYPE_CHECKING:
    from insurer.knowledge import Knowledge

#: Values of the entity relation (domain handbook 7.1).
RELATIONS = ("self", "spouse", "parent", "child", "sibling", "grand", "parent_in_law", "other")


def check_references(knowledge: "Knowledge", outage: str) -> None:
    """Every code that an entry names exists. Raises KnowledgeError."""
    for kind in knowledge.claim_types.values():
        named = [code for group in kind.required for code in group]
        where = f"claim_types.yml, entry {kind.code}"
        _known(named, knowledge.documents, where, "required")
        _known(kind.situational, knowledge.documents, where, "situational")
        _known(kind.on_request, knowledge.documents, where, "on_request")
        _known(kind.notes, knowledge.documents, where, "notes")
    for pit in knowledge.pits.values():
        _known(pit.claim_types, knowledge.claim_types, f"pits.yml, entry {pit.key}", "claim_types")
    for product in knowledge.products.values():
        named = [product.insurance_type, *product.claim_types]
        _known(named, knowledge.claim_types, f"products.yml, entry {product.product_id}", "claim_types")
    for guide in knowledge.guides.values():
        _known([guide.term] if guide.term else [], knowledge.terms, f"guides.yml, entry {guide.key}", "term")
    for state in knowledge.claim_states.values():
        where = f"claim_states.yml, entry {state.code}"
        _known(state.next, knowledge.claim_states, where, "next")
        if state.branch_of is not None:
            _known([state.branch_of], knowledge.claim_states, where, "branch_of")
        if (state.step is None) == (state.branch_of is None):
            raise KnowledgeError(f"{where}, field step: a state has either a step or a branch_of")
    _known(set(knowledge.escalation) - {outage}, knowledge.triggers, "escalation.yml", "code")
    _known([outage], knowledge.escalation, "escalation.yml", "code")
    _known(knowledge.triggers, knowledge.escalation, "triggers.yml (missing in escalation.yml)", "code")
    _lexicon(knowledge)


def _lexicon(knowledge: "Knowledge") -> None:
    known = {
        "claim_type": knowledge.claim_types,
        "document_type": knowledge.documents,
        "term": knowledge.terms,
        "relation": dict.fromkeys(RELATIONS),
    }
    for entity, entries in known.items():
        named = getattr(knowledge.lexicon, entity)
        _known(named, entries, "lexicon.yml", entity)


def _known(codes: Iterable[str], known: Mapping[str, Any], where: str, field: str) -> None:
    for code in codes:
        if code not in known:
            raise KnowledgeError(f"{where}, field {field}: {code!r} is not defined")
