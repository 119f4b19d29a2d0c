"""What a statistic is asked for, and the rows that answers come from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce, TruncDate

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.accounts.scope import heirs_and_own
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.planning.rules import Regime


@dataclass(frozen=True, slots=True)
class Chosen:
    """One year of a bureau; section by key, regime and county only where asked for."""

    bureau: Bureau
    year: int
    section: int | None = None
    regime: Regime | None = None
    county: str = ""

    @property
    def days(self) -> tuple[date, date]:
        """First and last day of the year."""
        return date(self.year, 1, 1), date(self.year, 12, 31)

    def near(self, today: date) -> date:
        """Today, or the day of the year that is nearest to it."""
        first, last = self.days
        return min(max(today, first), last)


def own(bureau: Bureau) -> Any:
    """Keys of the bureau and of those that went into it."""
    return heirs_and_own(bureau.pk).values("pk")


def counted(bureau: Bureau) -> Any:
    """The visits of a bureau, exercises left out, each with its `day`: the day it was planned for,
    or where none was, that on which it was begun."""
    rows = Inspection.objects.filter(bureau__in=own(bureau)).exclude(draw__exercise=True)
    return rows.annotate(day=Coalesce(F("planned_on"), TruncDate("made_at")))
