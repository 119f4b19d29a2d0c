"""Teams: the look-ahead draw against brute force, and what it refuses."""

from hashlib import sha256
from itertools import pairwise

import pytest
from fairdraw.digest import hasher
from fairdraw.encoding import tag
from fairdraw.errors import Fault
from fairdraw.teams import (
    Assignment,
    Edges,
    NotStaffable,
    TeamRule,
    Visit,
    assign,
    officer_ticket,
)
from fairdraw.teams.tickets import Ranking, officer_label

from core.tests.teams_reference import (
    SEED,
    Case,
    FlowReference,
    Reference,
    larger_cases,
    small_cases,
)


def drawn(case: Case) -> Assignment | None:
    try:
        return assign(case.visits, case.rule, case.edges, seed=SEED, hash_name="sha256")
    except NotStaffable:
        return None


def compare(case: Case, reference: Reference) -> Assignment | None:
    """Compare teams and skips; return the assignment."""
    expected, found = reference.draw(), drawn(case)
    if found is None:
        assert expected is None
        return None
    assert [team.members for team in found.teams] == expected
    skips = [(skip.position, skip.role, skip.certificate) for skip in found.skips]
    assert skips == reference.skips
    return found


def test_teams_equal_brute_force_and_a_naive_draw_does_not() -> None:
    with_skips = naive_differs = twice_differs = refused = 0
    for case in small_cases(6_000, seed=1):
        found = compare(case, Reference(case))
        if found is None:
            refused += 1
            continue
        with_skips += bool(found.skips)
        teams = [team.members for team in found.teams]
        naive_differs += Reference(case, look_ahead=False).draw() != teams
        twice_differs += Reference(case, once_per_team=False).draw() != teams
    assert refused > 1_000
    assert with_skips > 300
    assert naive_differs == with_skips  # no skip, no difference; a skip, always one
    assert twice_differs > 300


def test_larger_tight_rosters_equal_a_textbook_flow() -> None:
    cases = list(larger_cases(120, seed=2))
    found = [compare(case, FlowReference(case)) for case in cases]
    assert sum(len(each.skips) for each in found if each) > 100
    stuck = sum(
        FlowReference(case, look_ahead=False).draw() is None
        for case, each in zip(cases, found, strict=True)
        if each
    )
    assert stuck > 20


def test_the_order_of_the_register_does_not_matter() -> None:
    for case in small_cases(200, seed=3):
        turned = Case(
            case.visits,
            TeamRule(case.rule.roles, dict(reversed(list(case.rule.cap.items())))),
            Edges(dict(reversed(list(case.edges.cells.items()))), case.edges.barred),
        )
        assert drawn(case) == drawn(turned)


def test_without_roles_there_are_empty_teams() -> None:
    visits = [Visit(0, "E0", "A", b"s" * 32)]
    found = assign(visits, TeamRule((), {}), Edges({}, {}), seed=SEED, hash_name="sha256")
    assert [team.members for team in found.teams] == [()]
    assert assign([], TeamRule(("lead",), {}), Edges({}), seed=SEED, hash_name="sha256").teams == ()


def test_ticket_bytes() -> None:
    digest, salt, name = hasher("sha256"), sha256(b"row").digest(), "执法-é"
    key = digest(tag("team") + SEED)[:16]
    label = digest(b"fairdraw/1 officer\0" + name.encode())[:16]
    expected = sha256(sha256(key + salt).digest() + label).digest()
    assert officer_ticket(SEED, salt, name, digest) == expected
    assert officer_ticket(SEED, salt, "执法-e\u0301", digest) == expected
    assert officer_ticket(SEED, salt, "执法-e", digest) != expected


def test_many_candidates_come_in_ticket_order() -> None:
    """More officers than the ranking sorts at once, and caps that use up most of them."""
    officers = tuple(sorted(f"Z{number:03d}" for number in range(150)))
    rule = TeamRule(("lead",), dict.fromkeys(officers, 1))
    visits = [Visit(n, f"E{n}", "A", sha256(bytes([n])).digest()) for n in range(150)]
    seen: list[tuple[int, int]] = []
    found = assign(
        visits, rule, Edges({"A": {"lead": officers}}), seed=SEED, hash_name="sha256",
        progress=lambda done, total: seen.append((done, total)),
    )  # fmt: skip
    free, digest = set(officers), hasher("sha256")
    for team in found.teams:
        salt = team.visit.salt
        first = min(free, key=lambda c: (officer_ticket(SEED, salt, c, digest), c))
        assert team.members == (first,)
        free.remove(first)
    assert seen[-1] == (150, 150)


def test_ranking_is_sorted_in_full() -> None:
    digest = hasher("sha256")
    labels = [officer_label(str(number), digest) for number in range(400)]
    ranking = Ranking(b"visit", labels, range(400), digest)
    expected = sorted(range(400), key=lambda number: digest(b"visit" + labels[number]))
    assert list(ranking) == list(ranking) == expected
    assert next(iter(ranking)) == expected[0]


def test_a_barred_stranger_changes_nothing_and_an_unknown_cell_has_nobody() -> None:
    visit, rule = Visit(0, "E0", "A", b"s" * 32), TeamRule(("lead",), {"Z1": 1})
    edges = Edges({"A": {"lead": ("Z1",)}}, {"E0": frozenset({"Z9"})})
    found = assign([visit], rule, edges, seed=SEED, hash_name="sha256")
    assert [team.members for team in found.teams] == [("Z1",)]
    with pytest.raises(NotStaffable) as caught:
        assign([visit], rule, Edges({"B": {}}), seed=SEED, hash_name="sha256")
    assert (caught.value.places, caught.value.officers) == (((0, "lead"),), ())


def test_progress_is_told_on_the_way() -> None:
    visits = [Visit(n, f"E{n}", "A", n.to_bytes(32, "big")) for n in range(600)]
    rule, seen = TeamRule(("lead",), {"Z": 600}), list[int]()
    edges = Edges({"A": {"lead": ("Z",)}})
    assign(visits, rule, edges, seed=SEED, hash_name="sha256", progress=lambda d, _: seen.append(d))
    assert len(seen) > 1
    assert all(a < b for a, b in pairwise(seen))


def test_an_admissible_officer_without_cap_is_a_fault() -> None:
    edges = Edges({"A": {"lead": ("Z1", "Z2")}})
    with pytest.raises(Fault) as caught:
        assign([], TeamRule(("lead",), {"Z1": 1}), edges, seed=SEED, hash_name="sha256")
    assert caught.value.code == "cap-missing"
    assert caught.value.details["certificate"] == "Z2"


@pytest.mark.parametrize("positions", [(1, 0), (1, 1)])
def test_visits_out_of_order_are_refused(positions: tuple[int, int]) -> None:
    visits = [Visit(p, f"E{n}", "A", b"s" * 32) for n, p in enumerate(positions)]
    with pytest.raises(ValueError, match="ascending"):
        assign(visits, TeamRule((), {}), Edges({}), seed=SEED, hash_name="sha256")
