"""What was published, version by version; nothing of it is ever changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.publication.rules import Kind

KINDS = [
    (Kind.ITEMS.value, _("Item list")),
    (Kind.OFFICERS.value, _("Officers")),
    (Kind.OBJECTS.value, _("Objects")),
    (Kind.PLAN.value, _("Annual plan")),
]


class SnapshotQuerySet(BureauQuerySet["Snapshot"]):
    """Snapshots of bureaus."""


class Snapshot(models.Model):
    """One version of one public table. `data` is canonical JSON, `digest` its SHA-256.

    `year` is that of a plan, 0 for the registers; `entry` the place of the publication in the
    public log. A withdrawal is a row of its own: this one stays as it was published.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="snapshots")
    kind = models.CharField(_("table"), max_length=16, choices=KINDS)
    year = models.PositiveSmallIntegerField(_("year"), default=0)
    version = models.PositiveIntegerField(_("version"))
    data = models.TextField()
    digest = models.CharField(_("digest"), max_length=64)
    rows = models.PositiveIntegerField(_("rows"))
    entry = models.PositiveBigIntegerField(unique=True)
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects: ClassVar[SnapshotQuerySet] = SnapshotQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "kind", "year", "version"], name="snapshot_version_once"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="snapshot_version_from_one"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="snapshot_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.PLAN.value, year__gt=0)
                | (~Q(kind=Kind.PLAN.value) & Q(year=0)),
                name="snapshot_year_of_plans",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def name(self) -> str:
        """The table in the log: `140700 objects`, `140700 plan 2026`."""
        year = f" {self.year}" if self.year else ""
        return f"{self.bureau.code} {self.kind}{year}"

    @property
    def subject(self) -> str:
        """Name in the audit trail, the same for all versions."""
        return "publication.snapshot:" + self.name.replace(" ", "-")


class Withdrawal(models.Model):
    """The end of one version's being public, with its reason."""

    snapshot = models.OneToOneField(Snapshot, models.PROTECT, related_name="withdrawal")
    reason = models.CharField(_("reason"), max_length=500)
    entry = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(_("withdrawn"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot}: {self.reason}"
