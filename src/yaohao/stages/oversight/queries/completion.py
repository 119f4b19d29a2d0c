"""How far the filed lines of a year are done, line by line and month by month.

How many were drawn is what announcement and frozen counts say will be drawn; a sealed result is
never read (article 20).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries import public_draw
from yaohao.stages.draw.rules import DRAWN
from yaohao.stages.inspection.rules import VISITED, State
from yaohao.stages.oversight.queries.choosing import Chosen, counted, own
from yaohao.stages.oversight.rules.completion import Completion, overdue
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries import sentence
from yaohao.stages.planning.rules import LineState, Regime
from yaohao.stages.registers.rules.kinds import StratifyBy

Named = tuple[int, int]
"""Plan and number: all versions of a line."""


@dataclass(frozen=True, slots=True)
class Part:
    """A line and how far it is done; `draw` is the number of the draw made from it, if any."""

    line: Line
    draw: str
    done: Completion

    @property
    def regime(self) -> Regime:
        """Its kind of inspection."""
        return Regime(self.line.regime)


def line_parts(chosen: Chosen, today: date) -> list[Part]:
    """The filed lines that match, in the plan's order."""
    seen, drawn = _seen(chosen), _drawn(chosen)
    found = []
    for line in _lines(chosen):
        name = (line.plan_id, line.number)
        draw = drawn.get(name)
        planned = _planned(line, draw, chosen.county)
        visited = sum(seen[name, state] for state in VISITED)
        late = overdue(planned, visited, seen[name, State.VOID.value], line.window_end, today)
        done = Completion(
            planned,
            planned if draw or planned is None else 0,
            visited,
            seen[name, State.REPORTED.value],
            late,
        )
        found.append(Part(line, draw.number if draw else "", done))
    return found


def month_parts(
    chosen: Chosen, parts: Iterable[Part]
) -> list[tuple[tuple[int, Regime], Completion]]:
    """Month and kind of each line by the last day of its visits, and of each visit by its day."""
    found = [
        (
            (part.line.window_end.month, part.regime),
            Completion(part.done.planned, part.done.drawn, 0, 0, part.done.overdue),
        )
        for part in parts
    ]
    rows = _visits(chosen).filter(state__in=VISITED)
    for day, regime, state in rows.values_list("day", "line__regime", "state"):
        reported = int(state == State.REPORTED.value)
        found.append(((day.month, Regime(regime)), Completion(None, None, 1, reported, None)))
    return sorted(found, key=lambda pair: (pair[0][0], list(Regime).index(pair[0][1])))


def _lines(chosen: Chosen) -> Iterable[Line]:
    rows = Line.objects.filter(
        plan__bureau__in=own(chosen.bureau), plan__year=chosen.year, state=LineState.FILED.value
    )
    if chosen.section:
        rows = rows.filter(section=chosen.section)
    if chosen.regime:
        rows = rows.filter(regime=chosen.regime.value)
    for line in rows.select_related("plan__bureau", "item", "section").order_by("plan", "number"):
        if (
            not chosen.county
            or not line.pool_filter.regions
            or chosen.county in line.pool_filter.regions
        ):
            yield line


def _planned(line: Line, draw: Draw | None, county: str) -> int | None:
    if county and line.stratify_by != StratifyBy.REGION.value:
        if tuple(line.pool_filter.regions) != (county,):
            return None  # no line says how many of it fall to one county
        county = ""
    if draw:  # frozen counts and announced shares: the sealed result is not read
        strata = public_draw(draw.number).strata
        return sum(one.quota or 0 for one in strata if not county or one.code == county)
    counted = sentence(line)
    if not county:
        return counted.to_draw
    return sum(one.drawn for one in counted.portions if one.code == county)


def _drawn(chosen: Chosen) -> dict[Named, Draw]:
    rows = Draw.objects.filter(
        line__plan__bureau__in=own(chosen.bureau), line__plan__year=chosen.year, exercise=False
    )
    last = {
        (draw.line.plan_id, draw.line.number): draw
        for draw in rows.select_related("line").order_by("attempt", "pk")
    }
    return {name: draw for name, draw in last.items() if draw.state in DRAWN}


def _visits(chosen: Chosen) -> Any:
    rows = counted(chosen.bureau).filter(line__plan__year=chosen.year)
    if chosen.section:
        rows = rows.filter(line__section=chosen.section)
    if chosen.regime:
        rows = rows.filter(line__regime=chosen.regime.value)
    return rows.filter(object__region=chosen.county) if chosen.county else rows


def _seen(chosen: Chosen) -> Counter[tuple[Named, str]]:
    rows = _visits(chosen).values_list("line__plan", "line__number", "state")
    return Counter(((plan, number), state) for plan, number, state in rows)
