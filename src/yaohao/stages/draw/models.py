"""Draws, their entries in the log, and the few facts that are neither in the log nor sealed.

What the log says stands in the log alone (`ground.ledger`); what must stay secret stands in
`ground.keys` alone: no field here tells anything of a sealed result.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.draw.rules import VOID_REASONS, State
from yaohao.stages.planning.models import Line

STATES = [
    (State.PREPARED.value, _("prepared")),
    (State.ANNOUNCED.value, _("announced")),
    (State.FROZEN.value, _("frozen")),
    (State.BOUND.value, _("bound")),
    (State.DRAWN.value, _("drawn and sealed")),
    (State.OPENING.value, _("being opened")),
    (State.ABORTED.value, _("aborted")),
    (State.REVEALED.value, _("revealed")),
    (State.VOID.value, _("void")),
]

# Acts with one entry in the log per draw. `commit`, `opening` and `open` may stand several times.
# Those that serve a substitute stand once for it.
SINGLE = ["announce", "pool", "round", "server", "dice", "seal", "abort", "reveal"]
KINDS = [*SINGLE, "commit", "opening", "open", "event", "substitute", "substituted"]
READERS = ["officers", "enterprise"]
CAP = "cap"  # why an opened envelope is void
VOIDS = [CAP, *(reason.lower() for reason in VOID_REASONS.values())]
OPEN_BOOKS = ["revealed", "void"]


class DrawQuerySet(BureauQuerySet["Draw"]):
    """Draws of a bureau."""


class Draw(models.Model):
    """One draw of one line of the plan.

    `plan_key` is what the log may announce only once per attempt: cycle, item, region, period;
    an exercise has a cycle of its own, so that it never stands in the way of the draw.
    `commitment` is the public commitment to K; K lies in the vault as `draw/<number>/key`.
    `pool_file` and `record_file` are digests of files kept by content; `level` is the level of
    assurance that the verification of the record found.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="draws")
    line = models.ForeignKey(Line, models.PROTECT, related_name="draws")
    number = models.CharField(_("number"), max_length=64, unique=True)
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=1)
    plan_key = models.CharField(max_length=255)
    exercise = models.BooleanField(_("exercise"), default=False)
    state = models.CharField(
        _("state"), max_length=16, choices=STATES, default=State.PREPARED.value
    )
    sources = models.JSONField(_("sources of randomness"), default=list)
    commitment = models.CharField(_("commitment"), max_length=64, unique=True)
    verifier = models.CharField(_("digest of the verifier"), max_length=64, blank=True)
    pool_file = models.CharField(max_length=64, blank=True)
    record_file = models.CharField(max_length=64, null=True, unique=True)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(_("prepared"))
    level = models.CharField(_("who could have steered it"), max_length=16, blank=True)
    abort_asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    abort_cause = models.CharField(_("why it is broken off"), max_length=200, blank=True)

    objects = DrawQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line", "attempt"],
                condition=Q(exercise=False),
                name="draw_once_per_attempt",
            ),
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(exercise=True) & ~Q(state__in=OPEN_BOOKS),
                name="draw_one_exercise_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["plan_key", "attempt"], name="draw_plan_key_once_per_attempt"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="draw_state_known"
            ),
            models.CheckConstraint(condition=Q(attempt__gte=1), name="draw_attempt_from_one"),
            models.CheckConstraint(
                condition=(
                    Q(state__in=["prepared", "announced", "aborted", "void"]) | ~Q(pool_file="")
                ),
                name="draw_frozen_has_pool",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=OPEN_BOOKS, record_file__isnull=False)
                    | (~Q(state__in=OPEN_BOOKS) & Q(record_file=None))
                ),
                name="draw_record_with_reveal",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """Name in the audit trail."""
        return f"draw:{self.number}"

    @property
    def secret(self) -> str:
        """Prefix of the names in the vault."""
        return f"draw/{self.number}"


class LogEntry(models.Model):
    """The entry that an act left in the log: who acted, when, and where it stands.

    `digest` is D(e) of the entry under the draw's hash. The second seal or pool of a draw fails
    in the database, whatever the code above did. `serves` is the entry `substitute` that
    randomness or an outcome belongs to.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=16, choices=[(kind, kind) for kind in KINDS])
    index = models.PositiveBigIntegerField(unique=True)
    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    serves = models.ForeignKey("self", models.PROTECT, null=True, related_name="served_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "kind"],
                condition=Q(kind__in=SINGLE, serves=None),
                name="log_entry_once",
            ),
            models.UniqueConstraint(
                fields=["serves", "kind"], name="log_entry_once_for_a_substitute"
            ),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="log_entry_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.index} {self.kind}"


class Contribution(models.Model):
    """A witness's number: the commitment now, number and nonce in clear after the opening.

    Until then they lie in the vault as `draw/<number>/witness/<seat>` (docs/adr/0010).
    """

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="contributions")
    seat = models.PositiveSmallIntegerField(_("seat"))
    name = models.CharField(_("name"), max_length=60)
    office = models.CharField(_("office"), max_length=100)
    commitment = models.CharField(_("commitment"), max_length=64, unique=True)
    entry = models.OneToOneField(LogEntry, models.PROTECT, related_name="contribution")
    opened = models.OneToOneField(LogEntry, models.PROTECT, null=True, related_name="opened_number")
    number = models.CharField(_("number"), max_length=64, blank=True)
    nonce = models.CharField(_("nonce"), max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "seat"], name="contribution_seat_once"),
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
        return f"{self.draw.secret}/witness/{self.seat}"


class DiceEntry(models.Model):
    """The public dice as one person read them; two people type independently."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="dice")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    throws = models.CharField(_("throws"), max_length=100)
    at = models.DateTimeField()
    serves = models.ForeignKey(LogEntry, models.PROTECT, null=True, related_name="dice")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "person"],
                condition=Q(serves=None),
                name="dice_one_typing_each",
            ),
            models.UniqueConstraint(
                fields=["serves", "person"], name="dice_one_typing_each_for_a_substitute"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draw} {self.person}"


class Opening(models.Model):
    """An envelope that was opened: its place in the sealed list, never an id.

    `void` is `cap` when the enterprise had no visit left at the opening, or why the register
    says that it is gone: nobody goes there.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="openings")
    position = models.PositiveIntegerField(_("envelope"))
    to = models.CharField(max_length=16, choices=[(reader, reader) for reader in READERS])
    entry = models.OneToOneField(LogEntry, models.PROTECT, related_name="opening")
    void = models.CharField(max_length=16, choices=[(v, v) for v in VOIDS], blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "position", "to"], name="opening_once_per_reader"
            ),
            models.CheckConstraint(condition=Q(to__in=READERS), name="opening_reader_known"),
            models.CheckConstraint(condition=Q(void__in=["", *VOIDS]), name="opening_void_known"),
        ]

    def __str__(self) -> str:
        return f"{self.draw} {self.position} {self.to}"


class Substitution(models.Model):
    """A place of a team that is drawn again because its officer cannot go (article 13).

    Who takes it is sealed: the line lies in the vault as `draw/<number>/substitute/<index>`.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="substitutions")
    position = models.PositiveIntegerField(_("envelope"))
    role = models.CharField(_("place in the team"), max_length=16)
    asked = models.OneToOneField(LogEntry, models.PROTECT, related_name="substitution")
    done = models.OneToOneField(LogEntry, models.PROTECT, null=True, related_name="substituted")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "position", "role"],
                condition=Q(done=None),
                name="substitution_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draw} {self.position} {self.role}"

    @property
    def secret(self) -> str:
        """Name in the vault."""
        return f"{self.draw.secret}/substitute/{self.asked.index}"
