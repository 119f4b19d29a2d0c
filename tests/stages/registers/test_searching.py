"""Search: two characters, pinyin initials, beginnings of codes, numbers; on any database."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.factories.registers import credit_code, make_object, objects_sheet
from yaohao.stages.registers.indexing import TRIGGERS
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.operations import check_sheet, confirm_import, edit_object
from yaohao.stages.registers.queries import searching
from yaohao.stages.registers.queries.searching import dense, matching
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.searching import grams_of, parts_of, search_text, squeeze


def found(cast: Cast, text: str) -> list[str]:
    """Names that a search of the city finds, with the index and without: both the same."""
    own = InspectionObject.objects.of(cast.city).order_by("object_id")
    names = [row.name for row in matching(own, text)]
    assert names == [row.name for row in matching(own, text, indexed=False)]
    return names


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("晋中煤矿", "jzmk"),
        ("长治市（集团）煤业", "czsjtmy"),
        ("山西省洪洞县赵城煤业", "sxshtxzcmy"),
        ("解州铝厂", "xzlc"),
        ("重庆朝阳3号LNG站", "cqcy3hlngz"),
    ],
)
def test_initials_as_people_of_the_place_type_them(name: str, initials: str) -> None:
    assert initials in search_text(name, longest=300).split()[1:]


@pytest.mark.parametrize(
    ("name", "initials"), [("解小龙", "xxl"), ("单田", "st"), ("仇英", "qy"), ("尉迟恭", "ycg"),
                           ("查理", "zl"), ("曾国", "zg")]
)  # fmt: skip
def test_surnames_are_read_as_surnames_and_as_usual(name: str, initials: str) -> None:
    assert initials in search_text(name, longest=300).split()[1:]


def test_the_text_is_cut_where_its_column_ends() -> None:
    assert len(search_text("晋" * 400, longest=300)) == 300


WORDS = st.text("晋中煤矿（）·-ab19 ＬＮ𠮷", max_size=12)


@given(WORDS, st.integers(0, 11), st.integers(1, 12))
def test_grams_of_a_part_are_among_those_of_the_whole(name: str, start: int, size: int) -> None:
    text = squeeze(name)
    held = set(grams_of(text).split())
    for part in parts_of(text[start : start + size]):
        assert set(part.grams) <= held
        assert not part.prefix or any(gram.startswith(part.prefix) for gram in held)


@given(st.text(max_size=40))
def test_grams_are_words_of_ascii_whatever_is_typed(text: str) -> None:
    for gram in grams_of(search_text(text, longest=300)).split():
        assert gram.isascii()
        assert gram.isalnum()
        assert gram[0].isalpha()


def test_two_characters_anywhere_and_initials(cast: Cast) -> None:
    make_object(cast.city, name="北山煤矿有限公司")
    make_object(cast.city, name="矿煤研究所")
    make_object(cast.city, name="晋中（北山）加油站")
    make_object(cast.next_county, name="别局煤矿")
    assert found(cast, "煤矿") == ["北山煤矿有限公司"]
    assert found(cast, "bsmk") == ["北山煤矿有限公司"]
    assert found(cast, "ＢＳＭＫ") == ["北山煤矿有限公司"]
    assert found(cast, "煤") == ["北山煤矿有限公司", "矿煤研究所"]
    assert found(cast, "b") == ["北山煤矿有限公司", "晋中（北山）加油站"]
    assert found(cast, "晋中北山") == ["晋中（北山）加油站"]
    assert found(cast, "（北山） 加油") == ["晋中（北山）加油站"]
    assert found(cast, "鲸") == found(cast, "煤矿 加油") == found(cast, "（）") == []


def test_beginnings_of_codes_and_numbers(cast: Cast) -> None:
    code = credit_code(77)
    row = make_object(cast.city, name="甲", credit_code=code, site="001", serial=12,
                      number="HC-CMR20-140702-00012")  # fmt: skip
    make_object(cast.city, name="乙", serial=13, number="HC-CMR20-140728-00013", region="140728")
    for text in (code, code[:10], code.lower(), row.object_id, "140702-00012", "00012"):
        assert "甲" in found(cast, text)
    assert found(cast, code) == found(cast, "140702-00012") == found(cast, "00012") == ["甲"]
    assert found(cast, "HC-CMR20-140728") == found(cast, "140728-00013") == ["乙"]
    assert found(cast, "hc-cmr20") == ["甲", "乙"]


SIGNS = ["%", "_", "煤%矿", "'", '"', "煤*", "a AND b", "NEAR(煤)", "煤矿:*", "\\"]


@pytest.mark.parametrize("text", SIGNS)
def test_signs_mean_nothing_of_their_own(cast: Cast, text: str) -> None:
    make_object(cast.city, name="煤矿")
    assert found(cast, text) in ([], ["煤矿"])
    assert found(cast, "煤%矿") == ["煤矿"]  # signs are left out of both


def test_every_writer_keeps_the_index(cast: Cast) -> None:
    content = objects_sheet(3)
    run = check_sheet(by=cast.clerk, kind=Kind.OBJECTS, filename="名录.csv", content=content)
    confirm_import(by=cast.clerk, pk=run.pk)
    assert found(cast, "榆次第2") == ["榆次第2机械有限公司"]
    row = InspectionObject.objects.get(name="榆次第2机械有限公司")
    edit_object(by=cast.clerk, pk=row.pk, revision=row.revision, values={"name": "长治铸造厂"})
    assert found(cast, "czzzc") == ["长治铸造厂"]
    assert found(cast, "榆次第2") == []
    InspectionObject.objects.filter(name="榆次第3机械有限公司").delete()
    assert found(cast, "榆次第3") == []
    for stored in InspectionObject.objects.all():
        assert stored.grams == grams_of(stored.search)


def test_what_many_hold_is_sought_without_the_index(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "DENSE", 2)
    make_object(cast.city, name="甲有限公司")
    own = InspectionObject.objects.of(cast.city)
    assert not dense(own, "有限公司")
    make_object(cast.city, name="乙有限公司")
    assert dense(own, "有限公司")


@pytest.mark.django_db
def test_the_index_stands_after_all_migrations() -> None:
    """A migration that changes the table of objects on SQLite ends with `searchable()`."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            assert set(TRIGGERS) <= {name for (name,) in cursor.fetchall()}
        else:
            cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname LIKE %s",
                           ["registers_objectindex%"])  # fmt: skip
            assert len(cursor.fetchall()) == 3
