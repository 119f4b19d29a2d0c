"""The sentence over real registers, and what the public reads of a filed line."""

from datetime import date

import pytest
from fairdraw.announcement import Stratum

from tests.factories.planning import (
    YEAR,
    draft_line,
    filed_line,
    plan_bureau,
    plan_item,
    plan_objects,
    submitted_line,
)
from yaohao.stages.planning import queries
from yaohao.stages.planning.forms.shares import ShareError, share_of, typed
from yaohao.stages.planning.rules import Aim
from yaohao.stages.registers.rules.pool_filter import PoolFilter

pytestmark = pytest.mark.django_db


def test_excluded_objects_are_not_counted_and_foreign_ones_neither() -> None:
    bureau = plan_bureau()
    plan_objects(bureau, 4)
    plan_objects(bureau, 2, risk="BLUE")
    plan_objects(bureau, 1, exclusion="CLOSED", ended_on=date(YEAR, 1, 2))
    plan_objects(plan_bureau("140702", "140702", "榆次区局"), 9)
    counted = queries.sentence(draft_line(bureau))
    assert (counted.eligible, counted.to_draw) == (6, 3)


def test_strata_and_filter_enter_the_sentence() -> None:
    bureau = plan_bureau()
    plan_objects(bureau, 10)
    plan_objects(bureau, 20, risk="BLUE")
    plan_objects(bureau, 99, risk="BLUE", region="140721")
    line = draft_line(
        bureau,
        aim=Aim.DIRECTED,
        filter={"regions": ["140702"]},
        stratify_by="risk",
        shares=(Stratum("BLUE", "ratio", 1000), Stratum("RED", "number", 7)),
    )
    counted = queries.sentence(line)
    assert (counted.eligible, counted.to_draw) == (30, 2 + 7)


def test_a_pool_of_which_every_row_is_excluded_counts_its_strata_as_empty() -> None:
    bureau = plan_bureau()
    plan_objects(bureau, 2, exclusion="MOVED", ended_on=date(YEAR, 1, 2))
    assert queries.bases(bureau, PoolFilter(), "risk") == {"RED": 0}


def test_the_public_rows_hold_filed_lines_only() -> None:
    line = filed_line(title="危化品专项")
    submitted_line()
    rows = queries.public_rows(line.bureau, YEAR)
    assert [(row["title"], row["kind"], row["strata"]) for row in rows] == [
        ("危化品专项", "不定向抽查", "全部 50%")
    ]
    assert rows[0]["receipt"] == (line.filing.receipt if line.filing else "")
    assert queries.filed_years(line.bureau) == [YEAR]


def test_items_of_the_year_are_offered() -> None:
    bureau = plan_bureau()
    plan_item(bureau, valid_to=date(YEAR - 1, 12, 31))
    plan_item(bureau, valid_from=date(YEAR + 1, 1, 1))
    now = plan_item(bureau, valid_from=date(YEAR, 12, 31))
    assert list(queries.items_for(bureau, YEAR)) == [now]


@pytest.mark.parametrize(
    ("text", "unit", "share"),
    [
        ("5", "ratio", Stratum("A", "ratio", 500)),
        ("２．５％", "ratio", Stratum("A", "ratio", 250)),
        ("0.01%", "ratio", Stratum("A", "ratio", 1)),
        ("120", "ratio", Stratum("A", "ratio", 12_000)),
        ("1,200 户", "number", Stratum("A", "number", 1200)),
        ("", "ratio", None),
    ],
)
def test_what_clerks_type_as_a_share(text: str, unit: str, share: Stratum | None) -> None:
    assert share_of("A", text, unit) == share


@pytest.mark.parametrize(
    ("text", "unit"),
    [("五", "ratio"), ("0.001", "ratio"), ("1.5", "number"), ("NaN", "ratio"), ("1e99", "ratio")],
)
def test_what_is_no_share(text: str, unit: str) -> None:
    with pytest.raises(ShareError):
        share_of("A", text, unit)


@pytest.mark.parametrize("value", [0, 1, 500, 1050, 10_000])
def test_a_stored_share_comes_back_as_it_was_typed(value: int) -> None:
    share = Stratum("A", "ratio", value)
    assert share_of("A", *typed(share)) == share
