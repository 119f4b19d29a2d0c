"""The simulation of a year, done by `yaohao worker`; started again it gives the same."""

import time
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.models import Line, Scenario
from yaohao.stages.planning.operations import fail_scenario, keep_scenario
from yaohao.stages.planning.queries.capacity import crew_of, officer_days
from yaohao.stages.planning.queries.simulated import year_to_simulate
from yaohao.stages.planning.rules import ScenarioState
from yaohao.stages.planning.rules.carrying import Working
from yaohao.stages.planning.rules.simulation.assumptions import Assumptions
from yaohao.stages.planning.rules.simulation.quick import Quick
from yaohao.stages.planning.rules.simulation.running import run
from yaohao.stages.planning.rules.simulation.summary import summary
from yaohao.stages.planning.rules.simulation.tally import Tally
from yaohao.stages.planning.rules.simulation.tickets import Tickets
from yaohao.stages.planning.rules.simulation.year import Year

GOING = (ScenarioState.WAITING.value, ScenarioState.RUNNING.value)
EVERY = 1.0  # seconds between two words about how far it is


class RemovedError(Exception):
    """Somebody removed the scenario meanwhile: there is nothing left to do."""


@task()
def simulate(pk: int) -> None:
    """Simulate the years of a scenario that waits; ends with its result, or why there is none."""
    scenario = Scenario.objects.select_related("bureau", "by").filter(pk=pk).first()
    if scenario is None or scenario.state not in GOING:
        return
    with translation.override(scenario.by.language):
        try:
            result = _simulated(scenario)
        except RemovedError:
            return
        except Refused as refusal:
            _end(partial(fail_scenario, by=scenario.by, pk=pk, trouble=str(refusal)))
            return
        except Exception:
            trouble = _("The simulation broke off. The log of the worker says why.")
            _end(partial(fail_scenario, by=scenario.by, pk=pk, trouble=trouble))
            raise
        _end(partial(keep_scenario, by=scenario.by, pk=pk, result=result))


def send_to_simulate(scenario: Scenario) -> None:
    """Have a scenario simulated."""
    simulate.enqueue(scenario.pk)


def _end(act: Callable[[], object]) -> None:
    try:
        act()
    except Scenario.DoesNotExist:
        return  # removed meanwhile


def _simulated(scenario: Scenario) -> Mapping[str, Any]:
    assumed = Assumptions.of(scenario.assumptions)
    lines = list(
        Line.objects.of(scenario.bureau)
        .filter(pk__in=assumed.lines)
        .select_related("plan__bureau", "item", "section")
        .order_by("number", "version")
    )
    if not lines:
        raise Refused(_("None of the chosen lines is in the plan any more."))
    year = year_to_simulate(lines, scenario.bureau, limits=assumed.limits)
    if not any(line.base for line in year.lines):
        raise Refused(_("No object matches any of the lines, so there is nothing to draw from."))
    seed = bytes.fromhex(assumed.seed)
    say = _Voice(scenario.pk)
    quick, checked = Tally(year), Tally(year)
    for number in range(scenario.years):
        quick.add(run(year, Quick(year, seed, number)))
        say.told(number + 1)
    for number in range(assumed.checked):
        checked.add(run(year, Tickets(year, seed, number)))
        say.told(scenario.years)
    return {
        **summary(quick, checked if assumed.checked else None),
        "capacity": _capacity(scenario, assumed, year, lines),
        "at": timezone.localdate().isoformat(),
    }


def _capacity(
    scenario: Scenario, assumed: Assumptions, year: Year, lines: list[Line]
) -> dict[str, Any]:
    """What the staff can carry by its working days, beside what the plan asks for."""
    officers, days, working = officer_days(scenario.bureau, scenario.year, assumed.leave)
    team = max(crew_of(line).home for line in lines)
    most = Working(days, assumed.other, Fraction(assumed.a_day), team)
    return {
        "officers": officers,
        "officer_days": days,
        "working_days": working,
        "team": team,
        "most": most.visits,
        "asked": sum(line.quota for line in year.lines),
        "base": len({row for line in year.lines for urn in line.urns for row in urn.rows}),
    }


class _Voice:
    """Says how far a job is, not more often than people look."""

    def __init__(self, pk: int) -> None:
        self._rows = Scenario.objects.filter(pk=pk, state__in=GOING)
        self._next = 0.0

    def told(self, done: int) -> None:
        """Say that so many years are done; RemovedError when nobody asks any more."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + EVERY
        running = ScenarioState.RUNNING.value
        if not self._rows.update(done=done, state=running):
            raise RemovedError
