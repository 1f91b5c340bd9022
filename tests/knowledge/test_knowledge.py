"""The shipped data/knowledge is complete and hangs together."""

import re
from collections import defaultdict

import yaml

from insurer.knowledge import OUTAGE

from .reading import ROOT, intents_of_nlu, knowledge, raw

#: Handed over to a person at once; what is said then stands in escalation.yml.
ESCALATED_INTENTS = {
    "request_human", "complain_service", "complain_misselling", "dispute_rejection", "dispute_amount",
    "accusation_of_fraud", "bereavement_or_illness_support", "crisis_selfharm",
}  # fmt: skip


def test_everything_of_the_handbook_is_there() -> None:
    known = knowledge()
    assert list(known.documents) == [f"D{n:02}" for n in range(1, 49)]
    assert list(known.triggers) == [f"E{n:02}" for n in range(1, 16)]
    assert list(known.pits) == [f"P{n:02}" for n in range(1, 13)]
    assert (len(known.claim_types), len(known.terms), len(known.claim_states)) == (19, 164, 34)


def test_every_document_is_asked_for_by_some_claim_type() -> None:
    used: set[str] = set()
    for kind in knowledge().claim_types.values():
        used |= {code for group in kind.required for code in group} | {*kind.situational, *kind.on_request}
    assert used == set(knowledge().documents)


def test_no_claim_type_asks_for_a_document_twice() -> None:
    for kind in knowledge().claim_types.values():
        codes = [code for group in kind.required for code in group] + [*kind.situational, *kind.on_request]
        assert len(codes) == len(set(codes)), kind.code


def test_situational_documents_say_when_they_are_needed() -> None:
    for kind in knowledge().claim_types.values():
        assert set(kind.situational) <= set(kind.notes), kind.code


def test_document_names_can_be_split_into_whole_names() -> None:
    """The bot takes what stands between slashes for names of the paper, and drops what stands in brackets."""
    for document in knowledge().documents.values():
        assert not re.search(r"（[^）]*[/、]", document.name), document.code
        parts = re.sub(r"（[^）]*）", "", document.name).replace("、", "/").split("/")
        assert all(len(part) >= 2 for part in parts), document.code


def test_main_line_has_fifteen_steps_in_order() -> None:
    steps = [state.step for state in knowledge().claim_states.values() if state.step is not None]
    assert steps == list(range(1, 16))


def test_branches_hang_on_the_main_line() -> None:
    states = knowledge().claim_states
    for state in states.values():
        if state.branch_of is not None:
            assert states[state.branch_of].step is not None, state.code


def test_every_state_can_be_reached_and_none_but_a_closed_one_is_a_dead_end() -> None:
    states = knowledge().claim_states
    reached, todo = set[str](), ["REPORTED"]
    while todo:
        code = todo.pop()
        if code not in reached:
            reached.add(code)
            todo.extend(states[code].next)
    assert reached == set(states)
    assert [s.code for s in states.values() if not s.next] == []


def test_a_refusal_can_always_be_disputed() -> None:
    states = knowledge().claim_states
    for code in ("DECISION_REJECTED", "DECISION_PARTIAL"):
        assert {"APPEAL_SUBMITTED", "COMPLAINT_OPENED"} <= set(states[code].next)
    assert "APPEAL_SUBMITTED" in states["DECISION_APPROVED"].next


def test_every_intent_has_one_answer_or_a_handover() -> None:
    answered = set(knowledge().answers)
    assert answered.isdisjoint(ESCALATED_INTENTS)
    assert answered | ESCALATED_INTENTS == intents_of_nlu()


def test_one_wording_means_one_thing() -> None:
    """Within an entity a wording of aliases, term names and lexicon has one value, and two characters."""
    meaning: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for kind in knowledge().claim_types.values():
        for text in kind.aliases:
            meaning["claim_type", text].add(kind.code)
    for term in knowledge().terms.values():
        for text in (term.term, *term.asks):
            meaning["term", text].add(term.key)
    for entity, values in raw("lexicon.yml").items():
        for value, texts in values.items():
            assert texts, value
            for text in texts:
                meaning[entity, text].add(value)
    assert {key: values for key, values in meaning.items() if len(values) > 1} == {}
    assert [key for key in meaning if len(key[1]) < 2] == []


def test_lexicon_values_exist() -> None:
    lexicon, known = raw("lexicon.yml"), knowledge()
    assert set(lexicon) == {"claim_type", "document_type", "term", "relation"}
    assert set(lexicon["claim_type"]) == set(known.claim_types)
    assert set(lexicon["document_type"]) == set(known.documents)
    assert set(lexicon["term"]) <= set(known.terms)
    relations = {"self", "spouse", "parent", "child", "sibling", "grand", "parent_in_law", "other"}
    assert set(lexicon["relation"]) == relations
    assert "出院小姐" in lexicon["document_type"]["D08"]


def test_products_agree_with_the_policies_of_the_reference_insurer() -> None:
    demo = yaml.safe_load((ROOT / "insurer" / "reference" / "demo.yml").read_text(encoding="utf-8"))
    products = {product["product_id"]: product for product in raw("products.yml")}
    shared = ("sum_insured", "deductible", "waiting_period_days", "cooling_off_days", "platform_cancel_days")
    for sold in demo["products"].values():
        product = products[sold["product_id"]]
        for field in ("name", "insurance_type", "claim_types", "insurer_name"):
            assert product[field] == sold["product_name" if field == "name" else field], (field, sold)
        assert {f: product["facts"][f] for f in shared} == {f: sold[f] for f in shared}


def test_products_have_numbered_clauses_and_known_claim_types() -> None:
    for product in raw("products.yml"):
        assert {product["insurance_type"], *product["claim_types"]} <= set(knowledge().claim_types)
        numbers = [clause["number"] for clause in product["clauses"]]
        assert len(numbers) == len(set(numbers))
        assert all(re.fullmatch(r"\d+(?:\.\d+)+", number) for number in numbers)
        assert all(clause["title"] and clause["text"] for clause in product["clauses"])


def test_rules_are_complete() -> None:
    rules = raw("rules.yml")
    keys = [rule["key"] for rule in rules]
    assert len(keys) == len(set(keys))
    assert {rule["section"] for rule in rules} == {"claims", "cancel", "duplicate", "privacy", "product"}
    assert all(rule["subject"] and rule["rule"] and rule["source"] for rule in rules)


def test_unconfirmed_facts_are_marked() -> None:
    known = knowledge()
    assert known.clocks["handle_15_30_60"].confirm
    assert known.contacts["complaint_12378"].confirm
    assert known.terms["no_social_ins_ratio"].confirm
    assert known.answers["ask_social_insurance_scope"].confirm
    assert OUTAGE in known.escalation
