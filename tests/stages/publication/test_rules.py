"""Versions as values: what may leave, one spelling, the difference."""

from yaohao.stages.publication.columns import COLUMNS
from yaohao.stages.publication.rules import (
    FIELDS,
    KEYS,
    Kind,
    canonical,
    difference,
    digest,
    public_part,
)


def officer(certificate: str, name: str = "甲") -> dict[str, str]:
    return {"certificate": certificate, "name": name, "bureau": "市局"}


def test_only_named_columns_leave() -> None:
    row = officer("晋1") | {"phone": "13800000000", "user": "jia"}
    assert public_part(Kind.OFFICERS, [row]) == [officer("晋1")]


def test_no_table_has_a_column_for_a_contact() -> None:
    for fields in FIELDS.values():
        assert not {"phone", "contact", "address", "user", "section", "functions"} & set(fields)


def test_each_key_is_a_column() -> None:
    assert all(KEYS[kind] in FIELDS[kind] for kind in Kind)


def test_downloads_hold_exactly_what_is_published() -> None:
    for kind in Kind:
        assert {column.key for column in COLUMNS[kind]} == set(FIELDS[kind])


def test_the_same_rows_have_one_spelling() -> None:
    assert canonical([{"b": "2", "a": "一"}]) == '[{"a":"一","b":"2"}]'
    assert digest("[]") == "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945"


def test_new_changed_and_ended_rows_are_told_apart() -> None:
    before = [officer("晋1"), officer("晋2"), officer("晋3")]
    after = [officer("晋2"), officer("晋3", "乙"), officer("晋4")]
    change = difference(Kind.OFFICERS, before, after)
    assert change.new == (officer("晋4"),)
    assert change.changed == ((officer("晋3"), officer("晋3", "乙")),)
    assert change.ended == (officer("晋1"),)
    assert change.any
    assert not difference(Kind.OFFICERS, before, before).any
