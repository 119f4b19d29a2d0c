"""The register's roots in the public log, with what lies behind each (articles 10 and 11)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau


class RegisterRoot(models.Model):
    """One entry `register` of the log. One log, one chain: a root covers every bureau.

    `lines` and `changes` are SHA-256 of files in ground.files: the lines the root is over, and
    those that differ from the root before.
    """

    date = models.DateField(_("day"))
    at = models.DateTimeField(_("time"))
    entry = models.PositiveBigIntegerField(_("log entry"), unique=True)
    digest = models.CharField(max_length=64)  # D(entry), SHA-256
    root = models.CharField(_("root"), max_length=64)
    rows = models.PositiveIntegerField(_("objects"))
    added = models.PositiveIntegerField(_("added"))
    ended = models.PositiveIntegerField(_("ended"))
    changed = models.PositiveIntegerField(_("changed"))
    lines = models.CharField(max_length=64)
    changes = models.CharField(max_length=64)
    before = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="following"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(before__isnull=False) | models.Q(ended=0, changed=0),
                name="register_root_first_adds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.root[:8]}"

    @property
    def subject(self) -> str:
        """Name of the root in the trail."""
        return f"registers.root:{self.entry}"


class FrozenPool(models.Model):
    """A pool of a draw that names objects of this register by their ids, for ever.

    `file` is the SHA-256 of its rows in ground.files, `entry` its place in the log.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    entry = models.PositiveBigIntegerField(_("log entry"), unique=True)
    file = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.bureau} {self.entry}"


class RootTail(models.Model):
    """The one row that writers of roots lock, so that no two follow the same root."""

    key = models.PositiveSmallIntegerField(primary_key=True, default=1)
    last = models.OneToOneField(
        RegisterRoot, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(key=1), name="register_one_root_tail"),
        ]

    def __str__(self) -> str:
        return str(self.last or "—")
