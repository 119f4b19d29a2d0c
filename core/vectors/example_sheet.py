"""The computation of spec/7-example.md, from the bytes of the record alone.

Nothing of the draw is taken from `fairdraw` but the reading of the container and of entries: the
hashes are put together here from bytes, as a reader of the specification would.
"""

import zlib
from collections.abc import Sequence

from fairdraw import container, ledgerfile
from fairdraw.entries import Entry, parse
from fairdraw.pool import Pool
from fairdraw.proof import Doors

from core.vectors.sheet import File, Hashed, Part, Sheet

LISTS = ("officers", "edges", "caps", "skips")
FIRST, SECOND = 3, 12
"""Indices of the round entries."""


def tag(name: str) -> str:
    """Return T(name)."""
    return f"fairdraw/1 {name}\0"


def u32(number: int) -> bytes:
    """Return a number as four bytes."""
    return number.to_bytes(4, "big")


def sized(text: str) -> tuple[Part, Part]:
    """Return the length of a text and the text."""
    return u32(len(text)), text


class Example:
    """Writes the sheet, act by act."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.members = container.load(data)
        self.raws = ledgerfile.parse(self.members["log.txt"])
        self.entries: list[Entry] = [parse(raw) for raw in self.raws]
        self.key = bytes.fromhex(self.entries[-1].get("key"))
        self.sheet = Sheet()
        self.files: list[File] = []
        self.leaves: list[bytes] = []
        self.salts: dict[str, bytes] = {}
        self.seeds: dict[int, bytes] = {}
        self.randomness: dict[int, bytes] = {}

    def write(self) -> Sheet:
        """Write everything in the order of the page."""
        self._key()
        self._entries(0)
        self._pool()
        self._entries(1)
        self._witness()
        self._entries(2)
        self._round(1, FIRST, ["A1", "A2", "A3", "B1", "B2"], ["B2", "A3"])
        self._entries(7, 8, 9)
        self._substitute()
        self._entries(10, 11)
        self._round(2, SECOND, ["A1", "A2", "B1"], [])
        self._door()
        self._head()
        self._entries(15)
        self._record()
        return self.sheet

    def lines(self, member: str) -> list[str]:
        """Return the lines of a member."""
        return self.members[member].decode().splitlines()

    def digest(self, index: int) -> bytes:
        """Return D of an entry that was written before."""
        return bytes.fromhex(self.sheet.values[f"D({index})"])

    def _key(self) -> None:
        self.sheet.block("key")
        self.sheet.hash("commitment to K", tag("commit"), self.key)
        self.salt_key = self.sheet.hash("K_salt", tag("salt"), self.key)

    def _entries(self, *indices: int) -> None:
        for index in indices:
            self.sheet.block(f"entry {index}")
            self.files.append(self.sheet.file(f"e{index}", self.raws[index]))
            self.sheet.hash(f"D({index})", tag("entry"), self.files[index])
            leaf = self.sheet.hash(f"leaf({index})", "\0", self.files[index])
            self.leaves.append(leaf)

    def _head(self) -> None:
        self.sheet.block(f"head {len(self.leaves)}")
        self.sheet.tree("log", self.leaves)

    def _pool(self) -> None:
        self.sheet.block("salts")
        rows = [row.split("\t")[0] for row in self.lines("pool.tsv")]
        for row in rows:
            self.salts[row] = self.sheet.hash(f"s({row})", self.salt_key, row)
        self.sheet.block("rows")
        leaves = [
            self.sheet.hash(f"leaf({row})", f"\0{line}\n", Hashed((self.salts[row],)))
            for row, line in zip(rows, self.lines("pool.tsv"), strict=True)
        ]
        self.sheet.tree("pool", leaves)

    def _witness(self) -> None:
        self.sheet.block("witness")
        opening = self.entries[4]
        self.number = opening.get("number")
        nonce = bytes.fromhex(opening.get("nonce"))
        where = u32(1), u32(1), *sized(self.number)
        self.sheet.hash("witness 1 of round 1", tag("witness"), self.digest(1), *where, nonce)

    def _round(self, number: int, first: int, eligible: list[str], staffed: list[str]) -> None:
        for name in LISTS:
            self._list(name, number)
        self._head()
        middle = [first, first + 1, first + 2][: 3 if number == 1 else 2]
        self._entries(*middle)
        self._randomness(number, middle)
        if number == 1:
            self._quota()
        self._tickets(number, eligible)
        if number == 1:
            self._teams(staffed)
        self._list("seal", number)
        self._head()
        self._entries(middle[-1] + 1)

    def _list(self, name: str, number: int) -> None:
        self.sheet.block(f"{name} {number}")
        lines = self.lines(f"round-{number}/{'sealed' if name == 'seal' else name}.tsv")
        if not lines:
            self.sheet.tree(f"{name}.{number}", [])
            return
        key = self.sheet.hash(f"key of {name}.{number}", tag(name), self.key, u32(number))
        leaves = []
        for place, line in enumerate(lines):
            salt: Part = Hashed((Hashed((key, u32(place))),))
            if name == "seal":
                salt = self.sheet.hash(f"H(e_{place}).{number}", Hashed((key, u32(place))))
            leaves.append(self.sheet.hash(f"{name}.{number}({place})", f"\0{line}", salt))
        self.sheet.tree(f"{name}.{number}", leaves)

    def _randomness(self, number: int, served: Sequence[int]) -> None:
        self.sheet.block(f"randomness {number}")
        throws = self.entries[served[-1]].get("throws")
        own = (b"\1", *sized(self.number)) if number == 1 else ()
        length = 5 + len(self.number) if number == 1 else 0
        b = self.sheet.hash(
            f"b.{number}", tag("rand"), *sized("witnesses"), u32(length), *own,
            *sized("dice d10 39"), *sized(throws),
        )  # fmt: skip
        seed = self.sheet.hash(f"seed.{number}", tag("seed"), self.digest(served[0]), b)
        self.randomness[number], self.seeds[number] = b, seed

    def _quota(self) -> None:
        self.sheet.block("quota")
        secret = self.sheet.hash("key of split", tag("split"), self.key)
        self.sheet.hash("u(B).1", secret, self.seeds[1], "B")

    def _tickets(self, number: int, eligible: list[str]) -> None:
        self.sheet.block(f"tickets {number}")
        key = self.sheet.hash(f"key of ticket.{number}", tag("ticket"), self.seeds[number])
        for row in eligible:
            self.sheet.hash(f"t({row}).{number}", key[:16], self.salts[row])

    def _teams(self, staffed: list[str]) -> None:
        self.sheet.block("teams")
        key = self.sheet.hash("key of team.1", tag("team"), self.seeds[1])
        self.names = {
            name: self.sheet.hash(f"o({name})", tag("officer"), name)[:16]
            for name in ("Z1", "Z2", "Z3")
        }
        for row in staffed:
            visit = self.sheet.hash(f"v({row})", key[:16], self.salts[row])
            for name, short in self.names.items():
                self.sheet.hash(f"{row} × {name}", visit, short)

    def _substitute(self) -> None:
        self.sheet.block("substitute")
        throws = self.entries[9].get("throws")
        asked = self.digest(8)
        b = self.sheet.hash("b.8", tag("rand"), *sized("dice d10 39"), *sized(throws))
        seed = self.sheet.hash("seed_e", tag("subst"), asked, b)
        key = self.sheet.hash("key of team, seed_e", tag("team"), seed)
        visit = self.sheet.hash("v(B2), seed_e", key[:16], self.salts["B2"])
        self.sheet.hash("B2 × Z3, seed_e", visit, self.names["Z3"])
        (line,) = self.lines("substitutes.tsv")
        salts = self.sheet.hash("key of substitute.1", tag("substitute"), self.key, u32(1))
        self.sheet.hash("line of entry 10", f"\0{line}", Hashed((Hashed((salts, asked)),)))

    def _door(self) -> None:
        self.sheet.block("door")
        sections = self.door().decode().removesuffix("\n").split("\n\n")
        written: list[str] = ["{ cat <<'.'"]
        for place, section in enumerate(sections):
            act = {1: 0, 3: 1, 5: FIRST, 7: 6}.get(place)
            if act is not None:
                written += ["", ".", f"cat e{act}", "cat <<'.'", ""]
            else:
                written += [*([""] if place > 8 else []), *section.split("\n")]
        self.sheet.say(*written, ".", "} > door")
        self.sheet.hash("the door proof", File("door", self.door()))

    def door(self) -> bytes:
        """Return the door proof of position 0 of round 1, under the head before round 2."""
        rows = Pool.parse(self.members["pool.tsv"])
        sealed = self.members["round-1/sealed.tsv"].splitlines()
        return Doors(
            log=self.raws[:SECOND], announce=self.entries[0], rows=rows, sealed=sealed,
            key=self.key,
        ).proof(0)  # fmt: skip

    def _record(self) -> None:
        self.sheet.block("record")
        log = self.members["log.txt"]
        names = " ".join(file.name for file in self.files)
        self.sheet.say(f"for e in {names}; do cat $e; echo; done > log.txt")
        sums = zlib.crc32(log).to_bytes(4, "little"), *[len(log).to_bytes(4, "little")] * 2
        header = [bytes.fromhex("504b0304"), bytes.fromhex("1400"), bytes(6), b"\x21\0"]
        self.sheet.hash(
            "the container to the end of log.txt", *header, *sums, b"\7\0", bytes(2),
            "log.txt", File("log.txt", log),
        )  # fmt: skip
