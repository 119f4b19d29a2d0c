"""The draw as SQL, written once for every engine (spec/1-bytes.md, spec/3-acts-and-draw.md).

A table `pool` holds the frozen rows: `n` (place from 0), `id`, `stratum`, `reason`; `passed` the
ids passed over; `limits` by stratum the ticket below which a row is worth a look; `twice` the
organisation codes that several ids have. Engines differ in the names of functions alone
(`Dialect`). Nothing of a row enters a statement, only keys in hex and numbers; keys are secret
until the reveal, so an engine must keep statements out of its own logs.
"""

from dataclasses import dataclass

from fairdraw.rows import CREDIT_CODE

CHUNK = 4096
"""Leaves of an aligned chunk: a power of two, so that its root is a node of the whole tree."""

EVERY = b"\xff" * 33
"""A limit that every ticket is below."""

_WIDTH, _STEPS = 8, 4
assert CHUNK == _WIDTH**_STEPS
_CODE, _HAS_CODE = "substr(id, 9, 9)", f"length(id) >= {CREDIT_CODE}"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How an engine spells a hash, text as bytes, bytes in hex, a whole half, and byte order."""

    hashed: str
    encoded: str
    literal: str
    halved: str
    ordered: str = "{}"

    def sha256(self, value: str) -> str:
        """Return the expression for the SHA-256 of bytes, as 32 bytes."""
        return self.hashed.format(value)

    def encode(self, text: str) -> str:
        """Return the expression for the bytes of an ASCII text."""
        return self.encoded.format(text)

    def bytes(self, value: bytes) -> str:
        """Return constant bytes."""
        return self.literal.format(value.hex())

    def in_order(self, text: str) -> str:
        """Return the expression by which texts sort bytewise."""
        return self.ordered.format(text)


def salt(d: Dialect, salt_key: bytes) -> str:
    """Return the expression of s_i."""
    return d.sha256(f"{d.bytes(salt_key)} || {d.encode('id')}")


def ticket(d: Dialect, salt_key: bytes, round_key: bytes) -> str:
    """Return the expression of t_i: two hashes of one block each."""
    return d.sha256(f"{d.bytes(round_key)} || {salt(d, salt_key)}")


def leaf(d: Dialect, salt_key: bytes) -> str:
    """Return the expression of a row's leaf."""
    row = d.encode("concat(id, chr(9), stratum, chr(9), reason, chr(10))")
    return d.sha256(f"{d.bytes(bytes(1))} || {row} || {d.sha256(salt(d, salt_key))}")


def node(d: Dialect, pair: str) -> str:
    """Return the expression of the node over two nodes, given one behind the other."""
    return d.sha256(f"{d.bytes(bytes([1]))} || {pair}")


def counts() -> str:
    """How many rows there are by stratum and reason."""
    return "SELECT stratum, reason, count(*) AS number FROM pool GROUP BY stratum, reason"


def passed_counts() -> str:
    """How many rows that might be drawn are passed over, by stratum."""
    return (
        "SELECT stratum, count(*) AS number FROM pool WHERE reason = '-'"
        " AND EXISTS (SELECT 1 FROM passed WHERE passed.id = pool.id) GROUP BY stratum"
    )


@dataclass(frozen=True, slots=True)
class Cast:
    """What tickets are made of and kept: K_salt, k_r, the highest limit (empty: none), whether
    some ids are passed over, and the places looked at (from, to; empty: all)."""

    salt_key: bytes
    round_key: bytes
    highest: bytes = b""
    passed: bool = False
    places: tuple[int, int] | None = None


def candidates(d: Dialect, given: Cast) -> str:
    """The rows whose tickets are below the limit of their stratum and that are not passed over.

    One comparison with the highest limit goes first: it leaves few rows for all the rest.
    """
    made = ticket(d, given.salt_key, given.round_key)
    where = ["reason = '-'"]
    if given.places:
        where.append("n >= {} AND n < {}".format(*given.places))
    below = f"ticket < {d.bytes(given.highest)}" if given.highest else "TRUE"
    without = " AND NOT EXISTS (SELECT 1 FROM passed WHERE passed.id = few.id)"
    return (
        f"WITH tickets AS (SELECT {made} AS ticket, id, stratum, n FROM pool"
        f" WHERE {' AND '.join(where)}),"
        f" few AS (SELECT ticket, id, stratum, n FROM tickets WHERE {below})"
        " SELECT few.stratum AS stratum, few.ticket AS ticket, few.id AS id, few.n AS n"
        " FROM few JOIN limits ON limits.stratum = few.stratum AND few.ticket < limits.below"
        f" WHERE TRUE{without if given.passed else ''} ORDER BY few.ticket"
    )


def chunk_roots(d: Dialect, salt_key: bytes) -> str:
    """The roots of the aligned chunks, in order: three levels of the tree at a time, as each eighth
    node takes its seven neighbours."""
    chunk, place = d.halved.format("n", CHUNK), f"n % {CHUNK}"
    leaves = f"SELECT {chunk} AS chunk, {place} AS i, {leaf(d, salt_key)} AS h0 FROM pool"
    steps = [f"s0 AS ({leaves})"]
    beside = ", ".join(f"lead(h0, {k}) OVER (PARTITION BY chunk ORDER BY i) AS h{k}"
                       for k in range(1, _WIDTH))  # fmt: skip
    for step in range(1, _STEPS + 1):
        eight = f"SELECT chunk, i, h0, {beside} FROM s{step - 1}"
        steps.append(
            f"s{step} AS (SELECT chunk, {d.halved.format('i', _WIDTH)} AS i,"
            f" {_above(d, 0, _WIDTH)} AS h0 FROM ({eight}) AS eight WHERE i % {_WIDTH} = 0)"
        )
    return f"WITH {', '.join(steps)} SELECT chunk, h0 FROM s{_STEPS} ORDER BY chunk"


def _above(d: Dialect, first: int, width: int) -> str:
    """The root over `width` nodes: a node without a right neighbour, which is NULL and makes all it
    is joined to NULL, goes up as it is (RFC 6962)."""
    if width == 1:
        return f"h{first}"
    left, right = (_above(d, at, width // 2) for at in (first, first + width // 2))
    return f"coalesce({node(d, f'{left} || {right}')}, {left})"


def repeated() -> str:
    """The organisation codes (characters 9 to 17 of a credit code) that more than one id has."""
    return (
        f"SELECT {_CODE} AS code FROM pool WHERE {_HAS_CODE} GROUP BY {_CODE} HAVING count(*) > 1"
    )


def aliases() -> str:
    """The ids that have one of the codes in `twice`, each with its code."""
    return (
        "SELECT twice.code AS code, pool.id AS id FROM pool"
        f" JOIN twice ON twice.code = {_CODE} WHERE {_HAS_CODE}"
    )


def leaves(d: Dialect, salt_key: bytes) -> str:
    """The leaves of the rows of `pool`, in the order in which they are held."""
    return f"SELECT {leaf(d, salt_key)} AS h FROM pool"


def nodes(d: Dialect) -> str:
    """The nodes over the pairs of `pairs`, in the order in which they are held."""
    return f"SELECT {node(d, 'pair')} AS h FROM pairs"


def in_order(d: Dialect, *, has_reason: bool) -> str:
    """The rows of a sheet by id, as bytes sort; an empty reason is none."""
    reason = "coalesce(nullif(reason, ''), '-')" if has_reason else "'-'"
    return f"SELECT id, stratum, {reason} AS reason FROM sheet ORDER BY {d.in_order('id')}"
