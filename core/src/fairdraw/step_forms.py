"""Steps that refuse, break a tie or write bytes (vectors/README.md, `good/steps`)."""

from collections.abc import Callable
from typing import Any

from fairdraw import container, entries, merkle, randomness, seal, split, ticket
from fairdraw.digest import hasher
from fairdraw.encoding import CELL, CODE, ID, is_certificate, is_text
from fairdraw.errors import Fault
from fairdraw.teams import officer_ticket
from fairdraw.teams.tickets import officer_label

Step = Callable[[dict[str, Any]], Any]


def _text(given: dict[str, Any]) -> Any:
    text = bytes.fromhex(given["bytes"]).decode()
    return {"text": is_text(text), "certificate": is_certificate(text)}


def _names(given: dict[str, Any]) -> Any:
    forms = {"id": ID, "code": CODE, "cell": CELL}
    return {name: bool(form.fullmatch(given["value"])) for name, form in forms.items()}


def _grammar(given: dict[str, Any]) -> Any:
    filled = b"x" * given["x"] + b"\n" if given["x"] else b""
    try:
        entry = entries.parse(bytes.fromhex(given["bytes"]) + filled)
    except Fault as fault:
        return {"fault": fault.code}
    return {"kind": entry.kind, "fields": len(entry.fields)}


def _path(given: dict[str, Any]) -> Any:
    siblings = [bytes.fromhex(node) for node in given["path"]]
    leaf, digest = bytes.fromhex(given["leaf"]), hasher(given["hash"])
    root = merkle.root_of_path(leaf, given["index"], given["size"], siblings, digest)
    return {"root": root.hex() if root else None}


def _values(given: dict[str, Any]) -> Any:
    values = []
    try:
        for text, logged in given["values"]:
            source = randomness.Source.parse(text)
            if source.kind == "dice":
                value = source.dice_value(logged)
            elif source.kind == "lottery":
                value = logged.encode("ascii")
            else:
                value = bytes.fromhex(logged)
            values.append((source, value))
    except Fault as fault:
        return {"fault": fault.code}
    known = [source.known for source, _ in values]
    return {"known": known, "randomness": randomness.combine(values, hasher(given["hash"])).hex()}


def _order(given: dict[str, Any]) -> Any:
    strata = {
        stratum: ticket.smallest(
            [(bytes.fromhex(made), name.encode(), 0) for made, name in one["tickets"]], one["k"]
        )
        for stratum, one in given["strata"].items()
    }
    return {
        "visits": [name.decode() for _, name, _ in ticket.in_order(strata.values())],
        "thresholds": {
            stratum: ticket.threshold(drawn, len(given["strata"][stratum]["tickets"]))
            for stratum, drawn in strata.items()
        },
    }


def _officers(given: dict[str, Any]) -> Any:
    digest, name = hasher(given["hash"]), given["certificate"]
    seed, salt = bytes.fromhex(given["seed"]), bytes.fromhex(given["salt"])
    return {
        "o": officer_label(name, digest).hex(),
        "ticket": officer_ticket(seed, salt, name, digest).hex(),
    }


def _sealed(given: dict[str, Any]) -> Any:
    visits = (
        seal.Visit(row_id, stratum, made, _team(team)) for row_id, stratum, made, team in given["V"]
    )
    late = (seal.Staffed(number, place, _team(team)) for number, place, team in given["S"])
    limits = (seal.Threshold(*limit) for limit in given["T"])
    rung, deferred = given["L"]
    ladder = seal.Ladder(rung, tuple((number, place) for number, place in deferred))
    lines = seal.sealed_lines(visits, late, limits, ladder)
    key, number, digest = bytes.fromhex(given["key"]), given["round"], hasher(given["hash"])
    leaves = [leaf.hex() for leaf in seal.leaves(seal.SEALED, lines, key, number, digest)]
    root = seal.root(seal.SEALED, lines, key, number, digest)
    return {"lines": [line.decode() for line in lines], "leaves": leaves, "root": root.hex()}


def _team(members: list[list[str]]) -> seal.Members:
    return tuple((role, name) for role, name in members)


def _combine(given: dict[str, Any]) -> Any:
    shares = {int(number): bytes.fromhex(share) for number, share in given["shares"].items()}
    try:
        return {"key": split.combine(shares).hex()}
    except Fault as fault:
        return {"fault": fault.code}


def _container(given: dict[str, Any]) -> Any:
    members = [(name, text.encode()) for name, text in given["members"]]
    return {"bytes": container.dump(members, given["zip64-from"]).hex()}


FORMS: dict[str, Step] = {
    "text": _text,
    "names": _names,
    "grammar": _grammar,
    "path": _path,
    "values": _values,
    "order": _order,
    "officers": _officers,
    "sealed": _sealed,
    "combine": _combine,
    "container": _container,
}
"""Step to the function that turns a vector's `in` into its `out`."""
