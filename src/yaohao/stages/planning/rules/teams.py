"""The places of a team: own officers, officers of departments that join, experts (article 16).

A place is a role of the core. Its name says who fills it: `lead`, `second`, `third` the officers
of the bureau that draws, `joint-1` to `joint-6` one department each, `expert` and `expert-2` the
library of experts.
"""

from collections.abc import Iterable

ROLES = ("lead", "second", "third")  # own officers, in the order in which the core fills them
LEAST_OFFICERS = 2  # article 16: own ones, whoever else comes along
EXPERTS = ("expert", "expert-2")
JOINT = "joint-"
MOST_JOINT = 6


def joint_role(number: int) -> str:
    """The place of the department `number`, from 1."""
    return f"{JOINT}{number}"


def places(own: Iterable[str], joint: int, experts: int) -> tuple[str, ...]:
    """All places in the order in which they are filled: whoever may lead comes first."""
    departments = (joint_role(number) for number in range(1, joint + 1))
    return (*own, *departments, *EXPERTS[:experts])


def is_joint(role: str) -> bool:
    """Whether an officer of a department that joins takes the place."""
    return role.startswith(JOINT)


def is_expert(role: str) -> bool:
    """Whether an expert takes the place."""
    return role in EXPERTS


def own_places(roles: Iterable[str]) -> tuple[str, ...]:
    """The places that officers of the bureau itself take."""
    return tuple(role for role in roles if not is_joint(role) and not is_expert(role))


def joint_places(roles: Iterable[str]) -> tuple[str, ...]:
    """The places of departments that join."""
    return tuple(filter(is_joint, roles))


def expert_places(roles: Iterable[str]) -> tuple[str, ...]:
    """The places of experts."""
    return tuple(filter(is_expert, roles))


def officer_places(roles: Iterable[str]) -> tuple[str, ...]:
    """The places of officers, of whichever department."""
    return tuple(role for role in roles if not is_expert(role))
