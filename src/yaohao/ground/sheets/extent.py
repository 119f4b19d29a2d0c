"""How far the filled cells of a worksheet reach, read from its XML without building it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from yaohao.ground.sheets.grid import column_number

# A cell that holds something: `<c …>` neither closed in itself nor at once. Formatted blank cells,
# a million of them in a sheet somebody drew borders in, are passed over.
FILLED = re.compile(rb"<(?:\w+:)?c(?:>|\s[^<>]*[^/<>]>)(?!\s*</)")
# The same as nearly every program writes it; where all cells are so, nothing else need be asked.
USUAL = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="[0-9]{1,9}")?'
    rb'(?: t="(?:s|n|str|inlineStr|b|d)")?>(?!\s*</)'
)
CLOSED = re.compile(rb"c\s*>")
PLACED = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
ROW = re.compile(rb"<(?:\w+:)?row\s([^<>]*)>")
ROW_NUMBER = re.compile(rb"""(?:^|\s)r\s*=\s*["']([0-9]{1,7})["']""")
HIDDEN = re.compile(rb"""(?:^|\s)hidden\s*=\s*["'](?:1|true)["']""")
FAILED = re.compile(rb"""\st\s*=\s*["']e["']""")
# A cell with a formula, and the first character of the value that was saved with it.
FORMULA = re.compile(
    rb"<(?:\w+:)?c(\s[^<>]*[^/<>]|)>\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f\s*>)"
    rb"(?:\s*<(?:\w+:)?(?:v|is)(?:\s[^<>]*)?>\s*([^<]|<(?:\w+:)?t))?"
)
HOLDS_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
TEXTUAL = re.compile(rb"""\st\s*=\s*["']str["']""")  # its empty text is a value too
# An attribute with a raw ">" could hide a cell from the patterns above; no office program writes
# one, nor a document type, which could rename everything. `RAW` is the quick look before.
RAW = re.compile(rb">[^<>]*>|<!")
TWISTED = re.compile(rb"""=\s*(?:"[^"<>]*>[^"<]*"|'[^'<>]*>[^'<]*')\s*[\w/>]|<!DOCTYPE|<!ENTITY""")
MOST_HIDDEN = 10_000
MOST_UNCALCULATED = 10_000


@dataclass
class Extent:
    """Rows and columns up to the last filled cell; hidden rows; cells with a formula error.

    `formulas` counts formulas with a saved value; `uncalculated` are cells (row from 1, column from
    0) with a formula and none. Where those without a place or beyond `MOST_UNCALCULATED`
    are found, `lost` says so.
    """

    rows: int = 0
    columns: int = 0
    hidden: list[int] = field(default_factory=list)
    failed: int = 0
    formulas: int = 0
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    lost: bool = False
    twisted: bool = False


def measure(pieces: Iterable[bytes], extent: Extent, *, wanted: bool) -> Iterator[bytes]:
    """Pass the pieces through and, if wanted, fill `extent` on the way."""
    rest = b""
    for piece in pieces:
        yield piece
        if wanted:
            text = rest + piece
            cut = _cut(text)
            _scan(text[:cut], extent)
            rest = text[cut:]
    if rest:
        _scan(rest, extent)


def _cut(text: bytes) -> int:
    """Where a row ends or begins, so that no pattern is torn; else before the last tag."""
    row = max(text.rfind(b"row>") + 4, text.rfind(b"<row"))
    return row if row > len(b"row>") else max(text.rfind(b"<"), 0) or len(text)


def _scan(text: bytes, extent: Extent) -> None:
    if RAW.search(text):
        extent.twisted = extent.twisted or TWISTED.search(text) is not None
    unplaced = False
    # Whole rows without the end of a cell hold blank ones alone: the quick way past a million.
    if CLOSED.search(text) or not text.endswith(b"row>"):
        unplaced = _scan_cells(text, extent)
        if HOLDS_FORMULA.search(text):
            _scan_formulas(text, extent)
    if unplaced or b"hidden" in text:
        _scan_rows(text, extent, unplaced=unplaced)


def _scan_cells(text: bytes, extent: Extent) -> bool:
    """Widen the extent; tells whether there were cells without a place."""
    unplaced, tags = False, FILLED.findall(text)
    usual = USUAL.findall(text)
    if usual and len(usual) == len(tags):
        columns, rows = set(), set()
        for column, row in usual:
            columns.add(column)
            rows.add(row)
        widest = max(column_number(name.decode()) for name in columns)
        extent.columns = max(extent.columns, widest + 1)
        extent.rows = max(extent.rows, *map(int, rows))
        return False
    for tag in tags:
        place = PLACED.search(tag)
        if place is None:
            unplaced = True
            continue
        extent.columns = max(extent.columns, column_number(place[1].decode()) + 1)
        extent.rows = max(extent.rows, int(place[2]))
        extent.failed += FAILED.search(tag) is not None
    return unplaced


def _scan_rows(text: bytes, extent: Extent, *, unplaced: bool) -> None:
    """Cells without a place stand one after the other in the rows that hold them."""
    if unplaced:
        extent.columns = max(extent.columns, 1)
    for attributes in ROW.findall(text):
        number = ROW_NUMBER.search(attributes)
        if number and unplaced:
            extent.rows = max(extent.rows, int(number[1]))
        if number and HIDDEN.search(attributes) and len(extent.hidden) < MOST_HIDDEN:
            extent.hidden.append(int(number[1]))


def _scan_formulas(text: bytes, extent: Extent) -> None:
    for attributes, value in FORMULA.findall(text):
        if value or TEXTUAL.search(attributes):
            extent.formulas += 1
            continue
        place = PLACED.search(attributes)
        if place is None or len(extent.uncalculated) >= MOST_UNCALCULATED:
            extent.lost = True
        else:
            cell = int(place[2]), column_number(place[1].decode())
            extent.uncalculated.add(cell)
