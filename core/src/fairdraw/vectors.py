"""Replays golden vectors (vectors/README.md).

`good/steps/*.json`: inputs and outputs of single steps. `good/records`, `good/doors`: files that
prove. `bad/…`: files refused with the fault their name begins with.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from fairdraw import entries, merkle, pool, quota, randomness, seal, ticket
from fairdraw.announcement import Announcement
from fairdraw.digest import sha256
from fairdraw.errors import Fault
from fairdraw.teams import Edges, NotStaffable, TeamRule, Visit, assign
from fairdraw.verify import verify
from fairdraw.verify.report import ABORTED, PARTLY, PROVED


class Result(NamedTuple):
    """One vector: its name, and what went wrong (empty when nothing did)."""

    name: str
    problem: str


def _hashes(given: dict[str, Any]) -> Any:
    key, row = bytes.fromhex(given["key"]), given["row"].encode()
    one = pool.Pool.parse(row)
    (salt,) = pool.salts(one, key, sha256)
    return {
        "commitment": pool.commitment(key, sha256).hex(),
        "salt-key": pool.salt_key(key, sha256).hex(),
        "salt": salt.hex(),
        "leaf": pool.leaf(row, salt, sha256).hex(),
    }


def _tree(given: dict[str, Any]) -> Any:
    leaves = [merkle.leaf(line.encode()) for line in given["leaves"]]
    tree = merkle.Tree.over(leaves)
    paths = [[node.hex() for node in tree.path(index)] for index in range(len(leaves))]
    return {"root": tree.root.hex(), "paths": paths}


def _quota(given: dict[str, Any]) -> Any:
    planned = quota.by_ratio(given["base"], given["ratio"], given["rounding"])
    u = int(given["u"], 16)
    left = planned - given["drawn"]
    return {
        "quota": planned,
        "count": quota.round_count(left, given["weights"], given["eligible"], u),
    }


def _randomness(given: dict[str, Any]) -> Any:
    pool_digest, round_digest = bytes.fromhex(given["pool"]), bytes.fromhex(given["round"])
    opened, made = [], []
    turn = given["number"]
    for seat, (number, nonce, shown) in enumerate(given["witnesses"], 1):
        promise = randomness.Opened(number, bytes.fromhex(nonce))
        made.append(randomness.witness_commitment(pool_digest, turn, seat, promise, sha256))
        opened.append((made[-1], number if shown else None))
    values = []
    for text in given["sources"]:
        source = randomness.Source.parse(text)
        value = randomness.witnesses_value(opened)
        if source.kind == "server":
            value = bytes.fromhex(given["server"])
        elif source.kind == "dice":
            value = source.dice_value(given["throws"])
        values.append((source, value))
    combined = randomness.combine(values, sha256)
    return {
        "commitments": [commitment.hex() for commitment in made],
        "randomness": combined.hex(),
        "seed": randomness.seed(round_digest, combined, sha256).hex(),
    }


def _tickets(given: dict[str, Any]) -> Any:
    seed, salt = bytes.fromhex(given["seed"]), bytes.fromhex(given["salt"])
    key = ticket.round_key(seed, sha256)
    u = quota.split_number(bytes.fromhex(given["key"]), seed, given["stratum"], sha256)
    return {"key": key.hex(), "ticket": ticket.ticket(key, salt, sha256).hex(), "u": f"{u:064x}"}


def _entries(given: dict[str, Any]) -> Any:
    entry = entries.parse(given["text"].encode())
    return {
        "kind": entry.kind,
        "fields": [list(pair) for pair in entry.fields],
        "digest": entry.digest("sha256").hex(),
        "leaf": entry.leaf().hex(),
    }


def _lines(given: dict[str, Any]) -> Any:
    key, lines = bytes.fromhex(given["key"]), [line.encode() for line in given["lines"]]
    name, number = given["tree"], given["round"]
    salts = seal.line_salts(name, key, number, len(lines), sha256)
    root = seal.root(name, lines, key, number, sha256)
    return {"salts": [salt.hex() for salt in salts], "root": root.hex()}


def _teams(given: dict[str, Any]) -> Any:
    visits = [
        Visit(position, row, cell, bytes.fromhex(salt))
        for position, (row, cell, salt) in enumerate(given["visits"])
    ]
    cells = {
        cell: {role: tuple(names) for role, names in roles.items()}
        for cell, roles in given["cells"].items()
    }
    barred = {row: frozenset(names) for row, names in given["barred"].items()}
    rule = TeamRule(tuple(given["roles"]), given["caps"])
    seed = bytes.fromhex(given["seed"])
    try:
        made = assign(visits, rule, Edges(cells, barred), seed=seed, hash_name="sha256")
    except NotStaffable as refusal:
        return {"missing": refusal.missing}
    skips = [[skip.position, skip.role, skip.certificate] for skip in made.skips]
    return {"teams": [list(team.members) for team in made.teams], "skips": skips}


_OUTCOMES = {"own": PARTLY, "partly": PARTLY, "aborted": ABORTED}

STEPS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "hashes": _hashes,
    "tree": _tree,
    "quota": _quota,
    "randomness": _randomness,
    "tickets": _tickets,
    "entries": _entries,
    "lines": _lines,
    "teams": _teams,
}
"""Step to the function that turns a vector's `in` into its `out`."""


def fault_of(kind: str, data: bytes) -> str:
    """Return the fault code that a bad vector meets, or `proved`."""
    try:
        if kind == "pools":
            pool.Pool.parse(data)
        elif kind == "entries":
            entry = entries.parse(data)
            if entry.kind == "announce":
                Announcement.of(entry)
        else:
            report = verify(data)
            return report.fault.code if report.fault else report.outcome
    except Fault as fault:
        return fault.code
    return PROVED


def replay(folder: Path) -> Iterator[Result]:
    """Replay every vector under `folder`, in the order of names."""
    for path in sorted(folder.glob("good/steps/*.json")):
        step = STEPS[path.stem]
        for case in json.loads(path.read_text(encoding="utf-8")):
            got = step(case["in"])
            problem = "" if got == case["out"] else f"got {got}"
            yield Result(f"{path.stem}: {case['name']}", problem)
    for path in sorted(folder.glob("good/records/*")) + sorted(folder.glob("good/doors/*")):
        outcome = fault_of(path.parent.name, path.read_bytes())
        expected = _OUTCOMES.get(path.stem.rsplit("-", 1)[-1], PROVED)
        yield Result(path.name, "" if outcome == expected else f"got {outcome}")
    for path in sorted(folder.glob("bad/*/*")):
        code = fault_of(path.parent.name, path.read_bytes())
        yield Result(path.name, "" if code == expected_fault(path) else f"got {code}")


def expected_fault(path: Path) -> str:
    """Return the fault that names a bad vector: its name up to `--` or the last dot."""
    return path.stem.split("--")[0]
