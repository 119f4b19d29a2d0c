"""What serves a round or a substitute: openings, values of sources, failures; then the draw."""

from collections.abc import Iterable, Sequence

from fairdraw.acts.writer import Pairs, Writer, head_of
from fairdraw.draw import Before, Draw, Result
from fairdraw.entries import Entry, build
from fairdraw.errors import Fault
from fairdraw.inputs import read as read_inputs
from fairdraw.merkle import Frontier
from fairdraw.pool import Pool
from fairdraw.randomness import Opened, Source
from fairdraw.sources import gather, promise
from fairdraw.tables import Tables


class Contributing(Writer):
    """Writes randomness; `serves` is the round entry or the substitute entry it is for."""

    __slots__ = ()

    def _serving(self, serves: Entry, time: str) -> Pairs:
        return [("for", self.digest(serves)), ("time", time)]

    def opening(self, *, serves: Entry, commit: Entry, opened: Opened, time: str) -> Entry:
        """Return the entry `opening`; `Fault("opening-mismatch")` for another number or nonce."""
        if promise(self.announced, commit, opened) != commit.bytes_of("commitment"):
            place = f"opening seat {commit.get('seat')}"
            raise Fault("opening-mismatch", place, name=commit.get("name"))
        fields: Pairs = [("for", self.digest(serves)), ("commit", self.digest(commit))]
        fields += [("time", time), ("number", opened.number), ("nonce", opened.nonce.hex())]
        return build("opening", fields)

    def dice(self, *, serves: Entry, throws: str, typed: tuple[str, str], time: str) -> Entry:
        """Return the entry `dice`; faults: `dice-count`, `dice-face`, `dice-people`,
        `source-unannounced`."""
        self._source(serves, "dice").dice_value(throws)
        if typed[0] == typed[1]:
            raise Fault("dice-people", "dice typed")
        fields = [*self._serving(serves, time), ("throws", throws)]
        return build("dice", [*fields, *(("typed", name) for name in typed)])

    def lottery(self, *, serves: Entry, numbers: str, typed: tuple[str, str], time: str) -> Entry:
        """Return the entry `lottery` with the numbers as published; faults: `dice-people`,
        `source-unannounced`, `source-early`."""
        self._check_known(self._source(serves, "lottery"), time)
        if typed[0] == typed[1]:
            raise Fault("dice-people", "lottery typed")
        fields = [*self._serving(serves, time), ("numbers", numbers)]
        return build("lottery", [*fields, *(("typed", name) for name in typed)])

    def drand(self, *, serves: Entry, signature: bytes, time: str, instead: str = "") -> Entry:
        """Return the entry `drand`; faults: `drand-signature`, `source-unannounced`,
        `source-early`.

        `instead`: the bound source of an entry `failed`, where drand stands in for another.
        """
        source = Source.parse(instead) if instead else self._source(serves, "drand")
        self._check_known(source, time)
        source.drand_value(signature)
        return build("drand", [*self._serving(serves, time), ("signature", signature.hex())])

    def server(self, *, serves: Entry, value: bytes, time: str) -> Entry:
        """Return the entry `server` with 32 bytes from the server's random source."""
        return build("server", [*self._serving(serves, time), ("value", value.hex())])

    def failed(
        self, *, serves: Entry, source: str, instead: str, cause: str, by: Sequence[str], time: str
    ) -> Entry:
        """Return the entry `failed`: the bound source `source` gives no value, `instead` will.

        That it was announced is checked when the randomness is gathered.
        """
        if len(set(by)) < max(2, len(by)):
            raise Fault("announce-people", "failed by")
        fields = [*self._serving(serves, time), ("source", source), ("instead", instead)]
        return build("failed", [*fields, ("cause", cause), *(("by", name) for name in by)])

    def _source(self, serves: Entry, kind: str) -> Source:
        texts = serves.all("source")
        fallbacks = [text for _, text in self.announced.fallbacks] if texts else []
        for text in (*texts, *fallbacks):
            source = Source.parse(text)
            if source.kind == kind:
                return source
        raise Fault("source-unannounced", kind)

    def _check_known(self, source: Source, time: str) -> None:
        if time < source.known:
            raise Fault("source-early", f"{source.kind} time", known=source.known)

    def draw(
        self,
        *,
        key: bytes,
        rows: Pool,
        tables: Tables,
        serves: Entry,
        commits: Sequence[Entry],
        contributions: Iterable[Entry],
        before: Before | None = None,
    ) -> Draw:
        """Gather the randomness from the log's entries and return what `draw` needs.

        `serves` is the round entry; `contributions`: what serves it, in the log's order; `before`
        what `fairdraw.history.History.before` gives; faults as for `fairdraw.sources.gather`.
        """
        number = int(serves.get("round"))
        gathered = gather(self.announced, serves, commits, contributions)
        inputs = read_inputs(tables, self.announced, rows, self.announced.round(number))
        digest = serves.digest(self.announced.hash)
        return Draw(
            self.announced, key, rows, inputs, number, digest, gathered.randomness,
            before or Before(),
        )  # fmt: skip

    def seal(
        self, *, serves: Entry, given: Draw, result: Result, log: Frontier, time: str
    ) -> Entry:
        """Return the entry `seal`: b and the root of the sealed lines.

        `log` is the frontier of the log over everything before this entry.
        """
        fields: Pairs = [("round", self.digest(serves)), ("time", time), ("log", head_of(log))]
        fields += [("randomness", given.randomness.hex()), ("root", result.root.hex())]
        return build("seal", fields)
