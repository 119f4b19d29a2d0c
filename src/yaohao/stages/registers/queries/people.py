"""What stands beside a person of the registers: recusals and leave."""

from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from yaohao.stages.registers.models import ExpertRecusal, Leave, Officer, Recusal

M = TypeVar("M", bound=Model)


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


def trades_of(rows: QuerySet[Any]) -> list[tuple[str, str]]:
    """The trades that people name, as pairs to choose from; there are few hundred people."""
    named = {trade for trades in rows.values_list("trades", flat=True) for trade in trades}
    return [(trade, trade) for trade in sorted(named)]


def with_trade(rows: QuerySet[M], trade: str) -> QuerySet[M]:
    """Those who name the trade. SQLite cannot ask a list of JSON for a member."""
    pairs = rows.values_list("pk", "trades")
    return rows.filter(pk__in=[pk for pk, trades in pairs if trade in trades])
