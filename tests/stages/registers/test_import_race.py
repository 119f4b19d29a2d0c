"""Several hands on the same button at the same time."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import translation

from tests.cast import Cast, assemble
from tests.factories.registers import objects_sheet
from yaohao.ground.audit.queries import first_break
from yaohao.stages.registers.errors import StaleError
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.operations import check_sheet, confirm_import
from yaohao.stages.registers.rules.kinds import Kind

HANDS = 4


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return assemble()


def check(cast: Cast, count: int) -> int:
    content = objects_sheet(count)
    run = check_sheet(by=cast.clerk, kind=Kind.OBJECTS, filename="名录.csv", content=content)
    return run.pk


def at_once(acts: list[Callable[[], object]]) -> Counter[str]:
    def run(act: Callable[[], object]) -> str:
        try:
            with translation.override("en"):
                act()
        except StaleError:
            return "stale"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(run, acts))


def test_one_of_many_clicks_imports(people: Cast) -> None:
    pk = check(people, 20)
    ends = at_once([lambda: confirm_import(by=people.clerk, pk=pk)] * HANDS)
    assert ends == {"done": 1, "stale": HANDS - 1}
    assert InspectionObject.objects.count() == 20
    assert first_break() is None


def test_two_clerks_with_overlapping_sheets_make_no_object_twice(people: Cast) -> None:
    small, large = check(people, 10), check(people, 20)
    ends = at_once(
        [
            lambda: confirm_import(by=people.clerk, pk=small),
            lambda: confirm_import(by=people.other_clerk, pk=large),
        ]
    )
    assert ends == {"done": 1, "stale": 1}
    assert InspectionObject.objects.count() in (10, 20)
    numbers = set(InspectionObject.objects.values_list("number", flat=True))
    assert len(numbers) == InspectionObject.objects.count()
