"""Seconds of the team draw in one process and in several, beside a naive one.

    python benchmarks/teams.py [VISITS OFFICERS PROCESSES]

The naive draw looks at no later place; both compute the same tickets, so "price" is that of leaving
no place empty. "empty" counts the places the naive draw could not fill. "gain" is one process over
several: at most the number of idle processors. Machines differ: read the ratios, not the seconds,
and no gain where others use the machine too; its load is printed.
"""

import os
import random
import sys
from dataclasses import dataclass
from hashlib import sha256
from time import perf_counter

from fairdraw.digest import hasher
from fairdraw.teams import Edges, TeamRule, Visit, assign
from fairdraw.teams.tickets import Ranking, officer_label, team_key

SEED = sha256(b"benchmark").digest()
ROLES = ("lead", "second")


@dataclass(frozen=True)
class Shape:
    name: str
    cells: int
    share: float  # of the officers admissible in one cell
    leads: float  # of those, qualified to lead
    spare: float  # capacity above need
    recused: float  # of the visits, with five officers barred


SHAPES = (
    Shape("one cell, caps twice the need", 1, 1.0, 0.5, 1.0, 0.0),
    Shape("one cell, 10 % spare, few leads", 1, 1.0, 0.52, 0.1, 0.0),
    Shape("one cell, nothing to spare", 1, 1.0, 0.5, 0.0, 0.0),
    Shape("100 cells, 10 % spare, recusals", 100, 0.03, 0.6, 0.1, 0.1),
    Shape("100 cells, nothing to spare, recusals", 100, 0.03, 0.5, 0.0, 0.3),
)


def instance(shape: Shape, visits: int, officers: int) -> tuple[list[Visit], TeamRule, Edges]:
    """Return a draw that can be staffed: the caps are what some complete roster used, and more."""
    rnd = random.Random(shape.name)
    names = [f"Z{number:05d}" for number in range(officers)]
    cells = {}
    for cell in range(shape.cells):
        pool = rnd.sample(names, max(4, int(officers * shape.share)))
        cells[f"C{cell}"] = {
            "lead": tuple(sorted(pool[: max(2, int(len(pool) * shape.leads))])),
            "second": tuple(sorted(pool)),
        }
    cap = dict.fromkeys(names, 0)
    drawn, barred = [], {}
    for number in range(visits):
        salt = sha256(number.to_bytes(4, "big")).digest()
        visit = Visit(number, f"E{number}", f"C{rnd.randrange(shape.cells)}", salt)
        drawn.append(visit)
        by_role, team = cells[visit.cell], list[str]()
        for role in ROLES:
            pair = rnd.sample(by_role[role], 2)
            team.append(min((c for c in pair if c not in team), key=lambda c: cap[c]))
            cap[team[-1]] += 1
        if rnd.random() < shape.recused:
            others = [c for c in by_role["second"] if c not in team]
            barred[visit.id] = frozenset(rnd.sample(others, min(5, len(others) - 1)))
    for _ in range(int(shape.spare * visits * len(ROLES))):
        cap[rnd.choice(names)] += 1
    return drawn, TeamRule(ROLES, cap), Edges(cells, barred)


def naive(visits: list[Visit], rule: TeamRule, edges: Edges) -> int:
    """Draw without look-ahead; return the number of places left empty."""
    digest = hasher("sha256")
    key = team_key(SEED, digest)
    names = sorted(rule.cap)
    label = {name: officer_label(name, digest) for name in names}
    number = {name: index for index, name in enumerate(names)}
    left = [rule.cap[name] for name in names]
    able = {
        (cell, role): {number[name] for name in by_role[role]}
        for cell, by_role in edges.cells.items()
        for role in rule.roles
    }
    pools: dict[str, tuple[list[bytes], list[int]]] = {}
    empty = 0
    for count, visit in enumerate(visits):
        if count % 256 == 0:
            pools.clear()  # as in the look-ahead, those used up drop out now and then
        if visit.cell not in pools:
            everyone = set().union(*(able[visit.cell, role] for role in rule.roles))
            some = [officer for officer in sorted(everyone) if left[officer]]
            pools[visit.cell] = [label[names[officer]] for officer in some], some
        labels, numbers = pools[visit.cell]
        barred = {number[name] for name in edges.barred.get(visit.id, ())}
        ranking = Ranking(digest(key + visit.salt), labels, numbers, digest)
        team = barred
        for role in rule.roles:
            for officer in ranking:
                if left[officer] and officer not in team and officer in able[visit.cell, role]:
                    team.add(officer)
                    left[officer] -= 1
                    break
            else:
                empty += 1
    return empty


def timed(shape: Shape, visits: int, officers: int, processes: int) -> str:
    """Return a line about one shape."""
    given = instance(shape, visits, officers)
    start = perf_counter()
    found = assign(*given, seed=SEED, hash_name="sha256")
    middle = perf_counter()
    again = assign(*given, seed=SEED, hash_name="sha256", processes=processes)
    last = perf_counter()
    empty = naive(*given)
    one, many, plain = middle - start, last - middle, perf_counter() - last
    assert again == found
    return (
        f"{shape.name:38} one {one:6.2f} s, {processes} {many:6.2f} s, gain {one / many:4.2f};"
        f" naive {plain:6.2f} s, price {one / plain:5.2f};"
        f" skips {len(found.skips)}, naive leaves {empty} empty"
    )


def main(visits: int = 10_000, officers: int = 1_000, processes: int = 2) -> None:
    print(f"{visits} visits, {officers} officers, {len(ROLES)} roles")
    for shape in SHAPES:
        load = os.getloadavg()[0]
        print(timed(shape, visits, officers, processes), f"(load before {load:.1f})", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
