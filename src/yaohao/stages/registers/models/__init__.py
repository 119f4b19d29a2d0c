"""The tables of the registers."""

from yaohao.stages.registers.models.duplicates import DuplicateDecision, DuplicateQuerySet
from yaohao.stages.registers.models.editions import (
    Edition,
    EditionQuerySet,
    EditionReason,
    EditionState,
)
from yaohao.stages.registers.models.experts import Expert, ExpertQuerySet, ExpertRecusal
from yaohao.stages.registers.models.grades import GradeChange
from yaohao.stages.registers.models.imports import (
    HeaderMapping,
    ImportRun,
    ImportRunQuerySet,
    ImportState,
)
from yaohao.stages.registers.models.items import (
    Item,
    ItemQuerySet,
    LegalBasis,
    LegalBasisQuerySet,
)
from yaohao.stages.registers.models.listings import (
    ListingProposal,
    ListingQuerySet,
    ListingState,
)
from yaohao.stages.registers.models.objects import (
    Counter,
    InspectionObject,
    NumberHistory,
    ObjectQuerySet,
    UnitGroup,
)
from yaohao.stages.registers.models.officers import Leave, Officer, OfficerQuerySet, Recusal
from yaohao.stages.registers.models.past import (
    PastOrder,
    PastOrderQuerySet,
    PastVisit,
    PastVisitQuerySet,
)
from yaohao.stages.registers.models.roots import FrozenPool, RegisterRoot, RootTail
from yaohao.stages.registers.models.successions import RegionSuccession

__all__ = [
    "Counter",
    "DuplicateDecision",
    "DuplicateQuerySet",
    "Edition",
    "EditionQuerySet",
    "EditionReason",
    "EditionState",
    "Expert",
    "ExpertQuerySet",
    "ExpertRecusal",
    "FrozenPool",
    "GradeChange",
    "HeaderMapping",
    "ImportRun",
    "ImportRunQuerySet",
    "ImportState",
    "InspectionObject",
    "Item",
    "ItemQuerySet",
    "Leave",
    "LegalBasis",
    "LegalBasisQuerySet",
    "ListingProposal",
    "ListingQuerySet",
    "ListingState",
    "NumberHistory",
    "ObjectQuerySet",
    "Officer",
    "OfficerQuerySet",
    "PastOrder",
    "PastOrderQuerySet",
    "PastVisit",
    "PastVisitQuerySet",
    "Recusal",
    "RegionSuccession",
    "RegisterRoot",
    "RootTail",
    "UnitGroup",
]
