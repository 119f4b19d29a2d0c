"""A visit of a drawn team at which an officer is asked to withdraw, carried by the operations."""

from typing import Any

from django.utils import timezone

from tests.cast import Cast
from tests.factories.accounts import person
from tests.factories.draw import THROWS, Ceremony, ceremony, ready
from tests.factories.inspection import carry
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.draw.models import Substitution
from yaohao.stages.draw.operations import type_substitute_dice
from yaohao.stages.draw.queries.sealed import sealed_visits, visits_now
from yaohao.stages.draw.rules import State as DrawState
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.models import Inspection, Member, RecusalRequest
from yaohao.stages.inspection.rules import Answer, State
from yaohao.stages.registers.models import Officer

OTHER = THROWS[::-1]


def seated(cast: Cast, settings: Any, *, officers: int = 6) -> Ceremony:
    """A draw with open envelopes; the officers of the cast have the places of the first."""
    settings.YAOHAO_DEMO = True  # opening and reveal do not wait for the window
    run = ceremony(cast, line=ready(cast, officers=officers))
    run.to(DrawState.OPENING)
    team = dict(sealed_visits(run.draw)[0].team)
    for one in Officer.objects.all():  # names that nobody shares: papers are read by them
        Officer.objects.filter(pk=one.pk).update(user=None, name=f"执法{one.certificate}")
    for role, user in (("lead", cast.officer), ("second", cast.other_officer)):
        Officer.objects.filter(certificate=team[role]).update(user=user, name=user.full_name)
    return run


def visit(run: Ceremony, to: State = State.RUNNING) -> Inspection:
    """The visit of the first envelope."""
    made = operations.begin(by=run.cast.officer, number=run.number, position=0)
    return carry(run.cast, made, to)


def place(made: Inspection, user: User) -> Member:
    """The place of a user in the team."""
    return made.members.get(officer__user=user)


def ask(made: Inspection, about: User, *, by: User, **more: Any) -> RecusalRequest:
    """Note that the enterprise asks `about` to withdraw."""
    fields: dict[str, Any] = {
        "officer": place(made, about).officer_id,
        "reason": "他是我们厂原来的股东",
        "asked_person": "王厂长",
        "asked_at": timezone.now(),
    }
    return operations.ask_recusal(by=by, pk=made.pk, **fields | more)


def decide(asked: RecusalRequest, answer: Answer, *, by: User, **more: Any) -> RecusalRequest:
    """The head's answer."""
    fields = {"grounds": "经核实，确有直接利害关系"} | more
    return operations.decide_recusal(by=by, pk=asked.pk, answer=answer, **fields)


def throw(run: Ceremony, asked: Substitution, throws: str = OTHER) -> None:
    """Two people type the dice of a substitute."""
    for reader in (run.cast.clerk, run.cast.witness):
        type_substitute_dice(by=reader, number=run.number, asked=asked.pk, throws=throws)


def came(run: Ceremony, role: str = "second") -> Officer:
    """Whom the lot gave for the place of the first envelope, with an account."""
    found = Officer.objects.get(certificate=dict(visits_now(run.draw)[1, 0].team)[role])
    if found.user is None:
        found.user = person(run.cast.city, f"s-{found.pk}", found.name, Role.OFFICER)
        found.save()
    return found
