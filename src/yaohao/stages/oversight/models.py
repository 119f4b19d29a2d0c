"""Complaints about officers and procedures, with what was found and done (article 21)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.oversight.rules.complaints import Finding, State
from yaohao.stages.registers.models import Officer

STATES = [
    (State.RECEIVED.value, _("received")),
    (State.INVESTIGATING.value, _("being investigated")),
    (State.FOUND.value, _("finding written")),
    (State.MEASURED.value, _("measure taken")),
    (State.ANSWERED.value, _("answered")),
    (State.CLOSED.value, _("closed")),
]
FINDINGS = [
    (Finding.FOUNDED.value, _("founded")),
    (Finding.PARTLY.value, _("founded in part")),
    (Finding.UNFOUNDED.value, _("unfounded")),
]


class ComplaintQuerySet(BureauQuerySet["Complaint"]):
    """Complaints; the person they are about never sees them."""

    def visible_to(self, user: User) -> Any:
        """Those of the own bureau; a clerk sees what the clerk received, the accused nothing."""
        rows = self.filter(bureau=user.bureau_id).exclude(officer__user=user)
        if user.holds(Role.DIRECTOR, Role.DEPUTY, Role.AUDITOR):
            return rows
        return rows.filter(received_by=user)


class Complaint(models.Model):
    """One complaint. `complainant` may be empty: anonymous complaints are taken too."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    number = models.CharField(_("number"), max_length=40, unique=True)
    state = models.CharField(
        _("state"), max_length=16, choices=STATES, default=State.RECEIVED.value
    )
    complainant = models.CharField(_("complainant"), max_length=100, blank=True)
    contact = models.CharField(_("how to reach the complainant"), max_length=100, blank=True)
    text = models.TextField(_("complaint"))
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, null=True, blank=True, related_name="complaints"
    )
    officer = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="complaints",
        verbose_name=_("about the officer"),
    )  # fmt: skip
    received_on = models.DateField(_("received on"))
    received_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    due = models.DateField(_("answer due"))
    finding = models.CharField(_("finding"), max_length=16, choices=FINDINGS, blank=True)
    finding_text = models.TextField(_("what was established"), blank=True)
    measure = models.TextField(_("measure"), blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    objects: ClassVar[ComplaintQuerySet] = ComplaintQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="complaint_has_text"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="complaint_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["received", "investigating"])
                | (~Q(finding="") & ~Q(finding_text="")),
                name="complaint_finding_written",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["received", "investigating", "found"]) | ~Q(measure=""),
                name="complaint_measure_written",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "closed"])
                | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="complaint_answer_written",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """Name in the audit trail."""
        return f"oversight.complaint:{self.number}"
