"""One visit to one enterprise, its team, and for article 5 its cause."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, Section, User
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.draw.models import Draw, Opening
from yaohao.stages.inspection.rules import (
    DESK,
    SEES_ALL,
    SHOWN,
    VISITED,
    CauseKind,
    Disposal,
    Origin,
    Outcome,
    State,
)
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.rules import JOINT
from yaohao.stages.registers.models import Expert, InspectionObject, Item, Officer
from yaohao.stages.registers.models.choices import choices
from yaohao.stages.registers.rules.kinds import Method

STATES = [
    (State.PREPARED.value, _("being prepared")),
    (State.SUBMITTED.value, _("waiting for approval")),
    (State.APPROVED.value, _("approved")),
    (State.RUNNING.value, _("under way")),
    (State.RECORDED.value, _("recorded")),
    (State.REPORTED.value, _("reported")),
    (State.VOID.value, _("void")),
]
ORIGINS = [(Origin.RANDOM.value, _("drawn by lot")), (Origin.CAUSE.value, _("for a cause"))]
CAUSES = [
    (CauseKind.COMPLAINT.value, _("complaint or report")),
    (CauseKind.SUPERIOR.value, _("order from above")),
    (CauseKind.TRANSFER.value, _("transfer from another department")),
]
OUTCOMES = [
    (Outcome.NO_PROBLEM.value, _("no problem found")),
    (Outcome.ORDERED.value, _("problems found, correction ordered")),
    (Outcome.PENDING.value, _("problems found, to be handled")),
    (Outcome.NOT_FOUND.value, _("not to be found at the registered address")),
    (Outcome.UNCOOPERATIVE.value, _("seriously uncooperative")),
    (Outcome.NOT_OPERATING.value, _("no activity of the kind inspected")),
    (Outcome.CLOSED.value, _("closed or being wound up")),
]
DISPOSALS = [
    (Disposal.NONE.value, _("nothing further")),
    (Disposal.FEEDBACK.value, _("stopped, handed to daily supervision")),
    (Disposal.ORDER.value, _("correction ordered")),
    (Disposal.CASE.value, _("handed to the case office")),
    (Disposal.NOTIFY.value, _("other departments informed")),
]


def kept_by(user: User) -> Q:
    """The inspections that `user` carries on: of the team, without those handed over to another,
    with those taken over."""
    return Q(pk__in=Member.objects.filter(carried_by(user)).values("inspection"))


def carried_by(user: User) -> Q:
    """The places of teams whose open work is the user's; whoever was recused has none."""
    return Q(left_at=None) & (Q(officer__user=user, keeper=None) | Q(keeper__user=user))


def _at_the_door() -> QuerySet[Opening]:
    """The note in the log that an envelope was shown to its enterprise."""
    shown = Opening.objects.filter(to="enterprise", draw=OuterRef("draw"))
    return shown.filter(round=OuterRef("round"), position=OuterRef("position"))


class InspectionQuerySet(BureauQuerySet["Inspection"]):
    """Inspections of a bureau, and who may see which before the door (article 20)."""

    def visible_to(self, user: User) -> Any:
        """Leaders and auditor see all, the team its own, the desk what was shown at the door.

        An officer who was borrowed for a team sees that visit of the other bureau, and no other.
        Who takes over open work sees that visit too; who was recused sees it until the record is
        sealed, and nothing of what follows.
        """
        seen = Q(made_by=user)
        if user.holds(*SEES_ALL):
            seen |= Q(bureau=user.bureau_id)
        if user.holds(*DESK):
            seen |= Q(state__in=[state.value for state in SHOWN]) | Q(origin=Origin.CAUSE.value)
            seen |= Q(Exists(_at_the_door()))
        here = Q(members__left_at=None) | ~Q(state__in=VISITED)
        team = Q(members__officer__user=user) & here | Q(members__keeper__user=user)
        wanted = team | (Q(bureau=user.bureau_id) & seen)
        return self.filter(pk__in=self.filter(wanted).values("pk"))


class Inspection(models.Model):
    """One visit. A drawn one has `draw`, `round`, `position`, `line`; one for a cause its `Cause`.

    `item` is the version in force when the scheme was made; `visit` the source text in the visit
    book of planning. `outcome` and `disposal` are set when the record is sealed.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    number = models.CharField(_("number"), max_length=40, unique=True)
    origin = models.CharField(_("origin"), max_length=8, choices=ORIGINS)
    draw = models.ForeignKey(
        Draw, models.PROTECT, null=True, blank=True, related_name="inspections"
    )
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    position = models.PositiveIntegerField(_("envelope"), null=True, blank=True)
    line = models.ForeignKey(
        Line, models.PROTECT, null=True, blank=True, related_name="inspections"
    )
    object = models.ForeignKey(InspectionObject, models.PROTECT, related_name="inspections")
    item = models.ForeignKey(Item, models.PROTECT, related_name="inspections")
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    state = models.CharField(
        _("state"), max_length=16, choices=STATES, default=State.PREPARED.value
    )
    visit = models.CharField(max_length=80, unique=True)
    nth = models.PositiveSmallIntegerField(null=True, blank=True)  # visit n of m in the year
    limit = models.PositiveSmallIntegerField(null=True, blank=True)
    method = models.CharField(
        _("method"), max_length=10, choices=choices(Method), default=Method.ON_SITE.value
    )
    covert = models.BooleanField(_("covert visit"), default=False)  # no notice (article 5)
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    purpose = models.TextField(_("purpose and points of the visit"), blank=True)
    outcome = models.CharField(_("result"), max_length=16, choices=OUTCOMES, blank=True)
    disposal = models.CharField(_("disposal"), max_length=16, choices=DISPOSALS, blank=True)
    void_reason = models.CharField(_("void because"), max_length=300, blank=True)
    returned = models.CharField(_("returned because"), max_length=300, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("begun"))
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)  # two officers at one visit

    objects: ClassVar[InspectionQuerySet] = InspectionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "round", "position"], name="inspection_once_per_envelope"
            ),
            models.CheckConstraint(
                condition=Q(
                    origin="random",
                    draw__isnull=False,
                    position__isnull=False,
                    line__isnull=False,
                )
                | Q(origin="cause", draw=None, position=None, line=None),
                name="inspection_origin_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="inspection_state_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *(value.value for value in Outcome)]),
                name="inspection_outcome_known",
            ),
            models.CheckConstraint(
                condition=Q(disposal__in=["", *(value.value for value in Disposal)]),
                name="inspection_disposal_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["recorded", "reported"]) | Q(outcome="", disposal=""),
                name="inspection_outcome_with_record",
            ),
            models.CheckConstraint(
                condition=Q(state="void") & ~Q(void_reason="") | ~Q(state="void"),
                name="inspection_void_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """Name in the audit trail and of its documents."""
        return f"inspection:{self.number}"

    def team_now(self) -> "QuerySet[Member]":
        """The officers of the team who were not recused, in its order."""
        rows: QuerySet[Member] = self.members.filter(left_at=None)
        return rows.select_related("officer").order_by("pk")

    def own_team(self) -> "QuerySet[Member]":
        """Those of `team_now` who go for the bureau itself: of them there are two (article 16)."""
        return self.team_now().exclude(role__startswith=JOINT)

    def named_roles(self) -> Any:
        """The requests whose place the head filled by name, since no lot gave anybody."""
        return self.recusal_requests.filter(successor__isnull=False, named_by__isnull=False)


class Member(models.Model):
    """One officer of the team, with the certificate as it was.

    `keeper` carries on what this officer has left open: record, report, orders, cases; who was at
    the place stays the officer. Earlier keepers stand in the trail. Who was recused has left
    (`left_at`) and stays in the record; who came instead `joined_at` that moment.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="members")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    role = models.CharField(_("place in the team"), max_length=16)  # lead, second, joint-1
    certificate = models.CharField(_("certificate number"), max_length=64)
    keeper = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("carried on by"),
    )  # fmt: skip
    keeper_reason = models.CharField(_("handed over because"), max_length=300, blank=True)
    joined_at = models.DateTimeField(_("joined at"), null=True, blank=True)
    left_at = models.DateTimeField(_("recused at"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "officer"], name="member_once"),
            models.UniqueConstraint(
                fields=["inspection", "role"], condition=Q(left_at=None), name="member_role_once"
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(joined_at=None) | Q(left_at__gte=F("joined_at")),
                name="member_times_in_order",
            ),
            models.CheckConstraint(
                condition=Q(keeper=None, keeper_reason="")
                | (Q(keeper__isnull=False) & ~Q(keeper_reason="")),
                name="member_keeper_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.certificate}"


class AccompanyingExpert(models.Model):
    """An expert drawn to come along (随行专家, article 16): advises, inspects and signs nothing.

    `certificate` is how the lists of the draw name the expert.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="experts")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="+")
    role = models.CharField(_("place in the team"), max_length=16)  # expert, expert-2
    certificate = models.CharField(_("number in the lists"), max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "expert"], name="accompanying_expert_once"
            ),
            models.UniqueConstraint(
                fields=["inspection", "role"], name="accompanying_expert_role_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.certificate}"


class Cause(models.Model):
    """The source document of an inspection without a draw (article 5).

    `scan` is the digest of the document in the file store. An emergency is visited first and
    approved afterwards: then `late_by`, `late_at` hold the approval.
    """

    inspection = models.OneToOneField(Inspection, models.PROTECT, related_name="cause")
    kind = models.CharField(_("kind"), max_length=16, choices=CAUSES)
    source = models.CharField(_("from whom"), max_length=200)
    document = models.CharField(_("document number"), max_length=100)
    received_on = models.DateField(_("received on"))
    summary = models.TextField(_("what the document says"))
    scan = models.CharField(_("scan"), max_length=64, blank=True)
    emergency = models.BooleanField(_("emergency: approved afterwards"), default=False)
    emergency_reason = models.CharField(_("why it could not wait"), max_length=300, blank=True)
    late_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    late_at = models.DateTimeField(_("approved afterwards at"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(document=""), name="cause_has_document"),
            models.CheckConstraint(
                condition=Q(emergency=False) | ~Q(emergency_reason=""),
                name="cause_emergency_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in CauseKind]), name="cause_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.document
