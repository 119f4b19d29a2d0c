"""The board of a year as a file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from yaohao.ground.sheets.cells import Date
from yaohao.ground.sheets.columns import Column
from yaohao.stages.planning.models import Line

BOARD = [
    Column("label", _("Line")),
    Column("title", _("Title")),
    Column("state", _("State")),
    Column("period_start", _("Period from"), Date()),
    Column("period_end", _("Period to"), Date()),
    Column("window_start", _("Visits from"), Date()),
    Column("window_end", _("Visits to"), Date()),
]


def board_row(line: Line, state: str) -> dict[str, Any]:
    """A line as values of `BOARD`."""
    days = ("period_start", "period_end", "window_start", "window_end")
    return {
        "label": line.called,
        "title": line.title,
        "state": state,
        **{name: getattr(line, name) for name in days},
    }
