"""Papers as text, for tests: what a reader of the PDF and of the .docx finds in them."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph
from PIL import Image
from pypdf import PdfReader

from tests.ground.documents.samples import SAMPLES, SIGNED
from yaohao.ground.documents.composing import compose
from yaohao.ground.documents.editable import editable
from yaohao.ground.documents.formats import form
from yaohao.ground.documents.render import render
from yaohao.ground.documents.rules import Kind

DAY = date(2026, 11, 27)
AT = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
# What a page carries besides its text: the running head of forms, the number at the foot.
FURNITURE = re.compile(r"^.{0,60}?第\d+页，共\d+页|—\d+—$")


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (80, 30), "navy").save(stream, "PNG")
    return stream.getvalue()


def full(kind: Kind, **changes: Any) -> dict[str, Any]:
    """The sample of a kind as `issue` completes it."""
    head = {
        "number": "（示应急）试〔2026〕1号",
        "on": DAY.isoformat(),
        "issuer": {"name": "示范市应急管理局", "word": "示应急"},
    }
    return {**SAMPLES[kind], **head, **changes}


def pdf(kind: Kind, data: dict[str, Any]) -> bytes:
    paper = compose(form(kind, DAY), data)
    return render("documents/paper.typ", paper, created=AT, pictures={SIGNED: picture()})


def word(kind: Kind, data: dict[str, Any]) -> bytes:
    return editable(form(kind, DAY), data, created=AT, pictures={SIGNED: picture()})


def pdf_words(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return "".join(FURNITURE.sub("", bare(page.extract_text())) for page in pages)


def docx_words(content: bytes) -> str:
    return bare("".join(_walk(docx.Document(io.BytesIO(content)))))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _walk(paper: Any) -> Iterator[str]:
    for part in paper.iter_inner_content():
        if isinstance(part, Paragraph):
            yield part.text
        elif isinstance(part, Table):
            for row in part.rows:
                seen: list[Any] = []
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.append(cell._tc)
                        yield cell.text
