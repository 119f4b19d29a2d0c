"""What follows a seal: openings of positions, events, substitutes; abort and reveal."""

from collections.abc import Sequence

from fairdraw import pool as pools
from fairdraw.acts.writer import Pairs, Writer, head_of
from fairdraw.entries import Entry, build
from fairdraw.errors import Fault
from fairdraw.history import VOID_CAUSES
from fairdraw.merkle import Frontier
from fairdraw.sources import bound_sources


def check_cause(what: str, cause: str, place: str = "event cause") -> None:
    """Refuse a cause that does not belong to what happened; `Fault("event-cause")`."""
    code = cause.partition(" ")[0]
    fits = {"void": code in VOID_CAUSES, "postponed": cause != "-"}.get(what, cause == "-")
    if not fits:
        raise Fault("event-cause", place, what=what, cause=cause, known=", ".join(VOID_CAUSES))


class Following(Writer):
    """Writes what happens to sealed positions, and how the draw ends."""

    __slots__ = ()

    def _at(self, seal: Entry, position: int, time: str) -> Pairs:
        return [("seal", self.digest(seal)), ("time", time), ("position", position)]

    def open(self, *, seal: Entry, position: int, to: str, time: str) -> Entry:
        """Return the entry `open`: position `j` is opened to `officers` or `enterprise`."""
        return build("open", [*self._at(seal, position, time), ("to", to)])

    def event(
        self,
        *,
        seal: Entry,
        position: int,
        what: str,
        by: Sequence[str],
        time: str,
        cause: str = "-",
        evidence: str = "-",
    ) -> Entry:
        """Return the entry `event`; `Fault("event-cause")`. `evidence`: a salted digest, in hex."""
        check_cause(what, cause)
        fields = [*self._at(seal, position, time), ("what", what), ("cause", cause)]
        fields += [("evidence", evidence), *(("by", name) for name in by)]
        return build("event", fields)

    def substitute(
        self,
        *,
        seal: Entry,
        position: int,
        role: str,
        cause: str,
        by: Sequence[str],
        time: str,
        sources: Sequence[str] | None = None,
        evidence: str = "-",
    ) -> Entry:
        """Return the entry `substitute`; faults: `substitute-role`, `source-bound`.

        `sources`: the bound fresh sources in announced order (default: as announced).
        """
        if role not in self.announced.roles:
            raise Fault("substitute-role", "substitute role", role=role)
        bound = self.announced.fresh if sources is None else sources
        bound_sources(self.announced.fresh_list(), bound, "substitute source")
        fields = [*self._at(seal, position, time), ("role", role), ("cause", cause)]
        fields += [("evidence", evidence), *(("source", text) for text in bound)]
        return build("substitute", [*fields, *(("by", name) for name in by)])

    def substituted(
        self, *, asked: Entry, randomness: bytes, line_digest: bytes, time: str
    ) -> Entry:
        """Return the entry `substituted`; make `line_digest` with `seal.substitute_digest`."""
        fields: Pairs = [("for", self.digest(asked)), ("time", time)]
        fields += [("randomness", randomness.hex()), ("line", line_digest.hex())]
        return build("substituted", fields)

    def abort(self, *, cause: str, by: Sequence[str], log: Frontier, time: str) -> Entry:
        """Return the entry `abort`; `Fault("announce-people")` unless two people sign."""
        if len(set(by)) < max(2, len(by)):
            raise Fault("announce-people", "abort by")
        fields: Pairs = [("announce", self.digest(self.announce)), ("time", time)]
        fields += [("log", head_of(log)), ("cause", cause), *(("by", name) for name in by)]
        return build("abort", fields)

    def reveal(self, *, key: bytes, log: Frontier, time: str) -> Entry:
        """Return the entry `reveal`; `Fault("commitment-mismatch")` for another key.

        `log` is the frontier of the log over everything before this entry.
        """
        if pools.commitment(key, self.announced.digest) != self.announced.commitment:
            raise Fault("commitment-mismatch", "key")
        fields: Pairs = [("announce", self.digest(self.announce)), ("time", time)]
        return build("reveal", [*fields, ("log", head_of(log)), ("key", key.hex())])
