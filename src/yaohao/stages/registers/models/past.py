"""What was done before this product: visits and open orders from spreadsheets, "not proven".

No draw, record or signature stands behind these rows. They say so wherever they are shown, and
feed the cycle, the caps and the re-checks of the first year.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.registers.models.choices import code_field, one_of
from yaohao.stages.registers.models.imports import ImportRun
from yaohao.stages.registers.models.objects import InspectionObject
from yaohao.stages.registers.rules.kinds import PastOrigin


class PastVisitQuerySet(BureauQuerySet["PastVisit"]):
    """Visits of bureaus before this product."""


class PastVisit(models.Model):
    """One visit as a spreadsheet tells it."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    object = models.ForeignKey(InspectionObject, models.PROTECT, related_name="past_visits")
    date = models.DateField(_("day of the visit"))
    item_code = models.CharField(_("item code"), max_length=32, blank=True)
    origin = code_field(_("origin"), PastOrigin, PastOrigin.RANDOM)
    result = models.CharField(_("result"), max_length=300, blank=True)
    document = models.CharField(_("document"), max_length=100, blank=True)  # number of its paper
    revision = models.PositiveIntegerField(default=1)
    imported = models.ForeignKey(ImportRun, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[PastVisitQuerySet] = PastVisitQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "object", "date", "item_code"], name="past_visit_once"
            ),
            one_of("origin", PastOrigin, "past_visit_known_origin"),
        ]
        indexes = [models.Index(fields=["bureau", "date"], name="past_visit_by_day")]

    def __str__(self) -> str:
        return f"{self.object} {self.date}"

    @property
    def subject(self) -> str:
        """Name of the visit in the trail."""
        return f"registers.past-visit:{self.pk}"


class PastOrderQuerySet(BureauQuerySet["PastOrder"]):
    """Orders of bureaus before this product."""


class PastOrder(models.Model):
    """One order to rectify (责令限期整改), open until `closed_on`, the day of its re-check."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    object = models.ForeignKey(InspectionObject, models.PROTECT, related_name="past_orders")
    number = models.CharField(_("number of the order"), max_length=100)
    date = models.DateField(_("day of the order"))
    due = models.DateField(_("due"))
    problem = models.TextField(_("problem"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    imported = models.ForeignKey(ImportRun, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[PastOrderQuerySet] = PastOrderQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "object", "number"], name="past_order_once"),
            models.CheckConstraint(
                condition=models.Q(due__gte=models.F("date")), name="past_order_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """Name of the order in the trail."""
        return f"registers.past-order:{self.pk}"
