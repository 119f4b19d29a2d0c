"""Penalty cases that an inspection led to (article 18; 行政处罚法)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.followup.rules import CaseState, PenaltyKind
from yaohao.stages.inspection.models import Inspection

CASE_STATES = [
    (CaseState.FILED.value, _("filed")),
    (CaseState.NOTIFIED.value, _("enterprise notified")),
    (CaseState.DECIDED.value, pgettext_lazy("penalty case", "decided")),
    (CaseState.EXECUTED.value, _("executed")),
    (CaseState.CLOSED.value, _("closed")),
    (CaseState.DROPPED.value, _("dropped")),
    (CaseState.ANNULLED.value, _("annulled")),
]
PENALTIES = [
    (PenaltyKind.WARNING.value, _("warning")),
    (PenaltyKind.FINE.value, _("fine or confiscation")),
    (PenaltyKind.LICENCE.value, _("licence suspended or revoked")),
    (PenaltyKind.SHUTDOWN.value, _("ordered to stop or close")),
    (PenaltyKind.OTHER.value, _("other")),
]


class PenaltyCaseQuerySet(BureauQuerySet["PenaltyCase"]):
    """Cases of a bureau."""


class PenaltyCase(models.Model):
    """One case against one enterprise. `publish_by`: seven working days after the decision."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="cases")
    number = models.CharField(_("case number"), max_length=60, unique=True)
    state = models.CharField(
        _("state"), max_length=16, choices=CASE_STATES, default=CaseState.FILED.value
    )
    violation = models.TextField(_("violation"))
    basis = models.TextField(_("legal basis"))
    filed_on = models.DateField(_("filed on"))
    notified_on = models.DateField(_("notified on"), null=True, blank=True)
    decision = models.CharField(_("number of the decision"), max_length=60, null=True, unique=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    kind = models.CharField(_("kind of penalty"), max_length=16, choices=PENALTIES, blank=True)
    penalty = models.TextField(_("penalty"), blank=True)
    amount = models.DecimalField(
        _("amount (yuan)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    publish_by = models.DateField(_("to be published by"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    reason = models.CharField(_("dropped or annulled because"), max_length=300, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects: ClassVar[PenaltyCaseQuerySet] = PenaltyCaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in CaseState]),
                name="case_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "executed", "closed", "annulled"])
                | (
                    Q(decision__isnull=False, decided_on__isnull=False, publish_by__isnull=False)
                    & ~Q(kind="")
                    & ~Q(penalty="")
                ),
                name="case_decision_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["dropped", "annulled"]) | ~Q(reason=""),
                name="case_end_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """Name in the audit trail."""
        return f"followup.case:{self.number}"
