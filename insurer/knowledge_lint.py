"""`python -m insurer.knowledge_lint`: what the loader cannot see. Doubles, contradictions, figures and statutes of answers that
stand in no fact, unconfirmed facts said without their mark. Prints one line per problem.

With `--unconfirmed`: the facts that the operator has to confirm, as file, entry and subject."""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

from insurer.knowledge import Contact, Knowledge, KnowledgeError, load

#: Fields of Knowledge that hold facts; answers may use the figures that stand there.
FACTS = ("documents", "claim_types", "pits", "terms", "claim_states", "clocks", "contacts", "rules")
LONGEST_ANSWER = 160
_FIGURE = re.compile(
    r"(?<![\d.])(\d+(?:\.\d+)?)\s?(个工作日|工作日|天|日|年|个月|万元|元|%|步|岁|小时|分钟|倍|份)?"
)
_NO_FIGURE = re.compile(r"[A-Z]\d+|第\d+(?:至\d+)?条(?:（.）)?|〔\d+〕\d+号|\d+月\d+日|20\d\d年")
_SPELLED = re.compile(
    r"(?<![\d统])[一二两三四五六七八九十百千万]+\s?(?:个工作日|天|日|年|个月|万元|元|折|成|岁|小时)"
)
_LAW = re.compile(r"《([^》]+)》(?:司法解释（([一二三四])）)?([^《]*)")
_ARTICLE = re.compile(r"第(\d+)条")
_SAME_UNIT = {"日": "天", "工作日": "个工作日"}
_PROMISES = ("肯定赔", "一定赔", "必赔", "肯定不赔", "请您冷静", "请耐心等待")
_NOISE = re.compile(r"[\W_]+")


def problems(knowledge: Knowledge) -> list[str]:
    """Every problem as a sentence; empty when all fits."""
    return [
        *_faq(knowledge),
        *_doubled_questions(knowledge),
        *_doubled_words(knowledge),
        *_products(knowledge),
        *_clocks(knowledge),
    ]


def unconfirmed(knowledge: Knowledge) -> list[tuple[str, str, str]]:
    """(file, key, subject) of the entries marked `confirm`: configuration of the operator, not statements."""
    found = []
    for name, entries in vars(knowledge).items():
        if not isinstance(entries, Mapping):
            continue
        for key, entry in entries.items():
            if getattr(entry, "confirm", False):
                subject = next(
                    (
                        getattr(entry, f)
                        for f in ("subject", "question", "name", "term", "pit", "title")
                        if hasattr(entry, f)
                    ),
                    key,
                )
                found.append((f"{name}.yml", key, str(subject)))
    return found


def figures(text: str) -> set[tuple[str, str]]:
    """(number, unit) with 日 = 天; numbers of articles, documents and trigger codes are no figures."""
    found = _FIGURE.findall(_NO_FIGURE.sub("", text))
    return {(number, _SAME_UNIT.get(unit, unit)) for number, unit in found}


def statutes(text: str) -> set[tuple[str, str, str]]:
    """(law, number of the judicial interpretation or empty, article)."""
    return {
        (law, part, article) for law, part, rest in _LAW.findall(text) for article in _ARTICLE.findall(rest)
    }


def _faq(knowledge: Knowledge) -> Iterator[str]:
    facts = [entry for name in FACTS for entry in getattr(knowledge, name).values()]
    all_figures = {figure for entry in facts for figure in _figures_of(entry)}
    # The mark of a hotline is about its hours, the number is sure.
    settled = [entry for entry in facts if not entry.confirm or isinstance(entry, Contact)]
    sure = {figure for entry in settled for figure in _figures_of(entry)}
    cited = {
        statute
        for entry in [*facts, *knowledge.answers.values()]
        for text in _strings(entry)
        for statute in statutes(text)
    }
    for key, pair in knowledge.faq.items():
        where = f"faq.yml, entry {key}"
        said = figures(pair.answer)
        for number, unit in sorted(said - all_figures):
            yield f"{where}: {number}{unit} stands in no fact."
        if not pair.confirm and (said & all_figures) - sure:
            yield f"{where}: a figure is unconfirmed, but the entry has no confirm mark."
        for words in _SPELLED.findall(pair.answer):
            yield f"{where}: 「{words}」 must be written in digits, so that it is checked."
        for law, interpretation, article in sorted(statutes(pair.source) - cited):
            yield f"{where}: 《{law}》{interpretation}第{article}条 is cited by no fact."
        if len(pair.answer) > LONGEST_ANSWER:
            yield f"{where}: the answer has {len(pair.answer)} characters, {LONGEST_ANSWER} are the most."
        for words in (promise for promise in _PROMISES if promise in pair.answer):
            yield f"{where}: the bot must not say 「{words}」."


def _figures_of(entry: Any) -> set[tuple[str, str]]:
    return {figure for text in _strings(entry) for figure in figures(text)}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _strings(asdict(value))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _strings(item)


def _doubled_questions(knowledge: Knowledge) -> Iterator[str]:
    asked: dict[str, set[str]] = defaultdict(set)
    for key, pair in knowledge.faq.items():
        if pair.intent not in knowledge.answers and not pair.intent:
            yield f"faq.yml, entry {key}: the intent is empty."
        for text in (pair.question, *pair.asks):
            asked[_NOISE.sub("", text).lower()].add(key)
    for text, keys in asked.items():
        if len(keys) > 1:
            yield f"faq.yml: 「{text}」 is asked by {' and '.join(sorted(keys))}."
    answers: dict[str, set[str]] = defaultdict(set)
    for key, pair in knowledge.faq.items():
        answers[pair.answer].add(key)
    yield from (
        f"faq.yml: {' and '.join(sorted(keys))} have one answer."
        for keys in answers.values()
        if len(keys) > 1
    )


def _doubled_words(knowledge: Knowledge) -> Iterator[str]:
    for entity, names in _named(knowledge).items():
        meant: dict[str, set[str]] = defaultdict(set)
        for value, word in names:
            meant[word.lower()].add(value)
            if len(word) < 2:
                yield f"lexicon.yml, {entity} {value}: 「{word}」 is too short to be a wording."
        for word, values in meant.items():
            if len(values) > 1:
                yield f"lexicon.yml, {entity}: 「{word}」 means {' and '.join(sorted(values))}."
    groups: dict[str, int] = defaultdict(int)
    for group in knowledge.synonyms.groups:
        for word in group:
            groups[word] += 1
    yield from (
        f"synonyms.yml: 「{word}」 stands in {count} groups." for word, count in groups.items() if count > 1
    )


def _named(knowledge: Knowledge) -> dict[str, list[tuple[str, str]]]:
    """Entity -> (value, wording) of lexicon.yml."""
    lexicon = vars(knowledge.lexicon)
    return {
        entity: [(value, word) for value, words in lexicon[entity].items() for word in words]
        for entity in ("claim_type", "document_type", "term", "relation")
    }


def _products(knowledge: Knowledge) -> Iterator[str]:
    """Figures of a product say what its clauses say."""
    for product in knowledge.products.values():
        text = "".join(clause.text for clause in product.clauses)
        where = f"products.yml, entry {product.product_id}"
        for name in ("waiting_period_days", "cooling_off_days", "platform_cancel_days"):
            days = getattr(product.facts, name)
            if days and f"{days}天" not in text:
                yield f"{where}: {name} is {days}, but no clause says {days}天."
        amount = product.facts.deductible
        if amount and not _says(text, int(amount)):
            yield f"{where}: deductible is {amount}, but no clause says so."


def _says(text: str, amount: int) -> bool:
    return f"{amount}元" in text or (amount % 10000 == 0 and f"{amount // 10000}万元" in text)


def _clocks(knowledge: Knowledge) -> Iterator[str]:
    """The number a clock runs by is one that its rule names."""
    for key, clock in knowledge.clocks.items():
        if clock.days is not None and str(clock.days) not in re.findall(r"\d+", clock.rule):
            yield f"clocks.yml, entry {key}: days is {clock.days}, but the rule says 「{clock.rule}」."


def main(arguments: Iterable[str]) -> int:
    try:
        knowledge = load()
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        return 1
    if "--unconfirmed" in arguments:
        for file, key, subject in unconfirmed(knowledge):
            print(f"{file}\t{key}\t{subject}")
        return 0
    found = problems(knowledge)
    for line in found:
        print(line, file=sys.stderr)
    if not found:
        print(
            f"The knowledge files fit each other; {len(unconfirmed(knowledge))} entries wait for the operator's word."
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
