"""The kinds of entries as data (spec/2-entries.md, "Kinds").

Each kind is a tuple of fields in their fixed order. `times`: `1` exactly one, `?` at most one,
`*` any number, `+` at least one, `2` exactly two. `form` names the form of the value in `FORMS`.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple

from fairdraw.encoding import is_text


class Field(NamedTuple):
    """A key, how often it stands, and the form of its value."""

    key: str
    times: str
    form: str


_HEX = r"[0-9a-f]{64}"
_INT = r"(?:0|[1-9][0-9]{0,17})"
_POSITIVE = r"[1-9][0-9]{0,17}"
_CODE = r"[0-9A-Z_-]{1,16}"
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = _DATE + r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"


def _is_date(value: str) -> bool:
    try:
        return re.fullmatch(_DATE, value) is not None and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_time(value: str) -> bool:
    try:
        return re.fullmatch(_TIME, value) is not None and bool(datetime.fromisoformat(value))
    except ValueError:
        return False


def _is_period(value: str) -> bool:
    first, _, last = value.partition("/")
    return _is_date(first) and _is_date(last) and first <= last


def _is_window(value: str) -> bool:
    first, _, last = value.partition(" ")
    return _is_date(first) and _is_date(last) and first <= last


def _is_round(value: str) -> bool:
    found = re.fullmatch(rf"{_POSITIVE} {_POSITIVE} ({_DATE} {_DATE}) {_INT}", value)
    return found is not None and _is_window(found[1])


def _is_coded_text(value: str) -> bool:
    code, _, rest = value.partition(" ")
    return re.fullmatch(_CODE, code) is not None and is_text(rest)


def _is_rung(value: str) -> bool:
    number, _, rest = value.partition(" ")
    return re.fullmatch(_POSITIVE, number) is not None and is_text(rest)


def _like(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.ASCII)
    return lambda value: compiled.fullmatch(value) is not None


FORMS: dict[str, Callable[[str], bool]] = {
    "text": is_text,
    "integer": _like(_INT),
    "positive": _like(_POSITIVE),
    "digest": _like(_HEX),
    "digest-or-none": _like(rf"{_HEX}|-"),
    "head": _like(rf"{_INT} {_HEX}"),
    "time": _is_time,
    "window": _is_window,
    "period": _is_period,
    "draw": _like(r"[0-9A-Z-]{1,64}"),
    "region": _like(r"[0-9A-Z]{1,16}"),
    "type": _like(r"directed|undirected"),
    "yes-no": _like(r"yes|no"),
    "hash": _like(r"[a-z0-9]{1,16}"),
    "stratum": _like(rf"{_CODE} (?:ratio|number) {_INT}"),
    "rounding": _like(r"half-up|up|down"),
    "coded-text": _is_coded_text,
    "cycle-rule": _like(r"exclude-drawn|none"),
    "round": _is_round,
    "role": _like(r"[a-z][a-z0-9-]{0,15}"),
    "rung": _is_rung,
    "source": _like(r"server|witnesses|dice d(?:10|6) [1-9][0-9]{1,3}"),
    "count": _like(rf"{_CODE} {_INT} {_INT}"),
    "reason-count": _like(rf"{_CODE} {_POSITIVE}"),
    "number": _like(r"[0-9]{1,64}"),
    "throws": _like(r"[0-9]{1,9999}"),
    "reader": _like(r"officers|enterprise"),
}
"""The forms of values; a third implementation finds them in spec/2-entries.md."""


def _kind(text: str) -> tuple[Field, ...]:
    return tuple(Field(*line.split()) for line in text.strip().splitlines())


KINDS: dict[str, tuple[Field, ...]] = {
    "announce": _kind("""
        origin      1 text
        draw        1 draw
        attempt     1 positive
        time        1 time
        cycle       1 text
        item        1 text
        region      1 region
        period      1 period
        title       1 text
        type        1 type
        filter      1 text
        exercise    1 yes-no
        hash        1 hash
        stratum     + stratum
        rounding    1 rounding
        reason      * coded-text
        cycle-rule  1 cycle-rule
        round       + round
        reserve     * round
        role        * role
        rung        * rung
        source      + source
        margin      1 integer
        deadline    1 time
        policy      1 text
        verifier    1 digest
        commitment  1 digest
        by          + text"""),
    "pool": _kind("""
        announce    1 digest
        time        1 time
        rows        1 integer
        root        1 digest
        register    1 digest-or-none
        stratum     + count
        reason      * reason-count
        by          + text"""),
    "commit": _kind("""
        pool        1 digest
        time        1 time
        seat        1 positive
        name        1 text
        office      1 text
        commitment  1 digest"""),
    "round": _kind("""
        announce    1 digest
        pool        1 digest
        time        1 time
        round       1 positive
        log         1 head
        after       * digest
        window      1 window
        officers    1 head
        edges       1 head
        caps        1 head
        skips       1 head
        commit      * digest
        by          + text"""),
    "opening": _kind("""
        round       1 digest
        commit      1 digest
        time        1 time
        number      1 number
        nonce       1 digest"""),
    "dice": _kind("""
        round       1 digest
        time        1 time
        throws      1 throws
        typed       2 text"""),
    "server": _kind("""
        round       1 digest
        time        1 time
        value       1 digest"""),
    "seal": _kind("""
        round       1 digest
        time        1 time
        log         1 head
        randomness  1 digest
        root        1 digest"""),
    "open": _kind("""
        seal        1 digest
        time        1 time
        position    1 integer
        to          1 reader"""),
    "reveal": _kind("""
        announce    1 digest
        time        1 time
        log         1 head
        key         1 digest"""),
}
"""Kind to its fields, in order. Entries of other kinds are read by the generic grammar."""
