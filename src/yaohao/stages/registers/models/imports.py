"""A sheet on its way into a register: kept from the dry run until it is confirmed or dropped."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.registers.models.choices import choices
from yaohao.stages.registers.rules.kinds import Kind


class ImportState(models.TextChoices):
    """Where an import stands."""

    CHECKED = "checked", _("checked, not yet imported")
    IMPORTED = "imported", _("imported")
    DROPPED = "dropped", _("dropped")


class ImportRunQuerySet(BureauQuerySet["ImportRun"]):
    """Imports of bureaus."""


class ImportRun(models.Model):
    """One uploaded sheet. `plan_digest` is what the clerk saw: the verdict on every row."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    kind = models.CharField(_("register"), max_length=10, choices=choices(Kind))
    state = models.CharField(
        max_length=10, choices=ImportState.choices, default=ImportState.CHECKED
    )
    filename = models.CharField(_("file"), max_length=200)
    file_digest = models.CharField(max_length=64)  # SHA-256; kept in ground.files
    plan_digest = models.CharField(max_length=64)
    plan_file = models.CharField(max_length=64)  # SHA-256 of the plan as shown; in ground.files
    counts = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    objects: ClassVar[ImportRunQuerySet] = ImportRunQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="imported", confirmed_at__isnull=False)
                | (~models.Q(state="imported") & models.Q(confirmed_at=None)),
                name="import_confirmed_once",
            ),
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def subject(self) -> str:
        """Name of the import in the trail."""
        return f"registers.import:{self.pk}"
