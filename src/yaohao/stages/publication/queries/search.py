"""One field for everybody: two characters of a name, an object id, an object number."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from yaohao.stages.publication.queries.snapshots import (
    PublicBureau,
    bureaus,
    latest,
    public_years,
    rows,
)
from yaohao.stages.publication.rules import YEARLY, Kind, Row

FEWEST = 2  # characters: one would match half the register


@dataclass(frozen=True, slots=True)
class Hit:
    """An object of a published register."""

    bureau: PublicBureau
    row: Row


def find_objects(text: str, most: int) -> list[Hit]:
    """At most `most` objects of all published registers whose name, id or number holds the text.

    Full-width letters and lower case are understood; fewer than two characters find nothing.
    """
    wanted = folded(text)
    if len(wanted) < FEWEST:
        return []
    hits = _hits(wanted)
    return [hit for hit, _place in zip(hits, range(most), strict=False)]


def named(object_id: str) -> list[tuple[Kind, PublicBureau, list[Row]]]:
    """Rows of every public table that name an enterprise: register, results, penalties."""
    found = []
    for bureau in bureaus():
        for kind in (Kind.OBJECTS, Kind.RESULTS, Kind.PENALTIES):
            years = public_years(kind, bureau.code) if kind in YEARLY else [0]
            shown = [latest(kind, bureau.code, year) for year in years]
            kept = [
                row
                for snapshot in shown
                if snapshot
                for row in rows(snapshot)
                if row["object_id"] == object_id
            ]
            if kept:
                found.append((kind, bureau, kept))
    return found


def matches(row: Row, wanted: str) -> bool:
    """Whether a row of any table holds the folded text in one of its fields."""
    return any(wanted in folded(value) for value in row.values())


def folded(text: str) -> str:
    """Text as it is compared: full-width made plain, upper case, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def _hits(wanted: str) -> Iterator[Hit]:
    for bureau in bureaus():
        snapshot = latest(Kind.OBJECTS, bureau.code)
        for row in rows(snapshot) if snapshot else ():
            if any(wanted in folded(row[name]) for name in ("name", "object_id", "number")):
                yield Hit(bureau, row)
