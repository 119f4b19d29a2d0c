"""Which roles exclude each other, and what a right lets through."""

from itertools import combinations

import pytest

from yaohao.ground.accounts.labels import ROLES
from yaohao.ground.accounts.rules import ADMINISTRATORS, Right, Role, conflict


@pytest.mark.parametrize("pair", list(combinations(Role, 2)))
def test_administrators_and_the_auditor_hold_nothing_else(pair: tuple[Role, Role]) -> None:
    alone = ADMINISTRATORS | {Role.AUDITOR}
    assert bool(conflict(pair)) == bool(alone & set(pair))


def test_a_single_role_never_conflicts() -> None:
    assert not any(conflict([role]) for role in Role)
    assert not conflict([])


def test_every_role_has_its_word() -> None:
    assert set(ROLES) == set(Role)


@pytest.mark.parametrize(
    ("right", "held", "allowed"),
    [
        (Right(public=True), None, True),
        (Right(), None, False),
        (Right(), frozenset(), True),
        (Right(roles=frozenset({Role.CLERK})), None, False),
        (Right(roles=frozenset({Role.CLERK})), frozenset({Role.DIRECTOR}), False),
        (Right(roles=frozenset({Role.CLERK})), frozenset({Role.DIRECTOR, Role.CLERK}), True),
        (Right(roles=frozenset()), frozenset(Role), False),
    ],
)
def test_a_right(right: Right, held: frozenset[Role] | None, allowed: bool) -> None:
    assert right.allows(held) is allowed
