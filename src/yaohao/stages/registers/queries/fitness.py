"""Which officers may be drawn for a window or go on a day, and what keeps the others away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.models import Leave, Officer
from yaohao.stages.registers.rules.fitness import Days, Lack, lack


@dataclass(frozen=True, slots=True)
class Presence:
    """One officer and a window: what keeps away, and the leaves that touch the window."""

    officer: Officer
    lack: Lack | None
    leaves: tuple[Leave, ...]

    @property
    def partly(self) -> bool:
        """In the pool, yet on leave on some day of the window."""
        return self.lack is None and bool(self.leaves)


def presences(officers: Iterable[Officer], window: Days) -> list[Presence]:
    """How each of the officers stands to the window, in their order."""
    people = list(officers)
    leaves = leaves_of(people, window)
    return [_presence(officer, leaves.get(officer.pk, []), window) for officer in people]


def officers_for(bureau: Bureau, window: Days) -> list[Officer]:
    """The pool of a draw: in service, certificate valid from the first day to the last, and not
    on leave for all of it; by certificate."""
    return [one.officer for one in presences(_serving(bureau), window) if one.lack is None]


def presences_of(bureau: Bureau, window: Days) -> list[Presence]:
    """Everybody in service of the bureau with the window, by certificate."""
    return presences(_serving(bureau), window)


def lacks_on(officers: Iterable[Officer], day: date) -> dict[int, Presence]:
    """Those of the officers who may not go on the day, by key."""
    found = presences(officers, (day, day))
    return {one.officer.pk: one for one in found if one.lack is not None}


def leaves_of(officers: Iterable[Officer], window: Days) -> Mapping[int, list[Leave]]:
    """The standing leaves that touch the window, by officer, the earliest first."""
    rows = Leave.objects.filter(
        officer__in=[officer.pk for officer in officers], withdrawn_on=None,
        first__lte=window[1], last__gte=window[0],
    )  # fmt: skip
    found: dict[int, list[Leave]] = {}
    for row in rows.order_by("first", "pk"):
        found.setdefault(row.officer_id, []).append(row)
    return found


def on_leave(bureau: Bureau, day: date) -> QuerySet[Leave]:
    """The leaves of the bureau's officers on a day."""
    return Leave.objects.filter(
        officer__bureau=bureau, withdrawn_on=None, first__lte=day, last__gte=day
    )


def _serving(bureau: Bureau) -> QuerySet[Officer]:
    rows = Officer.objects.filter(bureau=bureau, active=True)
    return rows.select_related("section", "user", "bureau").order_by("certificate")


def _presence(officer: Officer, leaves: list[Leave], window: Days) -> Presence:
    days = [(leave.first, leave.last) for leave in leaves]
    found = lack(
        active=officer.active,
        valid=(officer.valid_from, officer.valid_to),
        leaves=days,
        window=window,
    )
    return Presence(officer, found, tuple(leaves))
