"""Every officer passed over is explained by a tight set that a stranger can check."""

from dataclasses import replace

import pytest
from fairdraw.teams import Assignment, NotStaffable, Skip, TightSet, assign, check_skip

from core.tests.teams_reference import SEED, Case, larger_cases, small_cases


def staffed(cases: list[Case]) -> list[tuple[Case, Assignment]]:
    pairs = []
    for case in cases:
        try:
            found = assign(case.visits, case.rule, case.edges, seed=SEED, hash_name="sha256")
        except NotStaffable:
            continue
        pairs.append((case, found))
    return pairs


CASES = staffed([*small_cases(3_000, seed=11), *larger_cases(150, seed=12)])


def everything(case: Case) -> TightSet:
    places = tuple((v.position, role) for v in case.visits for role in case.rule.roles)
    return TightSet(tuple(sorted(case.rule.cap)), places)


def test_every_explanation_holds() -> None:
    skips = [(case, found, skip) for case, found in CASES for skip in found.skips]
    assert len(skips) > 500
    for case, found, skip in skips:
        assert check_skip(found.teams, case.rule, case.edges, skip)


def test_no_tight_set_explains_away_an_officer_who_was_taken() -> None:
    for case, found in CASES:
        sets = {skip.tight for skip in found.skips} | {everything(case)}
        for team in found.teams:
            for role, member in zip(case.rule.roles, team.members, strict=True):
                for tight in sets:
                    skip = Skip(team.visit.position, role, member, tight)
                    assert not check_skip(found.teams, case.rule, case.edges, skip)


def test_a_weakened_explanation_is_refused() -> None:
    """A tight set without its places explains nothing; without its officers, hardly ever."""
    lonely = 0
    for case, found in CASES:
        for skip in found.skips:
            empty = replace(skip, tight=replace(skip.tight, places=()))
            assert not check_skip(found.teams, case.rule, case.edges, empty)
            if skip.tight.officers:
                nobody = replace(skip, tight=replace(skip.tight, officers=()))
                lonely += check_skip(found.teams, case.rule, case.edges, nobody)
    assert lonely < 50


@pytest.mark.parametrize("position", [10_000, -1])
def test_a_skip_at_no_place_of_the_draw_is_refused(position: int) -> None:
    case, found = next((c, f) for c, f in CASES if f.skips)
    skip = replace(found.skips[0], position=position)
    assert not check_skip(found.teams, case.rule, case.edges, skip)


def test_a_stranger_cannot_have_been_skipped() -> None:
    case, found = next((c, f) for c, f in CASES if f.skips)
    skip = replace(found.skips[0], certificate="nobody")
    assert not check_skip(found.teams, case.rule, case.edges, skip)
