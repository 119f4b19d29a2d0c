"""Changed laws on the clerk's desk: one duty for each kind of change, and for each line."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from tests.cast import Cast
from tests.factories.planning import plan_objects
from tests.factories.registers import make_item
from yaohao.stages.planning.operations import report_unused
from yaohao.stages.registers.models import LegalBasis, PastVisit
from yaohao.surfaces.desk.queries.laws import COMPARE_WITHIN, law_duties
from yaohao.surfaces.desk.rules import Duty

TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def three(cast: Cast) -> LegalBasis:
    """A basis on which three items rest."""
    basis = LegalBasis.objects.create(bureau=cast.city, law="安全生产法", article="第六十五条")
    for _ in range(3):
        make_item(cast.city).bases.add(basis)
    make_item(cast.next_county)
    return basis


def duties(cast: Cast) -> list[Duty]:
    with translation.override("en"):
        return list(law_duties(cast.clerk))


@pytest.mark.parametrize(
    ("days", "title", "due"),
    [
        ({"valid_to": TODAY - DAY}, "3 items rest on a basis that ended", TODAY - DAY),
        ({"amended_on": TODAY}, "3 items rest on a basis that was amended", TODAY + COMPARE_WITHIN),
        ({"valid_to": TODAY + DAY}, "3 items rest on a basis that ends soon", TODAY + DAY),
        (
            {"valid_from": TODAY + DAY},
            "3 items rest on a basis that is not yet in force",
            TODAY + DAY,
        ),
    ],
)
def test_one_duty_says_how_many_and_leads_to_them(
    client: Client, cast: Cast, three: LegalBasis, days: dict[str, date], title: str, due: date
) -> None:
    assert duties(cast) == []
    LegalBasis.objects.filter(pk=three.pk).update(**days)
    (duty,) = duties(cast)
    assert (duty.title, duty.due) == (title, due)
    assert "安全生产法" in duty.act
    client.force_login(cast.clerk)
    assert client.get(duty.url).context["filter"].qs.count() == 3


def test_nobody_else_is_asked(cast: Cast, three: LegalBasis) -> None:
    LegalBasis.objects.update(valid_to=TODAY - DAY)
    for user in (cast.officer, cast.director, cast.stranger):
        assert list(law_duties(user)) == []


def test_what_nothing_used_is_reported_once_a_year(client: Client, cast: Cast) -> None:
    item = make_item(cast.city)
    thing = plan_objects(cast.city, 1)[0]
    PastVisit.objects.create(
        bureau=cast.city, object=thing, date=date(2017, 1, 1), item_code=item.code
    )
    (duty,) = duties(cast)
    assert duty.title == "1 item was not used for five years"
    assert duty.due == date(TODAY.year, 12, 31)
    client.force_login(cast.clerk)
    assert item.name in client.get(duty.url).content.decode()
    assert client.get(reverse("desk:home")).content.decode().count(duty.url) == 1
    report_unused(by=cast.clerk, year=TODAY.year, note="已报局长，拟取消")
    assert duties(cast) == []
