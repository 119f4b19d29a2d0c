"""Teams of officers for the drawn enterprises (spec, "Teams")."""

from fairdraw.teams.ladder import Staffing, staff
from fairdraw.teams.lookahead import assign
from fairdraw.teams.model import (
    Assignment,
    Edges,
    NotStaffable,
    Skip,
    Team,
    TeamRule,
    TightSet,
    Visit,
)
from fairdraw.teams.skips import check_skip
from fairdraw.teams.tickets import officer_ticket

__all__ = [
    "Assignment",
    "Edges",
    "NotStaffable",
    "Skip",
    "Staffing",
    "Team",
    "TeamRule",
    "TightSet",
    "Visit",
    "assign",
    "check_skip",
    "officer_ticket",
    "staff",
]
