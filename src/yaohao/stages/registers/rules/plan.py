"""What a sheet would do to a register: the verdict on every row, before anything is written.

The single forms go the same way with a sheet of one row, so a rule is written once.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

Values = Mapping[str, Any]


class Verdict(StrEnum):
    """What a right row means for the register."""

    NEW = "new"
    CHANGED = "changed"
    ENDED = "ended"
    UNCHANGED = "unchanged"


class Line(NamedTuple):
    """One row as read: its number in the sheet, and values by column; None is a blank cell."""

    line: int
    values: Values


class Change(NamedTuple):
    """One field that a row changes, as text."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is refused: the column, a code of `wording.PROBLEMS`, and its values."""

    line: int
    key: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Remark:
    """What the reader should know of a row that is accepted: a code of `wording.REMARKS`."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowPlan:
    """One accepted row. `key` names it in the register (empty: an id is still to be issued).

    `listing` is the grade of the blacklist that a new object brings, which two people decide.
    """

    line: int
    key: str
    title: str
    verdict: Verdict
    fields: Values
    changes: tuple[Change, ...] = ()
    remarks: tuple[Remark, ...] = ()
    listing: str = ""


Judged = RowPlan | Problem


@dataclass(slots=True)
class Plan:
    """All rows of a small sheet. `missing` are keys of the register that it does not name."""

    rows: list[RowPlan] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, judged: Iterable[Judged], missing: Iterable[str] = ()) -> "Plan":
        """Verdicts put together; `missing` is looked at when they are through."""
        plan = cls()
        for found in judged:
            if isinstance(found, Problem):
                plan.problems.append(found)
            else:
                plan.rows.append(found)
        plan.missing = sorted(missing)
        return plan

    @property
    def judged(self) -> list[Judged]:
        """Every row."""
        return [*self.rows, *self.problems]


class PlanDigest:
    """SHA-256 over what would be written and which rows are wrong; in no language."""

    def __init__(self) -> None:
        self._total = hashlib.sha256()

    def add(self, row: RowPlan) -> None:
        """Cover the next row; one that is unchanged says nothing."""
        if row.verdict is Verdict.UNCHANGED:
            return
        fields = (f"{name}={value}" for name, value in row.fields.items())
        changes = map("\x1e".join, row.changes)
        told = (str(row.line), row.key, row.verdict, row.listing, *fields, *changes)
        self._total.update("\x1f".join(told).encode())  # no cell holds such a sign
        self._total.update(b"\n")

    def hexdigest(self, wrong: Iterable[int]) -> str:
        """Over the rows so far, and the numbers of the wrong ones."""
        whole = self._total.copy()
        whole.update(json.dumps(sorted(wrong)).encode())
        return whole.hexdigest()


def text_of(value: Any) -> str:
    """A stored value as the text that changes compare."""
    if isinstance(value, list | tuple):
        return ",".join(map(str, value))
    return "" if value is None else str(value)


def compared(stored: Values, wanted: Values, names: Sequence[str]) -> tuple[Change, ...]:
    """The fields among `names` that differ."""
    pairs = ((name, text_of(stored[name]), text_of(wanted[name])) for name in names)
    return tuple(Change(name, before, after) for name, before, after in pairs if before != after)


def merged(stored: Values, row: Values, present: Iterable[str], blank: Values) -> dict[str, Any]:
    """Stored values overlaid by the row's: an absent column leaves, a blank cell clears."""
    result = {name: stored[name] for name in blank}
    for name in present:
        if name in blank:
            result[name] = row[name] if row.get(name) is not None else blank[name]
    return result
