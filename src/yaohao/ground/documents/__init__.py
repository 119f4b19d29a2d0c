"""Documents in form: PDF by Typst, with the page of GB/T 9704-2012 and Chinese faces."""

from yaohao.ground.documents.draw_record import DrawRecord, draw_record
from yaohao.ground.documents.render import DocumentError, render

__all__ = ["DocumentError", "DrawRecord", "draw_record", "render"]
