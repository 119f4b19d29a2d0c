"""Days, in every notation that stands in registers."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from yaohao.ground.sheets.cells.kind import Form
from yaohao.ground.sheets.cells.texts import folded
from yaohao.ground.sheets.grid import Cell
from yaohao.ground.sheets.problems import UnreadableError

EPOCH = date(1899, 12, 30)  # day 0 of the spreadsheet's own count, for days after February 1900
SERIALS = range(20_000, 80_000)  # 1954 … 2119
CLOCK = r"(?:T?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
PARTED = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){CLOCK}\Z", re.ASCII)
CHINESE = re.compile(rf"(\d{{4}})(年)(\d{{1,2}})月(\d{{1,2}})[日号]?{CLOCK}\Z", re.ASCII)
SOLID = re.compile(r"(\d{4})()(\d{2})(\d{2})\Z", re.ASCII)


@dataclass(frozen=True)
class Date:
    """2026-11-18, 2026/11/18, 2026.11.18, 20261118, 2026年11月18日, a date cell or its number."""

    earliest: date = date(1900, 1, 1)
    latest: date = date(2199, 12, 31)
    form: Form = Form.DATE

    def __call__(self, cell: Cell) -> date:
        day = _day(cell)
        if not self.earliest <= day <= self.latest:
            raise UnreadableError(
                _("is outside %(earliest)s … %(latest)s.")
                % {"earliest": self.earliest, "latest": self.latest},
                _("Check the year."),
            )
        return day

    def show(self, value: Any) -> Cell:
        day: date = value
        return day


def _day(cell: Cell) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = "" if isinstance(cell, timedelta) else _digits(cell)
    if text.isdecimal() and text.isascii() and len(text) == 5 and int(text) in SERIALS:
        return EPOCH + timedelta(days=int(text))
    parts = PARTED.match(text) or CHINESE.match(text) or SOLID.match(text)
    if parts is None:
        raise UnreadableError(_("is not a date."), _("Type it as 2026-11-18."))
    try:
        return date(int(parts[1]), int(parts[3]), int(parts[4]))
    except ValueError as error:
        raise UnreadableError(
            _("is a day that does not exist."), _("Check month and day.")
        ) from error


def _digits(cell: Cell) -> str:
    if isinstance(cell, float) and SERIALS.start <= cell < SERIALS.stop:
        return str(int(cell))  # behind the point stands the time of day
    return folded(cell)
