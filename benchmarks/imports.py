"""A sheet of objects from upload to register, beside reading the same sheet with calamine alone.

    python benchmarks/imports.py [ROWS] [csv] [changed]

Fills a database of its own (SQLite), with the jobs called in this process. Read the ratios, not
the seconds. `locked` is the time in which no other writer of the database gets in. Peak is the
resident memory of the process, with what it had before the first row beside it.

With `changed` the register is full already and every row changes.

Peak of csv on SQLite: 20,000 rows 192 MB, 100,000 rows 201 MB, 300,000 rows 233 MB, 185 to 188 of
them before the first row: about 150 bytes a row, which are the keys seen (dry run) and the bytes of
the file while it is received. Calamine holds an xlsx whole until its rows lie in a file: 80 MB for
100,000 rows of seven columns, and 32 MB that stay with the process.

The time at 100,000 rows on two quiet cores, by the clock: 48 s from upload to register of an xlsx,
46 s of a csv, 14 to 18 s for the undo; 5 and 3 to 5 s of them are locked.
"""

import atexit
import csv
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
FORM = "csv" if "csv" in sys.argv else "xlsx"
CHANGED = "changed" in sys.argv
HOME = Path(tempfile.mkdtemp(prefix="yaohao-bench-"))
SHEET = HOME / f"sheet.{FORM}"
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["YAOHAO_HOME"] = str(HOME)
os.environ["YAOHAO_DATABASE"] = "sqlite"
os.environ["DJANGO_SETTINGS_MODULE"] = "yaohao.config.settings"

import django  # noqa: E402

django.setup()

import xlsxwriter  # noqa: E402
from django.core.management import call_command  # noqa: E402
from python_calamine import CalamineWorkbook  # noqa: E402
from stdnum.cn import uscc  # noqa: E402

from yaohao.ground.accounts.models import Bureau, Level, User  # noqa: E402
from yaohao.stages.registers import background  # noqa: E402
from yaohao.stages.registers.background import (  # noqa: E402
    read_sheet,
    undo_sheet,
    write_sheet,
)
from yaohao.stages.registers.models import InspectionObject  # noqa: E402
from yaohao.stages.registers.operations import receive_sheet  # noqa: E402
from yaohao.stages.registers.rules.kinds import Kind  # noqa: E402

TIMES: dict[str, tuple[float, float, int]] = {}
HEADER = ["企业名称", "统一社会信用代码", "注册地址", "行业领域", "风险等级", "联系人", "联系电话"]
FIELDS, RISKS = ("危险化学品", "非煤矿山", "烟花爆竹", "其他"), ("红", "橙", "黄", "蓝")


def rows(risk: int = 0) -> Iterator[list[str]]:
    """Invented firms with right credit codes, under their header; `risk` shifts their grades."""
    yield HEADER
    for number in range(ROWS):
        stem = f"91140702MA{number:07d}"
        code = stem + uscc.calc_check_digit(stem)
        name, place = f"榆次第{number}机械有限公司", f"山西省晋中市榆次区迎宾街{number}号"
        grade = RISKS[(number + risk) % 4]
        yield [name, code, place, FIELDS[number % 4], grade, "张三", "03541234567"]


def made(risk: int = 0) -> float:
    """Write the rows into a file; seconds that the bare cells take calamine, or csv, to read."""
    if FORM == "csv":
        with SHEET.open("w", encoding="gb18030", newline="") as stream:
            csv.writer(stream).writerows(rows(risk))
    else:
        book = xlsxwriter.Workbook(SHEET, {"constant_memory": True})
        page = book.add_worksheet()
        for number, row in enumerate(rows(risk)):
            page.write_row(number, 0, row)
        book.close()
    started = time.perf_counter()
    if FORM == "csv":
        with SHEET.open(encoding="gb18030", newline="") as stream:
            found = len(list(csv.reader(stream)))
    else:
        found = len(CalamineWorkbook.from_path(SHEET).get_sheet_by_index(0).to_python())
    assert found == ROWS + 1
    return time.perf_counter() - started


def elsewhere(risk: int = 0) -> float:
    """The same by a process of its own: what that holds is not to be counted."""
    with ProcessPoolExecutor(1) as child:
        return child.submit(made, risk).result()


def peak() -> int:
    """Megabytes of resident memory so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def busy() -> float:
    """Seconds of processor so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def timed(name: str, act: Callable[[], Any]) -> Any:
    """Do it and keep how long it took, by the clock and of the processor."""
    clock, processor = time.perf_counter(), busy()
    done = act()
    TIMES[name] = time.perf_counter() - clock, busy() - processor, peak()
    return done


def locked(name: str) -> None:
    """Keep how long an operation that a job calls holds the database."""
    act: Callable[..., Any] = getattr(background, name)
    words = f"  locked: {name}"
    setattr(background, name, lambda **values: timed(words, lambda: act(**values)))


def main() -> None:
    for name in ("keep_reading", "confirm_import", "undo_import"):
        locked(name)
    call_command("migrate", verbosity=0)
    bureau = Bureau.objects.create(
        code="140700", region="140700", name="榆川市应急管理局", short_name="榆川",
        document_word="榆", level=Level.CITY,
    )  # fmt: skip
    clerk = User.objects.create(username="clerk", full_name="法小规", bureau=bureau)
    before = peak()
    plain = elsewhere()
    run = timed("received", lambda: receive_sheet(
        by=clerk, kind=Kind.OBJECTS, filename=f"a.{FORM}", content=SHEET.read_bytes()
    ))  # fmt: skip
    timed("dry run", lambda: read_sheet.call(run.pk))
    timed("written", lambda: write_sheet.call(run.pk, clerk.pk, False))
    assert InspectionObject.objects.count() == ROWS
    if CHANGED:
        elsewhere(risk=1)
        again = receive_sheet(
            by=clerk, kind=Kind.OBJECTS, filename=f"b.{FORM}", content=SHEET.read_bytes()
        )
        timed("dry run of changes", lambda: read_sheet.call(again.pk))
        timed("changes written", lambda: write_sheet.call(again.pk, clerk.pk, False))
        assert InspectionObject.objects.filter(revision=2).count() == ROWS
        timed("changes undone", lambda: undo_sheet.call(again.pk, clerk.pk))
        assert InspectionObject.objects.filter(revision=3).count() == ROWS
    else:
        timed("undone", lambda: undo_sheet.call(run.pk, clerk.pk))
        assert not InspectionObject.objects.exists()

    print(f"{ROWS} rows, {SHEET.stat().st_size / 2**20:.1f} MB; reader alone {plain:.1f} s")
    for name, (seconds, busy, most) in TIMES.items():
        ratio = f"{seconds / plain:7.1f} × reader, peak so far {most} MB"
        print(f"{name:20} {seconds:7.1f} s {busy:7.1f} s of processor {ratio}")
    whole = sum(TIMES[name][0] for name in ("received", "dry run", "written"))
    print(f"{'upload to register':20} {whole:7.1f} s")
    print(f"peak {peak()} MB, {before} MB before the first row")


if __name__ == "__main__":
    main()
