"""Door proofs: each of the drawn has one; any change is refused; it stays small."""

from dataclasses import replace

import pytest
from fairdraw.proof import DoorProof, Doors
from fairdraw.verify import verify

from core.vectors.story import KEY, Story

STORY = Story().tell()
ANNOUNCE = STORY.by_kind["announce"][0]
DOORS = Doors(log=STORY.log, announce=ANNOUNCE, rows=STORY.pool, sealed=STORY.lines, key=KEY)


@pytest.mark.parametrize("position", range(len(STORY.result.visits)))
def test_each_of_the_drawn_has_a_proof(position: int) -> None:
    report = verify(DOORS.proof(position))
    assert (report.outcome, report.kind) == ("proved", "door")
    row = next(check for check in report.checks if check.code == "door-row")
    assert row.facts["id"] == STORY.result.visits[position].id


def test_nobody_else_has_one() -> None:
    with pytest.raises(IndexError):
        DOORS.proof(len(STORY.result.visits))


def test_every_changed_byte_is_refused() -> None:
    good = DOORS.proof(0)
    for place in range(len(good)):
        for flip in (0x01, 0x20):
            changed = good[:place] + bytes([good[place] ^ flip]) + good[place + 1 :]
            assert verify(changed).outcome == "refused", place


def test_every_cut_is_refused() -> None:
    good = DOORS.proof(0)
    assert all(verify(good[:end]).outcome == "refused" for end in range(len(good)))


def test_it_can_be_made_at_the_seal_already() -> None:
    kinds = [raw.split()[1] for raw in STORY.log]
    until = kinds.index(b"seal") + 1
    doors = Doors(
        log=STORY.log[:until], announce=ANNOUNCE, rows=STORY.pool, sealed=STORY.lines, key=KEY
    )
    report = verify(doors.proof(1))
    assert report.outcome == "proved"
    head = next(note for note in report.notes if note.code == "head")
    text = f"{head.facts['size']} {head.facts['root']}"
    assert verify(doors.proof(1), head=text).outcome == "proved"
    assert verify(doors.proof(1), head=f"{until} {'0' * 64}").outcome == "refused"


def test_it_tells_nothing_of_the_others() -> None:
    text = DOORS.proof(0).decode()
    for visit in STORY.result.visits[1:]:
        assert visit.id not in text
    assert KEY.hex() not in text


def test_it_stays_under_eight_kilobytes_for_a_million_rows() -> None:
    proof = DoorProof.parse(DOORS.proof(0))
    node = bytes(range(32))

    def grown(levels: int) -> tuple[bytes, ...]:
        return (node,) * levels

    acts = tuple(replace(act, path=grown(10)) for act in proof.acts)  # a log of 1,000 entries
    large = replace(
        proof,
        acts=acts,
        row=replace(proof.row, path=grown(20)),
        threshold=replace(proof.threshold, path=grown(16)),
        sealed=replace(proof.sealed, path=grown(16)),
    )
    assert len(large.dump()) < 8_000
