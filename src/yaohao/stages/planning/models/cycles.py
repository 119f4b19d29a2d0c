"""The cycle within which an enterprise is drawn once by an item (article 14)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.accounts.scope import BureauQuerySet


class CycleQuerySet(BureauQuerySet["Cycle"]):
    """Cycles of a bureau."""


class Cycle(models.Model):
    """One cycle of an item, by the item's code: the log knows no versions. May span years.

    `name` is what plan lines and announcements say; cycles of one item do not overlap.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="cycles")
    item_code = models.CharField(_("item"), max_length=32)
    name = models.CharField(_("cycle"), max_length=32)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("to"))

    objects: ClassVar[CycleQuerySet] = CycleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "item_code", "name"], name="cycle_name_once"),
            models.CheckConstraint(condition=Q(starts__lte=F("ends")), name="cycle_days_order"),
            models.CheckConstraint(condition=~Q(name=""), name="cycle_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """Name in the audit trail."""
        return f"planning.cycle:{self.bureau.code}-{self.item_code}-{self.name}"
