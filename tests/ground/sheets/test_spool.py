"""Rows that lie in a file are those that were put there, at any place and in any order."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from yaohao.ground.sheets.grid import Cell
from yaohao.ground.sheets.spool import HELD, PART, Spool, parts


def row(number: int) -> list[Cell]:
    return [f"第{number}行", number, date(2026, 1, 1)]


@given(count=st.sampled_from([0, 1, PART - 1, PART, PART * HELD, PART * HELD + 1, PART * 9 + 7]))
def test_a_spool_is_the_list_of_its_rows(count: int) -> None:
    rows = [row(number) for number in range(count)]
    spool = Spool(iter(rows))
    assert len(spool) == count
    assert list(spool) == rows
    assert spool[1 : count : PART - 3] == rows[1 : count : PART - 3]
    places = [0, count - 1, count // 2, 0, -1] if count else []
    assert [spool[place] for place in places] == [rows[place] for place in places]


def test_only_some_parts_are_held() -> None:
    spool = Spool(row(number) for number in range(PART * HELD * 3))
    for place in (0, PART * HELD, PART * HELD * 2, 3):
        assert spool[place] == row(place)
        assert len(spool._parts) <= HELD


def test_rows_come_in_parts_and_the_last_is_short() -> None:
    assert list(parts(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(parts([], 2)) == []
