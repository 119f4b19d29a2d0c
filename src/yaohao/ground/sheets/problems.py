"""What can be wrong with a spreadsheet: the whole file, or one cell."""

from dataclasses import dataclass

SHOWN = 60  # characters of a value that a message repeats


class SheetRefusedError(ValueError):
    """Nothing could be read at all; the message names the place and the repair.

    Its text is in the language that was active when the file was read, ready for the screen.
    """


class UnreadableError(ValueError):
    """Raised by a cell parser: why the value is refused, and what to type instead."""

    def __init__(self, reason: str, repair: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.repair = repair


@dataclass(frozen=True)
class CellError:
    """One wrong cell. `line` is the row number as the spreadsheet program shows it.

    `place` is `Sheet1!C17`, or in a csv file 第 17 行“统一社会信用代码”列; `key` the column's key.
    """

    line: int
    key: str
    place: str
    value: str
    reason: str
    repair: str

    def __str__(self) -> str:
        value = f"“{self.value}”: " if self.value else ""
        repair = f" {self.repair}" if self.repair else ""
        return f"{self.place}: {value}{self.reason}{repair}"


def shown(value: object) -> str:
    """A value for a message: one line, at most `SHOWN` characters."""
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
