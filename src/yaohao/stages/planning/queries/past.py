"""Where the visit book differs from the spreadsheets of visits before this product."""

from collections.abc import Sequence
from dataclasses import dataclass

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.accounts.scope import heirs_and_own
from yaohao.stages.planning.models import Visit
from yaohao.stages.planning.queries.visits import PAST
from yaohao.stages.planning.rules import VisitKind, VisitState
from yaohao.stages.registers.models import PastVisit
from yaohao.stages.registers.rules.kinds import PastOrigin

# What a visit counts as; whether that kind counts at all is said by the limits, which are data.
KIND_OF = {
    PastOrigin.RANDOM: VisitKind.RANDOM,
    PastOrigin.CAUSE: VisitKind.CAUSE,
    PastOrigin.KEY: VisitKind.KEY,
    PastOrigin.RECHECK: VisitKind.RECHECK,
}


@dataclass(frozen=True, slots=True)
class Difference:
    """`book`: rows that the book lacks, oldest first; `free`: its visits that no row tells of."""

    book: Sequence[PastVisit]
    free: Sequence[Visit]

    def __bool__(self) -> bool:
        return bool(self.book or self.free)


def past_difference(bureau: Bureau, year: int, object_id: str = "") -> Difference:
    """What is to be booked and freed for the visits of a year, of one object or of all."""
    rows = PastVisit.objects.filter(bureau=bureau, date__year=year)
    # A bureau that went into this one may have booked for a row that came here since.
    whose = heirs_and_own(bureau.pk).values("pk")
    booked = Visit.objects.filter(bureau__in=whose, year=year, source__startswith=PAST)
    if object_id:
        rows = rows.filter(object__object_id=object_id)
        booked = booked.filter(subject=object_id)
    standing = {_row_of(visit): visit for visit in booked.exclude(state=VisitState.VOID.value)}
    told = {
        pk: KIND_OF[PastOrigin(origin)].value for pk, origin in rows.values_list("pk", "origin")
    }
    kept = {pk for pk, visit in standing.items() if told.get(pk) == visit.kind}
    lacking = rows.select_related("object").order_by("date", "pk") if told.keys() - kept else ()
    return Difference(
        book=[row for row in lacking if row.pk not in kept],
        free=[visit for pk, visit in standing.items() if pk not in kept],
    )


def source_of(row: PastVisit) -> str:
    """The name of a row in the book: as it stands now, so that a changed row is booked anew."""
    return f"{PAST}{row.pk}/{row.revision}"


def _row_of(visit: Visit) -> int:
    return int(visit.source.removeprefix(PAST).partition("/")[0])
