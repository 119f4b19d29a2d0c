"""The tables of the registers."""

from yaohao.stages.registers.models.grades import GradeChange
from yaohao.stages.registers.models.imports import ImportRun, ImportRunQuerySet, ImportState
from yaohao.stages.registers.models.items import Item, ItemQuerySet
from yaohao.stages.registers.models.objects import (
    Counter,
    InspectionObject,
    NumberHistory,
    ObjectQuerySet,
)
from yaohao.stages.registers.models.officers import Officer, OfficerQuerySet, Recusal
from yaohao.stages.registers.models.roots import RegisterRoot, RootTail

__all__ = [
    "Counter",
    "GradeChange",
    "ImportRun",
    "ImportRunQuerySet",
    "ImportState",
    "InspectionObject",
    "Item",
    "ItemQuerySet",
    "NumberHistory",
    "ObjectQuerySet",
    "Officer",
    "OfficerQuerySet",
    "Recusal",
    "RegisterRoot",
    "RootTail",
]
