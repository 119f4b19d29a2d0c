"""What is published, how two versions differ, who may (articles 6, 9, 10 and 12); pure values."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yaohao.ground.accounts.rules import Role

Row = Mapping[str, str]


class Kind(StrEnum):
    """What a bureau publishes as a table."""

    ITEMS = "items"
    OFFICERS = "officers"
    OBJECTS = "objects"
    PLAN = "plan"


KEYS: dict[Kind, str] = {
    Kind.ITEMS: "code",
    Kind.OFFICERS: "certificate",
    Kind.OBJECTS: "object_id",
    Kind.PLAN: "number",
}
# The only columns that ever leave: a new column of a register is not published by accident.
FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.ITEMS: (
        "code", "version", "name", "basis", "body", "object_kind", "content", "standard",
        "method", "ratio", "frequency", "valid_from", "valid_to",
    ),
    Kind.OFFICERS: ("name", "bureau", "certificate"),
    Kind.OBJECTS: ("object_id", "number", "name", "region", "county", "field", "state"),
    Kind.PLAN: (
        "number", "title", "item_code", "item", "kind", "filter", "strata", "period_start",
        "period_end", "window_start", "window_end", "cycle", "receipt", "filed_on",
    ),
}  # fmt: skip
PUBLISHERS = frozenset({Role.CLERK})
READERS = frozenset({Role.CLERK, Role.DIRECTOR, Role.DEPUTY, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class Difference:
    """What a new version changes: rows by key."""

    new: tuple[Row, ...]
    changed: tuple[tuple[Row, Row], ...]  # before, after
    ended: tuple[Row, ...]

    @property
    def any(self) -> bool:
        """Whether the versions differ at all."""
        return bool(self.new or self.changed or self.ended)


def public_part(kind: Kind, rows: Iterable[Row]) -> list[dict[str, str]]:
    """The rows cut down to the columns that may leave."""
    return [{name: row[name] for name in FIELDS[kind]} for row in rows]


def canonical(rows: Sequence[Row]) -> str:
    """The rows as JSON with one spelling: what is hashed, and what the public downloads."""
    ordered = [dict(row) for row in rows]
    return json.dumps(ordered, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(text: str) -> str:
    """SHA-256 of the canonical JSON in UTF-8, lower hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def difference(kind: Kind, before: Sequence[Row], after: Sequence[Row]) -> Difference:
    """What changes from one version to the next; rows are told apart by `KEYS`."""
    old = {row[KEYS[kind]]: row for row in before}
    now = {row[KEYS[kind]]: row for row in after}
    return Difference(
        new=tuple(row for key, row in now.items() if key not in old),
        changed=tuple(
            (old[key], row)
            for key, row in now.items()
            if key in old and dict(old[key]) != dict(row)
        ),
        ended=tuple(row for key, row in old.items() if key not in now),
    )
