"""Not twice in a cycle, before this product: what the bureau's own list of earlier visits says.

No draw stands behind such a visit, so no record can prove it. Whoever is passed over for it gets
the origin `-` in the sealed list, which the verifier shows as not checkable; how many they are is
public from the freeze on. The list is kept as it stood at the freeze: what the bureau writes into
it later, knowing a result, moves nobody in or out.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from yaohao.stages.draw.files import keep_file, read_file
from yaohao.stages.draw.models import Draw
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries.cycles import cycle_named
from yaohao.stages.registers.queries.past import visited_before


class Listed(NamedTuple):
    """One enterprise that the list names: id, last day of a visit, number of its paper."""

    object_id: str
    day: str
    document: str


def listed(line: Line, free: Iterable[str], on: date) -> list[Listed]:
    """Of the ids that may be drawn, those with a visit for the line's item since the cycle began.

    By id; `on` is the last day that is looked at.
    """
    allowed = frozenset(free)
    rows = visited_before(line.bureau, line.item.code, _begins(line), on)
    found = {
        object_id: Listed(object_id, day.isoformat(), " ".join(document.split()))
        for object_id, day, document in rows
        if object_id in allowed
    }
    return [found[object_id] for object_id in sorted(found)]


def keep_listed(rows: list[Listed]) -> str:
    """Keep the list of a freeze; its SHA-256, empty for an empty list."""
    return keep_file("".join("\t".join(row) + "\n" for row in rows).encode()) if rows else ""


def listed_at_freeze(draw: Draw) -> list[Listed]:
    """The list as it stood at the freeze, by id."""
    if not draw.past_file:
        return []
    lines = read_file(draw.past_file).decode().splitlines()
    return [Listed(*line.split("\t")) for line in lines]


def _begins(line: Line) -> date:
    cycle = cycle_named(line.bureau, line.item.code, line.cycle)
    return cycle.starts if cycle else date(line.plan.year, 1, 1)
