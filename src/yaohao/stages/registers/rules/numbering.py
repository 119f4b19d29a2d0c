"""Ids and numbers of objects.

The id names the object for ever and is what a draw draws. The number of article 11 says what the
object is like now: `HC-CMR20-140728-00017` is field, then one character each for affiliation,
scale, risk, standardisation and blacklist, then region, then a serial within the region.
"""

import re
from dataclasses import dataclass

from yaohao.stages.registers.rules.kinds import (
    Affiliation,
    Blacklist,
    Field,
    Risk,
    Scale,
    Standardisation,
)

OBJECT_ID = re.compile(r"[0-9A-Z]{1,23}")
ISSUED = "B"  # first letter of an id given by a bureau where no code exists
_RISK = {
    Risk.RED: "R",
    Risk.ORANGE: "O",
    Risk.YELLOW: "Y",
    Risk.BLUE: "B",
    Risk.UNRATED: "U",
}


@dataclass(frozen=True, slots=True)
class Attributes:
    """The six attributes of article 11 and the region; a change of any gives a new number."""

    field: Field
    affiliation: Affiliation
    scale: Scale
    risk: Risk
    standardisation: Standardisation
    blacklist: Blacklist
    region: str

    @property
    def stem(self) -> str:
        """The number without its serial."""
        grades = (
            f"{self.affiliation}{self.scale}{_RISK[self.risk]}"
            f"{self.standardisation}{self.blacklist}"
        )
        return f"{self.field}-{grades}-{self.region}"

    def number(self, serial: int) -> str:
        """The number of article 11; `serial` counts from 1 in the region."""
        if serial < 1:
            raise ValueError(serial)
        return f"{self.stem}-{serial:05d}"


def changed(before: Attributes, after: Attributes) -> tuple[str, ...]:
    """Names of the attributes that differ, in the order of the number."""
    names = ("field", "affiliation", "scale", "risk", "standardisation", "blacklist", "region")
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def object_id(code: str, site: str = "") -> str:
    """Credit code or old number, then the site. Raises ValueError outside `[0-9A-Z]{1,23}`."""
    whole = code + site
    if not OBJECT_ID.fullmatch(whole):
        raise ValueError(whole)
    return whole


def issued_id(bureau: str, serial: int) -> str:
    """An id for what has no code: `B`, the bureau's code, a serial of six digits (article 11)."""
    place = re.sub(r"[^0-9A-Z]", "", bureau.upper())[:16]
    if not 1 <= serial <= 999_999:
        raise ValueError(serial)
    return object_id(f"{ISSUED}{place}{serial:06d}")
