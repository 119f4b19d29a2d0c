"""The kinds of notices and when a mail is tried again; pure.

A notice is a kind and the values of its declared fields, never free text. No kind has a field for
an enterprise, so none can carry what is sealed until the door (article 20).
"""

from datetime import timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What a notice tells."""

    WORK = "work"  # something new waits: how many things, the earliest day
    OVERDUE = "overdue"  # something is past its day: how many things, the earliest day
    DELEGATED = "delegated"  # a leader's power was given to the reader: first and last day


class MailState(StrEnum):
    """Whether the mail of a notice has gone."""

    NONE = "none"  # no address, or no mail server
    WAITING = "waiting"
    SENDING = "sending"  # taken by one sender; never taken twice
    SENT = "sent"
    FAILED = "failed"


FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.WORK: ("count", "day"),
    Kind.OVERDUE: ("count", "day"),
    Kind.DELEGATED: ("since", "until"),
}
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))


def checked(kind: Kind, fields: dict[str, str]) -> dict[str, str]:
    """The fields when they are exactly the declared ones and plainly a number or a day.

    Raises ValueError for anything else: nobody slips a name into a notice.
    """
    if set(fields) != set(FIELDS[kind]):
        raise ValueError(f"{kind}: {sorted(fields)}, declared are {FIELDS[kind]}")
    for name, value in fields.items():
        if not (value.isascii() and value.replace("-", "").isdigit()):
            raise ValueError(f"{kind}.{name}: {value!r} is neither a number nor a day")
    return fields


def next_try(attempts: int) -> timedelta | None:
    """How long to wait after `attempts` failures; None when enough were made."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None
