"""Reading the plan."""

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

__all__ = [
    "bases",
    "counties",
    "drawable",
    "filed_years",
    "filings",
    "has_twin",
    "items_for",
    "line",
    "line_for_draw",
    "lines",
    "plan",
    "public_rows",
    "sentence",
    "sentence_for",
    "years",
]
