"""The record of the visit, its report in five parts, and the summary to the hall (article 15)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, Section, User
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.draw.models import Draw
from yaohao.stages.inspection.models.inspections import Inspection


class Record(models.Model):
    """现场检查记录: made on arrival, sealed at the end. `digest`: of the sealed content."""

    inspection = models.OneToOneField(Inspection, models.PROTECT, related_name="record")
    started_at = models.DateTimeField(_("from"))
    ended_at = models.DateTimeField(_("to"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=300)
    person = models.CharField(_("person in charge on site"), max_length=60, blank=True)
    post = models.CharField(_("post"), max_length=60, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    identity_shown = models.BooleanField(_("certificates shown"), default=False)
    recusal_told = models.BooleanField(_("told of the right to ask for recusal"), default=False)
    recusal_asked = models.BooleanField(_("recusal asked for"), default=False)
    situation = models.TextField(_("what was found"), blank=True)
    statement = models.TextField(_("statement of the enterprise"), blank=True)
    sealed_at = models.DateTimeField(_("sealed at"), null=True, blank=True)
    sealed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="record_times_in_order",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at=None, digest="")
                | (Q(sealed_at__isnull=False, ended_at__isnull=False) & ~Q(digest="")),
                name="record_sealed_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.inspection.number


class Report(models.Model):
    """检查报告 in its five parts; `due` is the fifth working day after the end.

    `provisional`: the year's working days are not all published yet; counted again when they are.
    """

    inspection = models.OneToOneField(Inspection, models.PROTECT, related_name="report")
    time = models.TextField(_("time of the inspection"), blank=True)
    content = models.TextField(_("content of the inspection"), blank=True)
    record = models.TextField(_("record of the inspection"), blank=True)
    evaluation = models.TextField(_("evaluation of compliance"), blank=True)
    advice = models.TextField(_("handling opinion and advice"), blank=True)
    due = models.DateField(_("due"))
    provisional = models.BooleanField(default=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None)
                | ~(Q(time="") | Q(content="") | Q(record="") | Q(evaluation="") | Q(advice="")),
                name="report_closed_with_five_parts",
            ),
        ]

    def __str__(self) -> str:
        return self.inspection.number


class SummaryQuerySet(BureauQuerySet["Summary"]):
    """Summaries of bureaus."""


class Summary(models.Model):
    """汇总报告 of a section on one task; `figures` are the numbers as they were written."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    draw = models.ForeignKey(Draw, models.PROTECT, related_name="summaries")
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    number = models.CharField(_("document number"), max_length=60, unique=True)
    figures = models.JSONField(default=dict)
    text = models.TextField(_("text"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"))

    objects: ClassVar[SummaryQuerySet] = SummaryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "section"], name="summary_once_per_section"),
            models.UniqueConstraint(
                fields=["draw"], condition=Q(section=None), name="summary_once_without_section"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """Name in the audit trail and of its documents."""
        return f"inspection.summary:{self.draw.number}:{self.section_id or 0}"


class Delivery(models.Model):
    """The summary handed to the government hall, with its receipt (article 15)."""

    summary = models.OneToOneField(Summary, models.PROTECT, related_name="delivery")
    receipt = models.CharField(_("receipt number"), max_length=60)
    delivered_on = models.DateField(_("delivered on"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(receipt=""), name="delivery_has_receipt"),
        ]

    def __str__(self) -> str:
        return self.receipt
