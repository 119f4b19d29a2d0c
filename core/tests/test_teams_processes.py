"""Teams are the same for any number of processes that make the officers' tickets."""

from collections.abc import Callable, Iterable, Iterator
from concurrent import futures
from hashlib import sha256

import pytest
from fairdraw import processes
from fairdraw.teams import Edges, Staffing, TeamRule, Visit, rankings, staff, tickets

from core.tests.teams_reference import SEED, Case, larger_cases

OFFICERS = tuple(sorted(f"Z{number:03d}" for number in range(90)))
LEADS = OFFICERS[::3]


def case(visits: int = 60) -> Case:
    """Return a draw that uses up most officers, the leads above all."""
    drawn = [Visit(n, f"E{n}", "AB"[n % 2], sha256(bytes([n])).digest()) for n in range(visits)]
    cells = {"A": {"lead": LEADS, "second": OFFICERS}, "B": {"lead": LEADS, "second": LEADS}}
    cap = dict.fromkeys(OFFICERS, 1) | dict.fromkeys(LEADS, 3)
    return Case(drawn, TeamRule(("lead", "second"), cap), Edges(cells))


def staffed(given: Case, number: int) -> Staffing:
    return staff(
        given.visits, lambda _: (given.rule, given.edges), 0,
        seed=SEED, hash_name="sha256", processes=number,
    )  # fmt: skip


def cut_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many blocks, always worth a process, and rankings of which hardly anything travels."""
    monkeypatch.setattr(rankings, "_WORTH", 0)
    monkeypatch.setattr(rankings, "_BLOCK", 200)
    monkeypatch.setattr(tickets, "_NEAR", 3)


def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows by the number of processes whenever some are started."""
    seen: list[int] = []
    start = processes._executor

    def executor(number: int) -> futures.Executor | None:
        seen.append(number)
        return start(number)

    monkeypatch.setattr(processes, "_executor", executor)
    return seen


def test_any_number_of_processes_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = staffed(case(), 1)
    assert plain.assignment.skips
    given = [(each, staffed(each, 1)) for each in larger_cases(6, seed=21)]
    cut_small(monkeypatch)
    seen = started(monkeypatch)
    for number in (1, 2, 3):
        assert staffed(case(), number) == plain
    assert seen == [2, 3]
    for each, expected in given:
        assert staffed(each, 2) == expected


def test_a_small_draw_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = started(monkeypatch)
    staffed(case(), 2)
    assert seen == []


def test_where_no_process_can_be_started_the_tickets_are_made_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(_: int, **_options: object) -> None:
        raise OSError

    plain = staffed(case(), 1)
    cut_small(monkeypatch)
    monkeypatch.setattr(futures, "ProcessPoolExecutor", refused)
    assert staffed(case(), 2) == plain


def test_a_ranking_turned_around_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = staffed(case(), 1)
    cut_small(monkeypatch)

    def turned(
        work: Callable[[object], list[list[int]]], pieces: Iterable[object], _: int
    ) -> Iterator[list[list[int]]]:
        yield from ([near[::-1] for near in work(piece)] for piece in pieces)

    monkeypatch.setattr(rankings, "spread", turned)
    assert staffed(case(), 2) != plain
