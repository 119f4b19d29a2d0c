"""A log that several draws share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fairdraw.acts import head_of
from fairdraw.entries import Entry, build
from fairdraw.merkle import Frontier
from fairdraw.policy import cosign
from fairdraw.sources import later

from core.vectors.story import Forge

START = "2026-11-02T01:00:00Z"


@dataclass
class Log:
    """A log that several draws share, with a clock that runs a minute from entry to entry."""

    now: str = START
    entries: list[bytes] = field(default_factory=list)
    frontier: Frontier = field(default_factory=Frontier)

    def tick(self, seconds: int = 60) -> str:
        """Let time pass and return it."""
        self.now = later(self.now, seconds)
        return self.now

    def put(self, entry: Entry) -> Entry:
        """Append an entry as it is."""
        self.entries.append(entry.raw)
        self.frontier = self.frontier.append(entry.leaf())
        return entry

    def cosign(
        self,
        witnesses: Mapping[str, bytes],
        origin: str,
        ago: int = 0,
        forge: Forge | None = None,
    ) -> Entry:
        """Append the cosignatures of the present head; `witnesses`: name to secret key."""
        head, moment = head_of(self.frontier), datetime.fromisoformat(self.tick())
        stamp = int((moment - timedelta(seconds=ago)).timestamp())
        signed = [cosign(name, key, origin, head, stamp) for name, key in witnesses.items()]
        fields = [("time", self.now), ("log", head), *(("signature", text) for text in signed)]
        entry = build("cosign", fields)
        return self.put(forge(entry) if forge else entry)
