"""Mapping tables: which fact goes into which field of which receiver, in packaged JSON files.

A new standard is a new file with its own `valid_from`; the old one gets a `valid_to`, and what
happened before keeps it.
"""

import json
import re
from collections.abc import Mapping as Facts
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from yaohao.stages.credit.rules import Kind
from yaohao.stages.registers.rules.credit_code import CreditCodeError, parse

FOLDER = Path(__file__).parent / "mappings"
_ID_NUMBER = re.compile(r"(?<![0-9A-Z])(\d{6})\d{8}(\d{3}[0-9Xx])(?![0-9A-Z])")
_MOBILE = re.compile(r"(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `required`: always, never, or for one `origin` alone; `max` in characters."""

    field: str
    source: str
    title: str
    format: str
    max: int
    required: bool | str
    table: Facts[str, str] | None = None
    mask: str = ""
    fields: tuple["Field", ...] = ()

    def needed(self, origin: str) -> bool:
        """Whether the field may not be empty for a visit of this origin."""
        return self.required is True or self.required == origin


@dataclass(frozen=True, slots=True)
class Mapping:
    """One receiver's table. `name` is the file; a delivery keeps it for good."""

    name: str
    receiver: str
    title: str
    standard: str
    note: str
    valid_from: date
    valid_to: date | None
    kinds: Facts[str, tuple[Field, ...]]

    def holds(self, on: date) -> bool:
        """Whether the table is in force on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Problem:
    """What the check found: `field`, `code` (missing, long, date, credit-code, table, mapping)."""

    field: str
    code: str
    value: str = ""

    def to_json(self) -> dict[str, str]:
        """As it is stored."""
        return {"field": self.field, "code": self.code, "value": self.value}


@cache
def tables() -> tuple[Mapping, ...]:
    """All packaged tables, by file name."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.json")))


def receivers() -> dict[str, str]:
    """Receiver codes with their titles."""
    return {table.receiver: table.title for table in tables()}


def takers(kind: Kind) -> list[str]:
    """Receivers that take this kind at any time."""
    return sorted({table.receiver for table in tables() if kind.value in table.kinds})


def in_force(receiver: str, kind: Kind, on: date) -> Mapping | None:
    """The newest table of a receiver for a case of this day; None when there is none."""
    fitting = [
        table
        for table in tables()
        if table.receiver == receiver and kind.value in table.kinds and table.holds(on)
    ]
    return max(fitting, key=lambda table: table.valid_from, default=None)


def named(name: str) -> Mapping | None:
    """The table of a file name."""
    return next((table for table in tables() if table.name == name), None)


def payload(mapping: Mapping, kind: Kind, facts: Facts[str, Any]) -> dict[str, Any]:
    """The facts as the receiver's fields, masked; an unknown code stays as it is for the check."""
    return {field.field: _value(field, facts) for field in mapping.kinds[kind.value]}


def check(mapping: Mapping, kind: Kind, facts: Facts[str, Any]) -> list[Problem]:
    """Everything that the receiver would refuse."""
    found: list[Problem] = []
    for field in mapping.kinds[kind.value]:
        found += _faults(field, facts, str(facts.get("origin", "")))
    return found


def masked(text: str, how: str) -> str:
    """`person`: the family name alone; `text`: id and mobile numbers without their middle."""
    if how == "person":
        return text[:1] + "＊" * (len(text) - 1)
    if how == "text":
        return _MOBILE.sub(r"\1****\2", _ID_NUMBER.sub(r"\1********\2", text))
    return text


def _value(field: Field, facts: Facts[str, Any]) -> Any:
    raw = facts.get(field.source)
    if field.format == "list":
        return [{part.field: _value(part, row) for part in field.fields} for row in raw or []]
    if field.format == "number":
        return raw
    text = "" if raw is None else str(raw).strip()
    return (field.table or {}).get(text, masked(text, field.mask))


def _faults(field: Field, facts: Facts[str, Any], origin: str) -> list[Problem]:
    raw = facts.get(field.source)
    if raw in (None, "", []):
        return [Problem(field.field, "missing")] if field.needed(origin) else []
    if field.format == "list":
        return [
            fault
            for row in raw or []
            for part in field.fields
            for fault in _faults(part, row, origin)
        ]
    if field.table is not None and str(raw) not in field.table:
        return [Problem(field.field, "table", str(raw))]
    value = str(_value(field, facts))
    if len(value) > field.max:
        return [Problem(field.field, "long", str(field.max))]
    if field.format == "credit-code":
        return _code_fault(field, value)
    if field.format == "date" and not _is_date(value):
        return [Problem(field.field, "date", value)]
    return []


def _code_fault(field: Field, value: str) -> list[Problem]:
    try:
        parse(value)
    except CreditCodeError:
        return [Problem(field.field, "credit-code", value)]
    return []


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _read(path: Path) -> Mapping:
    raw = json.loads(path.read_text(encoding="utf-8"))
    ends = raw["valid_to"]
    return Mapping(
        name=path.stem,
        receiver=raw["receiver"],
        title=raw["title"],
        standard=raw["standard"],
        note=raw["note"],
        valid_from=date.fromisoformat(raw["valid_from"]),
        valid_to=date.fromisoformat(ends) if ends else None,
        kinds={kind: tuple(map(_field, rows)) for kind, rows in raw["kinds"].items()},
    )


def _field(raw: dict[str, Any]) -> Field:
    parts = tuple(map(_field, raw.get("fields", ())))
    return Field(**{**raw, "fields": parts})
