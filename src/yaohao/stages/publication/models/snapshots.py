"""What was published, version by version; nothing of it is ever changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.publication.models.proposals import KINDS, Proposal
from yaohao.stages.publication.rules import YEARLY, Kind

YEARS = sorted(kind.value for kind in YEARLY)


class SnapshotQuerySet(BureauQuerySet["Snapshot"]):
    """Snapshots of bureaus."""


class Snapshot(models.Model):
    """One version of one public table. `data` is canonical JSON, `digest` its SHA-256.

    `year` is that of a plan, of results, circulars and penalties, 0 for the registers; `entry` the
    place of the publication in the public log; `proposal` the approval without which it could not
    be here. A withdrawal is a row of its own: this one stays as it was published.
    """

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="snapshot")
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
                condition=Q(kind__in=YEARS, year__gt=0) | (~Q(kind__in=YEARS) & Q(year=0)),
                name="snapshot_year_of_yearly",
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
