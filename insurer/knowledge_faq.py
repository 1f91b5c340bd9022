"""Shapes of faq.yml, lexicon.yml and synonyms.yml; loaded by insurer.knowledge."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ConfigDict

_STRICT = ConfigDict(extra="forbid", coerce_numbers_to_str=True, str_strip_whitespace=True)

Wordings = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class FaqPair:
    """faq.yml: a question people ask beyond the standard answers. `asks`: other wordings of it, searched like
    it; `intent`: the nearest one."""

    __pydantic_config__ = _STRICT
    key: str
    question: str
    answer: str
    intent: str
    source: str
    asks: tuple[str, ...] = ()
    confirm: bool = False


@dataclass(frozen=True)
class Lexicon:
    """lexicon.yml: what people type, by the code or key it means."""

    __pydantic_config__ = _STRICT
    claim_type: Wordings
    document_type: Wordings
    term: Wordings
    relation: Wordings


@dataclass(frozen=True)
class Synonyms:
    """synonyms.yml: words that mean the same when somebody asks; the first of a group stands for it."""

    __pydantic_config__ = _STRICT
    groups: tuple[tuple[str, ...], ...]
