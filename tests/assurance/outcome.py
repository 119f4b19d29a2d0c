"""What a run hands back, and how it remembers how far it came. No Django here."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run saw.

    `tried` counts the trials, `failures` names every violation, `figures` are further numbers for
    the report, in the order in which they are read. `wanting` says what is not on this machine
    when nothing could be tried.
    """

    tried: int
    failures: tuple[str, ...] = ()
    figures: dict[str, str] = field(default_factory=dict)
    wanting: str = ""

    @property
    def bound(self) -> str:
        """The rate of failures at 95 % when none was seen: 3/N (Hanley and Lippman-Hand 1983)."""
        if not self.tried:
            return "–"
        return f"≤ {3 / self.tried:.1e}" if not self.failures else "broken"


@dataclass(frozen=True, slots=True)
class Journal:
    """Trials already done, one JSON object a line; a torn last line is a trial not done.

    `keys` are chosen by the run; a trial whose key is there is not tried again, so that a run
    can be interrupted at any moment and goes on. Removing the folder begins it anew.
    """

    file: Path

    def read(self) -> dict[str, dict[str, Any]]:
        """Every trial by its key."""
        return {str(row["key"]): row for row in self._rows()}

    def add(self, key: str, **facts: object) -> None:
        """Note one trial."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps({"key": key, **facts}, ensure_ascii=False) + "\n")

    def _rows(self) -> Iterator[dict[str, Any]]:
        if not self.file.exists():
            return
        for line in self.file.read_text(encoding="utf-8").splitlines():
            try:
                yield json.loads(line)
            except json.JSONDecodeError:
                continue


def dump(outcome: Outcome) -> str:
    """As JSON text."""
    return json.dumps(asdict(outcome), ensure_ascii=False, indent=1)


def load(text: str) -> Outcome:
    """Back from JSON text."""
    fields = json.loads(text)
    return Outcome(**fields | {"failures": tuple(fields["failures"])})
