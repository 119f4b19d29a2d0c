"""The yearly edition of the register: states, who may, and which reason is known (article 11)."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple, Protocol

from yaohao.ground.accounts.rules import Role


class Act(StrEnum):
    """What can be done to an edition."""

    GIVE_REASON = "give-reason"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    PUBLISH = "publish"


class State(StrEnum):
    """Where an edition stands."""

    OPEN = "open"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PUBLISHED = "published"


_CLERK, _DIRECTOR = frozenset({Role.CLERK}), frozenset({Role.DIRECTOR})
# act -> (states it starts from, state it leads to, roles that may)
EDITION_TRANSITIONS: dict[Act, tuple[frozenset[State], State, frozenset[Role]]] = {
    Act.GIVE_REASON: (frozenset({State.OPEN}), State.OPEN, _CLERK),
    Act.SUBMIT: (frozenset({State.OPEN}), State.SUBMITTED, _CLERK),
    Act.RETURN: (frozenset({State.SUBMITTED}), State.OPEN, _DIRECTOR),
    Act.APPROVE: (frozenset({State.SUBMITTED}), State.APPROVED, _DIRECTOR),
    Act.PUBLISH: (frozenset({State.APPROVED}), State.PUBLISHED, _CLERK),
}
FIRST_YEAR, LAST_YEAR = 2016, 2200  # the regulation is of 2016


class Told(Protocol):
    """What an act says of one object: the attributes it set, as text, and why."""

    @property
    def values(self) -> Mapping[str, str]: ...
    @property
    def reason(self) -> str: ...


class Known(NamedTuple):
    """The reason that acts of the year tell, and whether it covers every change."""

    words: tuple[str, ...]
    whole: bool


def known_reason(changed: Mapping[str, str], acts: Iterable[Told]) -> Known:
    """What acts, oldest first, tell of attributes that are now `changed`.

    An attribute is explained by the last act that set it, if that act set it to what it is now and
    has a reason. A mere entry in a form has none.
    """
    words: list[str] = []
    left = dict(changed)
    for act in acts:
        for name in changed.keys() & act.values.keys():
            left[name] = changed[name]
            if act.values[name] == changed[name] and act.reason:
                left.pop(name)
        if act.reason and act.reason not in words:
            words.append(act.reason)
    return Known(tuple(words), not left)
