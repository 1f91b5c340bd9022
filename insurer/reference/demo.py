"""Demo customers with dates relative to a day, so that their clocks look alive. Pure but for reading
demo.yml."""

import re
import zlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from insurer.api import Claim, Customer, Policy

_FILE = Path(__file__).with_name("demo.yml")
_SHANGHAI = ZoneInfo("Asia/Shanghai")
_DAY = re.compile(r"D([+-]\d+)(?: (\d\d:\d\d))?")
_YEAR = re.compile(r"Y-(\d+)")


@dataclass(frozen=True)
class DemoPerson:
    """A customer with everything that is theirs. `terms`, `pickups` and `requests` are rows of the tables of
    these names (pickups with their `events`)."""

    customer: Customer
    policies: tuple[Policy, ...]
    claims: tuple[Claim, ...]
    id_tail: str
    terms: tuple[dict[str, Any], ...]
    pickups: tuple[dict[str, Any], ...]
    requests: tuple[dict[str, Any], ...]


def demo_people(today: date) -> tuple[DemoPerson, ...]:
    """The customers of docs/contracts.md section 4, as they stand on `today` (Chinese local date)."""
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))["people"]
    return tuple(
        DemoPerson(
            customer=Customer.model_validate(person["customer"]),
            policies=tuple(Policy.model_validate(p) for p in person["policies"]),
            claims=tuple(Claim.model_validate(c) for c in person["claims"]),
            id_tail=person["id_tail"],
            terms=tuple(person["terms"]),
            pickups=tuple(person["pickups"]),
            requests=tuple(person["requests"]),
        )
        for person in _resolved(raw, today)
    )


def demo_fingerprint() -> int:
    """Changes with the demo data, so that a database seeded with older ones is seeded anew."""
    return zlib.crc32(_FILE.read_bytes()) & 0x7FFFFFFF


def _resolved(value: Any, today: date) -> Any:
    """The same data with D-14, D-14 09:12 and Y-41 replaced by dates, moments and years."""
    if isinstance(value, dict):
        return {key: _resolved(item, today) for key, item in value.items()}
    if isinstance(value, list):
        return [_resolved(item, today) for item in value]
    if not isinstance(value, str):
        return value
    if found := _DAY.fullmatch(value):
        day = today + timedelta(days=int(found[1]))
        return datetime.combine(day, time.fromisoformat(found[2]), _SHANGHAI) if found[2] else day
    if found := _YEAR.fullmatch(value):
        return today.year - int(found[1])
    return value
