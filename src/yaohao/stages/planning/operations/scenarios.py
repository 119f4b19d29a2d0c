"""Simulating the coming year: begun by a person, its result kept by the job (article 12)."""

import secrets
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.models import Line, Scenario
from yaohao.stages.planning.rules import SIMULATORS, ScenarioState
from yaohao.stages.planning.rules.simulation.assumptions import Assumptions

MOST_YEARS = 10_000
MOST_CHECKED = 100
_GOING = [ScenarioState.WAITING.value, ScenarioState.RUNNING.value]


@operation("planning.scenario.begin", article="12")
def begin_scenario(
    *,
    by: User,
    year: int,
    name: str,
    lines: Sequence[int],
    years: int,
    limits: bool,
    other: int,
    leave: int,
    a_day: Decimal,
    checked: int,
    seed: str = "",
) -> Scenario:
    """Keep what is assumed; the worker simulates it. Without a `seed` one is made.

    Refused without a line of the year's plan, under a name that is taken, with figures that make
    no year, and while another simulation of the bureau runs.
    """
    if not by.holds(*SIMULATORS):
        raise Refused(_("Your role does not allow this act."))
    bureau = Bureau.objects.select_for_update().get(pk=by.bureau_id)
    said = " ".join(name.split())
    own = Line.objects.of(bureau).filter(plan__year=year, pk__in=lines)
    chosen = sorted(own.values_list("pk", flat=True))
    _refuse_wrong(said, chosen, years, other, leave, a_day, checked)
    known = Scenario.objects.filter(bureau=bureau)
    if known.filter(year=year, name=said).exists():
        raise Refused(
            _("A scenario of %(year)s is called “%(name)s” already. Choose another name.")
            % {"year": year, "name": said}
        )
    if known.filter(state__in=_GOING).exists():
        raise Refused(_("Another simulation is under way. Wait for it, or remove it."))
    assumed = Assumptions(
        lines=tuple(chosen), seed=seed or secrets.token_hex(16), limits=limits, other=other,
        leave=leave, a_day=a_day, checked=checked,
    )  # fmt: skip
    scenario = Scenario.objects.create(
        bureau=bureau, year=year, name=said, assumptions=assumed.as_json(), years=years, by=by,
        at=timezone.now(),
    )  # fmt: skip
    record(
        by=by, subject=scenario.subject, changed=[scenario],
        detail={"name": said, "years": years, **assumed.as_json()},
    )  # fmt: skip
    return scenario


@operation("planning.scenario.keep", article="12")
def keep_scenario(*, by: User, pk: int, result: Mapping[str, Any]) -> Scenario:
    """Keep what came of a simulation, once. Raises Scenario.DoesNotExist when it was removed."""
    scenario = _running(pk)
    scenario.state, scenario.done = ScenarioState.DONE.value, scenario.years
    scenario.result = dict(result)
    _store(scenario, "state", "done", "result")
    record(by=by, subject=scenario.subject, changed=[scenario], detail={"years": scenario.years})
    return scenario


@operation("planning.scenario.fail", article="12")
def fail_scenario(*, by: User, pk: int, trouble: str) -> Scenario:
    """Say why a simulation came to nothing. Raises Scenario.DoesNotExist when it was removed."""
    scenario = _running(pk)
    scenario.state, scenario.trouble = ScenarioState.FAILED.value, trouble
    _store(scenario, "state", "trouble")
    record(by=by, subject=scenario.subject, changed=[scenario], reason=trouble[:500])
    return scenario


@operation("planning.scenario.remove", article="12")
def remove_scenario(*, by: User, pk: int) -> None:
    """Take a scenario away, also one that runs. Raises Scenario.DoesNotExist for a foreign one."""
    if not by.holds(*SIMULATORS):
        raise Refused(_("Your role does not allow this act."))
    scenario = Scenario.objects.select_for_update().get(pk=pk, bureau=by.bureau)
    record(by=by, subject=scenario.subject, detail={"name": scenario.name})
    scenario.delete()


def _running(pk: int) -> Scenario:
    return Scenario.objects.select_for_update().get(pk=pk, state__in=_GOING)


def _store(scenario: Scenario, *fields: str) -> None:
    scenario.save(update_fields=fields)


def _refuse_wrong(
    name: str, lines: Sequence[int], years: int, other: int, leave: int, a_day: Decimal,
    checked: int,
) -> None:  # fmt: skip
    if not name:
        raise Refused(_("Give the scenario a name, to tell it from others."))
    if not lines:
        raise Refused(_("Choose at least one line of the plan."))
    if not 1 <= years <= MOST_YEARS or not 0 <= checked <= MOST_CHECKED:
        raise Refused(
            _("Simulate 1 to %(most)s years, and at most %(checked)s of them with true tickets.")
            % {"most": f"{MOST_YEARS:,}", "checked": MOST_CHECKED}
        )
    if not 0 <= other < 100 or not 0 <= leave <= 366 or not 0 < a_day <= 20:
        raise Refused(
            _(
                "Other duties take 0 to 99 percent of the days, leave 0 to 366 days, and a team "
                "makes more than 0 and at most 20 visits a day."
            )
        )
