"""`fairdraw register`: the lines of a register against its root in the log, and against a pool."""

import argparse
import json
from pathlib import Path
from typing import Any

from fairdraw import record as records
from fairdraw.errors import Fault
from fairdraw.pool import MEMBER, Pool
from fairdraw.register import Lines, agree, difference, fields, key, parse

_SIGNS = {(False, True): "+", (True, False): "-", (True, True): "~"}


def declare(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "register", parents=[common], help="root and counts of a register's lines"
    )
    add = parser.add_argument
    add("lines", type=Path, help="the lines behind a register root")
    add("before", type=Path, nargs="?", help="the lines of the root before: shows what differs")
    add("--record", type=Path, help="a record whose pool names this root")
    add("--json", action="store_true", help="answer for programs")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Recompute, compare, print."""
    lines = parse(options.lines.read_bytes(), str(options.lines))
    told: dict[str, Any] = {"rows": len(lines), "root": lines.root().hex()}
    told["reasons"] = lines.reasons()
    pairs = []
    if options.before:
        found = difference(parse(options.before.read_bytes(), str(options.before)), lines)
        told |= zip(("added", "ended", "changed"), found.counts(), strict=True)
        pairs = found.pairs()
    if options.record:
        told |= _pool(lines, options.record.read_bytes())
    if options.json:
        print(json.dumps(told | {"lines": [_texts(pair) for pair in pairs]}, indent=1))
        return 0
    told["reasons"] = " ".join(f"{code} {count}" for code, count in told["reasons"].items())
    for name, value in told.items():
        print(f"{name} {value}")
    for pair in pairs:
        print(_difference(*pair))
    return 0


def _pool(lines: Lines, data: bytes) -> dict[str, Any]:
    record = records.read(data)
    announce = record.entries[-1].find("announce")
    entry = next(
        (one for one in record.entries if one.kind == "pool" and one.get("announce") == announce),
        None,
    )
    if entry is None or MEMBER not in record.members:
        raise Fault("pool-missing", record.log_name)
    root = lines.root().hex()
    if entry.get("register") != root:
        named = entry.get("register")
        raise Fault("register-other", "pool register", found=root, expected=named)
    pool = Pool.parse(record.members[MEMBER])
    found = agree(lines, pool, undirected=_undirected(record, announce))
    return {"owner": found.owner, "pool": len(pool), "outside": len(found.outside)}


def _undirected(record: records.Record, announce: str | None) -> bool:
    for one in record.entries:
        if one.kind == "announce" and one.digest(one.get("hash")).hex() == announce:
            return one.get("type") == "undirected"
    raise Fault("announce-missing", record.log_name)


def _texts(pair: tuple[bytes | None, bytes | None]) -> list[list[str] | None]:
    return [None if line is None else fields(line) for line in pair]


def _difference(old: bytes | None, new: bytes | None) -> str:
    sign = _SIGNS[old is not None, new is not None]
    if old is None or new is None:
        return f"{sign} {' '.join(fields(old or new or b''))}"
    owner, row_id = key(new)
    before, after = fields(old)[2:], fields(new)[2:]
    if len(before) != len(after):
        words = f"{' '.join(before)} > {' '.join(after)}"
    else:
        steps = zip(before, after, strict=True)
        words = " ".join(f"{one}>{two}" for one, two in steps if one != two)
    return f"{sign} {owner} {row_id} {words}"
