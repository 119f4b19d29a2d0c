"""What the partial templates take, for stages that prefer a type to a dictionary."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Step:
    """One state of a state bar. `failed` ends the bar in red, with its own sign."""

    label: Text
    state: Literal["done", "current", "future", "failed"]
    time: datetime | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a timeline, the newest first."""

    time: datetime
    title: Text
    actor: Text = ""
    text: Text = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the facts of a record. A `digest` is shown in groups, with a copy button."""

    label: Text
    value: object
    url: str = ""
    digest: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """One download of what a list shows; the address carries the list's filter."""

    label: Text
    url: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong: where, what, and how to mend it."""

    place: Text
    message: Text
    repair: Text = ""
