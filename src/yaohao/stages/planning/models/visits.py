"""The visit book: limits with their source, visits, and the counters that guard the limits."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.planning.rules import CapRule, Group, Scope, VisitKind, VisitState

SCOPES = [
    (Scope.LEVEL.value, _("visits by one level of government")),
    (Scope.TOTAL.value, _("all visits together")),
]
GROUPS = [
    (Group.COAL.value, _("coal mines")),
    (Group.NONCOAL_MINE.value, _("non-coal mines")),
    (Group.HAZARDOUS.value, _("hazardous chemicals")),
    (Group.SMELTING.value, _("smelting")),
    (Group.OTHER.value, _("other industry")),
    (Group.ANY.value, _("every enterprise")),
]
KINDS = [
    (VisitKind.RANDOM.value, pgettext_lazy("visit", "drawn by lot")),
    (VisitKind.KEY.value, pgettext_lazy("visit", "key inspection")),
    (VisitKind.SPECIAL.value, pgettext_lazy("visit", "special inspection ordered from above")),
    (VisitKind.CAUSE.value, pgettext_lazy("visit", "for a cause")),
    (VisitKind.RECHECK.value, pgettext_lazy("visit", "re-check")),
    (VisitKind.SUPERVISION.value, pgettext_lazy("visit", "supervision")),
]
VISIT_STATES = [(state.value, state.value) for state in VisitState]


class Cap(models.Model):
    """One limit of visits a year. `bureau` None: shipped with the product, for every bureau.

    Rows are never rewritten: a change is a new row from a later day on. `read`: whether somebody
    compared it with the original text.
    """

    bureau = models.ForeignKey(
        Bureau, models.PROTECT, null=True, blank=True, related_name="visit_caps"
    )
    scope = models.CharField(_("what is counted"), max_length=8, choices=SCOPES)
    group = models.CharField(_("enterprises"), max_length=8, choices=GROUPS)
    grade = models.CharField(_("grade"), max_length=4)
    limit = models.PositiveSmallIntegerField(_("most visits a year"))
    kinds = models.JSONField(_("kinds that count"), default=list)
    source = models.CharField(_("source"), max_length=300)
    read = models.BooleanField(_("compared with the original"), default=False)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="cap_has_source"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="cap_days_order"
            ),
            models.CheckConstraint(
                condition=Q(scope__in=[scope.value for scope in Scope]), name="cap_scope_known"
            ),
            models.CheckConstraint(
                condition=Q(group__in=[group.value for group in Group]), name="cap_group_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.grade} {self.limit}"

    @property
    def rule(self) -> CapRule:
        """The limit as the pure rule takes it."""
        return CapRule(
            scope=Scope(self.scope),
            group=Group(self.group),
            grade=self.grade,
            limit=self.limit,
            kinds=frozenset(self.kinds),
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            own=self.bureau_id is not None,
        )


class VisitQuerySet(BureauQuerySet["Visit"]):
    """Visits booked by a bureau."""


class Visit(models.Model):
    """One visit. `subject` is the object's id, the same in every bureau; `source` who asked for it.

    `nth` and `limit` as they were when it was booked; `pots` the counters it holds a place in.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=23)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=KINDS)
    counts = models.BooleanField()
    state = models.CharField(max_length=8, choices=VISIT_STATES, default=VisitState.BOOKED.value)
    source = models.CharField(max_length=120, unique=True)
    item_code = models.CharField(max_length=32, blank=True)  # by which item, where one is named
    nth = models.PositiveSmallIntegerField(null=True)
    limit = models.PositiveSmallIntegerField(null=True)
    pots = models.JSONField(default=list)
    on = models.DateField()
    at = models.DateTimeField()

    objects: ClassVar[VisitQuerySet] = VisitQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["subject", "year"], name="visit_by_subject")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in VisitKind]), name="visit_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in VisitState]),
                name="visit_state_known",
            ),
            models.CheckConstraint(
                condition=Q(counts=False, nth=None, limit=None)
                | Q(counts=True, nth__gte=1, limit__isnull=False),
                name="visit_counted_has_number",
            ),
        ]

    def __str__(self) -> str:
        return self.source

    @property
    def trail(self) -> str:
        """Name in the audit trail: the source, never the enterprise."""
        return f"planning.visit:{self.source}"


class VisitCounter(models.Model):
    """Places taken in one pot in one year; the database keeps `used` within `limit`.

    `limit` is the one in force at the last booking; counters span bureaus.
    """

    subject = models.CharField(max_length=23)
    scope = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    used = models.PositiveSmallIntegerField(default=0)
    limit = models.PositiveSmallIntegerField()

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "scope", "year"], name="visit_counter_once"),
            models.CheckConstraint(
                condition=Q(used__gte=0, used__lte=F("limit")), name="visit_counter_within_limit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.year}: {self.used}/{self.limit}"
