"""The plan with its process and organs, the cycles, the scenarios, and the visit book."""

from yaohao.stages.planning.models.cycles import Cycle, CycleQuerySet
from yaohao.stages.planning.models.lines import (
    AIMS,
    REGIMES,
    ROUNDINGS,
    STATES,
    Filing,
    Line,
    LineQuerySet,
    Plan,
    PlanQuerySet,
)
from yaohao.stages.planning.models.organs import ORGANS, POSTS, Membership, MembershipQuerySet
from yaohao.stages.planning.models.partners import PARTS, Partner
from yaohao.stages.planning.models.process import Opinion, Resolution
from yaohao.stages.planning.models.scenarios import SCENARIO_STATES, Scenario, ScenarioQuerySet
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
    "ORGANS",
    "PARTS",
    "POSTS",
    "REGIMES",
    "ROUNDINGS",
    "SCENARIO_STATES",
    "SCOPES",
    "STATES",
    "VISIT_STATES",
    "Cap",
    "Cycle",
    "CycleQuerySet",
    "Filing",
    "Line",
    "LineQuerySet",
    "Membership",
    "MembershipQuerySet",
    "Opinion",
    "Partner",
    "Plan",
    "PlanQuerySet",
    "Resolution",
    "Scenario",
    "ScenarioQuerySet",
    "Visit",
    "VisitCounter",
    "VisitQuerySet",
]
