"""What every kind of cell can do."""

from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from yaohao.ground.sheets.grid import Cell


class Form(StrEnum):
    """How an export formats a column."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"


@runtime_checkable
class Kind(Protocol):
    """Reads a cell that is not blank, and shows a value so that it can be read again."""

    @property
    def form(self) -> Form: ...

    def __call__(self, cell: Cell) -> Any: ...

    def show(self, value: Any) -> Cell: ...


@runtime_checkable
class HeaderAware(Protocol):
    """A kind whose reading depends on the header, as in 注册资金(万元)."""

    def for_header(self, label: str) -> Kind: ...
