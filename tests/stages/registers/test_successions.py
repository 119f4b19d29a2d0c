"""Merged and renamed counties: from a day on the new code, before it the old one."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import csv_sheet, make_object, make_officer
from yaohao.config.timers import successions as timer
from yaohao.ground.accounts.models import Bureau
from yaohao.ground.audit.models import Entry
from yaohao.ground.audit.queries import first_break
from yaohao.stages.registers.errors import RegisterError, StaleError
from yaohao.stages.registers.models import (
    InspectionObject,
    NumberHistory,
    RegionSuccession,
)
from yaohao.stages.registers.operations import (
    check_sheet,
    confirm_import,
    enter_succession,
    withdraw_succession,
)
from yaohao.stages.registers.operations import successions as module
from yaohao.stages.registers.queries import eligible, region_table
from yaohao.stages.registers.queries.alterations import alterations
from yaohao.stages.registers.queries.regions import forget_regions, region_names
from yaohao.stages.registers.queries.roots import roots
from yaohao.stages.registers.queries.successions import effects
from yaohao.stages.registers.reorganising import settle_successions
from yaohao.stages.registers.rooting import daily_root
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.place import locate
from yaohao.stages.registers.rules.pool_filter import PoolFilter
from yaohao.stages.registers.rules.regions import Region, RegionTable, Succession, succeeded
from yaohao.stages.registers.writing.moving import renumber

TODAY = timezone.localdate
OLD, NEW = "140727", "140709"  # 祁县, which becomes a district that no table knows yet
CITY = "140700"


def enter(cast: Cast, **values: Any) -> list[RegionSuccession]:
    usual: dict[str, Any] = {
        "olds": [OLD], "new": NEW, "name": "祁州区", "on": TODAY(), "document": "国函〔2026〕9号",
    }  # fmt: skip
    return enter_succession(by=cast.clerk, **usual | values)


def test_objects_get_the_new_code_and_number_and_keep_the_old_in_their_history(cast: Cast) -> None:
    firm, other = make_object(cast.city, region=OLD), make_object(cast.city, region="140728")
    before = firm.number
    enter(cast)
    firm.refresh_from_db()
    other.refresh_from_db()
    assert (firm.region, other.region) == (NEW, "140728")
    assert f"-{NEW}-00001" in firm.number
    kept = NumberHistory.objects.get()
    assert (kept.number, kept.changed, kept.until) == (before, "region", TODAY())
    assert firm.revision == 2
    assert first_break() is None


def test_two_counties_become_one_without_a_number_twice(cast: Cast) -> None:
    rows = [make_object(cast.city, region=code) for code in (OLD, OLD, "140728", "140729")]
    enter(cast, olds=[OLD, "140728"], new="140729", name="祁平区")
    regions = InspectionObject.objects.values_list("region", "number")
    assert {region for region, _number in regions} == {"140729"}
    assert len({number for _region, number in regions}) == len(rows)
    assert region_table().name("140729") == "祁平区"


def test_every_bureau_that_it_concerns_moves_with_its_people(cast: Cast) -> None:
    county = Bureau.objects.create(
        code="140727", region=OLD, name="祁县应急管理局", short_name="祁县局",
        document_word="祁应急", level="county", parent=cast.city,
    )  # fmt: skip
    make_object(county, region=OLD)
    officer = make_officer(cast.city, region=OLD)
    found = {each.bureau.code: (each.objects, each.officers) for each in effects([OLD])}
    assert found == {"140700": (0, 1), "140727": (1, 0)}
    enter(cast)
    county.refresh_from_db()
    officer.refresh_from_db()
    assert (county.region, county.code) == (NEW, "140727")
    assert officer.region == NEW
    assert Entry.objects.filter(action="registers.region.succeed").count() == 2


def test_a_later_day_is_the_clocks_and_comes_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    firm = make_object(cast.city, region=OLD)
    day = TODAY() + timedelta(days=3)
    enter(cast, on=day)
    assert timer() == "0 rows moved"
    assert region_table().current(OLD) == OLD
    monkeypatch.setattr(timezone, "localdate", lambda *_args: day)
    assert timer() == "1 rows moved"
    assert timer() == "0 rows moved"
    firm.refresh_from_db()
    assert (firm.region, firm.number_since) == (NEW, day)
    assert region_table().current(OLD) == NEW


def test_it_can_be_taken_back_before_its_day_and_not_after(cast: Cast) -> None:
    (row,) = enter(cast, on=TODAY() + timedelta(days=3))
    withdraw_succession(by=cast.clerk, pk=row.pk)
    assert not RegionSuccession.objects.exists()
    (row,) = enter(cast)
    with pytest.raises(StaleError):
        withdraw_succession(by=cast.clerk, pk=row.pk)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"olds": []}, "at least one"),
        ({"olds": ["140726"]}, "no county"),  # replaced in 2019 already
        ({"olds": ["140100"]}, "no county"),
        ({"olds": ["140105"]}, "no county"),  # of another city
        ({"new": "1407"}, "six digits"),
        ({"new": OLD}, "ends itself"),
        ({"new": "140109"}, "outside"),
        ({"name": " "}, "name"),
        ({"document": ""}, "document"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, values: dict[str, Any], words: str) -> None:
    firm = make_object(cast.city, region=OLD)
    with pytest.raises(RegisterError, match=words):
        enter(cast, **values)
    firm.refresh_from_db()
    assert (firm.region, RegionSuccession.objects.count()) == (OLD, 0)


def test_one_code_has_one_successor_and_no_circle(cast: Cast) -> None:
    enter(cast, on=TODAY() + timedelta(days=3))
    with pytest.raises(RegisterError, match="already"):
        enter(cast, new="140728")
    with pytest.raises(RegisterError, match="ends itself"):
        enter(cast, olds=["140728"], new=OLD, name="祁县")


def test_only_the_top_bureau_enters_it(cast: Cast) -> None:
    with pytest.raises(RegisterError, match="top"):
        enter_succession(
            by=cast.stranger, olds=[OLD], new=NEW, name="祁州区", on=TODAY(), document="文"
        )


def test_one_bureau_that_fails_leaves_all_as_it_was(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    firm = make_object(cast.city, region=OLD)
    make_object(cast.county, region=OLD)
    whole, calls = renumber, list[Any]()

    def second_fails(*args: Any) -> Any:
        calls.append(args)
        if len(calls) == 2:
            raise RuntimeError
        return whole(*args)

    monkeypatch.setattr(module, "renumber", second_fails)
    with pytest.raises(RuntimeError):
        enter(cast)
    forget_regions()
    firm.refresh_from_db()
    assert (firm.region, RegionSuccession.objects.count()) == (OLD, 0)
    assert region_table().current(OLD) == OLD


def test_a_filter_written_before_means_the_successor(cast: Cast) -> None:
    firm = make_object(cast.city, region=OLD)
    make_object(cast.city, region="140728")
    enter(cast)
    assert [row.pk for row in eligible(cast.city, PoolFilter(regions=(OLD,)))] == [firm.pk]
    assert region_names([OLD, "140728"]) == {OLD: "祁州区（原祁县）", "140728": "平遥县"}


def test_addresses_and_codes_of_old_days_are_still_located(cast: Cast) -> None:
    enter(cast)
    table = region_table()
    assert locate(table, CITY, address="山西省晋中市祁县昭馀镇").region == NEW
    assert locate(table, CITY, address="晋中市祁州区新建路").region == NEW
    assert locate(table, CITY, code="91140727MA0K000001").region == NEW
    assert locate(table, CITY, column=OLD).region == NEW


def test_a_sheet_with_the_old_name_lands_in_the_new_county(cast: Cast) -> None:
    enter(cast)
    content = csv_sheet(["企业名称", "统一社会信用代码", "县区"], [["祁县某厂", "无", "祁县"]])
    run = check_sheet(by=cast.clerk, kind=Kind.OBJECTS, filename="名录.csv", content=content)
    confirm_import(by=cast.clerk, pk=run.pk)
    assert InspectionObject.objects.get().region == NEW


def test_the_report_of_changes_names_the_succession(cast: Cast) -> None:
    make_object(cast.city, region=OLD)
    daily_root()
    enter(cast)
    (row,) = alterations(cast.city, roots().first(), None)
    assert not row.unexplained
    assert row.deeds[0].reason == f"{OLD} → {NEW}"


def test_successors_of_successors_are_followed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    firm = make_object(cast.city, region=OLD)
    enter(cast, new="140728", name="平遥县", on=TODAY() + timedelta(days=1))
    enter(cast, olds=["140728"], new="140709", name="平州区", on=TODAY() + timedelta(days=2))
    day = TODAY() + timedelta(days=9)
    monkeypatch.setattr(timezone, "localdate", lambda *_args: day)
    assert settle_successions() == 2
    firm.refresh_from_db()
    assert firm.region == "140709"
    assert firm.numbers.count() == 2


def test_the_table_itself_is_pure() -> None:
    rows = [Region("140727", "祁县"), Region("140728", "平遥县")]
    found = succeeded(rows, [Succession("140727", "140728", "平州区", date(2030, 1, 1))])
    table = RegionTable(found)
    assert table.current("140727") == "140728"
    assert table.name("140727") == "祁县"
    assert table.name("140728") == "平州区"
    assert [region.code for region in table.within("140700")] == ["140728"]
