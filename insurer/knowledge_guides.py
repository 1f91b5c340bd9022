"""Shape of guides.yml; loaded by insurer.knowledge."""

from dataclasses import dataclass
from typing import Literal

from pydantic import ConfigDict


@dataclass(frozen=True)
class GuideStep:
    """guides.yml: a station of the guided explanation for first-time buyers. `title` of a misconception is what
    people say; `term`: key of terms.yml that explains more."""

    __pydantic_config__ = ConfigDict(extra="forbid", coerce_numbers_to_str=True, str_strip_whitespace=True)
    key: str
    kind: Literal["misconception", "step"]
    title: str
    text: str
    source: str
    term: str | None = None
    confirm: bool = False
