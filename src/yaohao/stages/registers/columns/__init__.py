"""The columns of the registers: one declaration for template, import and export."""

from collections.abc import Sequence

from yaohao.ground.sheets.columns import Column
from yaohao.stages.registers.columns.experts import EXPERT_COLUMNS
from yaohao.stages.registers.columns.items import ITEM_COLUMNS
from yaohao.stages.registers.columns.objects import OBJECT_COLUMNS
from yaohao.stages.registers.columns.officers import OFFICER_COLUMNS
from yaohao.stages.registers.columns.past import ORDER_COLUMNS, VISIT_COLUMNS
from yaohao.stages.registers.rules.kinds import Kind

COLUMNS: dict[Kind, Sequence[Column]] = {
    Kind.OBJECTS: OBJECT_COLUMNS,
    Kind.OFFICERS: OFFICER_COLUMNS,
    Kind.ITEMS: ITEM_COLUMNS,
    Kind.EXPERTS: EXPERT_COLUMNS,
    Kind.VISITS: VISIT_COLUMNS,
    Kind.ORDERS: ORDER_COLUMNS,
}

__all__ = ["COLUMNS", "ITEM_COLUMNS", "OBJECT_COLUMNS", "OFFICER_COLUMNS"]
