"""Papers of a claim: which documents are in and which are not, and the clauses it rests on with their texts."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from insurer.api import Claim, Policy
from insurer.knowledge import Knowledge
from insurer.knowledge_products import Clause, Product

#: Before these a claim has no documents yet, whatever its list of missing ones says.
_NOTHING_YET = frozenset({"REPORTED", "GUIDE_SENT", "DOCS_PREPARING"})
_NUMBER = re.compile(r"\d+(?:\.\d+)+")
_DECISION = "理赔决定通知书"


def documents_of(claim: Claim, knowledge: Knowledge) -> dict[str, Any]:
    """`{given, missing}` as {code, name}. The insurer names what is missing; given is what the claim type's
    checklist requires and is not missing, once documents have been handed in at all."""
    missing = [{"code": m.doc_code, "name": _name(m.doc_code, knowledge)} for m in claim.missing_documents]
    kind = knowledge.claim_types.get(claim.claim_type)
    if kind is None or not _handed_in(claim):
        return {"given": [], "missing": missing}
    open_codes = {m.doc_code for m in claim.missing_documents}
    groups = [group for group in kind.required if open_codes.isdisjoint(group)]
    given = [{"code": g[0], "name": " 或 ".join(_name(code, knowledge) for code in g)} for g in groups]
    return {"given": given, "missing": missing}


def _handed_in(claim: Claim) -> bool:
    return any(event.state_code not in _NOTHING_YET for event in claim.events)


def _name(code: str, knowledge: Knowledge) -> str:
    return knowledge.documents[code].name if code in knowledge.documents else code


def clause_texts(
    policies: Sequence[Policy], claims: Sequence[Claim], knowledge: Knowledge
) -> tuple[dict[str, Any], ...]:
    """`{claim_no (where a claim cites it), product_name, ref, title, text, source}`: what the claims cite first, then
    everything that may be quoted of the customer's products. The text of a decision goes before ours."""
    products = _products(policies, knowledge)
    of_policy = {p.policy_no: p.product_id for p in policies}
    found: dict[tuple[str | None, str, str], dict[str, Any]] = {}
    for claim in claims:
        product = products.get(of_policy.get(claim.policy_no, ""))
        for ref, text in _cited(claim):
            clause = _clause(product, ref)
            found.setdefault(
                (claim.claim_no, claim.product_name, ref), _cited_clause(claim, ref, text, product, clause)
            )
    for product in products.values():
        for clause in product.clauses:
            ref = f"第 {clause.number} 条"
            found[(None, product.name, ref)] = _row(
                None, product.name, ref, clause.title, clause.text, _source(product)
            )
    return tuple(found.values())


def _products(policies: Sequence[Policy], knowledge: Knowledge) -> dict[str, Product]:
    ids = dict.fromkeys(p.product_id for p in policies)
    return {i: knowledge.products[i] for i in ids if i in knowledge.products}


def _cited(claim: Claim) -> Iterator[tuple[str, str]]:
    """References of the decision and of the steps, each with the text that came with it."""
    if claim.decision and claim.decision.clause_ref:
        yield claim.decision.clause_ref, claim.decision.clause_text or ""
    for event in claim.events:
        if event.clause_ref:
            yield event.clause_ref, ""


def _clause(product: Product | None, ref: str) -> Clause | None:
    numbers = _NUMBER.findall(ref)
    return next((c for c in product.clauses if c.number in numbers), None) if product else None


def _cited_clause(
    claim: Claim, ref: str, text: str, product: Product | None, clause: Clause | None
) -> dict[str, Any]:
    source = _DECISION if text else _source(product) if product and clause else ""
    title, own = (clause.title, clause.text) if clause else ("", "")
    return _row(claim.claim_no, claim.product_name, ref, title, text or own, source)


def _source(product: Product) -> str:
    return f"《{product.name}》条款" + (f"（{product.as_of}）" if product.as_of else "")


def _row(claim_no: str | None, product: str, ref: str, title: str, text: str, source: str) -> dict[str, Any]:
    return {
        "claim_no": claim_no,
        "product_name": product,
        "ref": ref,
        "title": title,
        "text": text,
        "source": source,
    }
