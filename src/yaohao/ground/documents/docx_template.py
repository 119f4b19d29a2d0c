"""A .docx template made from a form: the page of GB/T 9704-2012, one element per block.

Tags are those of docxtpl: `{%p … %}` takes its paragraph away, `{%tr … %}` its table row.
"""

import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as AT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from yaohao.ground.documents.formats import Form

FANGSONG, KAI, HEI, TITLE = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
AREA = 156.0  # mm, width of the type area (GB/T 9704-2012, 5.1)
FACTS = (30.0, 48.0, 27.0, 51.0)  # mm
SIGNED = (34.0, 24.0, 60.0, 38.0)  # mm
# Inside a tag docxtpl makes straight quotes of curly ones; written as escapes they stay.
QUOTES = {"“": "\\u201c", "”": "\\u201d", "‘": "\\u2018", "’": "\\u2019", "'": "\\'"}
RED = RGBColor(0xD7, 0x00, 0x0F)


def template(form: Form) -> bytes:
    """Return the template of `form` as a .docx with its expressions unfilled."""
    paper = docx.Document()
    _page(paper)
    size = Pt(12) if form.layout == "form" else Pt(16)
    if form.layout == "letter":
        _line(paper, "{{ issuer.name }}文件", TITLE, Pt(36), AT.CENTER).font.color.rgb = RED
        _line(paper, "{{ number }}", FANGSONG, size, AT.CENTER)
    if form.layout == "form":
        _line(paper, "{{ issuer.name }}", KAI, Pt(14), AT.CENTER)
    _line(paper, form.title, TITLE, Pt(22), AT.CENTER)
    if form.layout != "letter":
        side = AT.RIGHT if form.layout == "form" else AT.CENTER
        _line(
            paper,
            "{{ number }}",
            FANGSONG,
            Pt(10.5) if side is AT.RIGHT else size,
            side,
        )
    for block in form.blocks:
        if "when" in block:
            _line(paper, "{%p if " + block["when"].strip("{} ") + " %}", FANGSONG, size)
        BLOCKS[block["kind"]](paper, block, size)
        if "when" in block:
            _line(paper, "{%p endif %}", FANGSONG, size)
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _page(paper: Any) -> None:
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(37), Mm(35)
    page.left_margin, page.right_margin = Mm(28), Mm(26)


def _line(
    paper: Any, words: str, face: str, size: Any, align: Any = None, indent: bool = False
) -> Any:
    paragraph = paper.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    if align is not None:
        paragraph.alignment = align
    if indent:
        paragraph.paragraph_format.first_line_indent = size * 2
    return _run(paragraph, words, face, size)


def _run(paragraph: Any, words: str, face: str, size: Any) -> Any:
    run = paragraph.add_run(words)
    run.font.size, run.font.name = size, "Times New Roman"
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    return run


def _text(paper: Any, block: dict[str, Any], size: Any) -> None:
    for text in block["text"].strip().split("\n"):
        if "{{" not in text:
            _line(paper, text, FANGSONG, size, indent=True)
            continue
        # A value may hold line ends: each line becomes a paragraph of its own.
        source = "~".join(_pieces(text))
        _line(paper, "{%p for line in (" + source + ").strip().split('\\n') %}", FANGSONG, size)
        _line(paper, "{{ line }}", FANGSONG, size, indent=True)
        _line(paper, "{%p endfor %}", FANGSONG, size)


def _pieces(text: str) -> list[str]:
    """`a{{ b }}c` as the parts of one expression: `'a'`, `(b)`, `'c'`."""
    parts: list[str] = []
    for piece in text.split("{{"):
        value, found, rest = piece.partition("}}")
        if found:
            parts.append(f"({value.strip()})")
        if words := (rest if found else piece):
            parts.append("'" + "".join(QUOTES.get(sign, sign) for sign in words) + "'")
    return parts


def _heading(paper: Any, block: dict[str, Any], size: Any) -> None:
    _line(paper, block["text"], HEI, size)


def _address(paper: Any, block: dict[str, Any], size: Any) -> None:
    _line(paper, block["text"], FANGSONG, size)


def _note(paper: Any, block: dict[str, Any], _size: Any) -> None:
    _line(paper, block["text"], KAI, Pt(10.5))


def _closing(paper: Any, block: dict[str, Any], size: Any) -> None:
    for words in block["lines"]:
        _line(paper, words, FANGSONG, size, AT.RIGHT)


def _sign(paper: Any, block: dict[str, Any], size: Any) -> None:
    for words in block["lines"]:
        _line(paper, words, FANGSONG, size)


def _facts(paper: Any, block: dict[str, Any], _size: Any) -> None:
    table = _table(paper, 0, FACTS)
    for row in block["rows"]:
        cells = table.add_row().cells
        if len(row) == 2:
            cells[1].merge(cells[3])
        for place, words in enumerate(row):
            _cell(cells[place], words, HEI if place % 2 == 0 else FANGSONG)
    _line(paper, "", FANGSONG, Pt(6))


def _grid(paper: Any, block: dict[str, Any], _size: Any) -> None:
    widths = _widths(block["widths"])
    table = _table(paper, 1, widths)
    for cell, words in zip(table.rows[0].cells, block["header"], strict=True):
        _cell(cell, words, HEI, AT.CENTER)
    _repeat(table.rows[0])
    rows = block["of"]
    _tag(table, "{%tr for it in " + rows + " or () %}")
    for cell, words in zip(table.add_row().cells, block["cells"], strict=True):
        _cell(cell, words.replace("{{ nr }}", "{{ loop.index }}"), FANGSONG)
    _tag(table, "{%tr endfor %}")
    _tag(table, "{%tr if not " + rows + " %}")
    cells = table.add_row().cells
    cells[0].merge(cells[-1])
    _cell(cells[0], block["empty"], FANGSONG, AT.CENTER)
    _tag(table, "{%tr endif %}")
    _line(paper, "", FANGSONG, Pt(6))


def _signatures(paper: Any, _block: dict[str, Any], _size: Any) -> None:
    table = _table(paper, 1, SIGNED)
    for cell, words in zip(table.rows[0].cells, ("身份", "姓名", "签名", "时间"), strict=True):
        _cell(cell, words, HEI, AT.CENTER)
    _tag(table, "{%tr for it in signatures %}")
    fields = ("{{ it.role }}", "{{ it.name }}", "{{ it.mark }}", "{{ it.at }}")
    for cell, words in zip(table.add_row().cells, fields, strict=True):
        _cell(cell, words, FANGSONG)
    _tag(table, "{%tr endfor %}")
    _line(paper, "", FANGSONG, Pt(6))


def _table(paper: Any, rows: int, widths: tuple[float, ...]) -> Any:
    table = paper.add_table(rows, len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def _tag(table: Any, words: str) -> None:
    table.add_row().cells[0].text = words


def _cell(cell: Any, words: str, face: str, align: Any = None) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if align is not None:
        paragraph.alignment = align
    _run(paragraph, words, face, Pt(10.5))


def _repeat(row: Any) -> None:
    mark = row._tr.get_or_add_trPr().makeelement(qn("w:tblHeader"), {qn("w:val"): "true"})
    row._tr.get_or_add_trPr().append(mark)


def _widths(words: list[str]) -> tuple[float, ...]:
    fixed = [float(word[:-2]) if word.endswith("mm") else 0.0 for word in words]
    shares = [0.0 if word.endswith("mm") else float(word) for word in words]
    free = AREA - sum(fixed)
    total = sum(shares) or 1.0
    return tuple(f or free * s / total for f, s in zip(fixed, shares, strict=True))


BLOCKS = {
    "text": _text,
    "heading": _heading,
    "address": _address,
    "note": _note,
    "closing": _closing,
    "colophon": _sign,
    "sign": _sign,
    "facts": _facts,
    "grid": _grid,
    "signatures": _signatures,
}
