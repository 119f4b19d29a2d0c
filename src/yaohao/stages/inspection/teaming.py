"""Who makes up a team: the lot's answer put into the inspection, who may join, who carries on."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.assignments import Member as Drawn
from yaohao.stages.inspection.models import AccompanyingExpert, Inspection, Member
from yaohao.stages.inspection.rules import LEAST_OFFICERS
from yaohao.stages.planning.rules import is_expert
from yaohao.stages.registers.lacks import lack_words
from yaohao.stages.registers.models import Officer, Recusal
from yaohao.stages.registers.queries.experts import experts_named
from yaohao.stages.registers.queries.fitness import lacks_on


def differs(inspection: Inspection, team: Iterable[Drawn]) -> bool:
    """Whether a place of the team was drawn again since it was written down (article 13).

    A place that the head filled by name, since the lot found nobody, is not the lot's any more.
    """
    named = set(inspection.named_roles().values_list("role", flat=True))
    known = set(inspection.members.exclude(role__in=named).values_list("role", "certificate"))
    known |= set(inspection.experts.values_list("role", "certificate"))
    return known != {(one.role, one.certificate) for one in team if one.role not in named}


def follow_lot(inspection: Inspection, team: Iterable[Drawn]) -> list[Model]:
    """Write down the team as the lot has it now, officers as members and experts beside them;
    returns those who are new."""
    named = set(inspection.named_roles().values_list("role", flat=True))
    wanted = {one.role: one.certificate for one in team if one.role not in named}
    experts = {role: name for role, name in wanted.items() if is_expert(role)}
    officers = {role: name for role, name in wanted.items() if role not in experts}
    return [*_officers(inspection, officers, named), *_experts(inspection, experts)]


def _officers(
    inspection: Inspection, wanted: Mapping[str, str], named: Collection[str]
) -> Iterator[Model]:
    people = Officer.objects.in_bulk(list(wanted.values()), field_name="certificate")
    for role in _vacated(inspection.members, wanted, named):
        yield Member.objects.create(
            inspection=inspection, officer=people[wanted[role]], role=role, certificate=wanted[role]
        )


def _experts(inspection: Inspection, wanted: Mapping[str, str]) -> Iterator[Model]:
    people = experts_named(wanted.values())
    for role in _vacated(inspection.experts, wanted):
        yield AccompanyingExpert.objects.create(
            inspection=inspection, expert=people[wanted[role]], role=role, certificate=wanted[role]
        )


def _vacated(rows: Any, wanted: Mapping[str, str], named: Collection[str] = ()) -> list[str]:
    """Let go whoever has a place that is another's now, but for the `named` ones; return the places
    that somebody new takes. All leave first: two may have changed places."""
    known = dict(rows.select_for_update().values_list("role", "certificate"))
    gone = [
        role for role, certificate in known.items()
        if role not in named and wanted.get(role) != certificate
    ]  # fmt: skip
    rows.filter(role__in=gone).delete()
    return [role for role, certificate in wanted.items() if known.get(role) != certificate]


def refuse_unfit(inspection: Inspection, officer: Officer, on: date) -> None:
    """Refuse an officer who may not go to this enterprise on the day (articles 9, 13 and 16)."""
    if found := lacks_on([officer], on).get(officer.pk):
        why = lack_words(officer, found.lack, found.leaves)
        raise Refused(
            _("%(officer)s cannot take this on: %(why)s.") % {"officer": officer.name, "why": why}
        )
    barred = Recusal.objects.filter(officer=officer, object=inspection.object, lifted_on=None)
    if barred.exists():
        raise Refused(
            _("%(officer)s must not inspect this enterprise (recusal).") % {"officer": officer.name}
        )


def refuse_short_team(inspection: Inspection, by: User, on: date) -> None:
    """Refuse a visit without two officers of the bureau who may inspect on the day, and one whom
    `by` may not make; the text names who may not, and why (article 16). Who is recused from the
    enterprise may not. An officer of another department comes beside the two, never instead.
    """
    team = [member.officer for member in inspection.team_now()]
    barred = Recusal.objects.filter(officer__in=team, object=inspection.object, lifted_on=None)
    missing = {row.officer_id: _("recused") for row in barred}
    for key, one in lacks_on(team, on).items():
        missing.setdefault(key, lack_words(one.officer, one.lack, one.leaves))
    why = "；".join(f"{one.name}: {missing[one.pk]}" for one in team if one.pk in missing)
    own = [member.officer_id for member in inspection.own_team()]
    if sum(pk not in missing for pk in own) < LEAST_OFFICERS:
        said = _("Two officers with certificates valid today are needed (article 16).")
        raise Refused(f"{said} {why}".strip())
    if any(one.user_id == by.pk and one.pk in missing for one in team):
        raise Refused(_("You may not inspect today. %(why)s") % {"why": why})
