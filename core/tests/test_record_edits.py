"""A record is canonical: any byte changed anywhere is refused, and so is any value."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fairdraw import container, ledgerfile
from fairdraw.digest import sha256
from fairdraw.entries import Entry, parse
from fairdraw.record import LOG
from fairdraw.tables import Tables
from fairdraw.verify import verify

from core.vectors.story import ANNOUNCED, Story

SMALL = Story(
    replace(ANNOUNCED, roles=(), rungs=(), fresh=(), sources=("server",), exercise=True),
    tables=Tables(),
    witnesses=0,
)
GOOD = Story().tell().record()


def test_every_single_byte_change_of_a_small_record_is_refused() -> None:
    data = SMALL.tell().record()
    assert verify(data).outcome == "proved"
    for place in range(len(data)):
        for flip in (0x01, 0x20, 0x80):
            changed = data[:place] + bytes([data[place] ^ flip]) + data[place + 1 :]
            assert verify(changed).outcome == "refused", place


def test_every_truncation_is_refused() -> None:
    assert all(verify(GOOD[:end]).outcome == "refused" for end in range(len(GOOD)))


def test_every_byte_change_inside_a_member_is_refused_though_the_checksum_is_right() -> None:
    members = container.load(GOOD)
    for name, content in members.items():
        if name == LOG:
            continue
        for place in range(0, len(content), 3):
            changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
            forged = container.dump({**members, name: changed}.items())
            assert verify(forged).outcome == "refused", (name, place)


def other(value: str) -> str:
    """Return another value of the same form, as far as one can tell from the outside."""
    last = value[-1]
    if value.endswith("Z") and "T" in value:
        return value[:-2] + ("1" if value[-2] != "1" else "2") + "Z"
    swapped = {"0": "1", "-": "0", "yes": "no"}.get(value)
    if swapped:
        return swapped
    return value[:-1] + {"0": "1", "f": "e"}.get(last, "0" if last.isdigit() else "f")


def edits() -> Iterator[tuple[int, str, bytes]]:
    members = container.load(GOOD)
    raws = ledgerfile.parse(members[LOG])
    for index, raw in enumerate(raws):
        entry = parse(raw)
        for number, (key, value) in enumerate(entry.fields):
            fields = list(entry.fields)
            fields[number] = (key, other(value))
            edited = [*raws[:index], Entry(entry.kind, tuple(fields)).raw, *raws[index + 1 :]]
            forged = {**members, LOG: ledgerfile.dump(edited)}
            yield index, f"{entry.kind} {key}", container.dump(forged.items())


def test_every_value_of_every_entry_is_bound() -> None:
    cases = list(edits())
    assert len(cases) > 80
    proved = [name for _, name, data in cases if verify(data).outcome != "refused"]
    # Nothing follows the reveal inside the record: its own hour is bound by the published head.
    assert proved == ["reveal time"]


def test_the_published_head_binds_the_last_entry_too() -> None:
    whole = next(note for note in verify(GOOD).notes if note.code == "head")
    head = f"{whole.facts['size']} {whole.facts['root']}"
    assert verify(GOOD, head=head).outcome == "proved"
    last = [data for _, name, data in edits() if name == "reveal time"]
    report = verify(last[0], head=head)
    assert report.fault is not None
    assert report.fault.code == "head-mismatch"


def test_a_head_beyond_the_record_is_told_apart() -> None:
    report = verify(GOOD, head=f"999 {'0' * 64}")
    assert report.fault is not None
    assert report.fault.code == "head-beyond"


@pytest.mark.parametrize("size", [1, 5, 11])
def test_a_head_inside_the_record_is_enough(size: int) -> None:
    report = verify(GOOD, head=f"{size} {sha256(b'another log').hex()}")
    assert report.fault is not None
    assert report.fault.code == "head-mismatch"
