"""Reading the plan."""

from yaohao.stages.planning.queries.cycles import left_for, left_in, running
from yaohao.stages.planning.queries.grounds import Ground, ground, grounds
from yaohao.stages.planning.queries.lines import (
    bases,
    counties,
    drawable,
    filings,
    has_twin,
    items_for,
    line,
    line_for_draw,
    lines,
    plan,
    sentence,
    sentence_for,
    years,
)
from yaohao.stages.planning.queries.public import filed_years, public_rows
from yaohao.stages.planning.queries.unused import reported, unused_items
from yaohao.stages.planning.queries.visits import (
    FullHouse,
    caps,
    count_without_place,
    unproven_visits,
    visit_of,
    visits_left,
    without_place,
)

__all__ = [
    "FullHouse",
    "Ground",
    "bases",
    "caps",
    "count_without_place",
    "counties",
    "drawable",
    "filed_years",
    "filings",
    "ground",
    "grounds",
    "has_twin",
    "items_for",
    "left_for",
    "left_in",
    "line",
    "line_for_draw",
    "lines",
    "plan",
    "public_rows",
    "reported",
    "running",
    "sentence",
    "sentence_for",
    "unproven_visits",
    "unused_items",
    "visit_of",
    "visits_left",
    "without_place",
    "years",
]
