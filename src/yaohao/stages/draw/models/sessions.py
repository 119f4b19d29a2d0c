"""Sessions in a hall: several draws before witnesses, who sit there with phones of their own.

What a witness did, objected to and was answered is append-only: the tables behind `Testimony`,
`Objection` and `Answer` refuse a change (ground.ledger.appendonly).
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.draw.models.draws import Draw
from yaohao.stages.draw.rules import Witnessed

WITNESSED = [
    (Witnessed.EQUAL.value, _("compared, equal")),
    (Witnessed.DIFFERS.value, _("compared, not equal")),
    (Witnessed.STARTED.value, _("pressed start")),
    (Witnessed.SIGNED.value, _("signed")),
]
ONCE = [Witnessed.STARTED.value, Witnessed.SIGNED.value]


class SessionQuerySet(BureauQuerySet["Session"]):
    """Sessions of a bureau."""


class Session(models.Model):
    """One meeting in a hall (摇号会) over several draws.

    Witnesses come in by a code of 128 bits, which lies in the vault under `secret`; `join` is its
    SHA-256, null once the session is closed.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="draw_sessions")
    number = models.CharField(_("number"), max_length=64, unique=True)
    title = models.CharField(_("title of the session"), max_length=100)
    held_at = models.DateTimeField(_("held at"))
    place = models.CharField(_("venue"), max_length=100)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("opened"))
    join = models.CharField(max_length=64, null=True, unique=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(_("closed"), null=True)
    draws = models.ManyToManyField(Draw, through="SessionDraw", related_name="sessions")

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(closed_at=None, closed_by=None, join__isnull=False)
                    | Q(closed_at__isnull=False, closed_by__isnull=False, join=None)
                ),
                name="session_closed_lets_nobody_in",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """Name in the audit trail."""
        return f"session:{self.number}"

    @property
    def secret(self) -> str:
        """Name of the code for joining in the vault."""
        return f"session/{self.number}/join"


class SessionDraw(models.Model):
    """A draw on the agenda, with the round that is drawn here.

    `left_at` is the closing of the session: until then the draw stands in no other.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="agenda")
    draw = models.ForeignKey(Draw, models.PROTECT, related_name="agenda")
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    position = models.PositiveSmallIntegerField(_("place on the agenda"))
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "draw"], name="session_draw_once"),
            models.UniqueConstraint(fields=["session", "position"], name="session_place_once"),
            models.UniqueConstraint(
                fields=["draw"], condition=Q(left_at=None), name="session_draw_in_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session} {self.position} {self.draw}"


class Seat(models.Model):
    """A witness in a session, and the actor of what the witness does.

    `phone` is the SHA-256 of what the one phone that holds the seat keeps in its cookie; null while
    the clerk lets another phone take over, by a code whose SHA-256 is `code`. A seat that was
    withdrawn does nothing more; what it did stays.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField(_("seat"))
    name = models.CharField(_("name"), max_length=60)
    office = models.CharField(_("office"), max_length=100)
    joined_at = models.DateTimeField(_("joined"))
    code = models.CharField(max_length=64, null=True, unique=True)
    phone = models.CharField(max_length=64, null=True, unique=True)
    withdrawn_at = models.DateTimeField(_("seat withdrawn"), null=True)
    withdrawn_cause = models.CharField(_("why it was withdrawn"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="hall_seat_number_once"),
            models.UniqueConstraint(
                fields=["session", "name", "office"],
                condition=Q(withdrawn_at=None),
                name="hall_seat_person_once",
            ),
            models.CheckConstraint(
                condition=(
                    Q(withdrawn_at=None, withdrawn_cause="")
                    | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_cause=""))
                ),
                name="hall_seat_withdrawn_with_cause",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session} {self.number}"

    @property
    def actor_id(self) -> str:
        return f"{self.session.number}/{self.number}"

    @property
    def actor_name(self) -> str:
        return self.name

    @property
    def actor_bureau(self) -> str:
        return self.session.bureau.code

    @property
    def acting_for(self) -> str:
        return ""


class Testimony(models.Model):
    """What a witness did with one draw of the session: append-only.

    `digest` is what lay before the witness: the root of the frozen list when it was compared, the
    digest of the round entry at the start, that of the seal under a signature. `file` holds the
    strokes of the signature, kept by content.
    """

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="testimonies")
    item = models.ForeignKey(SessionDraw, models.PROTECT, related_name="testimonies")
    act = models.CharField(_("act"), max_length=8, choices=WITNESSED)
    digest = models.CharField(_("digest"), max_length=64)
    file = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "item", "act"],
                condition=Q(act__in=ONCE),
                name="testimony_once",
            ),
            models.CheckConstraint(
                condition=Q(act__in=[act.value for act in Witnessed]), name="testimony_act_known"
            ),
            models.CheckConstraint(
                condition=(
                    (Q(act=Witnessed.SIGNED.value) & ~Q(file=""))
                    | (~Q(act=Witnessed.SIGNED.value) & Q(file=""))
                ),
                name="testimony_signature_with_strokes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat} {self.act}"


class Objection(models.Model):
    """异议 of a witness, to one draw or to the session as a whole: append-only."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="objections")
    item = models.ForeignKey(SessionDraw, models.PROTECT, null=True, related_name="objections")
    text = models.CharField(_("objection"), max_length=1000)
    at = models.DateTimeField(_("at"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="objection_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


class Answer(models.Model):
    """What the bureau answered to an objection: once, and append-only."""

    objection = models.OneToOneField(Objection, models.PROTECT, related_name="answer")
    text = models.CharField(_("answer"), max_length=1000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="answer_says_something"),
        ]

    def __str__(self) -> str:
        return self.text
