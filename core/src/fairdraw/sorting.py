"""Lines sorted in little memory: runs that fit are sorted, laid down in files, and merged.

Of ten million lines only the sorted bytes and one run are in memory at a time.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import IO

RUN = 1 << 18
"""Lines of one run."""

_READ = 1 << 19  # bytes of a run in memory while runs are merged


def sorted_lines(lines: Iterable[bytes], run: int = RUN) -> bytes | bytearray:
    """Return lines (each with its line feed, none empty) in ascending order, as bytes."""
    rest = iter(lines)
    first = sorted(islice(rest, run))
    more = list(islice(rest, 1))
    if not more:
        return b"".join(first)
    runs = [_Run(first)]
    first = []
    rest = chain(more, rest)
    while part := sorted(islice(rest, run)):
        runs.append(_Run(part))
    made, end = bytearray(sum(each.size for each in runs)), 0
    for block in _merged(runs):
        made[end : end + len(block)] = block
        end += len(block)
    return made


class _Run:
    """A sorted run in a file; `lines` are the next of it that are in memory."""

    def __init__(self, lines: list[bytes]) -> None:
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed at its end
        self._file.writelines(lines)
        self.size = self._file.tell()
        self._file.seek(0)
        self._torn = b""
        self.lines: list[bytes] = []
        self._read()

    def take(self, last: bytes) -> list[bytes]:
        """Take away the lines in memory up to `last`, and read on when none is left."""
        count = bisect_right(self.lines, last)
        taken = self.lines[:count]
        del self.lines[:count]
        if not self.lines:
            self._read()
        return taken

    def _read(self) -> None:
        data = self._torn + self._file.read(_READ)
        cut = data.rfind(b"\n") + 1
        self.lines, self._torn = data[:cut].splitlines(keepends=True), data[cut:]
        if not self.lines:
            self._file.close()


def _merged(runs: list[_Run]) -> Iterator[bytes]:
    """Yield the lines of all runs in order: each time those that no later line can precede."""
    while runs:
        last = min(each.lines[-1] for each in runs)
        taken = [line for each in runs for line in each.take(last)]
        taken.sort()
        yield b"".join(taken)
        runs = [each for each in runs if each.lines]
