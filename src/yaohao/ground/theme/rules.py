"""What pages show of plain values; pure."""

from enum import StrEnum

SHORT = 16  # characters of a digest shown where the whole one would not be read
GROUP = 4


class Urgency(StrEnum):
    """How near a deadline is; each has its own colour, word and shape."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


def urgency(working_days: int, soon: int = 3) -> Urgency:
    """Return the urgency of a deadline `working_days` ahead (negative: past)."""
    if working_days < 0:
        return Urgency.OVERDUE
    if working_days == 0:
        return Urgency.TODAY
    return Urgency.SOON if working_days <= soon else Urgency.LATER


def percent(parts: int) -> str:
    """Return a ratio in 1/10,000 as text: 500 → `5%`, 1234 → `12.34%`, 1250 → `12.5%`."""
    sign = "-" if parts < 0 else ""
    whole, rest = divmod(abs(parts), 100)
    fraction = f".{rest:02}".rstrip("0").rstrip(".")
    return f"{sign}{whole}{fraction}%"


def groups(digest: str, size: int = GROUP) -> list[str]:
    """Return `digest` cut into groups of `size` characters, as people compare it aloud."""
    return [digest[start : start + size] for start in range(0, len(digest), size)]
