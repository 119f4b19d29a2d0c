"""What a witness does in a session, and what is next for one (articles 13, 14, 15)."""

from enum import StrEnum

STARTERS = 2  # how many witnesses press start before a draw is computed


class Witnessed(StrEnum):
    """What a witness did with one draw."""

    EQUAL = "equal"
    DIFFERS = "differs"
    STARTED = "started"
    SIGNED = "signed"
