"""Rows of the registers, and sheets that hold them."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any

import openpyxl
from stdnum.cn import uscc

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.models import Expert, InspectionObject, Item, Officer
from yaohao.stages.registers.rules.searching import grams_of, search_text

_serial = count(1)


def credit_code(serial: int, region: str = "140702") -> str:
    """A credit code with a right check character."""
    stem = f"91{region}MA0{serial:06d}"
    return str(stem + uscc.calc_check_digit(stem))


def make_object(bureau: Bureau, **overrides: Any) -> InspectionObject:
    """One object in the register."""
    number = next(_serial)
    code = overrides.pop("credit_code", credit_code(500_000 + number))
    region = overrides.get("region", "140702")
    serial = 10_000 + number  # far from those that the product counts
    fields: dict[str, Any] = {
        "object_id": code + overrides.get("site", ""),
        "credit_code": code,
        "name": f"榆次企业{number}有限公司",
        "region": region,
        "address": "山西省晋中市榆次区迎宾街1号",
        "serial": serial,
        "number": f"OT-CUU00-{region}-{serial:05d}",
        "number_since": date(2026, 1, 1),
    }
    fields |= overrides
    fields.setdefault("search", search_text(fields["name"], longest=300))
    fields.setdefault("grams", grams_of(fields["search"]))
    return InspectionObject.objects.create(bureau=bureau, **fields)


def make_officer(bureau: Bureau, **overrides: Any) -> Officer:
    """One officer with a certificate of many years."""
    number = next(_serial)
    fields: dict[str, Any] = {
        "name": f"执法员{number}",
        "certificate": f"SF{bureau.code}{number:04d}",
        "valid_from": date(2020, 1, 1),
        "valid_to": date(2099, 12, 31),
        "functions": ["HC", "OT"],
    }
    fields |= overrides
    fields.setdefault("search", fields["name"])
    return Officer.objects.create(bureau=bureau, **fields)


def make_expert(bureau: Bureau, **overrides: Any) -> Expert:
    """One expert of chemistry, appointed without an end."""
    number = next(_serial)
    fields: dict[str, Any] = {
        "code": f"Z{number:04d}",
        "name": f"专家{number}",
        "title": "高级工程师",
        "trades": ["化工"],
        "employer": "太行设计院",
        "valid_from": date(2020, 1, 1),
    }
    fields |= overrides
    fields.setdefault("search", search_text(fields["name"], longest=300))
    return Expert.objects.create(bureau=bureau, **fields)


def make_item(bureau: Bureau, **overrides: Any) -> Item:
    """One item in force since the regulation."""
    number = next(_serial)
    fields: dict[str, Any] = {
        "code": f"AJ-{number:03d}",
        "name": f"安全生产检查{number}",
        "basis": "《中华人民共和国安全生产法》第六十五条",
        "body": bureau.name,
        "object_kind": "生产经营单位",
        "content": "安全生产条件",
        "ratio": 500,
        "frequency": "每年一次",
        "valid_from": date(2016, 11, 30),
    }
    return Item.objects.create(bureau=bureau, **fields | overrides)


def csv_sheet(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A csv as WPS saves it."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


def xlsx_sheet(rows: Iterable[Sequence[object]]) -> bytes:
    """A workbook of one sheet, written by another library than the product's."""
    return xlsx_book({"Sheet": rows})


def xlsx_book(sheets: Mapping[str, Iterable[Sequence[object]]]) -> bytes:
    """A workbook of several sheets by name."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def objects_sheet(count: int, *, first: int = 1, **columns: str) -> bytes:
    """So many right objects in Yuci; further columns with the same value in each row."""
    header = ["企业名称", "统一社会信用代码", "注册地址", *columns]
    rows = [
        [
            f"榆次第{serial}机械有限公司",
            credit_code(serial),
            f"山西省晋中市榆次区迎宾街{serial}号",
            *columns.values(),
        ]
        for serial in range(first, first + count)
    ]
    return csv_sheet(header, rows)
