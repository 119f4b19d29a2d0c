"""Sealed envelopes: which are open to whom, and which places of a team were drawn again."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yaohao.stages.draw.models.acts import LogEntry
from yaohao.stages.draw.models.draws import Draw
from yaohao.stages.draw.rules import VOID_REASONS

READERS = ["officers", "enterprise"]
CAP = "cap"  # why an opened envelope is void
VOIDS = [CAP, *(reason.lower() for reason in VOID_REASONS.values())]

Where = tuple[int, int]
"""An envelope: (number of its round, place in the sealed list of that round from 0)."""


class Opening(models.Model):
    """An envelope that was opened: its place in the sealed list, never an id.

    `void` is `cap` when the enterprise had no visit left at the opening, or why the register
    says that it is gone: nobody goes there.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="openings")
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    position = models.PositiveIntegerField(_("envelope"))
    to = models.CharField(max_length=16, choices=[(reader, reader) for reader in READERS])
    entry = models.OneToOneField(LogEntry, models.PROTECT, related_name="opening")
    void = models.CharField(max_length=16, choices=[(v, v) for v in VOIDS], blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "round", "position", "to"], name="opening_once_per_reader"
            ),
            models.CheckConstraint(condition=Q(to__in=READERS), name="opening_reader_known"),
            models.CheckConstraint(condition=Q(void__in=["", *VOIDS]), name="opening_void_known"),
        ]

    def __str__(self) -> str:
        return f"{self.draw} {self.round}.{self.position} {self.to}"

    @property
    def place(self) -> Where:
        """Which envelope it is."""
        return self.round, self.position


class Substitution(models.Model):
    """A place of a team that is drawn again because its officer cannot go (article 13).

    Who takes it is sealed: the line lies in the vault as `draw/<number>/substitute/<index>`.
    `round` is the round in which the visit was drawn.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="substitutions")
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    position = models.PositiveIntegerField(_("envelope"))
    role = models.CharField(_("place in the team"), max_length=16)
    asked = models.OneToOneField(LogEntry, models.PROTECT, related_name="substitution")
    done = models.OneToOneField(LogEntry, models.PROTECT, null=True, related_name="substituted")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "round", "position", "role"],
                condition=Q(done=None),
                name="substitution_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draw} {self.round}.{self.position} {self.role}"

    @property
    def place(self) -> Where:
        """Which envelope it is."""
        return self.round, self.position

    @property
    def secret(self) -> str:
        """Name in the vault."""
        return f"{self.draw.secret}/substitute/{self.asked.index}"
