"""Rows: exact or refused, in any order, with ids of any length."""

import random

import pytest
from fairdraw.digest import sha256
from fairdraw.errors import Fault
from fairdraw.pool import Count, Pool, read_row, root, salts
from hypothesis import given
from hypothesis import strategies as st

KEY = bytes(32)
IDS = st.text("0123456789ABCXYZ", min_size=1, max_size=23)
ROWS = st.dictionaries(IDS, st.tuples(st.sampled_from("AB"), st.sampled_from(["-", "OUT"])))


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    found: dict[str, tuple[str, str]], rng: random.Random
) -> None:
    rows = [(row_id, *rest) for row_id, rest in found.items()]
    shuffled = rng.sample(rows, len(rows))
    one, other = Pool.frozen(rows), Pool.frozen(shuffled)
    assert one.dump() == other.dump()
    assert root(one, KEY, sha256) == root(other, KEY, sha256)
    assert Pool.parse(one.dump()) == one


@given(ROWS)
def test_rows_stand_in_the_order_of_their_ids(found: dict[str, tuple[str, str]]) -> None:
    pool = Pool.frozen([(row_id, *rest) for row_id, rest in found.items()])
    ids = [pool.row(index).id for index in range(len(pool))]
    assert ids == sorted(found, key=str.encode)
    assert [pool.find(row_id) for row_id in ids] == list(range(len(pool)))


@pytest.mark.parametrize(
    "wrong",
    [
        "１２３",
        "abc",
        "",
        " A",
        "A ",
        "A-1",
        "Ａ",
        "Á",
        "A\u0301",
        "A" * 24,
        "A\t",
        "A\n",
        "\ud800",
        "٣",
    ],
)
def test_an_id_is_never_normalised(wrong: str) -> None:
    with pytest.raises(Fault) as refusal:
        Pool.frozen([("A", "S", "-"), (wrong, "S", "-")])
    assert (refusal.value.code, refusal.value.place) == ("row-syntax", "row 2")


@pytest.mark.parametrize("wrong", ["s", "", "S" * 17, "Ｓ", "层"])
def test_strata_and_reasons_are_exact(wrong: str) -> None:
    for row in (("A", wrong, "-"), ("A", "S", wrong)):
        with pytest.raises(Fault, match="not a row"):
            Pool.frozen([row])


def test_a_duplicate_is_refused_whatever_else_differs() -> None:
    with pytest.raises(Fault) as refusal:
        Pool.frozen([("A", "S", "-"), ("B", "S", "-"), ("A", "T", "OUT")])
    assert refusal.value.code == "row-duplicate"


def test_a_prefix_comes_first() -> None:
    pool = Pool.frozen([("AB", "S", "-"), ("A", "S", "-"), ("A0", "S", "-")])
    assert [pool.row(index).id for index in range(3)] == ["A", "A0", "AB"]
    assert pool.find("AA") is None
    assert pool.place("AA") == 2


def test_counts() -> None:
    pool = Pool.frozen([("A", "S", "-"), ("B", "S", "OUT"), ("C", "T", "GONE"), ("D", "S", "-")])
    assert pool.counts().strata == {"S": Count(3, 2), "T": Count(1, 0)}
    assert pool.counts().reasons == {"GONE": 1, "OUT": 1}


def test_salts_differ_by_row_and_by_key() -> None:
    pool = Pool.frozen([("A", "S", "-"), ("B", "S", "-")])
    made = {*salts(pool, KEY, sha256), *salts(pool, b"\1" * 32, sha256)}
    assert len(made) == 4


@pytest.mark.parametrize("data", [b"A\tS\t-", b"A\tS\t-\r\n", b"\n", b"A\tS\t-\n\n", b"\xff\n"])
def test_bytes_that_are_no_list_of_rows(data: bytes) -> None:
    with pytest.raises(Fault, match="not a row"):
        Pool.parse(data)


def test_an_empty_list_is_a_list() -> None:
    assert root(Pool.parse(b""), KEY, sha256) == sha256(b"")


def test_reading_one_row() -> None:
    assert read_row(b"A\tS\t-\n").reason == "-"
