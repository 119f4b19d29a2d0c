"""Declaring the columns of a table: one declaration serves template, import and export."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from yaohao.ground.sheets.cells import HeaderAware, Kind, Text
from yaohao.ground.sheets.cells.choices import Label, spellings
from yaohao.ground.sheets.cells.texts import folded
from yaohao.ground.sheets.grid import Cell
from yaohao.ground.sheets.problems import UnreadableError

# What registers write where they know nothing.
NOTHING = frozenset(["N/A", "n/a", "NULL", "null", "-", "--", "—", "——", "/", "\\"])


TEXT = Text()


@dataclass(frozen=True)
class Column:
    """One column.

    `key`      the name under which callers find the value
    `name`     its header in exports, best a lazy translation; read in every language
    `parse`    the kind of its cells, from `sheets.cells`
    `aliases`  further headers that mean the same, in any language
    `required` the column must be there and no cell may be blank
    `default`  the value of a blank cell
    `nothing`  words that count as blank
    """

    key: str
    name: Label
    parse: Kind = TEXT
    aliases: Sequence[str] = ()
    required: bool = False
    default: Any = None
    nothing: frozenset[str] = NOTHING

    def labels(self) -> frozenset[str]:
        """Every header that means this column, as it is written."""
        return frozenset(spellings(self.name)) | {*self.aliases, self.key}

    def for_header(self, label: str) -> Kind:
        """The kind to read with under this header, which may name a unit."""
        return self.parse.for_header(label) if isinstance(self.parse, HeaderAware) else self.parse

    def is_blank(self, cell: Cell) -> bool:
        """Tell whether a cell says nothing."""
        if not isinstance(cell, str):
            return False
        # What begins with a letter or digit is not blank; folding it would only take time.
        return cell.strip() in self.nothing or not (cell[:1].isalnum() or folded(cell))

    def read(self, cell: Cell, kind: Kind) -> Any:
        """The value of a cell; UnreadableError says what is wrong with it."""
        if not self.is_blank(cell):
            return kind(cell)
        if self.required:
            raise UnreadableError(_("must not be blank."), _("Fill it in."))
        return self.default

    def show(self, value: Any) -> Cell:
        """The value as an export writes it; "" for nothing."""
        return "" if value is None else self.parse.show(value)
