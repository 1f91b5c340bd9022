"""Which files one evaluation reads, and reading them all before anything is started."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.evaluation import faq, formats
from bot.evaluation.formats import Dialogue, FaqPair, FaqQuery, FileProblem, IntentRow
from bot.knowledge import ROOT

#: Test sets by authors whose words nobody may tune to.
HELD_BACK = ROOT / "data" / "heldback"


@dataclass(frozen=True)
class Files:
    intents: tuple[Path, ...] = ()
    dialogues: tuple[Path, ...] = ()
    faq: Path | None = None
    faq_corpus: Path | None = None

    def __bool__(self) -> bool:
        return bool(self.all())

    def all(self) -> list[Path]:
        return [*self.intents, *self.dialogues, *filter(None, (self.faq, self.faq_corpus))]


@dataclass(frozen=True)
class Inputs:
    rows: list[IntentRow] = field(default_factory=list)
    dialogues: list[Dialogue] = field(default_factory=list)
    queries: list[FaqQuery] = field(default_factory=list)
    corpus: list[FaqPair] = field(default_factory=list)


def held_back(folder: Path = HELD_BACK) -> Files:
    """The project's own test sets."""
    split = folder / "faq.tsv"
    return Files(
        intents=tuple(sorted(folder.glob("*.intents.tsv"))),
        dialogues=tuple(sorted(folder.glob("*.dialogues.jsonl"))),
        faq=split if split.exists() else None,
    )


def read(files: Files) -> Inputs:
    """Raises FileProblem."""
    names = formats.known_intents()
    problems: list[str] = []
    inputs = Inputs()
    for path in files.intents:
        with _collected(problems):
            inputs.rows.extend(formats.read_intents(path, names))
    for path in files.dialogues:
        with _collected(problems):
            scripts = formats.read_dialogues(path, names)
            inputs.dialogues.extend(_named_apart(scripts, path) if len(files.dialogues) > 1 else scripts)
    if files.faq is not None:
        with _collected(problems):
            inputs.corpus.extend(_corpus(files.faq_corpus))
            inputs.queries.extend(formats.read_faq(files.faq, {pair.gold for pair in inputs.corpus}))
    if problems:
        raise FileProblem("\n".join(problems))
    return inputs


class _collected:
    """Keeps a FileProblem for later, so that one run names what is wrong in every file."""

    def __init__(self, problems: list[str]) -> None:
        self._problems = problems

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> bool:
        if isinstance(problem, FileProblem):
            self._problems.append(str(problem))
            return True
        return False


def _named_apart(scripts: Sequence[Dialogue], path: Path) -> list[Dialogue]:
    """Two authors may both have called a script "01"."""
    author = path.name.split(".", 1)[0]
    return [replace(script, id=f"{author}/{script.id}") for script in scripts]


def _corpus(path: Path | None) -> list[FaqPair]:
    """Raises FileProblem."""
    if path is not None:
        return formats.read_corpus(path)
    try:
        return faq.own_pairs()
    except FileNotFoundError:
        raise FileProblem(f"{faq.OWN_PAIRS}: the file is missing; name a corpus with FAQ_CORPUS.") from None
