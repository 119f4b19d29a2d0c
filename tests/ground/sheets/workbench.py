"""Making dirty spreadsheets for tests."""

import io
import os
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import openpyxl

from yaohao.ground.sheets import Choice, Code, Column, Date, Integer, Table, Text, read_table

COLUMNS = (
    Column("name", "企业名称", Text(), aliases=("单位名称", "Name"), required=True),
    Column("code", "统一社会信用代码", Code(), aliases=("Credit code",), required=True),
    Column("since", "注册日期", Date(), aliases=("Registered",)),
    Column("staff", "人数", Integer(), aliases=("Staff",)),
    Column("risk", "风险等级", Choice({"red": "红", "blue": "蓝"})),
)
HEADER = ["企业名称", "统一社会信用代码", "注册日期", "人数", "风险等级"]
GOOD = ["甲煤矿", "91140781113030687G", "2026-11-18", 12, "红"]
OTHER = ["乙化工厂", "91140727112974045T", "2026/1/2", 3, "蓝"]


def workbook(*rows: Sequence[Any], change: Callable[[Any], None] | None = None) -> io.BytesIO:
    """An xlsx with these rows, made by another library than the one under test."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    for row in rows:
        sheet.append(list(row))
    if change:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def text(content: str, encoding: str = "utf-8") -> io.BytesIO:
    """A csv in an encoding."""
    return io.BytesIO(content.encode(encoding))


def read(stream: io.BytesIO, columns: Sequence[Column] = COLUMNS, **options: Any) -> Table:
    """Read under a name that says nothing."""
    return read_table(stream, "upload", columns, **options)


def rezipped(
    stream: io.BytesIO,
    edit: Callable[[str, bytes], bytes] = lambda _name, data: data,
    more: Mapping[str, bytes] = MappingProxyType({}),
) -> io.BytesIO:
    """The same workbook with members changed or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, edit(name, old.read(name)))
        for name, data in more.items():
            new.writestr(name, data)
    out.seek(0)
    return out


def shared_data() -> Path:
    """Real data, where a developer has it beside the repository."""
    beside = Path(__file__).resolve().parents[4] / "shared" / "data"
    return Path(os.environ.get("YAOHAO_SHARED_DATA", beside))
