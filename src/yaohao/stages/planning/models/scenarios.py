"""A year that was simulated before it starts (article 12)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.planning.rules import ScenarioState

SCENARIO_STATES = [
    (ScenarioState.WAITING.value, pgettext_lazy("scenario", "waiting")),
    (ScenarioState.RUNNING.value, pgettext_lazy("scenario", "running")),
    (ScenarioState.DONE.value, pgettext_lazy("scenario", "done")),
    (ScenarioState.FAILED.value, pgettext_lazy("scenario", "failed")),
]


class ScenarioQuerySet(BureauQuerySet["Scenario"]):
    """Scenarios of a bureau."""


class Scenario(models.Model):
    """One simulation: what was assumed, how far it is, what came of it.

    `assumptions` and `result` as `rules.simulation` reads and writes them; `done` of `years`
    simulated years. A result is never rewritten: other assumptions are another scenario.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="scenarios")
    year = models.PositiveSmallIntegerField(_("year"))
    name = models.CharField(_("name"), max_length=100)
    assumptions = models.JSONField(default=dict)
    years = models.PositiveIntegerField(_("simulated years"), default=1000)
    done = models.PositiveIntegerField(default=0)
    state = models.CharField(
        _("state"), max_length=8, choices=SCENARIO_STATES, default=ScenarioState.WAITING.value
    )
    trouble = models.TextField(blank=True)  # why it failed, in words
    result = models.JSONField(default=dict)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[ScenarioQuerySet] = ScenarioQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "year", "name"], name="scenario_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="scenario_has_name"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ScenarioState]),
                name="scenario_state_known",
            ),
            models.CheckConstraint(
                condition=Q(years__gte=1, years__lte=10000), name="scenario_years_sound"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """Name in the audit trail."""
        return f"planning.scenario:{self.bureau.code}-{self.year}-{self.pk}"
