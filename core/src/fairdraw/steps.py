"""Single steps of the protocol, from values to values (vectors/README.md, `good/steps`).

Inputs and outputs are what JSON can hold; bytes are in hex.
"""

from collections.abc import Callable
from typing import Any

from fairdraw import (
    entries,
    merkle,
    policy,
    pool,
    quota,
    randomness,
    register,
    seal,
    split,
    ticket,
)
from fairdraw.crypto import ed25519
from fairdraw.digest import hasher
from fairdraw.errors import Fault
from fairdraw.inputs import Inputs
from fairdraw.step_forms import FORMS
from fairdraw.teams import Edges, NotStaffable, TeamRule, Visit, assign, officer_ticket, staff


def _hashes(given: dict[str, Any]) -> Any:
    key, row, digest = bytes.fromhex(given["key"]), given["row"].encode(), hasher(given["hash"])
    one = pool.Pool.parse(row)
    (salt,) = pool.salts(one, key, digest)
    return {
        "digest": digest(row).hex(),
        "commitment": pool.commitment(key, digest).hex(),
        "salt-key": pool.salt_key(key, digest).hex(),
        "salt": salt.hex(),
        "leaf": pool.leaf(row, salt, digest).hex(),
    }


def _tree(given: dict[str, Any]) -> Any:
    digest = hasher(given.get("hash", "sha256"))
    leaves = [merkle.leaf(line.encode(), digest) for line in given["leaves"]]
    tree = merkle.Tree.over(leaves, digest)
    paths = [[node.hex() for node in tree.path(index)] for index in range(len(leaves))]
    return {"root": tree.root.hex(), "paths": paths}


def _register(given: dict[str, Any]) -> Any:
    before, after = (
        register.Lines.of(line.encode() for line in given[name]) for name in ("before", "lines")
    )
    added, ended, changed = register.difference(before, after).counts()
    root = after.root().hex()
    return {
        "rows": len(after), "root": root, "added": added, "ended": ended, "changed": changed,
    }  # fmt: skip


def _quota(given: dict[str, Any]) -> Any:
    if "number" in given:
        planned = min(given["number"], given["base"])
    else:
        planned = quota.by_ratio(given["base"], given["ratio"], given["rounding"])
    u = int(given["u"], 16)
    left = max(0, planned - given["drawn"])
    return {
        "quota": planned,
        "count": quota.round_count(left, given["weights"], given["eligible"], u),
    }


def _randomness(given: dict[str, Any]) -> Any:
    pool_digest, round_digest = bytes.fromhex(given["pool"]), bytes.fromhex(given["round"])
    opened, made = [], []
    turn, digest = given["number"], hasher(given.get("hash", "sha256"))
    for seat, (number, nonce, shown) in enumerate(given["witnesses"], 1):
        promise = randomness.Opened(number, bytes.fromhex(nonce))
        made.append(randomness.witness_commitment(pool_digest, turn, seat, promise, digest))
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
    combined = randomness.combine(values, digest)
    return {
        "commitments": [commitment.hex() for commitment in made],
        "randomness": combined.hex(),
        "seed": randomness.seed(round_digest, combined, digest).hex(),
    }


def _tickets(given: dict[str, Any]) -> Any:
    seed, salt = bytes.fromhex(given["seed"]), bytes.fromhex(given["salt"])
    digest = hasher(given.get("hash", "sha256"))
    key = ticket.round_key(seed, digest)
    u = quota.split_number(bytes.fromhex(given["key"]), seed, given["stratum"], digest)
    return {"key": key.hex(), "ticket": ticket.ticket(key, salt, digest).hex(), "u": f"{u:064x}"}


def _entries(given: dict[str, Any]) -> Any:
    entry = entries.parse(given["text"].encode())
    return {
        "kind": entry.kind,
        "fields": [list(pair) for pair in entry.fields],
        "digest": entry.digest(given.get("hash", "sha256")).hex(),
        "leaf": entry.leaf().hex(),
    }


def _lines(given: dict[str, Any]) -> Any:
    key, lines = bytes.fromhex(given["key"]), [line.encode() for line in given["lines"]]
    name, number = given["tree"], given["round"]
    digest = hasher(given.get("hash", "sha256"))
    salts = seal.line_salts(name, key, number, len(lines), digest)
    root = seal.root(name, lines, key, number, digest)
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
    seed, hash_name = bytes.fromhex(given["seed"]), given.get("hash", "sha256")
    try:
        made = assign(visits, rule, Edges(cells, barred), seed=seed, hash_name=hash_name)
    except NotStaffable as refusal:
        return {"missing": refusal.missing}
    skips = [[skip.position, skip.role, skip.certificate] for skip in made.skips]
    return {"teams": [list(team.members) for team in made.teams], "skips": skips}


def _ladder(given: dict[str, Any]) -> Any:
    visits = [
        Visit(position, row, cell, bytes.fromhex(salt))
        for position, (row, cell, salt) in enumerate(given["visits"])
    ]
    kinds = given["rungs"]
    raised = tuple(kinds[:rung].count("cap") for rung in range(len(kinds) + 1))
    inputs = Inputs(
        tuple(given["roles"]), given["caps"], given["cells"], given["barred"],
        {row: cell for row, cell, _ in given["visits"]}, {}, raised,
    )  # fmt: skip
    seed = bytes.fromhex(given["seed"])
    made = staff(visits, inputs.at, len(kinds), seed=seed, hash_name=given["hash"])
    return {
        "rung": made.rung,
        "teams": [[team.visit.position, *team.members] for team in made.assignment.teams],
        "deferred": [visit.position for visit in made.deferred],
    }


def _shares(given: dict[str, Any]) -> Any:
    key, slope = bytes.fromhex(given["key"]), bytes.fromhex(given["slope"])
    digest, made = hasher(given["hash"]), split.split(key, slope)
    return {
        "shares": {str(number): share.hex() for number, share in made.items()},
        "commitments": {
            str(number): split.commitment(number, share, digest).hex()
            for number, share in made.items()
        },
    }


def _substitutes(given: dict[str, Any]) -> Any:
    digest = hasher(given["hash"])
    key, event = bytes.fromhex(given["key"]), bytes.fromhex(given["substitute"])
    seed = randomness.substitute_seed(event, bytes.fromhex(given["randomness"]), digest)
    salt = digest(pool.salt_key(key, digest) + given["id"].encode())
    tickets = {name: officer_ticket(seed, salt, name, digest).hex() for name in given["officers"]}
    chosen = min(tickets, key=lambda name: tickets[name], default=seal.NOBODY)
    line = seal.substitute_line(given["round"], given["position"], given["role"], chosen)
    made = seal.substitute_digest(line, key, given["round"], event, digest)
    return {"seed": seed.hex(), "tickets": tickets, "line": line.decode(), "digest": made.hex()}


def _cosignatures(given: dict[str, Any]) -> Any:
    secret, name, head = bytes.fromhex(given["secret"]), given["name"], given["head"]
    origin, timestamp = given["origin"], given["timestamp"]
    return {
        "key": policy.verifier_key(name, ed25519.public_key(secret)),
        "message": policy.message(origin, head, timestamp).decode(),
        "cosignature": policy.cosign(name, secret, origin, head, timestamp),
    }


def _drand(given: dict[str, Any]) -> Any:
    source = randomness.Source.parse(f"drand quicknet {given['round']}")
    try:
        source.drand_value(bytes.fromhex(given["signature"]))
    except Fault:
        return {"known": source.known, "verifies": False}
    return {"known": source.known, "verifies": True}


STEPS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "hashes": _hashes,
    "tree": _tree,
    "register": _register,
    "quota": _quota,
    "randomness": _randomness,
    "tickets": _tickets,
    "entries": _entries,
    "lines": _lines,
    "teams": _teams,
    "ladder": _ladder,
    "shares": _shares,
    "substitutes": _substitutes,
    "cosignatures": _cosignatures,
    "drand": _drand,
    **FORMS,
}
"""Step to the function that turns a vector's `in` into its `out`."""
