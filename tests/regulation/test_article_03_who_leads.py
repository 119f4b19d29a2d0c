"""第三条: 领导组由局长任组长，分管领导任副组长，办公室设在法规科。

The director decides, the legal section prepares, every section has its place; three administrators
keep the machine and none of them the business.
"""

import pytest

from tests.cast import Cast
from tests.factories.planning import submitted_line
from tests.factories.registers import make_object
from yaohao.ground.accounts.models import Section
from yaohao.ground.accounts.rules import ADMINISTRATORS, Role, conflict
from yaohao.stages.planning import operations as planning
from yaohao.stages.registers.models import InspectionObject


def test_a_bureau_has_its_sections(cast: Cast) -> None:
    names = set(Section.objects.filter(bureau=cast.city).values_list("name", flat=True))
    assert {"政策法规科", "非煤矿山科"} <= names


def test_the_legal_section_prepares_and_the_director_decides(cast: Cast) -> None:
    line = submitted_line(cast.city)
    for nobody in (cast.clerk, cast.deputy, cast.head, cast.officer, cast.auditor, cast.witness):
        with pytest.raises(planning.Refused):
            planning.approve_line(by=nobody, pk=line.pk)
    assert planning.approve_line(by=cast.director, pk=line.pk).approved_by == cast.director


def test_the_work_of_a_bureau_is_seen_by_its_own_people(cast: Cast) -> None:
    mine = make_object(cast.city)
    assert mine in InspectionObject.objects.visible_to(cast.director)
    assert mine not in InspectionObject.objects.visible_to(cast.stranger)


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_an_administrator_is_nothing_else(role: Role) -> None:
    for other in set(Role) - {role}:
        assert conflict({role, other}), f"{role} and {other}"


def test_who_watches_does_not_act() -> None:
    assert conflict({Role.AUDITOR, Role.CLERK})
    assert not conflict({Role.DIRECTOR, Role.OFFICER})
