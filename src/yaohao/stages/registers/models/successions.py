"""Counties that were merged or renamed (GB/T 2260 goes on changing)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import User


class RegionSuccession(models.Model):
    """A code that was replaced from a day on; old records keep it, and it is found under the new.

    Several codes with one successor are a merger; `name` is that of the successor.
    """

    old = models.CharField(_("old code"), max_length=6, unique=True)
    new = models.CharField(_("new code"), max_length=6)
    name = models.CharField(_("new name"), max_length=60)
    on = models.DateField(_("from"))
    document = models.CharField(_("document"), max_length=200)  # what ordered it
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(old=models.F("new")), name="region_follows_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"

    @property
    def subject(self) -> str:
        """Name of the succession in the trail."""
        return f"registers.region:{self.old}"
