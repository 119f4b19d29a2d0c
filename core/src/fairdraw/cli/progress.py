"""Progress of long work, in ASCII, on standard error."""

import sys
import time


class Progress:
    """Called with (done, all); prints a line once work has taken a second."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._start = time.monotonic()
        self._shown = 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._start < 1 or (now - self._shown < 0.5 and done < total):
            return
        self._shown = now
        end = "\n" if done >= total else "\r"
        print(f"{self._title} {done}/{total}", end=end, file=sys.stderr, flush=True)
