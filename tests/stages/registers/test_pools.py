"""What planning and the draw read."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import make_item, make_object, make_officer
from yaohao.stages.registers import queries
from yaohao.stages.registers.models import Recusal
from yaohao.stages.registers.rules.pool_filter import PoolFilter

ENDED = {"exclusion": "CLOSED", "ended_on": date(2026, 1, 1)}


def test_the_pool_is_the_bureaus_own(cast: Cast) -> None:
    mine = make_object(cast.city)
    make_object(cast.county)
    assert list(queries.pool(cast.city, PoolFilter())) == [mine]


@pytest.mark.parametrize(
    ("name", "values", "column"),
    [
        ("fields", ("HC",), {"field": "HC"}),
        ("regions", ("140703",), {"region": "140703"}),
        ("risks", ("RED", "ORANGE"), {"risk": "ORANGE"}),
        ("credits", ("D",), {"credit": "D"}),
        ("scales", ("L",), {"scale": "L"}),
        ("affiliations", ("P",), {"affiliation": "P"}),
        ("groups", ("G1",), {"group": "G1"}),
        ("levels", ("T",), {"level": "T"}),
        ("focus", ("1",), {"focus": True}),
    ],
)
def test_each_part_of_the_filter_works(
    cast: Cast, name: str, values: tuple[str, ...], column: dict[str, str]
) -> None:
    make_object(cast.city)
    match = make_object(cast.city, **column)
    wanted = PoolFilter.from_json({name: values})
    assert list(queries.pool(cast.city, wanted)) == [match]


def test_an_ended_object_stands_in_the_pool_with_its_reason(cast: Cast) -> None:
    live, gone = make_object(cast.city, risk="RED"), make_object(cast.city, **ENDED)
    rows = list(queries.pool_rows(cast.city, PoolFilter(), "risk"))
    assert rows == sorted([(live.object_id, "RED", "-"), (gone.object_id, "UNRATED", "CLOSED")])
    assert list(queries.eligible(cast.city, PoolFilter())) == [live]


@pytest.mark.parametrize(
    ("by", "stratum"),
    [("none", "ALL"), ("risk", "BLUE"), ("credit", "A"), ("field", "FW"),
     ("standardisation", "2"), ("region", "140702")],
)  # fmt: skip
def test_strata(cast: Cast, by: str, stratum: str) -> None:
    make_object(cast.city, risk="BLUE", credit="A", field="FW", standardisation="2")
    assert [row[1] for row in queries.pool_rows(cast.city, PoolFilter(), by)] == [stratum]


def test_an_unknown_stratum_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="colour"):
        list(queries.pool_rows(cast.city, PoolFilter(), "colour"))


def test_only_a_certificate_that_covers_the_day_counts(cast: Cast) -> None:
    day = date(2026, 11, 18)
    valid = make_officer(cast.city, valid_from=day, valid_to=day)
    make_officer(cast.city, valid_to=day - timedelta(days=1))
    make_officer(cast.city, valid_from=day + timedelta(days=1))
    make_officer(cast.city, active=False)
    make_officer(cast.county)
    assert list(queries.officers_valid(cast.city, day)) == [valid]


def test_recusals_that_stand(cast: Cast) -> None:
    day = date(2026, 1, 1)
    officer, target = make_officer(cast.city), make_object(cast.city)
    Recusal.objects.create(
        officer=officer, object=target, reason="亲属", declared_on=day, lifted_on=day
    )
    stands = Recusal.objects.create(officer=officer, object=target, reason="亲属", declared_on=day)
    assert list(queries.recusals(cast.city)) == [stands]
    assert list(queries.recusals(cast.county)) == []


def test_items_in_force_on_a_day(cast: Cast) -> None:
    day = date(2026, 11, 18)
    now = make_item(cast.city, valid_to=day)
    make_item(cast.city, valid_to=day - timedelta(days=1))
    make_item(cast.city, valid_from=day + timedelta(days=1))
    assert list(queries.items_in_force(cast.city, day)) == [now]


def test_public_rows_hold_what_the_articles_name_and_no_more(cast: Cast) -> None:
    today = timezone.localdate()
    make_object(cast.city, contact="张三", phone="13800000000", credit="D")
    make_officer(cast.city)
    make_officer(cast.city, valid_to=today - timedelta(days=1))
    make_item(cast.city, ratio=1250)
    objects = queries.public_rows("objects", cast.city)
    assert list(objects[0]) == [
        "object_id", "number", "name", "region", "county", "field", "state",
    ]  # fmt: skip
    assert objects[0]["county"] == "榆次区"
    officers = queries.public_rows("officers", cast.city)
    assert [list(row) for row in officers] == [["name", "bureau", "certificate"]]
    assert queries.public_rows("items", cast.city)[0]["ratio"] == "12.5%"
    with pytest.raises(ValueError, match="phones"):
        queries.public_rows("phones", cast.city)
