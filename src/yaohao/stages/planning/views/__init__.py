"""The pages of the plan."""

from yaohao.stages.planning.views.caps import cap_set, caps
from yaohao.stages.planning.views.decisions import approve, file, remove, return_, submit
from yaohao.stages.planning.views.editing import add, edit, preview
from yaohao.stages.planning.views.reading import line, lines
from yaohao.stages.planning.views.unused import unused

__all__ = [
    "add",
    "approve",
    "cap_set",
    "caps",
    "edit",
    "file",
    "line",
    "lines",
    "preview",
    "remove",
    "return_",
    "submit",
    "unused",
]
