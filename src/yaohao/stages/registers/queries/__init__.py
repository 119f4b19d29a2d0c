"""Reading the registers."""

from yaohao.stages.registers.queries.alterations import Report, alterations_before_freeze
from yaohao.stages.registers.queries.groups import group_choices, level_choices
from yaohao.stages.registers.queries.pools import (
    ELIGIBLE,
    eligible,
    experts_available,
    filter_statement,
    items_in_force,
    officers_valid,
    pool,
    pool_rows,
    recusals,
    recusals_elsewhere,
    sites_of,
)
from yaohao.stages.registers.queries.public import public_rows
from yaohao.stages.registers.queries.regions import region_table

__all__ = [
    "ELIGIBLE",
    "Report",
    "alterations_before_freeze",
    "eligible",
    "experts_available",
    "filter_statement",
    "group_choices",
    "items_in_force",
    "level_choices",
    "officers_valid",
    "pool",
    "pool_rows",
    "public_rows",
    "recusals",
    "recusals_elsewhere",
    "region_table",
    "sites_of",
]
