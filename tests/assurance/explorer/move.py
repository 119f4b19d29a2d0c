"""A move as data: who does what, with which arguments; and the clock that goes on by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Move:
    """`who` (sign-in name) does `name` with `values`; `wait` moves nobody but the clock."""

    who: str
    name: str
    values: Mapping[str, Any]

    def __str__(self) -> str:
        told = ", ".join(f"{key}={str(value)[:44]!r}" for key, value in self.values.items())
        return f"{self.who}: {self.name}({told})"


WAIT = Move("", "wait", {})
