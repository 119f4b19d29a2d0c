"""The register's lines: what is refused, what a difference is, and the command that shows it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from fairdraw.acts import register_entry
from fairdraw.cli import main
from fairdraw.digest import sha256
from fairdraw.entries import parse as entry_of
from fairdraw.errors import Fault
from fairdraw.pool import Pool
from fairdraw.register import Lines, agree, difference, parse
from hypothesis import given
from hypothesis import strategies as st

from core.vectors.chronicle import Chronicle
from core.vectors.log import Log
from core.vectors.long_stories import lists, single
from core.vectors.story import changed

ONE = b"140700\tA1\t-\tRED\n"
TWO = b"140700\tA2\tCLOSED\tBLUE\n"


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (ONE + TWO[:-1], "register-line"),
        (ONE.replace(b"\n", b"\r\n"), "register-line"),
        (b"140700\tA1\n", "register-line"),
        (b"140700\ta1\t-\n", "register-line"),
        (b"140700\tA1\t\n", "register-line"),
        (b"140700\tA1\t-\t\n", "register-line"),
        ("140700\tA1\t-\t张三\n".encode(), "register-line"),
        (b"140700\tA1\t-\tRED BLUE\n", "register-line"),
        (b"\n" + ONE, "register-line"),
        (TWO + ONE, "register-order"),
        (ONE + ONE, "register-order"),
        (ONE + ONE.replace(b"RED", b"YELLOW"), "register-order"),
    ],
)
def test_what_is_no_register_is_refused_with_its_line(data: bytes, fault: str) -> None:
    with pytest.raises(Fault, match=r"line [12]") as refused:
        parse(data, "register")
    assert refused.value.code == fault


def test_the_root_is_the_tree_over_the_lines() -> None:
    left, right = sha256(b"\0" + ONE), sha256(b"\0" + TWO)
    assert Lines.of([TWO, ONE]).root() == sha256(b"\1" + left + right)
    assert parse(b"").root() == sha256(b"")


REGISTERS = st.dictionaries(
    st.tuples(st.sampled_from(["1407", "140700"]), st.sampled_from("ABCDE")),
    st.tuples(st.sampled_from(["-", "CLOSED", "MOVED"]), st.sampled_from(["RED", "BLUE"])),
).map(
    lambda rows: Lines.of("\t".join((*k, *v, "\n"))[:-2].encode() + b"\n" for k, v in rows.items())
)


@given(REGISTERS, REGISTERS)
def test_the_difference_applied_to_the_old_gives_the_new(old: Lines, new: Lines) -> None:
    found = difference(old, new)
    left = set(old.lines)
    for gone, come in found.pairs():
        left -= {gone} if gone else set()
        left |= {come} if come else set()
    assert Lines.of(left) == new
    gone_for_good = sum(now is None for _, now in found.ended)
    assert len(new) == len(old) + len(found.added) - gone_for_good
    drawable = (lines.reasons().get("-", 0) for lines in (old, new))
    assert sum(found.counts()) == 0 or old != new
    assert next(drawable) - len(found.ended) <= next(drawable)


def test_the_entry_names_the_one_before_and_counts_against_its_lines() -> None:
    before, after = parse(ONE), Lines.of([ONE.replace(b"RED", b"BLUE"), TWO])
    when = {"date": "2026-11-24", "time": "2026-11-24T00:05:00Z"}
    first = register_entry(lines=before, before=parse(b""), last=None, **when)
    assert (first.get("before"), first.get("added"), first.get("rows")) == ("-", "1", "1")
    second = register_entry(lines=after, before=before, last=first, **when)
    assert second.get("before") == first.digest("sha256").hex()
    assert [second.get(key) for key in ("rows", "added", "ended", "changed")] == list("2101")
    assert entry_of(second.raw) == second


@pytest.mark.parametrize(
    ("rows", "undirected", "fault"),
    [
        ([("A1", "RED", "-")], True, "register-left-out"),
        ([("A1", "RED", "-"), ("A2", "BLUE", "-")], False, "register-row"),
        ([("A1", "RED", "-"), ("A2", "RED", "CLOSED")], False, "register-row"),
        ([("A1", "LOW", "-"), ("A2", "HIGH", "CLOSED")], False, "register-row"),
        ([("A1", "RED", "-"), ("A3", "RED", "-")], False, "register-row"),
    ],
)
def test_a_pool_that_is_not_from_the_register_is_refused(
    rows: list[tuple[str, str, str]], undirected: bool, fault: str
) -> None:
    lines = Lines.of([ONE, TWO, b"1407\tA1\tMOVED\tRED\n"])
    with pytest.raises(Fault) as refused:
        agree(lines, Pool.frozen(rows), undirected=undirected)
    assert refused.value.code == fault


def test_a_pool_from_the_register_agrees() -> None:
    lines = Lines.of([ONE, TWO, b"1407\tA1\tMOVED\tRED\n"])
    whole = Pool.frozen([("A1", "RED", "-"), ("A2", "BLUE", "CLOSED")])
    assert agree(lines, whole, undirected=True) == ("140700", ())
    undivided = Pool.frozen([("A1", "ALL", "-"), ("A2", "ALL", "CLOSED")])
    assert agree(lines, undivided, undirected=True) == ("140700", ())
    assert agree(lines, Pool.frozen([("A1", "RED", "-")]), undirected=False).outside == ("A2",)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    Path("old.txt").write_bytes(ONE)
    Path("new.txt").write_bytes(ONE.replace(b"-\tRED", b"CLOSED\tBLUE") + TWO)
    Path("torn.txt").write_bytes(TWO + ONE)
    return tmp_path


def test_the_command_shows_root_counts_and_difference(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["register", "new.txt", "old.txt"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:3] == ["rows 2", f"root {parse(Path('new.txt').read_bytes()).root().hex()}",
                        "reasons CLOSED 2"]  # fmt: skip
    assert said[3:6] == ["added 1", "ended 1", "changed 0"]
    assert said[6:] == ["~ 140700 A1 ->CLOSED RED>BLUE", "+ 140700 A2 CLOSED BLUE"]
    assert main(["register", "old.txt", "new.txt", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["lines"][1] == [["140700", "A2", "CLOSED", "BLUE"], None]


def test_the_command_refuses_a_file_that_is_no_register(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["register", "torn.txt"]) == 1
    assert "register-order" in capsys.readouterr().err
    assert main(["register", "absent.txt"]) == 2


def registered(lines: Lines) -> bytes:
    """A record whose pool names the root of these lines."""
    log = Log()
    when = {"date": "2026-11-01", "time": log.tick()}
    log.put(register_entry(lines=lines, before=parse(b""), last=None, **when))
    forged = {("pool", 0): changed("register", lines.root().hex())}
    announced = replace(single("140700-2026-001", time=log.tick()), type="undirected", filter="all")
    told = Chronicle(announced, log, forged=forged).begin()
    told.round(lists())
    return told.reveal().record()


def test_the_command_holds_a_record_against_the_lines(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Chronicle(single("140700-2026-001")).begin()
    rows = told.rows
    lines = Lines.of(f"140700\t{row}\t{why}\t{where}\n".encode() for row, where, why in rows)
    Path("lines.txt").write_bytes(lines.dump())
    Path("record.zip").write_bytes(registered(lines))
    assert main(["verify", "record.zip"]) == 0
    assert main(["register", "lines.txt", "--record", "record.zip"]) == 0
    assert f"owner 140700\npool {len(rows)}\noutside 0" in capsys.readouterr().out
    assert main(["register", "old.txt", "--record", "record.zip"]) == 1
    assert "register-other" in capsys.readouterr().err
    friend = Lines.of([*lines.lines, b"140700\tFRIEND\t-\tLOW\n"])
    Path("lines.txt").write_bytes(friend.dump())
    Path("record.zip").write_bytes(registered(friend))
    assert main(["register", "lines.txt", "--record", "record.zip"]) == 1
    assert "register-left-out" in capsys.readouterr().err
