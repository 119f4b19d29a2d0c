"""What must hold before a file is given to a reader: kind, size, and no bomb inside.

An xlsx is a zip of XML. Its members are expanded here once, in pieces and counted, so that the
reader, which expands without a limit, never sees more than was counted. The same pass measures
how far the filled cells reach: a reader makes a dense table up to the last one, and a single
stray letter in XFD1048576 would cost 17 thousand million cells.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from html import unescape
from typing import IO, BinaryIO

from django.utils.translation import gettext as _

from yaohao.ground.sheets.extent import Extent, measure
from yaohao.ground.sheets.grid import Limits
from yaohao.ground.sheets.problems import SheetRefusedError

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SMALL = 4 * 1024 * 1024  # bytes of the workbook's table of contents
PIECE = 1 << 20


class FileKind(StrEnum):
    """What the first bytes say; the name of the file is never trusted."""

    XLSX = "xlsx"
    XLS = "xls"
    TEXT = "text"


@dataclass
class Inspected:
    """What the guard found out: per sheet of an xlsx how far it reaches."""

    kind: FileKind
    macros: bool = False
    links: bool = False  # to other files or data sources
    extents: dict[str, Extent] = field(default_factory=dict)


def inspect(file: BinaryIO, limits: Limits) -> Inspected:
    """Tell what the file is, or raise SheetRefusedError. Leaves the file at its start."""
    _check_size(file, limits)
    head = file.read(4096)
    file.seek(0)
    if head.startswith(ZIP):
        found = _inspect_zip(file, limits)
    elif head.startswith(OLE):
        found = _inspect_ole(file)
    else:
        _check_text(head)
        found = Inspected(FileKind.TEXT)
    file.seek(0)
    return found


def _check_size(file: BinaryIO, limits: Limits) -> None:
    size = file.seek(0, 2)
    file.seek(0)
    if size == 0:
        raise SheetRefusedError(_("The file is empty (0 bytes). Save it again and upload it."))
    if size > limits.file_bytes:
        raise SheetRefusedError(
            _("The file has %(size)d MB; at most %(limit)d MB are read. Split the table.")
            % {"size": -(-size // 2**20), "limit": limits.file_bytes // 2**20}
        )


def _inspect_ole(file: BinaryIO) -> Inspected:
    content = file.read()
    if ENCRYPTED in content:
        raise SheetRefusedError(
            _("The workbook is protected by a password. Save it without one and upload it again.")
        )
    return Inspected(FileKind.XLS, macros="_VBA_PROJECT".encode("utf-16-le") in content)


def _check_text(head: bytes) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<meta", b"<?xml")):
        raise SheetRefusedError(
            _(
                "The file is a web page with the name of a spreadsheet. Open it in WPS or Excel "
                "and save it as .xlsx."
            )
        )
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if start.startswith(b"%pdf") or (b"\x00" in head and not utf16):
        raise _not_a_sheet()


def _not_a_sheet() -> SheetRefusedError:
    return SheetRefusedError(
        _("The file is not a spreadsheet. Save the table as .xlsx or .csv and upload it again.")
    )


def _damaged() -> SheetRefusedError:
    return SheetRefusedError(
        _("The workbook is damaged. Open it in WPS or Excel, save it again and upload it.")
    )


def _inspect_zip(file: BinaryIO, limits: Limits) -> Inspected:
    try:
        with zipfile.ZipFile(file) as archive:
            names = {entry.filename for entry in archive.infolist()}
            _check_members(archive, names, limits)
            extents = _expand(archive, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged() from error
    except (OSError, ValueError, UnicodeError) as error:
        if isinstance(error, SheetRefusedError):
            raise
        raise _damaged() from error
    links = any(name.startswith(("xl/externalLinks/", "xl/connections")) for name in names)
    return Inspected(FileKind.XLSX, "xl/vbaProject.bin" in names, links, extents)


def _check_members(archive: zipfile.ZipFile, names: set[str], limits: Limits) -> None:
    if "xl/workbook.xml" not in names:
        raise _not_a_sheet()
    entries = archive.infolist()
    if len(names) != len(entries) or any(entry.flag_bits & 1 for entry in entries):
        raise _damaged()
    declared = sum(entry.file_size for entry in entries)
    if len(entries) > limits.members or declared > limits.expanded_bytes:
        raise _too_much(limits)


def _too_much(limits: Limits) -> SheetRefusedError:
    return SheetRefusedError(
        _(
            "The workbook would expand to more than %(limit)d MB. Copy the table alone into a new "
            "workbook and upload that."
        )
        % {"limit": limits.expanded_bytes // 2**20}
    )


def _expand(archive: zipfile.ZipFile, limits: Limits) -> dict[str, Extent]:
    sheets = _sheet_names(archive)
    extents: dict[str, Extent] = {}
    total = 0
    for entry in archive.infolist():
        # A member longer than it declares fails its checksum here and is refused as damaged.
        with archive.open(entry) as member:
            extent = Extent()
            for piece in measure(_pieces(member), extent, wanted=entry.filename in sheets):
                total += len(piece)
                if total > limits.expanded_bytes:
                    raise _too_much(limits)
        if extent.twisted:
            raise _damaged()
        if entry.filename in sheets:
            extents[sheets[entry.filename]] = extent
    return extents


def _pieces(member: IO[bytes]) -> Iterator[bytes]:
    while piece := member.read(PIECE):
        yield piece


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Member of the archive → name of the sheet."""
    targets = {
        _attribute(tag, "Id"): _attribute(tag, "Target")
        for tag in _tags(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    members = {}
    for tag in _tags(archive, "xl/workbook.xml", "sheet"):
        target = targets.get(_attribute(tag, r"\w+:id"), "")
        member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        members[member] = _attribute(tag, "name")
    return members


def _tags(archive: zipfile.ZipFile, member: str, tag: str) -> list[str]:
    if member not in archive.namelist():
        raise _damaged()
    with archive.open(member) as stream:
        text = stream.read(SMALL).decode("utf-8", "replace")
    return re.findall(rf"<(?:\w+:)?{tag}\s([^<>]*)>", text)


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"(?:^|\s){name}\s*=\s*(\"[^\"]*\"|'[^']*')", tag)
    return unescape(found.group(1)[1:-1]) if found else ""
