"""The yearly edition of the register of objects (article 11: renewed every year, published)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.registers.rules.editions import State


class EditionState(models.TextChoices):
    """Where an edition stands."""

    OPEN = State.OPEN.value, _("being compared")
    SUBMITTED = State.SUBMITTED.value, _("waiting for approval")
    APPROVED = State.APPROVED.value, _("approved")
    PUBLISHED = State.PUBLISHED.value, _("published")


class EditionQuerySet(BureauQuerySet["Edition"]):
    """Editions of bureaus."""


class Edition(models.Model):
    """The register of one year. `lines` is the SHA-256 of its rows in ground.files.

    Compared with the edition of the year `before`; every difference needs its reason before the
    edition can be submitted. Who submitted does not approve.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(max_length=10, choices=EditionState.choices, default=EditionState.OPEN)
    before = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="following"
    )
    lines = models.CharField(max_length=64, blank=True)  # set when submitted
    rows = models.PositiveIntegerField(_("objects"), default=0)
    root = models.CharField(_("root"), max_length=64, blank=True)  # over `lines`
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    returned = models.CharField(_("returned because"), max_length=300, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)

    objects: ClassVar[EditionQuerySet] = EditionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "year"], name="edition_once_a_year"),
            models.CheckConstraint(
                condition=models.Q(approved_by=None)
                | ~models.Q(approved_by=models.F("submitted_by")),
                name="edition_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "submitted"], approved_at=None)
                | models.Q(state="approved", approved_at__isnull=False, published_at=None)
                | models.Q(
                    state="published", approved_at__isnull=False, published_at__isnull=False
                ),
                name="edition_state_has_times",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}"

    @property
    def subject(self) -> str:
        """Name of the edition in the trail."""
        return f"registers.edition:{self.bureau_id}:{self.year}"


class EditionReason(models.Model):
    """Why an object differs from the edition before, typed where no act of the year says it."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="reasons")
    object_id = models.CharField(_("object id"), max_length=23)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "object_id"], name="edition_reason_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="edition_reason_said"),
        ]

    def __str__(self) -> str:
        return f"{self.object_id} {self.reason}"
