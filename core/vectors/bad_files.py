"""Bad records that differ from the good one in their container or by a change of bytes."""

import struct
import zlib
from collections.abc import Iterator

from fairdraw import container
from fairdraw.record import LOG

from core.vectors.story import Story

SEALED = "round-1/sealed.tsv"
_NOTE = b"fairdraw/1 note\ntext inserted later\n"

Named = Iterator[tuple[str, bytes]]


def _deflated_zeros(copies: int) -> bytes:
    """Return a deflate stream (RFC 1951, fixed codes) of 1 + 258 * `copies` zero bytes: made by
    hand, since compressors differ."""
    bits = "1" + "10" + "00110000" + "1100010100000" * copies + "0000000"
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[start : start + 8][::-1], 2) for start in range(0, len(bits), 8))


def _bomb(copies: int = 20_000) -> bytes:
    stream, size, name = _deflated_zeros(copies), 1 + 258 * copies, LOG.encode()
    lengths = (zlib.crc32(bytes(size)), len(stream), size, len(name), 0)
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0x21, *lengths) + name + stream
    head = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0x21, *lengths, 0, 0, 0, 0, 0)
    central = head + name
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def containers(good: bytes) -> Named:
    """Yield bad containers, each named by its fault."""
    members = container.load(good)
    items = list(members.items())
    middle = good.index(b"PK\3\4", 4)
    yield "container-magic--other-file", b"%PDF-1.7\n"
    yield "container-magic--byte-before", b"\0" + good
    yield "container-truncated--in-member", good[: middle + 200]
    yield "container-truncated--last-byte", good[:-1]
    yield "container-truncated--no-directory", good[: good.index(b"PK\1\2")]
    yield "container-slack--byte-after", good + b"\0"
    yield "container-directory--comment", good[:-2] + struct.pack("<H", 3) + b"abc"
    yield "container-compressed--bomb", _bomb()
    yield "container-compressed--method", good[:8] + b"\x08" + good[9:]
    yield "container-header--date", good[:12] + b"\x22" + good[13:]
    yield "container-header--flag", good[:7] + b"\x08" + good[8:]
    extra = struct.pack("<HH", 0xCAFE, 0)
    yield "container-header--extra-field", good[:28] + b"\4\0" + good[30:37] + extra + good[37:]
    yield "container-name--control", good[:30] + b"\1" + good[31:]
    yield "container-twice--log", container.dump([items[0], items[0], *items[1:]])
    yield "container-checksum--flipped-bit", good[:60] + bytes([good[60] ^ 1]) + good[61:]
    yield "record-members--order", container.dump([items[1], items[0], *items[2:]])
    yield "record-members--missing", container.dump(items[:-1])
    yield "record-members--additional", container.dump([*items, ("witness.txt", b"x\n")])
    yield "record-members--renamed", container.dump([("Log.txt", items[0][1]), *items[1:]])


def edits(good: bytes) -> Named:
    """Yield records in which a member was edited and the checksums were made right again."""
    changes = (
        ("log-framing--two-empty-lines", LOG, b"\n\nfairdraw/1 pool", b"\n\n\nfairdraw/1 pool"),
        ("entry-syntax--no-empty-line", LOG, b"\n\nfairdraw/1 pool", b"\nfairdraw/1 pool"),
        ("entry-key--extra-field", LOG, b"\nhash sha256", b"\nhash sha256\nhash sha256"),
        ("entry-key--order", LOG, b"cycle 2026\nitem A-01", b"item A-01\ncycle 2026"),
        ("entry-value--leading-zero", LOG, b"\nattempt 1\n", b"\nattempt 01\n"),
        ("entry-value--date", LOG, b"2026-11-16 2026-11-27 2", b"2026-11-31 2026-11-27 2"),
        ("entry-text--control", LOG, b"\nitem A-01", b"\nitem A-\x0101"),
        ("entry-text--decomposed", LOG, b"\nitem A-01", b"\nitem A\xcc\x80-01"),
        ("entry-text--space", LOG, b"\nitem A-01", b"\nitem A-01 "),
        ("entry-utf8--latin", LOG, b"\nitem A-01", b"\nitem \xc4-01"),
        ("entry-syntax--no-value", LOG, b"\nitem A-01", b"\nitem"),
        ("entry-long--title", LOG, b"\nitem A-01", b"\nitem " + b"A" * 65_536),
        ("announce-missing--ratio-edited", LOG, b"HIGH ratio 3000", b"HIGH ratio 9000"),
        ("announce-missing--sources-edited", LOG, b"source witnesses\n", b""),
        ("row-syntax--full-width", "pool.tsv", b"911401\t", "９11401\t".encode()),
        ("row-syntax--lower-case", "pool.tsv", b"XW\tHIGH", b"xw\tHIGH"),
        ("row-syntax--carriage-return", "pool.tsv", b"911401\tLOW\t-\n", b"911401\tLOW\t-\r\n"),
        ("row-duplicate--line-twice", "pool.tsv", b"911401\tLOW\t-\n", b"911401\tLOW\t-\n" * 2),
        ("row-order--swapped", "pool.tsv", b"911401\tLOW\t-\n911402\tLOW\t-\n",
         b"911402\tLOW\t-\n911401\tLOW\t-\n"),
        ("pool-count--row-removed", "pool.tsv", b"911401\tLOW\t-\n", b""),
        ("pool-count--row-excluded", "pool.tsv", b"911401\tLOW\t-\n", b"911401\tLOW\tMOVED\n"),
        ("pool-root--id-changed", "pool.tsv", b"911411\tLOW\t-\n", b"911412\tLOW\t-\n"),
        ("list-root--officer-replaced", "round-1/officers.tsv", b"140700-05\t", b"140700-06\t"),
        ("list-root--pair-admitted", "round-1/edges.tsv", b"X\t911401\t140700-00\t-\n", b""),
        ("list-root--cap-lowered", "round-1/caps.tsv", b"140700-00\t2", b"140700-00\t1"),
        ("list-root--skip-added", "round-1/skips.tsv", b"", b"911403\tcap\t-\n"),
        ("table-syntax--no-line-feed", "round-1/caps.tsv", b"140700-05\t2\n", b"140700-05\t2"),
        ("table-order--swapped", "round-1/caps.tsv", b"140700-00\t2\n140700-01\t2\n",
         b"140700-01\t2\n140700-00\t2\n"),
        ("table-twice--line", "round-1/caps.tsv", b"140700-05\t2\n", b"140700-05\t2\n" * 2),
        ("sealed-syntax--letter", SEALED, b"V\t911410", b"W\t911410"),
        ("sealed-syntax--three-columns", SEALED, b"\nT\tEMPTY\t0\tnone", b"\nT\tEMPTY\t0"),
        ("table-syntax--sealed-empty-line", SEALED, b"\nT\tEMPTY", b"\n\nT\tEMPTY"),
        ("table-syntax--sealed-no-line-feed", SEALED, b"\nL\t0\t-\n", b"\nL\t0\t-"),
        ("entry-text--empty", LOG, b"\nitem A-01", b"\nitem "),
        ("sealed-ladder--deferred", SEALED, b"L\t0\t-", b"L\t0\t1.0"),
        ("sealed-syntax--ladder", SEALED, b"L\t0\t-", b"L\t0\t1"),
    )  # fmt: skip
    for name, member, old, new in changes:
        yield name, edited(good, member, old, new)
    members = container.load(good)
    yield "log-empty--no-entries", container.dump([(LOG, b""), *list(members.items())[1:]])


def edited(good: bytes, member: str, old: bytes, new: bytes) -> bytes:
    """Return a record with bytes of one member replaced, in a right container."""
    members = container.load(good)
    if old not in members[member]:
        raise ValueError(f"{member} does not hold {old!r}")
    members[member] = members[member].replace(old, new, 1)
    return container.dump(members.items())


def cuts(story: Story) -> Named:
    """Yield records that lack entries of the log, or hold foreign ones."""
    log = story.log
    kinds = [raw.split(b"\n")[0].split()[1].decode() for raw in log]
    for kind, name in (
        ("pool", "pool-missing"),
        ("round", "round-missing"),
        ("seal", "seal-missing"),
    ):
        place = kinds.index(kind)
        yield f"{name}--left-out", story.record(entries=log[:place] + log[place + 1 :])
    yield "reveal-last--nothing-revealed", story.record(entries=log[:-1])
    yield "reveal-second--twice", story.record(entries=[*log, log[-1]])
    yield "round-log--first-entry-left-out", story.record(entries=log[1:])
    for name, kind in (("seal-log", "dice"), ("reveal-log", "open")):
        place = kinds.index(kind)
        yield f"{name}--entry-inserted", story.record(entries=[*log[:place], _NOTE, *log[place:]])
    yield "entry-foreign--in-own-entries", story.record(whole=False, entries=log)
    moved = [*log[:1], log[2], log[1], *log[3:]]
    yield "act-order--pool-before-announcement", story.record(entries=moved)
