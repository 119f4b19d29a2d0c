"""The public line of an object behind the register's daily root (articles 10 and 11).

A line holds what decides whether an object is drawn: whose it is, its id, the public reason why
not, and every attribute that a filter or a stratum may use. Never a name, a contact, an address.

Unit group, owning level and focus came later: they end a line only where one of them is set, so
that the line of every other object is what it was before, byte for byte.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from urllib.parse import quote, unquote

from yaohao.stages.registers.rules.kinds import Focus, StratifyBy
from yaohao.stages.registers.rules.plan import Change, compared
from yaohao.stages.registers.rules.pool_filter import PoolFilter

_FIRST = (
    "region", "field", "affiliation", "scale", "risk", "standardisation", "blacklist", "credit",
)  # fmt: skip
_LATER = {"group": "", "level": "", "focus": Focus.NO.value}  # with what each is unless set
ATTRIBUTES = (*_FIRST, *_LATER)
COLUMNS = ("bureau", "object_id", "exclusion", *ATTRIBUTES)
_SHORT = len(COLUMNS) - len(_LATER)  # fields of a line without the later ones
GRADES = frozenset({"scale", "risk", "standardisation", "blacklist", "credit"})
NOTHING = "-"
_PLAIN = re.compile("[!-~]{1,64}")

Values = Mapping[str, str]


class Nature(StrEnum):
    """What became of an object from one root to the next."""

    ADDED = "added"
    ENDED = "ended"
    RESUMED = "resumed"
    REGRADED = "regraded"
    RECLASSIFIED = "reclassified"


def line_of(values: Values) -> bytes:
    """The line of one object: `COLUMNS` by name, an empty value as `-`, tabs between, LF last.

    The later attributes stand in it together, or, if none is set, not at all.
    """
    plain = all(values[name] == usual for name, usual in _LATER.items())
    names = COLUMNS[:_SHORT] if plain else COLUMNS
    return ("\t".join(_written(values[name]) for name in names) + "\n").encode("ascii")


def values_of(line: bytes) -> dict[str, str]:
    """The values that `line_of` wrote. ValueError for another number of fields."""
    found = line[:-1].decode("ascii").split("\t")
    pairs = zip(COLUMNS if len(found) > _SHORT else COLUMNS[:_SHORT], found, strict=True)
    return _LATER | {name: "" if text == NOTHING else unquote(text) for name, text in pairs}


def prefix_of(bureau: str) -> bytes:
    """How every line of a bureau's objects begins."""
    return f"{_written(bureau)}\t".encode("ascii")


def nature_of(old: Values | None, new: Values | None) -> Nature:
    """What happened to an object that has the line `old` before and `new` after; None: no line."""
    if old is None:
        return Nature.ADDED
    if new is None or (new["exclusion"] and not old["exclusion"]):
        return Nature.ENDED
    if old["exclusion"] and not new["exclusion"]:
        return Nature.RESUMED
    moved = {change.field for change in steps_of(old, new)}
    return Nature.REGRADED if moved & GRADES else Nature.RECLASSIFIED


def steps_of(old: Values | None, new: Values | None) -> tuple[Change, ...]:
    """The attributes that differ, as text; none where one of the two lines is missing."""
    if old is None or new is None:
        return ()
    return compared(old, new, ("exclusion", *ATTRIBUTES))


def concerns(wanted: PoolFilter, old: Values | None, new: Values | None) -> bool:
    """Whether the object stands in the pool of the filter before or after."""
    return any(values is not None and wanted.holds(values) for values in (old, new))


def restratified(
    wanted: PoolFilter, by: StratifyBy, old: Values | None, new: Values | None
) -> bool:
    """Whether the object changes the stratum of a pool, or comes into the pool or leaves it by
    another attribute than its reason."""
    if old is None or new is None:
        return False
    if wanted.holds(old) != wanted.holds(new):
        return True
    return by is not StratifyBy.NONE and wanted.holds(new) and old[by.value] != new[by.value]


def _written(text: str) -> str:
    if not text:
        return NOTHING
    # A bureau's code is typed by hand; whatever it holds, the line stays printable ASCII.
    return text if _PLAIN.fullmatch(text) and "%" not in text else quote(text, safe="")
