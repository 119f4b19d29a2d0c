"""What changed in the published item list, version by version, field by field (article 7).

Told from what was published, so that everything in it stands behind an entry of the public log. A
field that is closed now is closed in the versions before too; a withdrawn version says nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from yaohao.stages.publication.models import Redaction, Snapshot
from yaohao.stages.publication.queries.snapshots import history, raw_rows
from yaohao.stages.publication.rules import FIELDS, Kind, Row, Secret, blacked, difference

# What tells nothing by itself: the number of the version, and why it came.
SILENT = frozenset({"code", "version", "reason"})


class Step(NamedTuple):
    """One field that changed; `field` is a column key of the table."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One change of one item as it became public. `nature`: new, changed, ended."""

    code: str
    name: str
    nature: str
    version: str
    steps: tuple[Step, ...]
    reason: str
    at: datetime
    entry: int
    table: int  # version of the table


@dataclass(frozen=True, slots=True)
class ItemVersion:
    """One version of an item: its row, since when it is public, the entry that published it.

    `until`: its last day; of a version that was followed by another, the day before that.
    """

    row: Row
    at: datetime
    entry: int
    until: str


def item_changes(bureau: str, code: str = "") -> list[ItemChange]:
    """Every change of the published list of a bureau, or of one item, the newest first.

    The rows of the first table are new.
    """
    found: list[ItemChange] = []
    before: list[Row] = []
    for table, now in _tables(bureau):
        change = difference(Kind.ITEMS, before, now)
        found += [_change(table, "new", row, ()) for row in change.new]
        for old, row in change.changed:
            if steps := _steps(old, row):
                found.append(_change(table, "changed", row, steps))
        found += [_change(table, "ended", row, ()) for row in change.ended]
        before = now
    return [one for one in reversed(found) if code in ("", one.code)]


def item_versions(bureau: str, code: str) -> list[ItemVersion]:
    """Every version of an item that was public, the newest first; empty: none ever was."""
    found: dict[str, ItemVersion] = {}
    for table, rows in _tables(bureau):
        for row in rows:
            if row["code"] == code:
                since = found.get(row["version"])
                at, entry = (since.at, since.entry) if since else (table.published_at, table.entry)
                whole = {name: row.get(name, "") for name in FIELDS[Kind.ITEMS]}
                found[row["version"]] = ItemVersion(whole, at, entry, whole["valid_to"])
    versions = list(reversed(found.values()))
    return [
        replace(one, until=_until(one, later))
        for one, later in zip(versions, [None, *versions], strict=False)
    ]


def _until(one: ItemVersion, later: ItemVersion | None) -> str:
    """The table that a version stood in did not know yet that another would follow."""
    try:
        begin = date.fromisoformat(later.row["valid_from"]) if later else None
    except ValueError:  # the day is closed
        begin = None
    if begin is None:
        return one.until
    last = (begin - timedelta(days=1)).isoformat()
    return min(one.until, last) if one.until else last


def _tables(bureau: str) -> list[tuple[Snapshot, list[Row]]]:
    """The tables that count, the oldest first, with their rows."""
    closed = _closed(bureau)
    tables = [one for one in history(Kind.ITEMS, bureau) if not hasattr(one, "withdrawal")]
    return [
        (table, list(blacked(Kind.ITEMS, raw_rows(table), closed))) for table in reversed(tables)
    ]


def _closed(bureau: str) -> Mapping[tuple[str, str], Secret]:
    rows = Redaction.objects.filter(bureau__code=bureau, kind=Kind.ITEMS.value)
    return {(row.key, row.field): Secret(row.secret) for row in rows}


def _steps(old: Row, row: Row) -> tuple[Step, ...]:
    """The fields that differ; a column that one of the two tables did not have is no change."""
    names = [name for name in FIELDS[Kind.ITEMS] if name in old and name in row]
    return tuple(
        Step(name, old[name], row[name])
        for name in names
        if name not in SILENT and old[name] != row[name]
    )


def _change(table: Snapshot, nature: str, row: Row, steps: tuple[Step, ...]) -> ItemChange:
    reason = table.proposal.note if nature == "ended" else row.get("reason", "")
    return ItemChange(
        code=row["code"],
        name=row["name"],
        nature=nature,
        version=row["version"],
        steps=steps,
        reason=reason,
        at=table.published_at,
        entry=table.entry,
        table=table.version,
    )
