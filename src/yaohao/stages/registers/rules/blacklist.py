"""How long an object stays on the blacklist, and the two people who put it there or take it off.

Three years, early on request after twelve months. A clerk proposes, a director who is another
person decides (article 19).
"""

from datetime import date
from enum import StrEnum

from yaohao.ground.accounts.rules import Role

LISTED_YEARS = 3
ASKED_YEARS = 1


class Ground(StrEnum):
    """Why an object is taken off."""

    OVER = "over"  # its three years
    ASKED = "asked"
    ANNULLED = "annulled"  # the decision behind the listing


class Act(StrEnum):
    """What can be done to a proposal."""

    APPROVE = "approve"
    RETURN = "return"
    WITHDRAW = "withdraw"


class State(StrEnum):
    """Where a proposal stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


PROPOSERS, DECIDERS = frozenset({Role.CLERK}), frozenset({Role.DIRECTOR})
_WAITING = frozenset({State.WAITING})
# act -> (states it starts from, state it leads to, roles that may)
LISTING_TRANSITIONS: dict[Act, tuple[frozenset[State], State, frozenset[Role]]] = {
    Act.APPROVE: (_WAITING, State.APPROVED, DECIDERS),
    Act.RETURN: (_WAITING, State.RETURNED, DECIDERS),
    Act.WITHDRAW: (_WAITING, State.WITHDRAWN, PROPOSERS),
}


def later(day: date, years: int) -> date:
    """The same day so many years later; the 29th of February becomes the 1st of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def removable_from(since: date, *, asked: bool) -> date:
    """The first day on which an object listed on `since` may be taken off."""
    return later(since, ASKED_YEARS if asked else LISTED_YEARS)


def free_to_go(since: date, ground: Ground, today: date) -> bool:
    """Whether an object listed on `since` may be taken off today."""
    return ground is Ground.ANNULLED or today >= removable_from(since, asked=ground is Ground.ASKED)
