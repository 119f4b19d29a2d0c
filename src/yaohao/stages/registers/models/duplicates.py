"""What clerks said of two objects that look like one (article 10: each object once)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.registers.models.objects import InspectionObject


class DuplicateQuerySet(BureauQuerySet["DuplicateDecision"]):
    """Decisions of bureaus."""


class DuplicateDecision(models.Model):
    """Two objects are the same, of which `kept` stays, or they are two (`kept` is None).

    A pair is written with the smaller key as `one`. The last decision counts; earlier ones stand
    in the trail.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    one = models.ForeignKey(InspectionObject, models.PROTECT, related_name="+")
    other = models.ForeignKey(InspectionObject, models.PROTECT, related_name="+")
    kept = models.ForeignKey(
        InspectionObject, models.PROTECT, null=True, blank=True, related_name="absorbed"
    )
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[DuplicateQuerySet] = DuplicateQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="duplicate_decided_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="duplicate_pair_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(kept=None)
                | models.Q(kept=models.F("one"))
                | models.Q(kept=models.F("other")),
                name="duplicate_keeps_one_of_them",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="duplicate_reason_said"),
        ]

    def __str__(self) -> str:
        return f"{self.one} = {self.other}" if self.kept_id else f"{self.one} ≠ {self.other}"
