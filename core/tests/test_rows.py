"""Many rows: the same bytes and the same faults for any number of processes and any block."""

import os
import random
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from threading import Event, Thread

import pytest
from fairdraw import container, merkle, processes, rows, sorting
from fairdraw import draw as drawing
from fairdraw.cli import main
from fairdraw.crypto.sm3 import sm3
from fairdraw.digest import Hash, after, below, hasher, sha256
from fairdraw.errors import Fault
from fairdraw.pool import Pool, aliases, leaves, root, salts
from fairdraw.verify import verify

ROWS = 50_000
KEY = bytes(range(32))
DATA = b"".join(
    f"91140700M{number:08d}X\t{'RED' if number % 7 else 'LOW'}\t{'-' if number % 5 else 'SHUT'}\n"
    .encode() for number in range(ROWS)
)  # fmt: skip


# Block and processes: short blocks in one process are enough.
WAYS = [(64, 1), (4096, 1), (4096, 2), (rows.BLOCK, 1), (rows.BLOCK, 2)]


@pytest.fixture(params=[64, 4096, rows.BLOCK])
def block(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    size: int = request.param
    monkeypatch.setattr(Pool.blocks, "__defaults__", (size,))
    monkeypatch.setattr(rows, "BLOCK", size)
    return size


@pytest.mark.parametrize(("block", "several"), WAYS, indirect=["block"])
def test_root_counts_and_aliases_depend_on_rows_alone(block: int, several: int) -> None:
    pool = Pool.parse(DATA, several)
    by_hand = merkle.root(leaves(pool, salts(pool, KEY, sha256), sha256), sha256)
    assert root(pool, KEY, sha256, several) == by_hand
    assert pool.counts(several).strata["LOW"] == ((ROWS + 6) // 7, 5714)
    assert aliases(pool, several) == []
    assert len(pool) == ROWS
    assert [pool.find(pool.row(index).id) for index in (0, 63, 64, 49_999)] == [0, 63, 64, 49_999]
    with pytest.raises(IndexError):
        pool.row(ROWS)


def _spoilt(changes: dict[int, bytes]) -> bytes:
    lines = DATA.splitlines(keepends=True)
    for number, line in changes.items():
        lines[number - 1] = line
    return b"".join(lines)


LINES = DATA.splitlines(keepends=True)


@pytest.mark.parametrize(("block", "several"), WAYS, indirect=["block"])
@pytest.mark.parametrize(
    ("changes", "code", "line"),
    [
        ({40_001: b"a\tRED\t-\n"}, "row-syntax", 40_001),
        ({9: b"A\tRED\n", 40_001: b"a\tRED\t-\n"}, "row-syntax", 9),
        ({4_097: LINES[4_095]}, "row-duplicate", 4_097),
        ({4_097: LINES[4_094]}, "row-order", 4_097),
        ({30_000: LINES[29_998], 30_001: LINES[5]}, "row-duplicate", 30_000),
        ({70: LINES[3], 40_001: b"A\tRED\t-\r\n"}, "row-syntax", 40_001),
        ({ROWS: b"Z\tRED\t-"}, "row-syntax", ROWS),
    ],
)
def test_the_first_fault_has_its_place(
    block: int, several: int, changes: dict[int, bytes], code: str, line: int
) -> None:
    with pytest.raises(Fault) as refusal:
        Pool.parse(_spoilt(changes), several)
    assert (refusal.value.code, refusal.value.place) == (code, f"pool.tsv line {line}")


def test_aliases_far_apart_are_found(block: int) -> None:
    twins = [b"92222222" + LINES[3][8:17] + b"Y\tRED\t-\n", b"9A\tLOW\t-\n"]
    pool = Pool.parse(DATA + b"".join(twins))
    assert aliases(pool) == [("91140700M00000003X", "92222222M00000003Y")]


def test_runs_laid_down_and_merged_are_sorted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "_READ", 2_000)
    mixed = random.Random(3).sample(LINES, len(LINES))
    assert sorting.sorted_lines(iter(mixed), run=3_000) == DATA
    assert sorting.sorted_lines(chain(mixed, mixed[:1]), run=3_000).count(mixed[0]) == 2


@pytest.fixture
def sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    mixed = random.Random(4).sample(LINES, 8_000)
    text = b"id,stratum,reason\n" + b"".join(mixed).replace(b"\t", b",")
    Path("pool.csv").write_bytes(text)
    monkeypatch.setattr("secrets.token_bytes", lambda size: bytes(size))
    monkeypatch.setattr("fairdraw.cli.carrying.now", lambda: "2026-11-02T01:00:00Z")
    return tmp_path


COMMAND = ("draw", "pool.csv", "--by", "a", "--by", "b", "--exercise", "--quota", "LOW=20%")


def _record(*more: str) -> bytes:
    assert main([*COMMAND, "-o", "r.zip", *more]) == 0
    return Path("r.zip").read_bytes()


def test_a_draw_has_the_same_bytes_however_it_is_made(
    sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = _record("--processes", "1")
    monkeypatch.setattr(Pool.blocks, "__defaults__", (1024,))
    monkeypatch.setattr(rows, "BLOCK", 1024)
    assert _record("--processes", "2") == plain
    monkeypatch.setattr(drawing, "_below", lambda *_: {})
    assert _record("--processes", "1") == plain  # every row is looked at
    monkeypatch.setattr(drawing, "_below", lambda *_: dict.fromkeys(("LOW", "RED"), bytes(32)))
    assert _record("--processes", "1") == plain  # a limit far too low is noticed
    assert verify(plain, processes=2).json() == verify(plain).json()
    assert verify(plain).outcome == "proved"


def test_a_flaw_in_a_later_block_is_refused_alike(
    sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    members = container.load(_record())
    lines = members["pool.tsv"].splitlines(keepends=True)
    lines[7_000] = lines[7_000].replace(b"91140700", b"9114070A")
    members["pool.tsv"] = b"".join(lines)
    monkeypatch.setattr(Pool.blocks, "__defaults__", (1024,))
    monkeypatch.setattr(rows, "BLOCK", 1024)
    one, two = (verify(container.dump(members.items()), processes=n) for n in (1, 2))
    assert one.json() == two.json()
    assert one.fault is not None
    assert (one.fault.code, one.fault.place) == ("row-order", "pool.tsv line 7002")


def _doubled(number: int) -> int:
    return 2 * number


def _dying(number: int, parent: int) -> int:
    if os.getpid() != parent:
        os._exit(1)
    return 2 * number


def test_answers_come_in_order() -> None:
    numbers = list(range(100))
    assert list(processes.spread(_doubled, numbers, 3)) == [2 * number for number in numbers]
    assert list(processes.spread(_doubled, [], 3)) == []


def test_without_processes_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: int, **_options: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refused)
    assert list(processes.spread(_doubled, range(9), 2)) == list(range(0, 18, 2))


def test_pieces_of_processes_that_died_are_done_here() -> None:
    work = partial(_dying, parent=os.getpid())
    assert list(processes.spread(work, range(9), 2)) == list(range(0, 18, 2))


def test_beside_other_threads_nothing_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    def forked() -> int:
        raise AssertionError("a fork takes the locks of other threads with it")

    waiting = Event()
    beside = Thread(target=waiting.wait)
    beside.start()
    try:
        monkeypatch.setattr(os, "fork", forked)
        assert list(processes.spread(_doubled, range(9), 2)) == list(range(0, 18, 2))
    finally:
        waiting.set()
        beside.join()


def test_whoever_stops_early_leaves_nothing_running() -> None:
    answers: Iterator[int] = processes.spread(_doubled, range(10_000), 2)
    assert next(answers) == 0
    answers.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("digest", [sha256, hasher("sm3"), sm3])
def test_an_absorbed_prefix_gives_the_same_digests(digest: Hash) -> None:
    tails = [b"", b"a", bytes(16), bytes(70)]
    made = [digest(KEY + tail) for tail in tails]
    assert after(KEY, tails, digest) == made
    limit = max(made)
    small = [(value, index) for index, value in enumerate(made) if value < limit]
    assert below(KEY, tails, limit, digest) == small
    assert len(small) == 3
