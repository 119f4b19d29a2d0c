"""The outcomes of a draw as counts per cell, and the extreme ones among them."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from fairdraw.feasibility.model import Cell, Question
from fairdraw.feasibility.roster import Counts

_STEPS_PER_VERTEX = 64


def components(question: Question) -> list[list[Cell]]:
    """Return the cells in groups that share no officer, each in the order of the question."""
    leader = list(range(len(question.cells)))
    first: dict[str, int] = {}

    def lead(number: int) -> int:
        while leader[number] != number:
            leader[number] = number = leader[leader[number]]
        return number

    for number, cell in enumerate(question.cells):
        for certificates in cell.admissible.values():
            for certificate in certificates:
                leader[lead(number)] = lead(first.setdefault(certificate, number))
    found: dict[int, list[Cell]] = {}
    for number, cell in enumerate(question.cells):
        found.setdefault(lead(number), []).append(cell)
    return list(found.values())


def reserved(question: Question, cells: Sequence[Cell]) -> Counts:
    """Return the most visits that each cell alone can get."""
    return tuple(min(cell.rows, question.drawn(cell.stratum)) for cell in cells)


def worst(question: Question, cells: Sequence[Cell], weights: Sequence[int]) -> Counts:
    """Return the outcome with the largest sum of weights: each stratum fills heavy cells first."""
    counts = [0] * len(cells)
    left = {cell.stratum: question.drawn(cell.stratum) for cell in cells}
    for number in sorted(range(len(cells)), key=lambda n: -weights[n]):
        cell = cells[number]
        counts[number] = min(cell.rows, left[cell.stratum])
        left[cell.stratum] -= counts[number]
    return tuple(counts)


def complete(
    question: Question, cells: Sequence[Cell], counts: Counts
) -> tuple[tuple[str, int], ...]:
    """Return a whole outcome (cell, visits) of which `counts` on `cells` is a part."""
    given = {cell.name: count for cell, count in zip(cells, counts, strict=True)}
    left = {cell.stratum: question.drawn(cell.stratum) for cell in question.cells}
    for cell in cells:
        left[cell.stratum] -= given[cell.name]
    for cell in question.cells:
        if cell.name not in given:
            given[cell.name] = min(cell.rows, left[cell.stratum])
            left[cell.stratum] -= given[cell.name]
    return tuple((cell.name, given[cell.name]) for cell in question.cells)


def vertices(question: Question, cells: Sequence[Cell], limit: int) -> list[Counts] | None:
    """Return the vertices of the polytope of outcomes, `None` if there are more than `limit`.

    What is missing in an outcome is the largest of linear functions of its counts (one for each
    cut), so convex: it is largest at a vertex, and those are whole numbers. A stratum drawn partly
    elsewhere is drawn here as much as it can be: more visits are never easier to staff.
    """
    strata = sorted({cell.stratum for cell in cells})
    members = [[n for n, cell in enumerate(cells) if cell.stratum == s] for s in strata]
    choices = []
    for stratum, numbers in zip(strata, members, strict=True):
        rows = [cells[n].rows for n in numbers]
        found = _of_stratum(rows, min(question.drawn(stratum), sum(rows)), limit)
        if found is None:
            return None
        choices.append(found)
    if prod(map(len, choices)) > limit:
        return None
    order = [n for numbers in members for n in numbers]
    result = []
    for choice in product(*choices):
        flat = [count for counts in choice for count in counts]
        result.append(tuple(count for _, count in sorted(zip(order, flat, strict=True))))
    return result


def _of_stratum(rows: list[int], total: int, limit: int) -> list[Counts] | None:
    """Return all ways to fill cells whole, one at most in part, to `total`."""
    found = []
    for step, counts in enumerate(_fillings(rows, total)):
        if counts is not None:
            found.append(counts)
        if len(found) > limit or step > limit * _STEPS_PER_VERTEX:
            return None
    return found


def _fillings(rows: list[int], total: int) -> Iterator[Counts | None]:
    """Yield the fillings, and `None` for each step on the way to one."""
    behind = [sum(rows[n:]) for n in range(len(rows) + 1)]
    stack: list[tuple[Counts, int, int]] = [((), total, -1)]
    while stack:
        counts, left, part = stack.pop()
        number = len(counts)
        slack = rows[part] - 1 if part >= 0 else 0
        if left < 0 or left > behind[number] + slack:
            continue
        if number == len(rows):
            if part < 0:
                yield counts
            elif left > 0:
                yield (*counts[:part], left, *counts[part + 1 :])
            continue
        yield None
        stack.append(((*counts, 0), left, part))
        if rows[number]:
            stack.append(((*counts, rows[number]), left - rows[number], part))
        if part < 0 and rows[number] > 1:
            stack.append(((*counts, 0), left, number))
