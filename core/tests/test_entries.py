"""Entries: writing and reading are inverse, and nothing else is read."""

import pytest
from fairdraw.digest import sha256
from fairdraw.encoding import is_writable, sized, tag, u32
from fairdraw.entries import Entry, build, parse
from fairdraw.errors import Fault
from hypothesis import given
from hypothesis import strategies as st

from core.vectors.story import Story

TEXTS = st.text(min_size=1, max_size=30).filter(is_writable)
KEYS = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=12)


@given(st.lists(st.tuples(KEYS, TEXTS), max_size=6))
def test_entries_of_unknown_kinds_survive(fields: list[tuple[str, str]]) -> None:
    entry = build("note", fields)
    assert parse(entry.raw) == entry
    assert parse(entry.raw).raw == entry.raw


@given(st.binary(max_size=60))
def test_any_bytes_are_read_back_exactly_or_refused(data: bytes) -> None:
    try:
        entry = parse(b"fairdraw/1 note\n" + data)
    except Fault:
        return
    assert entry.raw == b"fairdraw/1 note\n" + data


def test_every_entry_of_a_draw_survives() -> None:
    for raw in Story().tell().log:
        assert parse(raw).raw == raw


def test_values_by_key() -> None:
    entry = build("note", [("a", "1"), ("b", "2"), ("a", "3")])
    assert (entry.get("a"), entry.find("c"), entry.all("a")) == ("1", None, ("1", "3"))
    with pytest.raises(KeyError):
        entry.get("c")


def test_the_digest_is_tagged_and_the_leaf_is_not() -> None:
    entry = Entry("note", (("a", "1"),))
    assert entry.raw == b"fairdraw/1 note\na 1\n"
    assert entry.digest("sha256") == sha256(b"fairdraw/1 entry\0" + entry.raw)
    assert entry.leaf() == sha256(b"\0" + entry.raw)


@pytest.mark.parametrize("name", ["a\u0378", "\U0002fa1e", "\ufffe", "\U000e0080"])
def test_what_a_later_unicode_may_change_is_read_but_not_written(name: str) -> None:
    assert parse(f"fairdraw/1 note\na {name}\n".encode()).get("a") == name
    with pytest.raises(Fault) as caught:
        build("note", [("a", name)])
    assert caught.value.code == "entry-text"


@pytest.mark.parametrize("name", ["\U0002ebf0", "\U00031350", "\U0003fffd", "\ue000", "镇"])
def test_rare_names_are_written(name: str) -> None:
    assert build("note", [("a", name)]).get("a") == name


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "entry-syntax"),
        (b"fairdraw/2 note\na 1\n", "entry-syntax"),
        (b"fairdraw/1 Note\na 1\n", "entry-syntax"),
        (b"fairdraw/1 note\na 1", "entry-syntax"),
        (b"fairdraw/1 note\r\na 1\r\n", "entry-syntax"),
        (b"fairdraw/1 note\n\na 1\n", "entry-syntax"),
        (b"fairdraw/1 note\nA 1\n", "entry-syntax"),
        (b"fairdraw/1 note\na\n", "entry-syntax"),
        (b"fairdraw/1 note\na \n", "entry-text"),
        (b"fairdraw/1 note\na  1\n", "entry-text"),
        (b"fairdraw/1 note\na 1 \n", "entry-text"),
        ("fairdraw/1 note\na 1\u3000\n".encode(), "entry-text"),
        ("fairdraw/1 note\na e\u0301\n".encode(), "entry-text"),
        ("fairdraw/1 note\na x\u202ey\n".encode(), "entry-text"),
        ("fairdraw/1 note\na x\u2028y\n".encode(), "entry-text"),
        ("fairdraw/1 note\na x\u0085y\n".encode(), "entry-text"),
        (b"fairdraw/1 note\na \xed\xa0\x80\n", "entry-utf8"),
        (b"fairdraw/1 reveal\n", "entry-key"),
        (b"fairdraw/1 note\na " + b"x" * 65_536 + b"\n", "entry-long"),
    ],
)
def test_refused(raw: bytes, code: str) -> None:
    with pytest.raises(Fault) as refusal:
        parse(raw)
    assert refusal.value.code == code


def test_writing_refuses_what_reading_would() -> None:
    with pytest.raises(Fault) as refusal:
        build("note", [("a", "x\ny z")])
    assert refusal.value.code == "entry-text"
    with pytest.raises(Fault) as refusal:
        build("open", [("seal", "0" * 64), ("time", "2026-02-30T00:00:00Z")])
    assert (refusal.value.code, refusal.value.place) == ("entry-value", "open time")
    with pytest.raises(Fault) as refusal:
        build("note", [("a", "x" * 65_536)])
    assert refusal.value.code == "entry-long"


@pytest.mark.parametrize(
    "time",
    ["2026-01-01T24:00:00Z", "2026-01-01T00:00:60Z", "2026-01-01 00:00:00Z", "2026-01-01T00:00Z",
     "２026-01-01T00:00:00Z", "2026-01-01T00:00:00z", "2026-01-01T00:00:00+00:00"],
)  # fmt: skip
def test_one_way_to_write_a_time(time: str) -> None:
    with pytest.raises(Fault) as refusal:
        build("server", [("for", "0" * 64), ("time", time), ("value", "0" * 64)])
    assert refusal.value.code == "entry-value"


def test_byte_strings() -> None:
    assert tag("rand") == b"fairdraw/1 rand\0"
    assert (u32(258), sized(b"ab")) == (b"\0\0\1\2", b"\0\0\0\2ab")
    with pytest.raises(OverflowError):
        u32(1 << 32)
