"""The loader says which file, entry and field is wrong."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from insurer.knowledge import DEFAULT_PATH, KnowledgeError, load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped knowledge that a test may spoil."""
    return Path(shutil.copytree(DEFAULT_PATH, tmp_path / "knowledge"))


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / name
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_text(before.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_knowledge_loads_and_is_frozen() -> None:
    known = load()
    with pytest.raises(TypeError):
        known.terms["new"] = known.terms["deductible"]  # type: ignore[index]
    with pytest.raises(AttributeError):
        known.terms["deductible"].plain = "x"  # type: ignore[misc]


def test_products_and_rules_are_typed() -> None:
    known = load()
    product = known.products["anxin-million"]
    assert (product.facts.sum_insured, product.facts.platform_cancel_days) == (Decimal(3000000), 15)
    assert product.facts.platform_cancel_requires_no_claim
    assert "全额退" in next(clause.text for clause in product.clauses if clause.title == "退保")
    assert known.rules["short_after"].section == "cancel"
    assert (known.clocks["complaint_contact"].days, known.clocks["complaint_contact"].calendar) == (
        1,
        "working",
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "documents.yml",
            "- code: D08\n",
            "- code: D08\n  colour: red\n",
            ["documents.yml", "D08", "colour"],
        ),
        (
            "terms.yml",
            "- key: deductible\n",
            "- key: waiting_period\n",
            ["terms.yml", "waiting_period", "twice"],
        ),
        ("claim_states.yml", "  step: 1\n", "  step: one\n", ["claim_states.yml", "REPORTED", "step"]),
        (
            "products.yml",
            "claim_types: [INPATIENT_MED",
            "claim_types: [NO_SUCH",
            ["products.yml", "anxin-million", "claim_types", "NO_SUCH"],
        ),
        (
            "products.yml",
            'sum_insured: "3000000"',
            "sum_insured: much",
            ["products.yml", "anxin-million", "facts.sum_insured"],
        ),
        (
            "products.yml",
            "    hospital_scope:",
            "    hospitals:",
            ["products.yml", "anxin-million", "hospitals"],
        ),
        ("rules.yml", "section: claims", "section: other", ["rules.yml", "one_time_list", "section"]),
        ("clocks.yml", "  days: 1\n", "  days: soon\n", ["clocks.yml", "days"]),
        (
            "claim_states.yml",
            "next: [GUIDE_SENT",
            "next: [NOWHERE",
            ["claim_states.yml", "REPORTED", "next", "NOWHERE"],
        ),
        (
            "claim_types.yml",
            "required: [[D01]",
            "required: [[D99]",
            ["claim_types.yml", "INPATIENT_MED", "required", "D99"],
        ),
        ("pits.yml", "[INPATIENT_MED", "[INPATIENT", ["pits.yml", "P01", "claim_types", "INPATIENT"]),
        ("triggers.yml", "priority: P2", "priority: P9", ["triggers.yml", "E01", "priority"]),
        ("escalation.yml", "\nE05:\n", "\nE99:\n", ["escalation.yml", "E99"]),
        ("escalation.yml", "\nE05:\n", "\nE04:\n", ["escalation.yml", "doubled", "E04"]),
        ("answers.yml", "- intent: greet\n", "- intent: [greet\n", ["answers.yml", "YAML"]),
    ],
)
def test_a_spoiled_entry_is_named(folder: Path, name: str, old: str, new: str, said: list[str]) -> None:
    spoil(folder, name, old, new)
    with pytest.raises(KnowledgeError) as error:
        load(folder)
    for part in said:
        assert part in str(error.value)


def test_a_missing_field_is_named(folder: Path) -> None:
    entries = yaml.safe_load((folder / "documents.yml").read_text(encoding="utf-8"))
    del entries[3]["issuer"]
    (folder / "documents.yml").write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"documents.yml, entry D04, field issuer"):
        load(folder)


@pytest.mark.parametrize("content", [None, "", "just a word", "{}", "- 1", b"\xff\xfe\x00"])
def test_a_missing_or_foreign_file_is_named(folder: Path, content: str | bytes | None) -> None:
    file = folder / "contacts.yml"
    file.unlink()
    if content is not None:
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(KnowledgeError, match=r"contacts\.yml"):
        load(folder)


def test_words_that_yaml_1_1_would_turn_into_something_else_stay_words(folder: Path) -> None:
    spoil(folder, "contacts.yml", "- key: human_butler\n", "- key: no\n  # 2026-11-22\n")
    spoil(folder, "contacts.yml", "  name: 真人管家\n", "  name: 2026-11-22\n")
    assert load(folder).contacts["no"].name == "2026-11-22"


def test_a_yaml_tag_cannot_run_code(folder: Path) -> None:
    spoil(folder, "contacts.yml", "  name: 真人管家\n", "  name: !!python/object/apply:os.getcwd []\n")
    with pytest.raises(KnowledgeError, match=r"contacts\.yml"):
        load(folder)
