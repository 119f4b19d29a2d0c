"""Visits, days out and leave of every officer of a year, by month."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce, TruncDate

from yaohao.stages.inspection.models import Member
from yaohao.stages.inspection.rules import SHOWN
from yaohao.stages.oversight.queries.choosing import Chosen
from yaohao.stages.oversight.rules.load import FEWEST, Load, load_of
from yaohao.stages.planning.rules import Regime
from yaohao.stages.registers.models import Officer
from yaohao.stages.registers.queries.fitness import leaves_of

CAUSE = "cause"
KINDS = (*(regime.value for regime in Regime), CAUSE)


@dataclass(frozen=True, slots=True)
class Carried:
    """An officer with the year's load."""

    officer: Officer
    load: Load


def officer_loads(chosen: Chosen) -> list[Carried]:
    """The officers in service, and who went before leaving; by certificate.

    Counted are visits that were shown at the door (article 20), also those for another bureau that
    borrowed the officer. County and section are the officer's.
    """
    went = _days(chosen)
    people = Officer.objects.of(chosen.bureau).filter(Q(active=True) | Q(pk__in=list(went)))
    if chosen.section:
        people = people.filter(section=chosen.section)
    if chosen.county:
        people = people.filter(region=chosen.county)
    found = list(people.select_related("section").order_by("certificate"))
    leaves = leaves_of(found, chosen.days)
    return [
        Carried(
            officer,
            load_of(
                went.get(officer.pk, {}),
                [(one.first, one.last) for one in leaves.get(officer.pk, [])],
                chosen.year,
            ),
        )
        for officer in found
    ]


def nameless(found: list[Carried]) -> list[Carried]:
    """The same for who may not see names: by load, so that the register's order names nobody, and
    none of very few."""
    if len(found) < FEWEST:
        return []
    return sorted(found, key=lambda one: (-one.load.out, one.load.days, one.load.leave))


def _days(chosen: Chosen) -> dict[int, dict[str, list[date]]]:
    rows = Member.objects.filter(
        officer__bureau=chosen.bureau, inspection__state__in=[state.value for state in SHOWN]
    ).exclude(inspection__draw__exercise=True)
    rows = rows.annotate(
        day=Coalesce(F("inspection__planned_on"), TruncDate("inspection__made_at"))
    ).filter(day__range=chosen.days)
    if chosen.regime:
        rows = rows.filter(inspection__line__regime=chosen.regime.value)
    found: dict[int, dict[str, list[date]]] = defaultdict(lambda: defaultdict(list))
    for officer, regime, day in rows.values_list("officer", "inspection__line__regime", "day"):
        found[officer][regime or CAUSE].append(day)
    return found
