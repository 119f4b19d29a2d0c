"""The clerk's editable copy (.docx) from the same form and the same data as the PDF.

The template is made from the form, with the form's own expressions in its cells, so that a bureau
can take it, change it in WPS, and put it into `templates/<kind>.docx` of its home. Either is filled
by docxtpl in the immutable sandbox: a template reaches the data and nothing else.
"""

import io
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import TemplateError

from yaohao.ground.documents.docx_template import template
from yaohao.ground.documents.formats import Form, environment
from yaohao.ground.documents.render import DocumentError


def editable(
    form: Form,
    data: Mapping[str, Any],
    *,
    created: datetime,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return the .docx. `pictures` by digest. DocumentError names the template and its fault."""
    own = _own(form)
    paper = DocxTemplate(str(own) if own else io.BytesIO(template(form)))
    values = dict(data)
    if "signatures" in values:
        values["signatures"] = [_signed(paper, row, pictures or {}) for row in data["signatures"]]
    try:
        paper.render(values, environment(), autoescape=True)
    except TemplateError as error:
        raise DocumentError(f"{own or form.version}: {error}") from error
    paper.docx.core_properties.author = data.get("issuer", {}).get("name", "")
    paper.docx.core_properties.created = paper.docx.core_properties.modified = created
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _own(form: Form) -> Path | None:
    """The bureau's own template, if it has one."""
    path = Path(settings.YAOHAO_HOME) / "templates" / f"{form.kind}.docx"
    return path if path.is_file() else None


def _signed(paper: DocxTemplate, row: Mapping[str, Any], pictures: Mapping[str, bytes]) -> Any:
    digest = row["picture"]
    if digest not in pictures:
        mark: Any = f"拒绝签名，理由：{row['refused']}" if row["refused"] else ""
    else:
        mark = InlineImage(paper, io.BytesIO(pictures[digest]), height=Mm(12))
    return {**row, "mark": mark}
