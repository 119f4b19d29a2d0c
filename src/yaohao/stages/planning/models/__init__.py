"""The plan, its filing, and the visit book."""

from yaohao.stages.planning.models.lines import (
    AIMS,
    ROUNDINGS,
    STATES,
    Filing,
    Line,
    LineQuerySet,
    Plan,
    PlanQuerySet,
)
from yaohao.stages.planning.models.visits import (
    GROUPS,
    KINDS,
    SCOPES,
    VISIT_STATES,
    Cap,
    Visit,
    VisitCounter,
    VisitQuerySet,
)

__all__ = [
    "AIMS",
    "GROUPS",
    "KINDS",
    "ROUNDINGS",
    "SCOPES",
    "STATES",
    "VISIT_STATES",
    "Cap",
    "Filing",
    "Line",
    "LineQuerySet",
    "Plan",
    "PlanQuerySet",
    "Visit",
    "VisitCounter",
    "VisitQuerySet",
]
