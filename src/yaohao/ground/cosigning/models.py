"""Proposals to name or to end a cosigner: one person proposes, a second confirms."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.cosigning.rules import What
from yaohao.ground.ledger.models import Cosigner

WHAT = {What.NAME.value: _("Name a cosigner"), What.END.value: _("End a cosigner")}


class Proposal(models.Model):
    """What one person proposes; `accepted` is None until somebody decides."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=list(WHAT.items()))
    name = models.CharField(max_length=64)
    key = models.CharField(max_length=160)
    holder = models.CharField(max_length=100)
    cause = models.CharField(max_length=200, blank=True)  # why it ends
    cosigner = models.ForeignKey(Cosigner, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "name"],
                condition=models.Q(accepted=None),
                name="cosigning_one_open_proposal",
            ),
            models.CheckConstraint(
                condition=models.Q(what__in=[what.value for what in What]),
                name="cosigning_known_proposal",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted=None, decided_by=None, decided_at=None)
                | models.Q(accepted__isnull=False, decided_by__isnull=False,
                           decided_at__isnull=False),
                name="cosigning_decided_whole",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.what} {self.name}"

    @property
    def subject(self) -> str:
        """As the trail names it."""
        return f"cosigner:{self.name}"
