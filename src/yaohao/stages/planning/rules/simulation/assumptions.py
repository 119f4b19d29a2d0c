"""What a scenario assumes, as it is kept: with the registers of the day it gives the same again."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Assumptions:
    """`lines`: keys of the plan's lines; `seed`: hexadecimal; `limits`: whether yearly limits hold.

    `other`: per cent of working days for other duties; `leave`: days of leave of every officer
    beside those entered; `a_day`: visits one team makes a day; `checked`: years with true tickets.
    """

    lines: tuple[int, ...]
    seed: str
    limits: bool = True
    other: int = 40
    leave: int = 5
    a_day: Decimal = Decimal(1)
    checked: int = 10

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """Read what `as_json` wrote."""
        return cls(
            lines=tuple(values["lines"]), seed=values["seed"], limits=values["limits"],
            other=values["other"], leave=values["leave"], a_day=Decimal(values["a_day"]),
            checked=values["checked"],
        )  # fmt: skip

    def as_json(self) -> dict[str, Any]:
        """The assumptions as they are kept."""
        return {
            "lines": list(self.lines), "seed": self.seed, "limits": self.limits,
            "other": self.other, "leave": self.leave, "a_day": str(self.a_day),
            "checked": self.checked,
        }  # fmt: skip
