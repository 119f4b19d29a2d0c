"""Seconds to simulate years of a plan, beside a plain simulator that sorts a number for every row.

    python benchmarks/simulating.py [YEARS OBJECTS OFFICERS]

Both draw the same quotas of eight lines in four strata, with cycles shared by two lines each and a
limit of two visits, and give each visit two officers; the plain one makes one number per open row
and sorts them, then shuffles the officers for every visit. It runs a twentieth of the years. "true"
is a year with the core's SHA-256 tickets and look-ahead, as the check of a scenario runs it. Times
are those of this process alone, so that others on the machine weigh less; read the ratios.
"""

import random
import resource
import sys
from array import array
from collections.abc import Callable
from datetime import date
from time import process_time

from yaohao.stages.planning.rules.simulation.quick import Quick
from yaohao.stages.planning.rules.simulation.running import run
from yaohao.stages.planning.rules.simulation.tally import Tally
from yaohao.stages.planning.rules.simulation.tickets import Tickets
from yaohao.stages.planning.rules.simulation.year import Dimension, Turn, Urn, Year, YearLine

RATIOS = (0.10, 0.05, 0.02, 0.01)
LINES, COUNTIES, LIMIT, CAP = 8, 11, 2, 20
SEED = b"benchmark"


def plan(objects: int, officers: int) -> Year:
    """Eight lines over all objects, one month after the other."""
    able = {"OT": (tuple(range(0, officers, 2)), tuple(range(officers)))}
    lines = tuple(
        YearLine(
            f"2027-{place:02d}", "", place // 2, _urns(objects),
            (Turn(1, date(2027, place + 1, 1), 1, CAP, bytes([place] * 20), able),),
            ("lead", "second"), ((0, bytes([LIMIT]) * objects),),
        )
        for place in range(LINES)
    )  # fmt: skip
    return Year(
        ids=[f"{place:018d}" for place in range(objects)],
        cells=["OT"] * objects,
        lines=lines,
        shut=(bytes(objects),) * (LINES // 2),
        used=(bytes(objects),),
        certificates=tuple(f"Z{place:04d}" for place in range(officers)),
        dimensions={
            "risk": _dimension(objects, len(RATIOS)), "region": _dimension(objects, COUNTIES),
            "credit": _dimension(objects, 5), "scale": _dimension(objects, 4),
        },
    )  # fmt: skip


def _urns(objects: int) -> tuple[Urn, ...]:
    return tuple(
        Urn(str(grade), rows, int(len(rows) * ratio))
        for grade, ratio in enumerate(RATIOS)
        for rows in [array("I", range(grade, objects, len(RATIOS)))]
    )


def _dimension(objects: int, classes: int) -> Dimension:
    codes = tuple(map(str, range(classes)))
    return Dimension(codes, array("H", [place % classes for place in range(objects)]))


def plainly(year: Year, rnd: random.Random) -> int:
    """One year with a number for every row; the visits."""
    shut = [set[int]() for _ in year.shut]
    used = [0] * len(year.ids)
    visits = 0
    for line in year.lines:
        left = dict.fromkeys(range(len(year.certificates)), CAP)
        for urn in line.urns:
            free = [row for row in urn.rows if row not in shut[line.group] and used[row] < LIMIT]
            won = sorted((rnd.random(), row) for row in free)[: urn.quota]
            for _ticket, row in won:
                shut[line.group].add(row)
                used[row] += 1
                order = [officer for officer in left if left[officer]]
                rnd.shuffle(order)
                lead = next(officer for officer in order if officer % 2 == 0)
                second = next(officer for officer in order if officer != lead)
                left[lead] -= 1
                left[second] -= 1
            visits += len(won)
    return visits


def timed(years: int, act: Callable[[int], object]) -> float:
    """Seconds of this process for one year."""
    begun = process_time()
    for number in range(years):
        act(number)
    return (process_time() - begun) / years


def main() -> None:
    """Print one line per way."""
    years, objects, officers = (int(word) for word in sys.argv[1:] or (2000, 10_000, 120))
    year, tally, rnd = plan(objects, officers), Tally(plan(objects, officers)), random.Random(1)
    quick = timed(years, lambda number: tally.add(run(year, Quick(year, SEED, number))))
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    plain = timed(max(1, years // 20), lambda _number: plainly(year, rnd))
    true = timed(5, lambda number: run(year, Tickets(year, SEED, number)))
    visits = sum(map(sum, tally.lines)) / years
    print(f"{objects:,} objects, {officers} officers, {visits:,.0f} visits a year")
    print(f"{years:,} years: {quick * years:.1f} s, {held} MB held at most")
    print(f"a year: ours {quick * 1000:.1f} ms, plain {plain * 1000:.1f} ms: {plain / quick:.1f} x")
    print(f"a year with true tickets: {true * 1000:.0f} ms")


if __name__ == "__main__":
    main()
