"""Draws: the few facts that are neither in the log nor sealed.

What the log says stands in the log alone (`ground.ledger`); what must stay secret stands in
`ground.keys` alone: no field here tells anything of a sealed result.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.draw.rules import Planned, State
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

OPEN_BOOKS = ["revealed", "void"]


class DrawQuerySet(BureauQuerySet["Draw"]):
    """Draws of a bureau."""


class Draw(models.Model):
    """One draw of one line of the plan.

    `plan_key` is what the log may announce only once per attempt: cycle, item, region, period;
    an exercise has a cycle of its own, so that it never stands in the way of the draw.
    `commitment` is the public commitment to K; K lies in the vault as `draw/<number>/key`.
    `plan` holds the rounds (`Planned.as_json`), `fallbacks` pairs of number and source, `rungs`
    pairs of kind and text, `policy` the policy of cosigning as announced. `lenders` are the bureaus
    whose officers the ladder may borrow. `pool_file`, `past_file` and `record_file` are digests of
    files kept by content, `past_file` that of the enterprises which the bureau's list says were
    visited in this cycle before the product (empty: none); one person asks for the freeze and
    another confirms it; `opens_daily`: how many envelopes the clock opens each working day of a
    window, 0 all at once, None none; `told`: the numbers of the rounds of an open draw whose result
    everybody was told with the draw. `level` is the level of assurance that the verification of the
    record found.
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
    plan = models.JSONField(_("rounds"), default=list)
    sources = models.JSONField(_("sources of randomness"), default=list)
    fallbacks = models.JSONField(_("what stands in for a source that fails"), default=list)
    rungs = models.JSONField(_("relaxation ladder"), default=list)
    lenders = models.ManyToManyField(Bureau, related_name="lent_draws")
    policy = models.TextField(_("who cosigns the log"), default="none")
    commitment = models.CharField(_("commitment"), max_length=64, unique=True)
    verifier = models.CharField(_("digest of the verifier"), max_length=64, blank=True)
    pool_file = models.CharField(max_length=64, blank=True)
    past_file = models.CharField(max_length=64, blank=True)
    record_file = models.CharField(max_length=64, null=True, unique=True)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(_("prepared"))
    level = models.CharField(_("who could have steered it"), max_length=16, blank=True)
    freeze_asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    frozen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    told = models.JSONField(default=list)
    opens_daily = models.PositiveSmallIntegerField(_("envelopes a working day"), null=True)
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
                    Q(frozen_by=None)
                    | (Q(freeze_asked_by__isnull=False) & ~Q(frozen_by=F("freeze_asked_by")))
                ),
                name="draw_freeze_two_people",
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

    def secret_of(self, number: int) -> str:
        """Prefix of the names in the vault of what belongs to a round; the first needs no own."""
        return self.secret if number == 1 else f"{self.secret}/round-{number}"

    @property
    def rounds(self) -> list[Planned]:
        """The planned rounds and the reserve rounds, in their order."""
        return [Planned.of(values) for values in self.plan]

    def planned(self, number: int) -> Planned:
        """One round; IndexError when there is none of this number."""
        return self.rounds[number - 1]
