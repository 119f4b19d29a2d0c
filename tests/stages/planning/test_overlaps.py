"""Lines that meet the same enterprises, and the joint visit that is proposed."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from fairdraw.announcement import Stratum
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.factories.planning import YEAR, draft_line, plan_objects
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries.overlaps import overlaps
from yaohao.stages.planning.rules import Aim
from yaohao.stages.planning.rules.overlaps import meetings, quarters

CHANCES = st.dictionaries(st.integers(1, 4), st.floats(0.01, 1))
KINDS = st.lists(st.tuples(CHANCES, st.integers(1, 50)), max_size=8)
PAIRS = {(one, other) for one in range(1, 5) for other in range(one + 1, 5)}


@given(KINDS)
def test_the_sums_are_those_of_every_object(kinds: list[tuple[dict[int, float], int]]) -> None:
    for found in meetings(kinds, PAIRS):
        each = [
            (mine[found.one], mine[found.other])
            for mine, count in kinds
            for _ in range(count)
            if found.one in mine and found.other in mine
        ]
        assert found.common == len(each) > 0
        assert found.alone == pytest.approx(sum(p + q for p, q in each))
        assert found.both == pytest.approx(sum(p * q for p, q in each))
        assert found.saved == pytest.approx(found.alone - sum(max(p, q) for p, q in each))
        assert found.both <= found.saved + 1e-9


def test_quarters_of_a_window() -> None:
    assert quarters((date(2026, 3, 31), date(2026, 7, 1))) == {(2026, 1), (2026, 2), (2026, 3)}


@pytest.fixture
def pair(cast: Cast) -> tuple[Line, Line]:
    plan_objects(cast.city, 10)
    plan_objects(cast.city, 20, risk="BLUE")
    red: dict[str, Any] = {"aim": Aim.DIRECTED, "filter": {"risks": ["RED"]}}
    whole = draft_line(cast.city, section=cast.legal.pk)
    part = draft_line(
        cast.city, section=cast.mines.pk, shares=(Stratum("ALL", "ratio", 2000),), **red
    )
    return whole, part


def test_a_pair_is_told_with_what_it_saves(cast: Cast, pair: tuple[Line, Line]) -> None:
    (found,) = overlaps(cast.city, YEAR)
    assert (found.one, found.other) == pair
    meeting = found.meeting
    assert (meeting.common, meeting.alone, meeting.both, meeting.saved) == (
        10, pytest.approx(7), pytest.approx(1), pytest.approx(2),
    )  # fmt: skip


@pytest.mark.parametrize(
    "changed",
    [
        {"window_start": date(YEAR, 10, 1)},
        {"section": None},
        {"filter": {"risks": ["ORANGE"]}},
    ],
)
def test_other_quarters_one_section_and_other_pools_do_not_meet(
    cast: Cast, pair: tuple[Line, Line], changed: dict[str, Any]
) -> None:
    whole, part = pair
    Line.objects.filter(pk=whole.pk).update(window_end=date(YEAR, 9, 30))
    if "section" in changed:
        changed = {"section": whole.section}
    Line.objects.filter(pk=part.pk).update(**changed)
    assert overlaps(cast.city, YEAR) == []


def test_one_item_in_one_cycle_meets_nobody_twice(cast: Cast, pair: tuple[Line, Line]) -> None:
    whole, part = pair
    autumn = {"period_start": date(YEAR, 7, 1), "window_start": date(YEAR, 7, 1)}
    Line.objects.filter(pk=part.pk).update(item=whole.item, **autumn)
    assert overlaps(cast.city, YEAR) == []


def test_the_page_opens_the_form_of_the_joint_visit(
    clerk: Client, cast: Cast, pair: tuple[Line, Line]
) -> None:
    whole, part = pair
    page = clerk.get(reverse("planning:overlaps")).content.decode()
    address = f"{reverse('planning:line-add', args=[YEAR])}?joint={whole.pk},{part.pk}"
    assert address in page
    form = clerk.get(address).content.decode()
    assert f'value="{part.item_id}" checked' in form or (
        f'name="further_items" value="{part.item_id}"' in form
    )
    assert "10 户" in form
    assert 'name="share-ALL" value="50"' in form
    table = clerk.get(reverse("planning:overlaps"), {"export": "csv"})
    assert whole.label in table.content.decode("utf-8-sig")


def test_foreign_lines_propose_nothing(clerk: Client, cast: Cast) -> None:
    lines = [draft_line(cast.county), draft_line(cast.county)]
    address = reverse("planning:line-add", args=[YEAR])
    form = clerk.get(address, {"joint": ",".join(str(line.pk) for line in lines)})
    assert lines[0].title not in form.content.decode()
