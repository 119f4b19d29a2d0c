"""Re-checks of orders from before this product: the order is unproven, its re-check is not."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.registers.models import Officer, PastOrder


class PastRecheckQuerySet(BureauQuerySet["PastRecheck"]):
    """Re-checks of a bureau."""


class PastRecheck(models.Model):
    """整改复查意见书 on an order that a spreadsheet names with number and day."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    order = models.ForeignKey(PastOrder, models.PROTECT, related_name="rechecks")
    number = models.CharField(_("document number"), max_length=60, unique=True)
    on = models.DateField(_("re-checked on"))
    officers = models.ManyToManyField(Officer, related_name="+")
    fulfilled = models.BooleanField(_("fulfilled"))
    opinion = models.TextField(_("opinion"))
    visit = models.CharField(max_length=80, unique=True)  # source in the visit book
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("entered"))

    objects: ClassVar[PastRecheckQuerySet] = PastRecheckQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("re-check")
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(fulfilled=True), name="past_order_fulfilled_once"
            ),
            models.CheckConstraint(condition=~Q(opinion=""), name="past_recheck_has_opinion"),
        ]

    def __str__(self) -> str:
        return self.number
