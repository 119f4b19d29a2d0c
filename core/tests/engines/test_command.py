"""`fairdraw draw --engine`: the same draw, killed and resumed, and every plain mistake."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fairdraw import container, engines, record
from fairdraw.cli import main
from fairdraw.cli.work import Work
from fairdraw.engines.frozen import Frozen
from fairdraw.ledgerfile import parse

HEADER = ("id", "stratum", "reason")
LINES = [
    (f"91140700M{n * 7919 % 5000:08d}X", "RED" if n % 7 else "LOW", "-" if n % 5 else "SHUT")
    for n in range(5_000)
]
COMMAND = ("--by", "a", "--by", "b", "--exercise", "--quota", "LOW=20%", "-o", "r.zip")


def parquet(name: str, rows: Iterable[tuple[Any, ...]], **kinds: pa.DataType) -> None:
    columns = list(zip(*rows, strict=True))
    arrays = [
        pa.array(column, kinds.get(head, pa.string()))
        for head, column in zip(HEADER, columns, strict=True)
    ]
    pq.write_table(pa.table(arrays, names=list(HEADER)), name)


@pytest.fixture
def sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    text = "".join(f"{','.join(row)}\n" for row in LINES)
    Path("pool.csv").write_text("\ufeffid,stratum,reason\n" + text, encoding="utf-8")
    parquet("pool.parquet", LINES)
    monkeypatch.setattr("secrets.token_bytes", lambda size: bytes(size))
    monkeypatch.setattr("fairdraw.cli.carrying.now", lambda: "2026-11-02T01:00:00Z")
    return tmp_path


def drawn(sheet: str, *more: str) -> dict[str, bytes]:
    """Draw; return the members of the record."""
    assert main(["draw", sheet, *COMMAND, *more]) == 0
    assert not Path("r.zip.work").exists()
    return container.load(Path("r.zip").read_bytes())


def refused(capsys: pytest.CaptureFixture[str], sheet: str, *more: str) -> str:
    """Draw what cannot be drawn; return what is said."""
    assert main(["draw", sheet, *COMMAND, *more]) == 1
    assert not Path("r.zip").exists()
    return capsys.readouterr().err


def without_engine(members: dict[str, bytes]) -> list[bytes]:
    """The entries before the one that names the engine, and every other member."""
    entries = parse(members["log.txt"])
    assert entries[5].startswith(b"fairdraw/1 engine\n")
    return [*entries[:5], *(members[name] for name in sorted(members) if name != "log.txt")]


def test_every_engine_draws_the_same_from_csv_and_parquet(sheets: Path) -> None:
    plain = without_engine(drawn("pool.csv"))
    for sheet in ("pool.csv", "pool.parquet"):
        made = drawn(sheet, "--engine", "datafusion")
        assert without_engine(made) == plain
        assert b"\nname datafusion\nversion datafusion " in made["log.txt"]
        for engine in ("reference", "datafusion"):
            assert main(["verify", "r.zip", "--engine", engine]) == 0
            assert main(["why", "r.zip", LINES[1][0], "--engine", engine]) == 0


def test_a_large_record_is_read_where_it_lies(
    sheets: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn("pool.csv")
    monkeypatch.setattr("fairdraw.cli.checking._LARGE", 0)
    for engine in ("reference", "datafusion"):
        assert main(["verify", "r.zip", "--engine", engine]) == 0
        assert main(["why", "r.zip", LINES[1][0], "--engine", engine]) == 0
    Path("r.zip").write_bytes(Path("r.zip").read_bytes() + b"slack")
    assert main(["verify", "r.zip"]) == 1
    assert "[container-slack]" in capsys.readouterr().out


@pytest.mark.spark
@pytest.mark.timeout(1200)
def test_spark_draws_the_same(
    sheets: Path, spark: engines.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = without_engine(drawn("pool.csv"))
    monkeypatch.setattr("fairdraw.cli.drawing.start", lambda *_: spark)
    monkeypatch.setattr(spark, "close", lambda: None)
    for sheet in ("pool.csv", "pool.parquet"):
        assert without_engine(drawn(sheet, "--engine", "spark")) == plain
    assert main(["verify", "r.zip"]) == 0


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("engine", ["reference", "datafusion"])
@pytest.mark.parametrize("act", range(7))
@pytest.mark.parametrize("written", [False, True])
def test_a_killed_draw_ends_the_same(
    sheets: Path, monkeypatch: pytest.MonkeyPatch, engine: str, act: int, written: bool
) -> None:
    whole = drawn("pool.csv", "--engine", engine)
    Path("r.zip").unlink()
    append = Work.append

    def killing(work: Work, entry: Any) -> Any:
        if len(work.entries) == act and not written:
            raise Killed
        append(work, entry)
        if len(work.entries) == act + 1 and written:
            raise Killed
        return entry

    with monkeypatch.context() as patch:
        patch.setattr(Work, "append", killing)
        with pytest.raises(Killed):
            main(["draw", "pool.csv", *COMMAND, "--engine", engine])
    Path("pool.csv").write_text("id,stratum\nANOTHER,RED\n")  # the frozen rows are drawn
    seconds = iter(range(1, 255))
    monkeypatch.setattr("secrets.token_bytes", lambda size: bytes([next(seconds)]) * size)
    made = drawn("pool.csv", "--engine", engine)
    same = [entry for entry in parse(made["log.txt"]) if b"/1 server" not in entry]
    assert made["pool.tsv"] == whole["pool.tsv"]
    if act > 3 or (act == 3 and written):
        assert made == whole  # the number was logged: it is never taken twice
    else:
        assert len(same) == 6


def test_a_process_that_is_killed_goes_on(sheets: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from fairdraw.cli import main\n"
        "from fairdraw.cli.carrying import Carrying\n"
        "Carrying._write = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "main(sys.argv[1:])\n"
    )
    words = ["draw", "pool.parquet", *COMMAND, "--engine", "datafusion"]
    ended = subprocess.run([sys.executable, "-c", script, *words], check=False)
    assert ended.returncode == -signal.SIGKILL
    kept = Path("r.zip.work")
    assert (kept / "key").stat().st_mode & 0o77 == 0
    log = (kept / "log.txt").read_bytes()
    assert drawn("pool.parquet", "--engine", "reference")["log.txt"] == log


def test_one_engine_goes_on_where_another_was_killed(
    sheets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = drawn("pool.csv")
    Path("r.zip").unlink()

    def killing(*_: object) -> int:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("fairdraw.cli.carrying.draw", killing)
        with pytest.raises(Killed):
            main(["draw", "pool.csv", *COMMAND])
    assert without_engine(drawn("pool.csv", "--engine", "datafusion")) == without_engine(whole)


def test_other_options_do_not_take_up_a_draw(
    sheets: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def killing(*_: object) -> int:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("fairdraw.cli.carrying.draw", killing)
        with pytest.raises(Killed):
            main(["draw", "pool.csv", *COMMAND])
    assert main(["draw", "pool.csv", *COMMAND, "--ratio", "6%"]) == 1
    assert "[work-other]" in capsys.readouterr().err
    (Path("r.zip.work") / "log.txt").write_bytes(b"torn")
    assert main(["draw", "pool.csv", *COMMAND]) == 1
    assert "[work-other]" in capsys.readouterr().err


def test_a_full_disk_loses_nothing(
    sheets: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(**_: object) -> Any:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(record, "parts", full)
        assert "[disk-full]" in refused(capsys, "pool.parquet", "--engine", "datafusion")
    log = (Path("r.zip.work") / "log.txt").read_bytes()
    assert drawn("pool.parquet", "--engine", "datafusion")["log.txt"] == log


def test_without_its_library_an_engine_says_so(
    sheets: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(name: str) -> object:
        raise ModuleNotFoundError(name="datafusion")

    monkeypatch.setattr(engines, "import_module", missing)
    assert "pip install 'fairdraw[datafusion]'" in refused(
        capsys, "pool.csv", "--engine", "datafusion"
    )


def test_without_java_there_is_no_spark(
    sheets: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert "[java-missing]" in refused(capsys, "pool.csv", "--engine", "spark")


@pytest.mark.parametrize("cut", [0, 10, 3_000, -200])
def test_a_damaged_file_is_refused(
    sheets: Path, capsys: pytest.CaptureFixture[str], cut: int
) -> None:
    whole = Path("pool.parquet").read_bytes()
    flipped = bytearray(whole)
    flipped[3_000:3_200] = b"\xff" * 200
    Path("pool.parquet").write_bytes(whole[:cut] if cut != 3_000 else bytes(flipped))
    said = refused(capsys, "pool.parquet", "--engine", "datafusion")
    assert "[pool-unreadable]" in said or "[row-syntax]" in said
    assert not Path("r.zip.work").exists()


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([*LINES, LINES[7]], "row-duplicate"),
        ([*LINES, ("X1", None, "-")], "row-syntax"),
        ([*LINES, ("X1", "", "-")], "row-syntax"),
        ([*LINES, (None, "RED", "-")], "row-syntax"),
        ([*LINES, ("x1", "RED", "-")], "row-syntax"),
        ([*LINES, ("X\n1", "RED", "-")], "row-syntax"),
        ([*LINES, ("企业", "RED", "-")], "row-syntax"),
    ],
)
def test_a_wrong_row_is_refused(
    sheets: Path, capsys: pytest.CaptureFixture[str], rows: list[Any], code: str
) -> None:
    parquet("wrong.parquet", rows)
    assert f"[{code}]" in refused(capsys, "wrong.parquet", "--engine", "datafusion")


def test_a_missing_reason_is_none(sheets: Path) -> None:
    parquet("few.parquet", [("B", "RED", None), ("A", "RED", "")])
    assert drawn("few.parquet", "--engine", "datafusion")["pool.tsv"] == b"A\tRED\t-\nB\tRED\t-\n"


def test_a_group_may_have_one_row(
    sheets: Path, monkeypatch: pytest.MonkeyPatch, datafusion: Any
) -> None:
    monkeypatch.setattr("fairdraw.engines.laying.GROUP", 4096)
    rows = [(f"X{number:05}", "RED", "-") for number in range(4097)]
    for some in (rows[:1], rows):
        parquet("few.parquet", some)
        assert len(drawn("few.parquet", "--engine", "datafusion")["pool.tsv"]) == 13 * len(some)
        assert main(["verify", "r.zip"]) == 0
        assert isinstance(datafusion.parse(b"A\tRED\t-\n"), Frozen)


def test_columns_are_what_they_must_be(sheets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("short.csv").write_text("id,reason\nA,-\n")
    assert "[csv-columns]" in refused(capsys, "short.csv", "--engine", "datafusion")
    parquet("numbers.parquet", [(1, "RED", "-")], id=pa.int64())
    assert "id: int64, not text" in refused(capsys, "numbers.parquet", "--engine", "datafusion")
    assert "[option]" in refused(capsys, "pool.parquet")  # the reference reads csv
    Path("torn.csv").write_text("id,stratum,reason\nA,RED,-\nB,RED\n")
    assert "[pool-unreadable]" in refused(capsys, "torn.csv", "--engine", "datafusion")
    assert main(["draw", "nowhere.parquet", *COMMAND, "--engine", "datafusion"]) == 2
