"""All outcomes of small draws, and a textbook flow that staffs one of them."""

import random
from collections.abc import Iterator
from itertools import product

from fairdraw.feasibility import Cell, Cut, Question

from core.tests.flow_reference import Node, max_flow

ROLES = ("lead", "second", "expert")


def small_questions(count: int, seed: int) -> Iterator[Question]:
    """Yield questions with up to two strata, five cells and six officers, caps near the need."""
    rnd = random.Random(seed)
    for _ in range(count):
        yield _question(rnd)


def _question(rnd: random.Random) -> Question:
    roles = ROLES[: rnd.choice((1, 2, 2, 3))]
    officers = [f"Z{n}" for n in range(rnd.randint(len(roles), 6))]
    cells = []
    for number in range(rnd.randint(1, 5)):
        pool = rnd.sample(officers, rnd.randint(min(len(roles), len(officers)), len(officers)))
        sizes = sorted(rnd.randint(1, len(pool)) for _ in roles)
        if rnd.random() < 0.7:
            sizes = [max(size, place + 1) for place, size in enumerate(sizes)]
        admissible = {
            role: tuple(sorted(pool[:size])) for role, size in zip(roles, sizes, strict=True)
        }
        cells.append(Cell(f"C{number}", rnd.choice("AB"), rnd.randint(0, 4), admissible))
    quota = {"A": rnd.randint(0, 4), "B": rnd.randint(0, 4)}
    cap = {officer: rnd.randint(0, 5) for officer in officers}
    weight, divisor = rnd.choice(((1, 1), (1, 2), (2, 3)))
    return Question(tuple(cells), roles, quota, cap, weight, divisor)


def outcomes(question: Question) -> Iterator[tuple[int, ...]]:
    """Yield all possible numbers of visits per cell."""
    strata = {cell.stratum for cell in question.cells}
    for counts in product(*(range(cell.rows + 1) for cell in question.cells)):
        drawn = dict.fromkeys(strata, 0)
        for cell, count in zip(question.cells, counts, strict=True):
            drawn[cell.stratum] += count
        if all(drawn[s] == _drawn(question, s) for s in strata):
            yield counts


def _drawn(question: Question, stratum: str) -> int:
    exact = question.quota[stratum] * question.weight / question.divisor
    rows = sum(cell.rows for cell in question.cells if cell.stratum == stratum)
    return min(rows, int(exact) + (exact % 1 > 0))


def staffable(question: Question, counts: tuple[int, ...], *, twice: bool = False) -> bool:
    """Tell whether every single visit gets its team; `twice` forgets "nobody twice in a team"."""
    arcs: list[tuple[Node, Node, int]] = [("source", c, cap) for c, cap in question.cap.items()]
    places = 0
    for cell, count in zip(question.cells, counts, strict=True):
        for visit, role in product(range(count), question.roles):
            places += 1
            arcs.append(((cell.name, visit, role), "sink", 1))
            for c in cell.admissible[role]:
                arcs.append(((c, cell.name, visit), (cell.name, visit, role), 1))
        for visit, c in product(range(count), question.cap):
            arcs.append((c, (c, cell.name, visit), len(question.roles) if twice else 1))
    return max_flow(arcs, "source", "sink") == places


def cut_holds(question: Question, outcome: dict[str, int], cut: Cut) -> bool:
    """Check the figures of a cut: that its places cannot be filled follows from counting."""
    cells = {cell.name: cell for cell in question.cells}
    needed = others = 0
    for place in cut.places:
        visits = outcome[place.cell]
        able = {c for role in place.roles for c in cells[place.cell].admissible[role]}
        idle = {c for c in able if question.cap[c] == 0}
        needed += visits * len(place.roles)
        others += visits * len(able - idle - set(cut.officers))
    room = sum(question.cap[officer] for officer in cut.officers)
    figures = (cut.needed, cut.room, cut.others, cut.missing)
    return figures == (needed, room, others, needed - room - others) and cut.missing > 0
