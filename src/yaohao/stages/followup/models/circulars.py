"""一抽查一通报: the circular of a task (article 18)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.draw.models import Draw
from yaohao.stages.followup.rules import CircularState

CIRCULAR_STATES = [
    (CircularState.DRAFT.value, _("draft")),
    (CircularState.SUBMITTED.value, _("waiting for approval")),
    (CircularState.ISSUED.value, _("issued")),
]


class CircularQuerySet(BureauQuerySet["Circular"]):
    """Circulars of a bureau."""


class Circular(models.Model):
    """One circular per task; `figures` as they were when it was issued."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    draw = models.OneToOneField(Draw, models.PROTECT, related_name="circular")
    number = models.CharField(_("document number"), max_length=60, null=True, unique=True)
    state = models.CharField(
        _("state"), max_length=16, choices=CIRCULAR_STATES, default=CircularState.DRAFT.value
    )
    title = models.CharField(_("title"), max_length=200)
    overview = models.TextField(_("overview"))
    findings = models.TextField(_("violations found"))
    common = models.TextField(_("common problems"), blank=True)
    demands = models.TextField(_("what is asked"))
    addressees = models.CharField(_("to"), max_length=300)
    figures = models.JSONField(default=dict)
    returned = models.CharField(_("returned because"), max_length=300, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects: ClassVar[CircularQuerySet] = CircularQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in CircularState]),
                name="circular_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="issued", number__isnull=False, issued_at__isnull=False)
                | (~Q(state="issued") & Q(number=None, issued_at=None)),
                name="circular_issued_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.title

    @property
    def subject(self) -> str:
        """Name in the audit trail and of its documents."""
        return f"followup.circular:{self.draw.number}"
