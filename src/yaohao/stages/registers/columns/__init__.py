"""The columns of the three registers: one declaration for template, import and export."""

from collections.abc import Sequence

from yaohao.ground.sheets.columns import Column
from yaohao.stages.registers.columns.items import ITEM_COLUMNS
from yaohao.stages.registers.columns.objects import OBJECT_COLUMNS
from yaohao.stages.registers.columns.officers import OFFICER_COLUMNS
from yaohao.stages.registers.rules.kinds import Kind

COLUMNS: dict[Kind, Sequence[Column]] = {
    Kind.OBJECTS: OBJECT_COLUMNS,
    Kind.OFFICERS: OFFICER_COLUMNS,
    Kind.ITEMS: ITEM_COLUMNS,
}

__all__ = ["COLUMNS", "ITEM_COLUMNS", "OBJECT_COLUMNS", "OFFICER_COLUMNS"]
