"""Names the first difference between sealed lines and what the draw gives
(spec/6-verification.md, "draw")."""

from collections import Counter
from collections.abc import Sequence

from fairdraw import seal
from fairdraw.errors import Fault


def compare(expected: Sequence[bytes], found: Sequence[bytes], member: str) -> None:
    """Refuse the sealed lines of a member that are not the expected ones.

    Faults: `sealed-syntax`, `sealed-quota`, `sealed-row`, `sealed-order`, `sealed-stratum`,
    `sealed-ticket`, `sealed-team`, `sealed-threshold`, `sealed-ladder`.
    """
    if list(expected) == list(found):
        return
    for number, line in enumerate(found, 1):
        _check_syntax(line, f"{member} line {number}")
    _check_counts(seal.visits(expected), seal.visits(found), member)
    if Counter(expected) == Counter(found):
        raise Fault("sealed-order", f"{member} line {_first(expected, found)}")
    if len(expected) != len(found):
        raise Fault("sealed-lines", member, found=len(found), expected=len(expected))
    for number, (right, wrong) in enumerate(zip(expected, found, strict=True), 1):
        if right != wrong:
            _name(right, wrong, f"{member} line {number}")


def _first(expected: Sequence[bytes], found: Sequence[bytes]) -> int:
    pairs = enumerate(zip(expected, found, strict=True), 1)
    return next(number for number, pair in pairs if len({*pair}) > 1)


def _check_syntax(line: bytes, place: str) -> None:
    if line.startswith(b"V\t"):
        seal.read_visit(line, place)
    elif line.startswith(b"T\t"):
        seal.read_threshold(line, place)
    elif line.startswith(b"S\t"):
        seal.read_staffed(line, place)
    elif line.startswith(b"L\t"):
        seal.read_ladder(line, place)
    else:
        raise Fault("sealed-syntax", place)


def _check_counts(expected: Sequence[seal.Visit], found: Sequence[seal.Visit], member: str) -> None:
    right = Counter(visit.stratum for visit in expected)
    wrong = Counter(visit.stratum for visit in found)
    if len(expected) != len(found):
        code = min(code for code in right | wrong if right[code] != wrong[code])
        raise Fault("sealed-quota", member, stratum=code, found=wrong[code], expected=right[code])


def _name(right: bytes, wrong: bytes, place: str) -> None:
    kinds = right[:1] + wrong[:1]
    if kinds == b"VV":
        wanted, visit = seal.read_visit(right), seal.read_visit(wrong)
        for code, one, other in (
            ("sealed-row", wanted.id, visit.id),
            ("sealed-stratum", wanted.stratum, visit.stratum),
            ("sealed-ticket", wanted.ticket, visit.ticket),
        ):
            if one != other:
                raise Fault(code, place, id=visit.id, found=other, expected=one)
        found, expected = _written(visit.team), _written(wanted.team)
        raise Fault("sealed-team", place, id=visit.id, found=found, expected=expected)
    if kinds == b"TT":
        limit, stated = seal.read_threshold(right), seal.read_threshold(wrong)
        if limit.drawn != stated.drawn and limit.stratum == stated.stratum:
            raise Fault(
                "sealed-quota", place, stratum=limit.stratum,
                found=stated.drawn, expected=limit.drawn,
            )  # fmt: skip
        raise Fault("sealed-threshold", place, stratum=stated.stratum)
    if kinds == b"SS":
        late, said = seal.read_staffed(right), seal.read_staffed(wrong)
        where = f"{late.round}.{late.position}"
        found = f"{said.round}.{said.position} {_written(said.team)}"
        expected = f"{where} {_written(late.team)}"
        raise Fault("sealed-team", place, id=where, found=found, expected=expected)
    if kinds == b"LL":
        raise Fault("sealed-ladder", place)
    raise Fault("sealed-order", place)


def _written(team: seal.Members) -> str:
    return " ".join(f"{role}={certificate}" for role, certificate in team)
