"""Documents in form: one data set, PDF by Typst and an editable .docx, numbered without gaps."""

from yaohao.ground.documents.draw_record import DrawRecord, draw_record
from yaohao.ground.documents.render import DocumentError, render

__all__ = ["DocumentError", "DrawRecord", "draw_record", "render"]
