"""What acts left behind: entries in the log, numbers of witnesses, typed dice, failed sources."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import User
from yaohao.stages.draw.models.draws import Draw
from yaohao.stages.draw.models.sessions import Seat

# Acts with one entry in the log per draw, or per round. `commit`, `opening` and `open` may stand
# several times. Those that serve a substitute stand once for it.
SINGLE = [
    "announce", "pool", "round", "server", "dice", "lottery", "drand", "seal", "abort", "reveal",
]  # fmt: skip
KINDS = [*SINGLE, "commit", "opening", "failed", "open", "event", "substitute", "substituted"]
WHOLE = 0  # the round of an entry that belongs to the draw as a whole
TYPED = ["dice", "lottery"]


class LogEntry(models.Model):
    """The entry that an act left in the log: who acted, when, and where it stands.

    `digest` is D(e) of the entry under the draw's hash. The second seal or pool of a draw fails
    in the database, whatever the code above did. It was `by` a person of the bureau or by a
    witness on a `seat` of a session, never by both; the clock acts as neither. `round` is the
    number of the round the act belongs to, 0 for one of the whole draw; `serves` the entry
    `substitute` that randomness or an outcome belongs to.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=16, choices=[(kind, kind) for kind in KINDS])
    round = models.PositiveSmallIntegerField(_("round"), default=WHOLE)
    index = models.PositiveBigIntegerField(unique=True)
    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="entries")
    serves = models.ForeignKey("self", models.PROTECT, null=True, related_name="served_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "kind", "round"],
                condition=Q(kind__in=SINGLE, serves=None),
                name="log_entry_once",
            ),
            models.UniqueConstraint(
                fields=["serves", "kind"], name="log_entry_once_for_a_substitute"
            ),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="log_entry_kind_known"),
            models.CheckConstraint(condition=Q(by=None) | Q(seat=None), name="log_entry_by_one"),
        ]

    def __str__(self) -> str:
        return f"{self.index} {self.kind}"


class Contribution(models.Model):
    """A witness's number: the commitment now, number and nonce in clear after the opening.

    Until then they lie in the vault as `…/witness/<seat>` (docs/adr/0010). `seat` counts the
    numbers of a round, as the log does; `witness` is who brought it on an own phone.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="contributions")
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    seat = models.PositiveSmallIntegerField(_("seat"))
    name = models.CharField(_("name"), max_length=60)
    office = models.CharField(_("office"), max_length=100)
    witness = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="numbers")
    commitment = models.CharField(_("commitment"), max_length=64, unique=True)
    entry = models.OneToOneField(LogEntry, models.PROTECT, related_name="contribution")
    opened = models.OneToOneField(LogEntry, models.PROTECT, null=True, related_name="opened_number")
    number = models.CharField(_("number"), max_length=64, blank=True)
    nonce = models.CharField(_("nonce"), max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "round", "seat"], name="contribution_seat_once"
            ),
            models.UniqueConstraint(
                fields=["draw", "round", "witness"],
                condition=Q(witness__isnull=False),
                name="contribution_one_of_a_witness",
            ),
            models.CheckConstraint(condition=Q(seat__gte=1), name="contribution_seat_from_one"),
            models.CheckConstraint(
                condition=(
                    Q(opened=None, number="", nonce="")
                    | (Q(opened__isnull=False) & ~Q(number="") & ~Q(nonce=""))
                ),
                name="contribution_clear_only_when_opened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draw} {self.seat}"

    @property
    def secret(self) -> str:
        """Name in the vault."""
        return f"{self.draw.secret_of(self.round)}/witness/{self.seat}"


class DiceEntry(models.Model):
    """Public dice, or the numbers of a lottery, as one person read them; two type independently."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="dice")
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    kind = models.CharField(max_length=8, choices=[(kind, kind) for kind in TYPED], default="dice")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    throws = models.CharField(_("throws"), max_length=128)
    at = models.DateTimeField()
    serves = models.ForeignKey(LogEntry, models.PROTECT, null=True, related_name="dice")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "round", "kind", "person"],
                condition=Q(serves=None),
                name="dice_one_typing_each",
            ),
            models.UniqueConstraint(
                fields=["serves", "person"], name="dice_one_typing_each_for_a_substitute"
            ),
            models.CheckConstraint(condition=Q(kind__in=TYPED), name="dice_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.draw} {self.person}"


class KeyShare(models.Model):
    """One of three shares of K, any two of which give it back (core/spec, "Share").

    The share lies in the vault until its holder takes it, then with the holder alone.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="shares")
    number = models.PositiveSmallIntegerField(_("share"))
    holder = models.CharField(_("holder"), max_length=60)
    commitment = models.CharField(_("commitment"), max_length=64)
    taken_at = models.DateTimeField(_("handed over"), null=True)
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "number"], name="key_share_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=3), name="key_share_of_three"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draw} {self.number}"

    @property
    def secret(self) -> str:
        """Name in the vault."""
        return f"{self.draw.secret}/share/{self.number}"


class Failure(models.Model):
    """A bound source that gave no value: one person reports it, another lets its fallback in."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="failures")
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    source = models.CharField(_("source"), max_length=100)
    cause = models.CharField(_("cause"), max_length=100)
    reported_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(_("reported"))
    entry = models.OneToOneField(LogEntry, models.PROTECT, null=True, related_name="failure")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "round", "source"], name="failure_once_for_a_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draw} {self.source}"
