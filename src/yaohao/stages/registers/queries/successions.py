"""Counties that were merged or renamed: what is entered, and whom it concerns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import Expert, InspectionObject, Officer, RegionSuccession
from yaohao.stages.registers.queries.regions import region_table
from yaohao.stages.registers.rules.regions import inside

PLACED: tuple[Any, ...] = (InspectionObject, Officer, Expert)  # what carries the code of a county


@dataclass(frozen=True, slots=True)
class Effect:
    """What a succession does in one bureau; numbers only, for its rows are its own (article 2)."""

    bureau: Bureau
    objects: int = 0
    officers: int = 0
    experts: int = 0

    @property
    def itself(self) -> bool:
        """Whether the bureau has nothing but its own code to change."""
        return not (self.objects or self.officers or self.experts)


def successions() -> QuerySet[RegionSuccession]:
    """Every succession that was entered, the latest day first."""
    return RegionSuccession.objects.select_related("by").order_by("-on", "old")


def effects(olds: Collection[str]) -> list[Effect]:
    """The bureaus that the end of these codes concerns, by code, with their rows."""
    counts: dict[int, dict[str, int]] = {
        pk: {} for pk in Bureau.objects.filter(region__in=olds).values_list("pk", flat=True)
    }
    for name, model in zip(("objects", "officers", "experts"), PLACED, strict=True):
        rows = model.objects.filter(region__in=olds).order_by().values_list("bureau")
        for bureau, count in rows.annotate(Count("pk")):
            counts.setdefault(bureau, {})[name] = count
    found = Bureau.objects.filter(pk__in=counts).order_by("code")
    return [Effect(bureau, **counts[bureau.pk]) for bureau in found]


def due(today: date) -> list[tuple[RegionSuccession, list[Bureau]]]:
    """Successions whose day has come, in the order of their days, with the bureaus they wait in."""
    rows = RegionSuccession.objects.filter(on__lte=today).order_by("on", "old")
    waiting = [(row, [each.bureau for each in effects([row.old])]) for row in rows]
    return [(row, bureaus) for row, bureaus in waiting if bureaus]


def refuse_below(bureau: Bureau) -> None:
    """Raise RegisterError for a bureau that is not at the top."""
    if bureau.parent_id is not None:
        raise RegisterError(_("Counties are merged and renamed by the bureau at the top alone."))


def check_succession(
    bureau: Bureau, *, olds: Sequence[str], new: str, name: str, document: str
) -> None:
    """Raise RegisterError, with what to mend, for a succession that cannot be."""
    refuse_below(bureau)
    jurisdiction, table = bureau.region, region_table()
    if not olds:
        raise RegisterError(_("Choose at least one county that ends."))
    entered = set(RegionSuccession.objects.values_list("old", flat=True))
    for old in olds:
        if old.endswith("00") or not inside(old, jurisdiction) or table.current(old) != old:
            raise RegisterError(_("%(code)s is no county of this area today.") % {"code": old})
        if old in entered:
            raise RegisterError(_("For %(code)s a successor is entered already.") % {"code": old})
    if not (len(new) == 6 and new.isascii() and new.isdigit()) or new.endswith("00"):
        raise RegisterError(_("Type the six digits of the new county."))
    if new in olds or new in entered or table.current(new) not in (new, None):
        raise RegisterError(
            _("%(code)s ends itself: choose the county that stays.") % {"code": new}
        )
    if not inside(new, jurisdiction) and jurisdiction not in olds:
        raise RegisterError(_("%(code)s lies outside of this area.") % {"code": new})
    if not name.strip():
        raise RegisterError(_("Type the name of the new county."))
    if not document.strip():
        raise RegisterError(_("Name the document that orders it."))
