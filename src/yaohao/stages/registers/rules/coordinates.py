"""Coordinates as sheets hold them: decimal degrees, or degrees, minutes and seconds."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from yaohao.stages.registers.rules.kinds import Datum

STEP = Decimal("0.000001")  # about 11 cm
# Mainland, islands and seas of China, generously.
WEST, EAST, SOUTH, NORTH = 73, 136, 3, 54
_PARTS = re.compile(
    r"[EN东北]?(?P<degrees>\d{1,3}(?:\.\d+)?)[°度]?"
    r"(?:(?P<minutes>\d{1,2}(?:\.\d+)?)['′分])?"
    # A folded ″ is two ′.
    r"(?:(?P<seconds>\d{1,2}(?:\.\d+)?)(?:[\"″秒]|′′|''))?[EN]?\Z",
    re.ASCII,
)


class DegreesError(ValueError):
    """The text is no angle."""


def parse_degrees(text: str) -> Decimal:
    """Degrees with six decimals from 112.7361, 112°44′10″, E112.7361, 112度44分. DegreesError."""
    found = _PARTS.match(text)
    if found is None:
        raise DegreesError(text)
    minutes, seconds = Decimal(found["minutes"] or 0), Decimal(found["seconds"] or 0)
    if minutes >= 60 or seconds >= 60:
        raise DegreesError(text)
    return (Decimal(found["degrees"]) + minutes / 60 + seconds / 3600).quantize(STEP)


def place_problem(values: Mapping[str, Any]) -> tuple[str, str] | None:
    """(column, code of `wording.PROBLEMS`) for coordinates that cannot be right; None if they can.

    `values` has longitude, latitude (Decimal or None) and datum.
    """
    east, north = values["longitude"], values["latitude"]
    if east is None and north is None:
        return None
    if east is None or north is None:
        return ("longitude" if east is None else "latitude"), "place-half"
    if not (WEST <= east <= EAST and SOUTH <= north <= NORTH):
        swapped = WEST <= north <= EAST and SOUTH <= east <= NORTH
        return "longitude", "place-swapped" if swapped else "place-outside"
    if values["datum"] == Datum.NONE:
        return "datum", "datum-missing"
    return None
