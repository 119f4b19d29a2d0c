"""A complaint against an officer or a procedure as data (article 21).

The auditor reads and never writes, so the leaders handle a complaint and the auditor sees each
step of it in the trail.
"""

from enum import StrEnum

from yaohao.ground.accounts.rules import Role


class State(StrEnum):
    """Where a complaint stands."""

    RECEIVED = "received"
    INVESTIGATING = "investigating"
    FOUND = "found"  # the finding is written
    MEASURED = "measured"  # what was done about it
    ANSWERED = "answered"  # the complainant knows
    CLOSED = "closed"


class Act(StrEnum):
    """What can be done to a complaint."""

    INVESTIGATE = "investigate"
    FIND = "find"
    TAKE_MEASURE = "take-measure"
    ANSWER = "answer"
    CLOSE = "close"


class Finding(StrEnum):
    """What the investigation came to."""

    FOUNDED = "founded"  # 属实
    PARTLY = "partly"  # 部分属实
    UNFOUNDED = "unfounded"  # 不属实


HANDLERS = frozenset({Role.DIRECTOR, Role.DEPUTY})
RECEIVERS = frozenset({Role.CLERK, Role.DIRECTOR, Role.DEPUTY})
READERS = frozenset({Role.CLERK, Role.DIRECTOR, Role.DEPUTY, Role.AUDITOR})

COMPLAINT_TRANSITIONS: dict[Act, tuple[frozenset[State], State, frozenset[Role]]] = {
    Act.INVESTIGATE: (frozenset({State.RECEIVED}), State.INVESTIGATING, HANDLERS),
    Act.FIND: (frozenset({State.INVESTIGATING}), State.FOUND, HANDLERS),
    Act.TAKE_MEASURE: (frozenset({State.FOUND}), State.MEASURED, HANDLERS),
    Act.ANSWER: (frozenset({State.MEASURED}), State.ANSWERED, HANDLERS),
    Act.CLOSE: (frozenset({State.ANSWERED}), State.CLOSED, HANDLERS),
}

# Working days until the answer; a house value, as the regulation sets none. 信访工作条例 gives the
# receiving office 15 days to say whether it takes a matter up.
ANSWER_DAYS = 15


def startable(state: State, roles: frozenset[Role]) -> list[Act]:
    """The acts that holders of `roles` may start on a complaint in `state`."""
    return [
        act
        for act, (sources, _target, may) in COMPLAINT_TRANSITIONS.items()
        if state in sources and may & roles
    ]
