"""Reservation, then vertices, then simulation (spec, "Teams", feasibility before the freeze)."""

from collections.abc import Callable, Sequence

from fairdraw.feasibility.model import Cell, Cut, NotProven, Proven, Question, Refused, Result
from fairdraw.feasibility.outcomes import complete, components, reserved, vertices, worst
from fairdraw.feasibility.roster import Counts, Roster
from fairdraw.feasibility.simulation import simulated

Progress = Callable[[int, int], None]
"""Called with (simulations done, all simulations) now and then."""


def check(
    question: Question,
    *,
    seed: bytes,
    simulations: int = 1_000,
    vertex_limit: int = 2_000,
    progress: Progress | None = None,
) -> Result:
    """Tell whether every outcome can be staffed, proven wherever that is cheap.

    Cells that share no officer are judged apart. `Proven` and `Refused` are exact: the first holds
    for every outcome, the second names one that can be drawn and cannot be staffed (the worst one
    for the cut at hand, a vertex, or one that the simulation met). `seed` feeds the simulation
    alone. `ValueError` if two cells have the same name.
    """
    if len({cell.name for cell in question.cells}) < len(question.cells):
        raise ValueError("two cells have the same name; name each cell once")
    short = [part for part in components(question) if _reservation(question, part)]
    if not short:
        return Proven("reservation")
    refusal, undecided = _judge(question, short, vertex_limit)
    if not refusal and not undecided:
        return Proven("vertices")
    failures, met = _simulate(question, short, seed, simulations, progress)
    refusal = refusal or met
    if refusal:
        return Refused(*refusal, failures, simulations)
    cut = _reservation(question, undecided[0])
    assert cut is not None
    return NotProven(cut, failures, simulations)


_Refusal = tuple[tuple[tuple[str, int], ...], Cut]


def _reservation(question: Question, cells: Sequence[Cell]) -> Cut | None:
    return Roster(question, cells).cut(reserved(question, cells))


def _judge(
    question: Question, parts: Sequence[Sequence[Cell]], limit: int
) -> tuple[_Refusal | None, list[Sequence[Cell]]]:
    """Return the first refusal and the parts with too many vertices to decide."""
    undecided = []
    for cells in parts:
        roster = Roster(question, cells)
        candidates = vertices(question, cells, limit)
        if candidates is None:
            undecided.append(cells)
            cut = roster.cut(reserved(question, cells))
            assert cut is not None
            candidates = [worst(question, cells, roster.weights(cut))]
        for counts in candidates:
            if cut := roster.cut(counts):
                return (complete(question, cells, counts), cut), undecided
    return None, undecided


def _simulate(
    question: Question,
    parts: Sequence[Sequence[Cell]],
    seed: bytes,
    simulations: int,
    progress: Progress | None,
) -> tuple[int, _Refusal | None]:
    """Return in how many simulated draws somebody is missing, and the first of them."""
    rosters = [Roster(question, cells) for cells in parts]
    known: dict[tuple[int, Counts], Cut | None] = {}
    failures, first = 0, None
    for number in range(simulations):
        outcome = simulated(question, seed, number)
        for part, roster in enumerate(rosters):
            counts = tuple(outcome[cell.name] for cell in roster.cells)
            key = (part, counts)
            if key not in known:
                known[key] = roster.cut(counts)
            if cut := known[key]:
                failures += 1
                first = first or (complete(question, roster.cells, counts), cut)
                break
        if progress:
            progress(number + 1, simulations)
    return failures, first
