"""抽签记录: the draw on paper, for the file, the witnesses' signatures and a court."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Literal, TypedDict

import segno

from yaohao.ground.documents.render import render


class Plan(TypedDict):
    """The plan line behind the draw (article 4); `start`, `end`: ISO dates of the visits."""

    line: str
    item: str
    cycle: str
    region: str
    start: str
    end: str


class Stratum(TypedDict):
    """`base`: rows that take part; `share`: ratio or number as text; `k`: to be drawn."""

    code: str
    name: str
    base: int
    share: str
    k: int


class Reason(TypedDict):
    """An announced exclusion rule and how many rows it left out."""

    code: str
    text: str
    count: int


class Pool(TypedDict):
    """`rows`: all rows, the excluded too; `root`: Merkle root, 64 hexadecimal digits."""

    rows: int
    root: str


class Source(TypedDict):
    """One source of randomness in announced order; `note` may be empty."""

    name: str
    value: str
    note: str


class Team(TypedDict):
    """One drawn object; `officers` in the order of `DrawRecord.roles`."""

    id: str
    name: str
    stratum: str
    officers: Sequence[str]


class Log(TypedDict):
    """The public log up to the last entry this record rests on."""

    name: str
    size: int
    root: str


class Time(TypedDict):
    """One act and its time, as shown: with the zone in words."""

    act: str
    time: str


class Person(TypedDict):
    """One of the two or more people who carried the draw out."""

    name: str
    office: str


class Witness(Person):
    """A witness and the number of the seat.

    `compared`: what the comparison with the print gave, in words; `signature`: SVG of one drawn on
    a phone, else empty and signed by hand; `signed`: its day.
    """

    seat: int
    compared: str
    signature: str
    signed: str


class Objection(TypedDict):
    """What a witness objected to, and what the bureau answered, if it did."""

    seat: int
    name: str
    text: str
    answer: str


class DrawRecord(TypedDict):
    """Everything the record shows. Digests: 64 lower-case hexadecimal digits.

    `filter`: the canonical public statement, `all` for an undirected draw. `past`: how many were
    passed over because the bureau's list says they were visited before this product. `teams`: None
    while the result is sealed. `key`: empty until revealed. `assurance`: one sentence, who
    could have steered the draw. `portal_url`: the page of the draw, also as QR.
    """

    number: str
    attempt: int
    title: str
    bureau: str
    type: Literal["directed", "undirected"]
    filter: str
    plan: Plan
    strata: Sequence[Stratum]
    reasons: Sequence[Reason]
    past: int
    pool: Pool
    announcement: str
    commitment: str
    sources: Sequence[Source]
    randomness: str
    sealed_root: str
    key: str
    verifier: str
    assurance: str
    exercise: bool
    roles: Sequence[str]
    teams: Sequence[Team] | None
    times: Sequence[Time]
    log: Log
    witnesses: Sequence[Witness]
    objections: Sequence[Objection]
    operators: Sequence[Person]
    portal_url: str


def draw_record(record: DrawRecord, *, created: datetime, system_fonts: bool = True) -> bytes:
    """Return the PDF of `record`; arguments and errors as `render`."""
    data = {**record, "qr": qr(record["portal_url"])}
    return render("documents/draw_record.typ", data, created=created, system_fonts=system_fonts)


def qr(text: str, *, sized: bool = True) -> str:
    """Return a QR code of `text` as SVG, error correction M; it fills its place if not `sized`."""
    buffer = BytesIO()
    segno.make(text, error="m", micro=False).save(
        buffer, kind="svg", border=2, xmldecl=False, nl=False, omitsize=not sized
    )
    return buffer.getvalue().decode()
