"""The register of officers (执法人员名录库, article 9) and whom they may not inspect."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, Section, User
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.registers.models.imports import ImportRun
from yaohao.stages.registers.models.objects import InspectionObject


class OfficerQuerySet(BureauQuerySet["Officer"]):
    """Officers of bureaus."""

    inherits = False

    def valid(self, on: date) -> "OfficerQuerySet":
        """Those in service whose certificate covers the day, both ends included."""
        return self.filter(active=True, valid_from__lte=on, valid_to__gte=on)


class Officer(models.Model):
    """A person with an enforcement certificate. The dates decide, not a flag (article 16)."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    name = models.CharField(_("name"), max_length=60)
    certificate = models.CharField(_("certificate number"), max_length=64, unique=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"))  # the last valid day
    functions = models.JSONField(_("may lead in"), default=list, blank=True)  # codes of Field
    trades = models.JSONField(_("trades"), default=list, blank=True)  # words, such as 化工
    region = models.CharField(_("County"), max_length=6, blank=True)  # where the officer works
    active = models.BooleanField(_("in service"), default=True)
    user = models.OneToOneField(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="officer",
        verbose_name=_("account"),
    )
    search = models.CharField(max_length=100, blank=True)
    revision = models.PositiveIntegerField(default=1)
    imported = models.ForeignKey(  # the sheet that changed it last
        ImportRun, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[OfficerQuerySet] = OfficerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("officer")
        verbose_name_plural = _("officers")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__gte=models.F("valid_from")),
                name="officer_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """Name of the officer in the trail."""
        return f"registers.officer:{self.certificate}"

    def valid_on(self, day: date) -> bool:
        """Whether the officer may inspect on that day."""
        return self.active and self.valid_from <= day <= self.valid_to


class Leave(models.Model):
    """Days on which an officer is not there (休假、学习、借调); both ends are days of leave."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="leaves")
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="leave_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} {self.first} – {self.last}"


class Recusal(models.Model):
    """The officer may not be drawn for the object (回避). Never says why in public."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="recusals")
    object = models.ForeignKey(InspectionObject, models.PROTECT, related_name="recusals")
    reason = models.CharField(_("reason"), max_length=200)
    declared_on = models.DateField(_("declared on"))
    lifted_on = models.DateField(_("lifted on"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "object"],
                condition=models.Q(lifted_on=None),
                name="recusal_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} – {self.object}"
