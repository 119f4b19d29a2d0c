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

    WAITING = "waiting", _("waiting to be read")
    READING = "reading", _("being read")
    UNCLEAR = "unclear", _("columns to be named")
    WRITING = "writing", _("being imported")
    REFUSED = "refused", _("could not be read")
    CHECKED = "checked", _("checked, not yet imported")
    IMPORTED = "imported", _("imported")
    DROPPED = "dropped", _("dropped")
    UNDONE = "undone", _("undone")


class ImportRunQuerySet(BureauQuerySet["ImportRun"]):
    """Imports of bureaus."""


class HeaderMapping(models.Model):
    """Which column a header means where its name does not say: mapped once by hand, remembered.

    `headers` is the SHA-256 of the sheet's header; `columns` maps places from 0 to column keys,
    empty for a column that is not read.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    kind = models.CharField(_("register"), max_length=10, choices=choices(Kind))
    headers = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "kind", "headers"], name="mapping_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.headers[:8]}"


class ImportRun(models.Model):
    """One uploaded sheet. `plan_digest` is what the clerk saw: the verdict on every row."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    kind = models.CharField(_("register"), max_length=10, choices=choices(Kind))
    state = models.CharField(
        max_length=10, choices=ImportState.choices, default=ImportState.CHECKED
    )
    filename = models.CharField(_("file"), max_length=200)
    file_digest = models.CharField(max_length=64)  # SHA-256; kept in ground.files
    sheet = models.CharField(_("sheet"), max_length=200, blank=True)  # chosen among several
    columns = models.JSONField(default=dict)  # as HeaderMapping.columns, for this file
    mended = models.JSONField(default=dict)  # cells typed in the grid: {line: {key: text}}
    done = models.PositiveIntegerField(default=0)  # rows read or written so far
    whole = models.PositiveIntegerField(default=0)  # rows to be read or written
    refusal = models.TextField(blank=True)  # why it could not be read
    plan_digest = models.CharField(max_length=64, blank=True)
    # SHA-256 of the plan as shown, in ground.files; of the question while the columns are unclear.
    plan_file = models.CharField(max_length=64, blank=True)
    # Both for a day: the planned rows, and the rows as they were, for the undo.
    ready_file = models.CharField(max_length=64, blank=True)
    before_file = models.CharField(max_length=64, blank=True)
    counts = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects: ClassVar[ImportRunQuerySet] = ImportRunQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["imported", "undone"], confirmed_at__isnull=False)
                | (~models.Q(state__in=["imported", "undone"]) & models.Q(confirmed_at=None)),
                name="import_confirmed_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state="undone", undone_at__isnull=False)
                | (~models.Q(state="undone") & models.Q(undone_at=None)),
                name="import_undone_once",
            ),
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def document(self) -> str:
        """The import as the source of what it brings along."""
        return f"{self.filename} #{self.pk}"

    @property
    def subject(self) -> str:
        """Name of the import in the trail."""
        return f"registers.import:{self.pk}"
