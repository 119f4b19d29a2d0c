"""A line whose teams hold officers of two departments and experts, with the people for it."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from tests.cast import Cast
from tests.factories.accounts import person
from tests.factories.draw import WINDOW, officer
from tests.factories.planning import YEAR, plan_objects, submitted_line
from tests.factories.registers import make_expert
from yaohao.ground.accounts.models import Bureau, Level, User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.planning import operations
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.rules import LineState, PartnerDraft
from yaohao.stages.registers.models import Expert, InspectionObject, Officer


@dataclass(slots=True)
class Joint:
    """`market` sends one officer (`guests`), the mines section another (`miners`)."""

    line: Line
    market: Bureau
    guests: list[User] = field(default_factory=list)
    miners: list[Officer] = field(default_factory=list)
    experts: list[Expert] = field(default_factory=list)


def market_bureau() -> Bureau:
    """The market bureau of the city, which uses this product too."""
    return Bureau.objects.get_or_create(
        code="140700S",
        defaults={
            "region": "140700", "name": "榆川市市场监督管理局", "short_name": "市场监管局",
            "document_word": "榆市监", "level": Level.CITY.value,
        },
    )[0]  # fmt: skip


def joint(
    cast: Cast, *, guests: int = 2, miners: int = 0, experts: int = 2, wanted: int = 1,
    objects: int = 6, **line: Any,
) -> Joint:  # fmt: skip
    """A filed line with these people; `wanted` experts in every team, a miner where there are."""
    market = market_bureau()
    partners = [PartnerDraft(market.name, bureau=market.pk, sends=True)]
    if miners:
        partners.append(PartnerDraft(cast.mines.name, section=cast.mines.pk, sends=True))
    staff(cast)
    if not InspectionObject.objects.filter(bureau=cast.city).exists():
        plan_objects(cast.city, objects)
    values = {"window": WINDOW, "partners": tuple(partners), "experts": wanted} | line
    made = Joint(_filed(cast, **values), market)
    for number in range(guests):
        user = person(market, f"guest-{number}", f"市监执法{number}", Role.OFFICER)
        officer(market, user.full_name, user=user)
        made.guests.append(user)
    made.miners = [
        officer(cast.city, f"矿山执法{number}", section=cast.mines) for number in range(miners)
    ]
    made.experts = [make_expert(cast.city, trades=[]) for _ in range(experts)]
    return made


def staff(cast: Cast) -> None:
    """The two officers of the cast; they belong to no section that sends one."""
    for user in (cast.officer, cast.other_officer):
        if not Officer.objects.filter(user=user).exists():
            officer(cast.city, user.full_name, user=user)


def _filed(cast: Cast, **values: Any) -> Line:
    line = submitted_line(cast.city, **values)
    if line.state == LineState.OPINIONS.value:
        operations.give_opinion(by=cast.head, pk=line.pk, agrees=True)
    operations.approve_line(by=cast.director, pk=line.pk)
    operations.file_with_hall(
        by=cast.clerk, year=YEAR, receipt="政务收〔2026〕联合号", filed_on=timezone.localdate()
    )
    return Line.objects.get(pk=line.pk)
