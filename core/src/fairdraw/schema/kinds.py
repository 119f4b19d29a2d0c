"""The kinds of entries as data (spec/2-entries.md, "Kinds").

Each kind is a tuple of fields in their fixed order. `times`: `1` exactly one, `*` any number, `+`
at least one, `2` exactly two. `form` names the form of the value in `FORMS`.
"""

from typing import NamedTuple


class Field(NamedTuple):
    """A key, how often it stands, and the form of its value."""

    key: str
    times: str
    form: str


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
        fallback    * fallback
        fresh       * source
        margin      1 integer
        deadline    1 time
        policy      1 policy
        verifier    1 digest
        commitment  1 digest
        share       * share
        by          + text"""),
    "register": _kind("""
        time        1 time
        date        1 date
        rows        1 integer
        root        1 digest
        before      1 digest-or-none
        added       1 integer
        ended       1 integer
        changed     1 integer"""),
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
        round       1 ordinal
        seat        1 ordinal
        name        1 text
        office      1 text
        commitment  1 digest"""),
    "round": _kind("""
        announce    1 digest
        pool        1 digest
        time        1 time
        round       1 ordinal
        log         1 head
        after       * digest
        window      1 window
        source      + bound-source
        officers    1 head
        edges       1 head
        caps        1 head
        skips       1 head
        commit      * digest
        by          + text"""),
    "opening": _kind("""
        for         1 digest
        commit      1 digest
        time        1 time
        number      1 number
        nonce       1 digest"""),
    "server": _kind("""
        for         1 digest
        time        1 time
        value       1 digest"""),
    "dice": _kind("""
        for         1 digest
        time        1 time
        throws      1 throws
        typed       2 text"""),
    "lottery": _kind("""
        for         1 digest
        time        1 time
        numbers     1 numbers
        typed       2 text"""),
    "drand": _kind("""
        for         1 digest
        time        1 time
        signature   1 signature"""),
    "failed": _kind("""
        for         1 digest
        time        1 time
        source      1 bound-source
        instead     1 bound-source
        cause       1 text
        by          + text"""),
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
    "event": _kind("""
        seal        1 digest
        time        1 time
        position    1 integer
        what        1 what
        cause       1 cause
        evidence    1 digest-or-none
        by          + text"""),
    "substitute": _kind("""
        seal        1 digest
        time        1 time
        position    1 integer
        role        1 role
        cause       1 coded-text
        evidence    1 digest-or-none
        source      + bound-source
        by          + text"""),
    "substituted": _kind("""
        for         1 digest
        time        1 time
        randomness  1 digest
        line        1 digest"""),
    "cosign": _kind("""
        time        1 time
        log         1 head
        signature   + cosignature"""),
    "abort": _kind("""
        announce    1 digest
        time        1 time
        log         1 head
        cause       1 text
        by          + text"""),
    "reveal": _kind("""
        announce    1 digest
        time        1 time
        log         1 head
        key         1 digest"""),
}
"""Kind to its fields, in order. Entries of other kinds are read by the generic grammar."""
