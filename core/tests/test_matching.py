"""The matching itself: complete or with a minimum cut."""

import pytest
from fairdraw.matching import Matching, members
from fairdraw.teams import NotStaffable, assign

from core.tests.flow_reference import Node, max_flow
from core.tests.teams_reference import SEED, Case, larger_cases, small_cases


def flow_value(case: Case, *, twice: bool = False) -> int:
    arcs: list[tuple[Node, Node, int]] = [("source", c, cap) for c, cap in case.rule.cap.items()]
    for visit in case.visits:
        arcs += [(c, (c, visit.id), 3 if twice else 1) for c in case.rule.cap]
        for role in case.rule.roles:
            arcs.append(((visit.id, role), "sink", 1))
            arcs += [((c, visit.id), (visit.id, role), 1) for c in case.edges.admits(visit, role)]
    return max_flow(arcs, "source", "sink")


CASES = [*small_cases(1_500, seed=21), *larger_cases(100, seed=22)]


def refusal(case: Case) -> NotStaffable | None:
    try:
        assign(case.visits, case.rule, case.edges, seed=SEED, hash_name="sha256")
    except NotStaffable as refused:
        return refused
    return None


def test_refused_if_and_only_if_a_place_must_stay_empty() -> None:
    forgetful = 0
    for case in CASES:
        refused = refusal(case)
        missing = len(case.visits) * len(case.rule.roles) - flow_value(case)
        assert (refused.missing if refused else 0) == missing
        forgetful += (flow_value(case, twice=True) != flow_value(case)) and refused is not None
    assert forgetful > 50  # a model that lets one officer fill two places of a team is wrong


def test_the_cut_explains_what_is_missing() -> None:
    explained = 0
    for case in CASES:
        refused = refusal(case)
        if not refused:
            continue
        visits = {visit.position: visit for visit in case.visits}
        wanted: dict[int, set[str]] = {}
        for position, role in refused.places:
            able = case.edges.admits(visits[position], role)
            usable = {c for c in able if case.rule.cap[c] > 0}
            wanted.setdefault(position, set()).update(usable - set(refused.officers))
        room = sum(case.rule.cap[officer] for officer in refused.officers)
        colleagues = sum(map(len, wanted.values()))
        assert len(refused.places) - room - colleagues == refused.missing
        assert str(refused.missing) in str(refused)
        explained += bool(refused.officers)
    assert explained > 100


def test_members_are_the_bits() -> None:
    assert list(members(0b1011)) == [0, 1, 3]
    assert list(members(0)) == []


@pytest.mark.parametrize("cap", [0, 1])
def test_settling_is_taken_back_without_trace(cap: int) -> None:
    matching = Matching([1], [0, 0], 1, [cap])
    before = (matching.room[:], matching.spare, matching.team[:], matching.holder[:])
    matching.settle(0, 0)
    assert matching.place_in_team(0, 0) == 0
    assert matching.place_in_team(1, 0) == -1
    matching.unsettle(0)
    assert (matching.room, matching.spare, matching.team, matching.holder) == before
