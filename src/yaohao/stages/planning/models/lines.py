"""The year's plan of a bureau, its lines, and their filing with the government hall (article 4)."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from fairdraw.announcement import Stratum

from yaohao.ground.accounts.models import Bureau, Section, User
from yaohao.ground.accounts.scope import BureauQuerySet, heirs_and_own
from yaohao.stages.planning.rules import (
    KIND_OF_REGIME,
    Aim,
    LineState,
    Regime,
    Rounding,
    VisitKind,
    shares_of,
)
from yaohao.stages.registers.models import Item
from yaohao.stages.registers.models.choices import choices
from yaohao.stages.registers.rules.kinds import StratifyBy
from yaohao.stages.registers.rules.pool_filter import PoolFilter

STATES = [
    (LineState.DRAFT.value, _("draft")),
    (LineState.OPINIONS.value, _("with the sections")),
    (LineState.GROUP.value, _("with the leading group")),
    (LineState.SUBMITTED.value, _("waiting for approval")),
    (LineState.APPROVED.value, _("approved")),
    (LineState.FILED.value, _("filed with the hall")),
    (LineState.REPLACED.value, _("replaced by a later version")),
]
AIMS = [
    (Aim.DIRECTED.value, _("directed (from a stated part)")),
    (Aim.UNDIRECTED.value, _("undirected (from the whole register)")),
]
REGIMES = [
    (Regime.RANDOM.value, pgettext_lazy("regime", "random inspection")),
    (Regime.KEY.value, pgettext_lazy("regime", "key inspection (all of the pool)")),
    (Regime.SPECIAL.value, pgettext_lazy("regime", "special inspection (ordered)")),
]
ROUNDINGS = [
    (Rounding.HALF_UP.value, _("to the nearest, half up")),
    (Rounding.UP.value, _("always up")),
    (Rounding.DOWN.value, _("always down")),
]


class PlanQuerySet(BureauQuerySet["Plan"]):
    """Plans of a bureau."""


class Plan(models.Model):
    """The plan of one bureau for one calendar year."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField(_("year"))

    objects: ClassVar[PlanQuerySet] = PlanQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "year"], name="plan_once_a_year"),
            models.CheckConstraint(
                condition=Q(year__gte=2016, year__lte=2999), name="plan_year_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bureau.code}-{self.year}"

    @property
    def subject(self) -> str:
        """Name in the audit trail."""
        return f"planning.plan:{self}"


class Filing(models.Model):
    """One filing with the hall: its receipt covers the lines that point here."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="filings")
    receipt = models.CharField(_("receipt number"), max_length=60)
    filed_on = models.DateField(_("filed on"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "receipt"], name="filing_receipt_once"),
            models.CheckConstraint(condition=~Q(receipt=""), name="filing_has_receipt"),
        ]

    def __str__(self) -> str:
        return self.receipt


class LineQuerySet(models.QuerySet["Line"]):
    """Lines; they belong to the bureau of their plan."""

    def of(self, bureau: Bureau) -> "LineQuerySet":
        """The lines of one bureau."""
        return self.filter(plan__bureau=bureau)

    def visible_to(self, user: User) -> "LineQuerySet":
        """The lines a person may see: of the own bureau, and of bureaus that went into it."""
        return self.filter(plan__bureau__in=heirs_and_own(user.bureau_id).values("pk"))


class Line(models.Model):
    """One line of the plan: what is drawn, from where, how many, when, by whom.

    `filter` is a PoolFilter as JSON; `strata` `{code: 500}` (1/10,000) or `{code: {"number": 3}}`;
    `roles` the places of a team in order; `cap` most visits of one officer under this line.
    `frequency`: draws within the period. `further_items` are looked at on the same visit; the lot,
    the cycle and the log go by `item`. `version` counts from 1; a later one `amends` the one before
    and keeps its number. `drawn_as`: number of the first draw that was announced from it.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200)
    item = models.ForeignKey(
        Item, models.PROTECT, related_name="plan_lines", verbose_name=_("item")
    )
    further_items: "models.ManyToManyField[Item, Item]" = models.ManyToManyField(
        Item, related_name="joined_plan_lines", verbose_name=_("further items")
    )
    regime = models.CharField(
        _("kind of inspection"), max_length=8, choices=REGIMES, default=Regime.RANDOM.value
    )
    ordered_by = models.CharField(_("ordered by (document)"), max_length=200, blank=True)
    frequency = models.PositiveSmallIntegerField(_("draws in the period"), default=1)
    type = models.CharField(_("kind of draw"), max_length=16, choices=AIMS)
    filter = models.JSONField(_("filter"), default=dict)
    stratify_by = models.CharField(
        _("strata by"), max_length=20, choices=choices(StratifyBy), default=StratifyBy.NONE.value
    )
    strata = models.JSONField(_("ratios"), default=dict)
    rounding = models.CharField(
        _("rounding"), max_length=8, choices=ROUNDINGS, default=Rounding.HALF_UP.value
    )
    period_start = models.DateField(_("period from"))
    period_end = models.DateField(_("period to"))
    window_start = models.DateField(_("visits from"))
    window_end = models.DateField(_("visits to"))
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="plan_lines",
        verbose_name=_("responsible section"),
    )  # fmt: skip
    openly = models.BooleanField(_("drawn openly"), default=False)  # announced visits: not sealed
    roles = models.JSONField(_("team"), default=list)
    cap = models.PositiveSmallIntegerField(_("most visits per officer"), default=10)
    cycle = models.CharField(_("cycle"), max_length=32)
    state = models.CharField(
        _("state"), max_length=16, choices=STATES, default=LineState.DRAFT.value
    )
    drafters = models.ManyToManyField(User, related_name="drafted_lines")  # all who wrote at it
    returned = models.TextField(_("returned because"), blank=True)
    submission = models.PositiveSmallIntegerField(default=0)  # how often it was handed in
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="approved_lines"
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    filing = models.ForeignKey(Filing, models.PROTECT, null=True, blank=True, related_name="lines")
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    amends = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="amended_by"
    )
    amended_because = models.TextField(_("amended because"), blank=True)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    drawn_as = models.CharField(_("drawn as"), max_length=40, blank=True)

    objects: ClassVar[LineQuerySet] = LineQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number", "version"], name="line_number_once"),
            # The log takes two announcements of one (cycle, item, region, period) for an attempt
            # to draw twice, so the plan never holds such a pair.
            models.UniqueConstraint(
                fields=["plan", "cycle", "item", "period_start", "period_end", "version"],
                condition=~Q(state="replaced"),
                name="line_item_period_once",
            ),
            models.CheckConstraint(
                condition=Q(period_start__lte=F("period_end")), name="line_period_order"
            ),
            models.CheckConstraint(
                condition=Q(
                    window_start__lte=F("window_end"),
                    window_start__gte=F("period_start"),
                    window_end__lte=F("period_end"),
                ),
                name="line_window_inside_period",
            ),
            models.CheckConstraint(condition=Q(cap__gte=1), name="line_cap_positive"),
            models.CheckConstraint(condition=Q(number__gte=1), name="line_number_positive"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in LineState]), name="line_state_known"
            ),
            models.CheckConstraint(
                condition=Q(type__in=[aim.value for aim in Aim]), name="line_type_known"
            ),
            models.CheckConstraint(
                condition=Q(stratify_by__in=[by.value for by in StratifyBy]),
                name="line_strata_known",
            ),
            models.CheckConstraint(
                condition=Q(rounding__in=[rounding.value for rounding in Rounding]),
                name="line_rounding_known",
            ),
            models.CheckConstraint(
                condition=Q(regime__in=[regime.value for regime in Regime]),
                name="line_regime_known",
            ),
            models.CheckConstraint(
                condition=~Q(regime="special") | ~Q(ordered_by=""), name="line_special_ordered"
            ),
            models.CheckConstraint(
                condition=Q(frequency__gte=1, frequency__lte=12), name="line_frequency_sound"
            ),
            models.CheckConstraint(
                condition=Q(version=1, amends=None, amended_because="")
                | (Q(version__gt=1, amends__isnull=False) & ~Q(amended_because="")),
                name="line_version_says_why",
            ),
            models.CheckConstraint(
                condition=(
                    Q(
                        state__in=["draft", "opinions", "group", "submitted"],
                        approved_by=None,
                        approved_at=None,
                    )
                    | Q(
                        state__in=["approved", "filed", "replaced"],
                        approved_by__isnull=False,
                        approved_at__isnull=False,
                    )
                ),
                name="line_approval_named",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["filed", "replaced"], filing__isnull=False)
                | (~Q(state__in=["filed", "replaced"]) & Q(filing=None)),
                name="line_filing_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.title}"

    @property
    def label(self) -> str:
        """Year and number as people say it: `2026-03`."""
        return f"{self.plan.year}-{self.number:02d}"

    @property
    def called(self) -> str:
        """The label, with the version where there is more than one."""
        return f"{self.label} V{self.version}" if self.version > 1 else self.label

    @property
    def is_under_way(self) -> bool:
        """Whether it is a later version that does not stand yet: the one before counts."""
        return self.version > 1 and self.filing_id is None

    @property
    def subject(self) -> str:
        """Name in the audit trail, the same for every version."""
        return f"planning.line:{self.plan}-{self.number:02d}"

    @property
    def bureau(self) -> Bureau:
        """The bureau whose plan this is."""
        return self.plan.bureau

    @property
    def shares(self) -> tuple[Stratum, ...]:
        """Strata with their quotas, by code, as the core announces them."""
        return shares_of(self.strata)

    @property
    def pool_filter(self) -> PoolFilter:
        """The filter of the pool; its `statement` is what the public reads."""
        return PoolFilter.from_json(self.filter)

    @property
    def visit_kind(self) -> VisitKind:
        """What its visits count as in the visit book."""
        return KIND_OF_REGIME[Regime(self.regime)]

    @property
    def period(self) -> tuple[date, date]:
        """First and last day of the period."""
        return self.period_start, self.period_end

    @property
    def window(self) -> tuple[date, date]:
        """First and last day of the visits."""
        return self.window_start, self.window_end
