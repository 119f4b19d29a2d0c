"""The library of experts (专家库, article 16)."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.registers.models.imports import ImportRun
from yaohao.stages.registers.models.objects import InspectionObject
from yaohao.stages.registers.rules.trades import lot_name


class ExpertQuerySet(BureauQuerySet["Expert"]):
    """Experts of bureaus."""

    inherits = False

    def available(self, on: date) -> "ExpertQuerySet":
        """Those appointed on the day, both ends included."""
        return self.filter(
            models.Q(valid_to=None) | models.Q(valid_to__gte=on), active=True, valid_from__lte=on
        )


class Expert(models.Model):
    """A person whose knowledge a visit may need; drawn by lot as officers are.

    `drawn_as`: how the lists of draws named the expert before the bureau went into another; they
    go on to do so, whatever number the new bureau gave. Empty for all others.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    code = models.CharField(_("expert number"), max_length=32)
    name = models.CharField(_("name"), max_length=60)
    title = models.CharField(_("professional title"), max_length=60, blank=True)
    trades = models.JSONField(_("trades"), default=list, blank=True)  # words, such as 化工
    employer = models.CharField(_("employer"), max_length=200, blank=True)
    region = models.CharField(_("County"), max_length=6, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)  # the last valid day
    active = models.BooleanField(_("in service"), default=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    search = models.CharField(max_length=300, blank=True)
    drawn_as = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=1)
    imported = models.ForeignKey(  # the sheet that changed it last
        ImportRun, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[ExpertQuerySet] = ExpertQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("expert")
        verbose_name_plural = _("experts")
        constraints = [
            models.UniqueConstraint(fields=["bureau", "code"], name="expert_code_once"),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="expert_dates_in_order",
            ),
            models.UniqueConstraint(
                fields=["drawn_as"], condition=~models.Q(drawn_as=""), name="expert_drawn_as_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """Name of the expert in the trail."""
        return f"registers.expert:{self.bureau_id}:{self.code}"

    @property
    def certificate(self) -> str:
        """How the lists of a draw name the expert; no officer's number has a blank."""
        return self.drawn_as or lot_name(self.bureau.code, self.code)


class ExpertRecusal(models.Model):
    """The expert may not be drawn for the object (回避). Never says why in public."""

    expert = models.ForeignKey(Expert, models.PROTECT, related_name="recusals")
    object = models.ForeignKey(InspectionObject, models.PROTECT, related_name="expert_recusals")
    reason = models.CharField(_("reason"), max_length=200)
    declared_on = models.DateField(_("declared on"))
    lifted_on = models.DateField(_("lifted on"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["expert", "object"],
                condition=models.Q(lifted_on=None),
                name="expert_recusal_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert} – {self.object}"
