"""What stands beside a person of the registers: recusals and leave."""

from datetime import date
from typing import Any

from yaohao.stages.registers.models import ExpertRecusal, Leave, Officer, Recusal


def standing_recusals(**of: Any) -> list[Recusal]:
    """The recusals of an officer or of an object that were not lifted, the oldest first."""
    rows = Recusal.objects.filter(**of, lifted_on=None).select_related("officer", "object")
    return list(rows.order_by("declared_on", "pk"))


def expert_recusals(**of: Any) -> list[ExpertRecusal]:
    """The same for an expert."""
    rows = ExpertRecusal.objects.filter(**of, lifted_on=None).select_related("expert", "object")
    return list(rows.order_by("declared_on", "pk"))


def leaves_ahead(officer: Officer, today: date) -> list[Leave]:
    """The leaves of an officer that are not over, the next first."""
    return list(officer.leaves.filter(withdrawn_on=None, last__gte=today).order_by("first", "pk"))
