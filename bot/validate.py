"""`python -m bot.validate`: training data, domain, rules and answers fit each other. Prints one line per problem."""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot import corpus, own_words, service_words, small_words, validate_names
from bot.components.intent_codes import INTENT_CODES
from bot.components.policy_file import PolicyFileError, read_policy
from bot.knowledge import ROOT, read_yaml

#: Intents that no training example names: set by the bot itself.
INTERNAL = {"nlu_fallback", "repeat_last", "stored_question", "resume_form", "send_document"}
INTERNAL |= service_words.INTENTS | own_words.INTENTS | small_words.INTENTS
FEWEST_EXAMPLES = 10
#: Telephone, identity and card numbers.
_NAMES_SOMEBODY = re.compile(r"\d{8,}")


def problems(root: Path = ROOT) -> list[str]:
    """Every problem as a sentence; empty when all fits."""
    try:
        intents = corpus.intent_examples(root / "data" / "nlu")
        escalations = corpus.escalation_examples(root / "data" / "nlu")
        scripts = corpus.scripts(root / "data" / "nlu")
    except (corpus.CorpusError, OSError) as error:
        return [str(error)]
    domain = _domain(root / "bot" / "domain")
    rules = _rules(root / "bot" / "rules")
    return [
        *_intents(intents, domain["intents"], rules),
        *_same_text(intents),
        *_escalations(escalations, scripts, domain["intents"]),
        *_contradictions(escalations, scripts),
        *_personal(escalations),
        *_answers(rules, root / "data" / "knowledge" / "answers.yml"),
        *(
            f"The action {name} is not in bot/domain."
            for name in sorted(set(rules.values()) - domain["actions"])
        ),
        *_policy(root),
        *validate_names.problems(root, rules.values(), INTERNAL),
    ]


def _domain(folder: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(folder.glob("*.yml")):
        for key, entries in read_yaml(path).items():
            if key in ("intents", "actions"):
                found[key] |= {next(iter(e)) if isinstance(e, dict) else e for e in entries}
    return found


def _rules(folder: Path) -> dict[str, str]:
    """Intent -> first action."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.yml")):
        for rule in read_yaml(path)["rules"]:
            steps = rule["steps"]
            action = next(step["action"] for step in steps if "action" in step)
            for intent in _intents_of(steps[0]):
                found[intent] = action
    return found


def _intents_of(step: dict[str, Any]) -> list[str]:
    return [step["intent"]] if "intent" in step else [choice["intent"] for choice in step.get("or", ())]


def _intents(examples: list[corpus.IntentExample], known: set[str], rules: dict[str, str]) -> Iterator[str]:
    count = Counter(example.intent for example in examples)
    for intent in sorted(set(count) - known):
        yield f"The intent {intent} has examples in data/nlu but is not in bot/domain."
    for intent in sorted(known):
        if intent not in rules:
            yield f"The intent {intent} has no rule in bot/rules."
        if intent not in INTERNAL and count[intent] < FEWEST_EXAMPLES:
            yield f"The intent {intent} has {count[intent]} examples, {FEWEST_EXAMPLES} are the least."
    for example in examples:
        if not example.text:
            yield f"An example of {example.intent} is empty."


def _same_text(examples: list[corpus.IntentExample]) -> Iterator[str]:
    meant: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        meant[example.text].add(example.intent)
    for text, intents in meant.items():
        if len(intents) > 1:
            yield f"「{text}」 is an example of {' and '.join(sorted(intents))}."


def _escalations(
    examples: list[corpus.EscalationExample], scripts: list[corpus.Script], known: set[str]
) -> Iterator[str]:
    named = {x.intent for x in examples if x.intent} | {i for s in scripts for i, _ in s.turns}
    for intent in sorted(named - known):
        yield f"The intent {intent} in data/nlu/escalation is not in bot/domain."
    count = Counter(code for example in examples for code in example.codes)
    for code in corpus.CODES:
        if count[code] < FEWEST_EXAMPLES:
            yield f"The trigger {code} has {count[code]} examples, {FEWEST_EXAMPLES} are the least."


def _contradictions(examples: list[corpus.EscalationExample], scripts: list[corpus.Script]) -> Iterator[str]:
    """One text cannot both need a person and not; feedback from the desk brings such cases to light."""
    meant: dict[str, set[bool]] = defaultdict(set)
    for example in examples:
        meant[example.text].add(bool(example.codes))
    for text in sorted(text for text, both in meant.items() if len(both) > 1):
        yield f"「{text}」 in data/nlu/escalation needs a person in one place and none in another."
    twice = Counter(script.id for script in scripts)
    for name in sorted(name for name, n in twice.items() if n > 1):
        yield f"Two scripts in data/nlu/escalation/scripts are called {name}."
    for script in scripts:
        if script.escalate_at is not None and not script.codes:
            yield f"The script {script.id} escalates without codes."


def _personal(examples: list[corpus.EscalationExample]) -> Iterator[str]:
    """What comes back from the desk was written by customers: numbers that name a person must be gone."""
    for example in examples:
        if _NAMES_SOMEBODY.search(example.text):
            yield f"An example near {example.near} of batch {example.batch} holds a number that may name a person."


def _answers(rules: dict[str, str], path: Path) -> Iterator[str]:
    """action_answer looks the intent up in answers.yml."""
    prepared = {entry["intent"] for entry in read_yaml(path)} if path.exists() else set()
    for intent in sorted(intent for intent, action in rules.items() if action == "action_answer"):
        if intent not in prepared:
            yield f"The intent {intent} leads to action_answer but has no entry in data/knowledge/answers.yml."


def _policy(root: Path) -> Iterator[str]:
    try:
        policy = read_policy(root / "bot" / "escalation.yml", root / "data" / "knowledge")
    except (PolicyFileError, OSError) as error:
        yield str(error)
        return
    for code in sorted(set(INTENT_CODES.values()) | set(corpus.CODES)):
        if code not in policy.priority:
            yield f"The trigger {code} has no priority in data/knowledge/triggers.yml."


def main() -> int:
    found = problems()
    for line in found:
        print(line, file=sys.stderr)
    if not found:
        print("Training data, domain, rules and answers fit each other.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
