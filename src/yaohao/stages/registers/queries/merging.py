"""What happens to the registers of a bureau that goes into another, before it happens."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.models import (
    Expert,
    ImportRun,
    ImportState,
    InspectionObject,
    Officer,
    PastOrder,
    PastVisit,
)
from yaohao.stages.registers.rules.regions import inside

OVER = [ImportState.IMPORTED, ImportState.UNDONE, ImportState.DROPPED, ImportState.REFUSED]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a merger does. `twice`: objects that both have, of which the successor's row stays.

    `outside`: codes of counties beyond the successor's area (article 2), `sheets` imports that are
    neither confirmed nor dropped; with either there is no merger.
    """

    objects: int
    twice: Sequence[InspectionObject]
    renumbered: int
    officers: int
    experts: int
    past: int
    outside: Sequence[str]
    sheets: Sequence[str]

    @property
    def obstacles(self) -> list[str]:
        """Why the registers cannot be merged, each with its repair."""
        found = []
        if self.outside:
            said = _(
                "Objects lie in %(codes)s, outside of the successor's area: merge the counties "
                "first."
            )
            found.append(said % {"codes": "、".join(self.outside)})
        if self.sheets:
            said = _("Sheets wait to be confirmed or dropped: %(names)s.")
            found.append(said % {"names": "、".join(self.sheets)})
        return found


def outlook(old: Bureau, new: Bureau) -> Outlook:
    """What happens to the rows of `old`."""
    twice, moving = list(in_both(old, new).order_by("object_id")), in_one(old, new)
    regions = moving.order_by().values_list("region", flat=True).distinct()
    sheets = ImportRun.objects.of(old).exclude(state__in=OVER)
    return Outlook(
        objects=moving.count(),
        twice=twice,
        renumbered=with_taken_numbers(moving, new).count(),
        officers=Officer.objects.filter(bureau=old).count(),
        experts=Expert.objects.filter(bureau=old).count(),
        past=PastVisit.objects.filter(bureau=old).count()
        + PastOrder.objects.filter(bureau=old).count(),
        outside=sorted(code for code in set(regions) if not inside(code, new.region)),
        sheets=list(sheets.values_list("filename", flat=True)),
    )


def in_both(old: Bureau, new: Bureau) -> QuerySet[InspectionObject]:
    """Rows of `old` whose object the register of `new` has as well."""
    return InspectionObject.objects.filter(bureau=old, object_id__in=_ids(new))


def in_one(old: Bureau, new: Bureau) -> QuerySet[InspectionObject]:
    """The rest of its rows: those that go over."""
    return InspectionObject.objects.filter(bureau=old).exclude(object_id__in=_ids(new))


def _ids(bureau: Bureau) -> Any:
    return InspectionObject.objects.filter(bureau=bureau).values("object_id")


def with_taken_numbers(rows: QuerySet[InspectionObject], new: Bureau) -> QuerySet[InspectionObject]:
    """Those whose number the register of `new` has given to another object."""
    taken = InspectionObject.objects.filter(bureau=new).values("number")
    return rows.filter(number__in=taken)
