"""County of an object: address before code, with the history of both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yaohao.stages.registers.queries.regions import region_table
from yaohao.stages.registers.rules.place import Located, PlaceError, locate
from yaohao.stages.registers.rules.regions import Region, RegionTable, inside

CITY = "140700"
YUCI, TAIGU, PINGYAO = "140702", "140703", "140728"


def place(address: str = "", code: str = "", column: str = "", bureau: str = CITY) -> Located:
    return locate(region_table(), bureau, column=column, address=address, code=code)


def code_of(region: str) -> str:
    return f"91{region}MA0000000X"


@pytest.mark.parametrize(
    ("address", "region"),
    [
        ("山西省晋中市榆次区迎宾街1号", YUCI),
        ("山西省晋中市太谷县北顺城街西8号", TAIGU),  # the county of before 2019
        ("晋中市太谷区", TAIGU),
        ("祁县城赵镇城赵村", "140727"),
        ("山西省介休县义安镇", "140781"),  # a city since 1992
        ("榆次市北关街", YUCI),
        ("山西省晋中市榆次工业园区", YUCI),  # without 区
        ("晋中市平遥电机车厂南335号", PINGYAO),
        ("山西省 晋中市 榆 次区 乌金山镇", YUCI),
        ("山西省晋中市平遥县南街", PINGYAO),
        ("山西省晋中市榆次区太谷街161号", YUCI),
    ],
)
def test_the_address_names_the_county(address: str, region: str) -> None:
    assert place(address, code_of("140781")).region == region


@pytest.mark.parametrize("road", ["太谷街96号", "灵石路西侧", "太谷东街1号", "平遥大道"])
def test_a_street_called_after_a_county_is_not_the_county(road: str) -> None:
    found = place(f"山西省晋中市晋中开发区{road}", code_of(CITY))
    assert found == Located(CITY, "city")


def test_the_code_decides_where_the_address_is_silent() -> None:
    assert place("迎宾街1号", code_of("140726")) == Located(TAIGU, "code")
    assert place("山西省晋中市松塔镇松塔村", code_of("140725")) == Located("140725", "code")
    assert place("", "140726100012345") == Located(TAIGU, "code")


def test_what_the_code_says_otherwise_is_remarked() -> None:
    assert place("晋中市榆次区", code_of("140726")) == Located(YUCI, "address", TAIGU)
    assert place("晋中市太谷县", code_of("140726")) == Located(TAIGU, "address")
    assert place("晋中市榆次区", code_of("140000")).other == ""


@pytest.mark.parametrize(
    ("address", "found"),
    [("清徐县紫林路25号", "140121"), ("山西综改示范区太原学府园区长治路", "140100")],
)
def test_an_address_outside_is_refused_whatever_the_code_says(address: str, found: str) -> None:
    with pytest.raises(PlaceError) as caught:
        place(address, code_of(CITY))
    assert (caught.value.code, caught.value.region) == ("region-outside", found)


def test_the_column_typed_by_hand_comes_first() -> None:
    outside = "清徐县紫林路25号"
    for typed in ("140702", "榆次区", "榆次", "晋中市榆次区", "榆次市"):
        assert place(outside, column=typed) == Located(YUCI, "column")
    assert place(outside, column="140726") == Located(TAIGU, "column")


@pytest.mark.parametrize(
    ("column", "code"),
    [("火星县", "region-unknown"), ("140799", "region-unknown"), ("14", "region-unknown"),
     ("140121", "region-outside")],
)  # fmt: skip
def test_a_column_that_names_nothing_here_is_refused(column: str, code: str) -> None:
    with pytest.raises(PlaceError) as caught:
        place(column=column)
    assert caught.value.code == code


def test_nothing_named_at_all_is_refused() -> None:
    for code in ("", code_of("140000")):
        with pytest.raises(PlaceError) as caught:
            place("人民路1号", code)
        assert caught.value.code == "region-missing"
    with pytest.raises(PlaceError) as caught:
        place("人民路1号", code_of("140107"))
    assert caught.value.code == "region-outside"


def test_a_county_bureau_has_one_county() -> None:
    assert place("城关镇东街", bureau=PINGYAO) == Located(PINGYAO, "bureau")
    assert place("晋中市", code_of(CITY), bureau=PINGYAO) == Located(PINGYAO, "bureau")
    with pytest.raises(PlaceError) as caught:
        place("晋中市榆次区", bureau=PINGYAO)
    assert caught.value.code == "region-outside"


def test_a_province_covers_its_cities() -> None:
    assert place("太原市小店区", bureau="140000").region == "140105"
    assert place("晋中市汇通路", bureau="140000") == Located(CITY, "city")


def test_a_province_without_a_table_is_taken_by_its_codes() -> None:
    assert place("成都市某路", "91510104MA0000000X", bureau="510100").region == "510104"


def test_every_successor_is_a_code_of_today() -> None:
    table = region_table()
    for region in table.within("140000"):
        assert table.current(region.code) == region.code
    assert table.current("142429") == TAIGU  # by way of 140726
    assert table.current("149999") is None
    assert table.name("149999") == "149999"


def test_the_table_of_the_city_is_that_of_the_standard() -> None:
    codes = [region.code for region in region_table().within(CITY) if region.is_county]
    assert codes == [
        "140702", "140703", "140721", "140722", "140723", "140724", "140725", "140727",
        "140728", "140729", "140781",
    ]  # fmt: skip


@given(st.text(max_size=60))
def test_no_address_breaks_the_search(address: str) -> None:
    named = region_table().named_in(address)
    assert named is None or inside(named.code, "140000")


def test_an_empty_table_names_nothing() -> None:
    assert RegionTable([]).named_in("晋中市榆次区") is None
    assert RegionTable([Region("140302", "城区")]).named_in("主城区") is None
