"""The enterprise asks that an officer withdraw, and the head answers (行政处罚法 art. 43)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import User
from yaohao.stages.draw.models import Substitution
from yaohao.stages.inspection.models.inspections import Inspection
from yaohao.stages.inspection.rules import Plea
from yaohao.stages.registers.models import Officer


class RecusalRequest(models.Model):
    """回避申请: an officer of the team is asked to withdraw; the head grants it or not.

    `reason` in the enterprise's words; `account` is the officer's, so that the database keeps
    whoever is asked about from deciding. Granted, the place is drawn again (`substitution`), or the
    head names somebody (`named_by`) where no lot gives anybody; `successor` came at `joined_at`.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="recusal_requests")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    role = models.CharField(_("place in the team"), max_length=16)
    account = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(_("reason of the enterprise"))
    asked_person = models.CharField(_("asked by"), max_length=60)
    asked_at = models.DateTimeField(_("asked at"))
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("noted at"))
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    granted = models.BooleanField(_("granted"), null=True, blank=True)
    grounds = models.TextField(_("grounds"), blank=True)
    substitution = models.OneToOneField(
        Substitution, models.PROTECT, null=True, blank=True, related_name="recusal_request"
    )
    successor = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("came instead"),
    )  # fmt: skip
    named_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    joined_at = models.DateTimeField(_("joined at"), null=True, blank=True)

    class Meta:
        verbose_name = _("request for recusal")
        verbose_name_plural = _("requests for recusal")
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "officer"], condition=Q(decided_at=None),
                name="recusal_request_one_open",
            ),
            models.UniqueConstraint(
                fields=["inspection", "officer"], condition=Q(granted=True),
                name="recusal_request_granted_once",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(asked_person=""), name="recusal_request_says_why"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, granted=None, grounds="")
                | (
                    Q(decided_by__isnull=False, decided_at__isnull=False, granted__isnull=False)
                    & ~Q(grounds="")
                ),
                name="recusal_request_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(account=None) | Q(decided_by=None) | ~Q(decided_by=F("account")),
                name="recusal_request_not_by_oneself",
            ),
            models.CheckConstraint(
                # `granted=True` alone is unknown, not false, while nothing is decided
                condition=Q(granted__isnull=False, granted=True)
                | Q(substitution=None, successor=None, named_by=None, joined_at=None),
                name="recusal_request_granted_first",
            ),
            models.CheckConstraint(
                condition=Q(successor=None, joined_at=None)
                | Q(successor__isnull=False, joined_at__isnull=False),
                name="recusal_request_joined_whole",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.inspection.number} {self.officer.name}"

    @property
    def state(self) -> Plea:
        """Where the request stands."""
        if self.granted is None:
            return Plea.ASKED
        return Plea.GRANTED if self.granted else Plea.REFUSED

    @property
    def waits(self) -> bool:
        """Granted, and nobody has come in the officer's place yet."""
        return bool(self.granted) and self.successor_id is None
