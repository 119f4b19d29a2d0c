"""The same work on many pieces, in several processes where the machine allows it.

Pieces and answers travel as values, so it does not matter how processes are started. Answers come
in the order of the pieces: whoever stops at the first bad one stops at the same piece whatever the
number of processes.
"""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent import futures
from itertools import chain, islice
from multiprocessing import get_context
from typing import TypeVar

_Piece = TypeVar("_Piece")
_Answer = TypeVar("_Answer")

_AHEAD = 2  # pieces in flight for each process: enough to keep it busy, few enough to hold


def spread(
    work: Callable[[_Piece], _Answer], pieces: Iterable[_Piece], processes: int = 1
) -> Iterator[_Answer]:
    """Yield `work(piece)` of every piece in order.

    `work` can be pickled (a function of a module, or a `partial` of one) and raises nothing. With
    one process, with a single piece, or where no process can be started, the work is done here; so
    are the pieces of processes that died.
    """
    rest = iter(pieces)
    first = list(islice(rest, 2))
    executor = _executor(processes) if processes > 1 and len(first) > 1 else None
    if executor is None:
        yield from map(work, chain(first, rest))
        return
    try:
        yield from _ahead(executor, work, chain(first, rest), _AHEAD * processes)
    finally:
        executor.shutdown(cancel_futures=True)


def _executor(processes: int) -> futures.Executor | None:
    # A fork beside other threads takes the locks they hold with it, and can wait for one for ever;
    # a new interpreter has none of them. Counted are also threads that `threading` did not start.
    threads = len(sys._current_frames())
    context = get_context("spawn") if threads > 1 else None
    try:
        return futures.ProcessPoolExecutor(processes, mp_context=context)
    except (ImportError, NotImplementedError, OSError):  # no semaphores: some containers, browsers
        return None


def _ahead(
    executor: futures.Executor,
    work: Callable[[_Piece], _Answer],
    pieces: Iterable[_Piece],
    ahead: int,
) -> Iterator[_Answer]:
    waiting: deque[tuple[_Piece, futures.Future[_Answer] | None]] = deque()
    for piece in pieces:
        waiting.append((piece, _submitted(executor, work, piece)))
        if len(waiting) >= ahead:
            yield _answer(work, *waiting.popleft())
    while waiting:
        yield _answer(work, *waiting.popleft())


def _submitted(
    executor: futures.Executor, work: Callable[[_Piece], _Answer], piece: _Piece
) -> "futures.Future[_Answer] | None":
    try:
        return executor.submit(work, piece)
    except (OSError, RuntimeError):  # no more processes; or one died, and the others with it
        return None


def _answer(
    work: Callable[[_Piece], _Answer], piece: _Piece, future: "futures.Future[_Answer] | None"
) -> _Answer:
    if future is None:
        return work(piece)
    try:
        return future.result()
    except futures.BrokenExecutor:
        return work(piece)
