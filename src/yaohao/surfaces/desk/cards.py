"""What a card of the leader's stack says; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Subject(StrEnum):
    """What a card is about; the acts of each go to the operations of its stage."""

    LINE = "line"
    EDITION = "edition"
    LISTING = "listing"
    DRAW = "draw"
    FREEZE = "freeze"
    VISIT = "visit"
    TABLE = "table"
    OTHER = "other"  # decided on its own page


STEPPED_UP = frozenset(
    {Subject.DRAW, Subject.FREEZE}
)  # what cannot be undone asks for the password again
RETURNED = frozenset({Subject.LINE, Subject.EDITION, Subject.LISTING, Subject.VISIT, Subject.TABLE})


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to decide: a sentence, three numbers (word, value), what changed since last time.

    `mark` names what was looked at, with its version, so that nothing else is approved.
    """

    subject: Subject
    mark: str
    act: str
    sentence: str
    url: str
    due: date
    numbers: Sequence[tuple[str, str]] = ()
    changed: Sequence[str] = ()

    @property
    def key(self) -> str:
        """Names the card in its address."""
        return f"{self.subject}:{self.mark}"

    @property
    def decidable(self) -> bool:
        """Whether it is decided on the card."""
        return self.subject is not Subject.OTHER

    @property
    def stepped_up(self) -> bool:
        """Whether the password is asked for again."""
        return self.subject in STEPPED_UP

    @property
    def returnable(self) -> bool:
        """Whether it can go back with a reason."""
        return self.subject in RETURNED


def stacked(cards: Sequence[Card], later: Sequence[str]) -> list[Card]:
    """The nearest first; what was put off today comes last, in the order in which it was."""
    place = {key: number for number, key in enumerate(later, 1)}
    return sorted(cards, key=lambda card: (place.get(card.key, 0), card.due, card.key))


def placed(cards: Sequence[Card], key: str) -> int:
    """The place of a card in the stack; the first when it is not there any more."""
    return next((place for place, card in enumerate(cards) if card.key == key), 0)
