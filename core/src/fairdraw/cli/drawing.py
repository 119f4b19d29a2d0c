"""`fairdraw draw`: a csv in, a record out, with a log of its own."""

import argparse
import secrets
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from fairdraw import record
from fairdraw.acts import Acts
from fairdraw.announcement import Announcement, Round, Stratum
from fairdraw.bundle import digest as verifier
from fairdraw.cli.processes import option
from fairdraw.cli.progress import Progress
from fairdraw.cli.sheets import rows as sheet
from fairdraw.cli.sheets import values
from fairdraw.container import Content
from fairdraw.digest import hasher
from fairdraw.draw import draw
from fairdraw.entries import Entry
from fairdraw.errors import Fault
from fairdraw.merkle import Frontier
from fairdraw.pool import ELIGIBLE, Pool, commitment
from fairdraw.tables import Officer, Tables

_CELL = "ALL"
_DICE = {"d10": "dice d10 39", "d6": "dice d6 50"}


def declare(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "draw", parents=[common, option()], help="draw from a csv, write a record"
    )
    add = parser.add_argument
    add("pool", type=Path, help="csv with the columns id, stratum, reason (reason '-': eligible)")
    add("-o", "--output", type=Path, required=True, help="the record to write")
    add("--by", action="append", required=True, help="who announces; give it twice or more")
    add("--quota", action="append", default=[], metavar="STRATUM=5%|7", help="ratio or number")
    add("--ratio", default="5%", help="ratio of strata without --quota (default: 5%%)")
    add("--rounding", choices=("half-up", "up", "down"), default="half-up")
    add("--reason", action="append", default=[], metavar="CODE=TEXT", help="what a reason means")
    add("--officers", type=Path, help="csv: certificate, bureau, valid_from, valid_to[, cap]")
    add(
        "--edges",
        type=Path,
        help="csv: kind, a, b, c (C,cell,role,certificate; R,id,cell; X,id,certificate)",
    )
    add("--role", action="append", default=[], help="roles of a team (default: lead, second)")
    add("--cap", type=int, default=20, help="most visits of one officer")
    add("--window", nargs=2, metavar="DATE", help="first and last day of the visits")
    for name, value in (
        ("origin", "fairdraw"), ("draw", "1"), ("title", "draw"), ("item", "1"), ("cycle", "1"),
        ("region", "0"), ("filter", "all"),
    ):  # fmt: skip
        add(f"--{name}", default=value)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--exercise", action="store_true", help="server randomness; no real draw")
    source.add_argument("--dice", choices=("d10", "d6"), help="39 ten-sided or 50 six-sided throws")
    add("--hash", choices=("sha256", "sm3"), default="sha256")
    add("--throws", help="the throws; asked for when not given")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Carry a draw through from announcement to reveal."""
    key = secrets.token_bytes(32)
    rows = Pool.frozen(
        (row_id, stratum, reason or ELIGIBLE)
        for row_id, stratum, reason in values(options.pool, ("id", "stratum"), ("reason",))
    )
    roles = tuple(options.role) or (("lead", "second") if options.officers else ())
    announced = _announcement(options, rows, roles, key)
    tables = _tables(options, rows, roles)
    parts, drawn = _Drawing(options, announced, rows, tables, key).record()
    with options.output.open("wb") as file:
        file.writelines(parts)
    print(f"{options.output}: {drawn} / {len(rows)}")
    return 0


class _Drawing:
    """A log of one draw, written act by act."""

    def __init__(
        self,
        options: argparse.Namespace,
        announced: Announcement,
        rows: Pool,
        tables: Tables,
        key: bytes,
    ) -> None:
        self._options, self._rows, self._tables, self._key = options, rows, tables, key
        self._log: list[bytes] = []
        self._frontier = Frontier()
        self._acts = Acts.of(self._append(announced.entry()))

    def record(self) -> tuple[Iterable[Content], int]:
        """Carry out every act; return the bytes of the record in parts, and how many are drawn."""
        processes: int = self._options.processes
        acts, by = self._acts, self._options.by
        rows, key, tables = self._rows, self._key, self._tables
        pool = self._append(acts.pool(pool=rows, key=key, time=_now(), by=by, processes=processes))
        bound = self._append(
            acts.round(
                pool=pool, rows=rows, tables=tables, key=key, log=self._frontier, commits=(),
                time=_now(), by=by,
            )
        )  # fmt: skip
        source = self._append(self._source(bound))
        given = acts.draw(
            key=key, rows=rows, tables=tables, serves=bound, commits=(), contributions=(source,)
        )
        title = "teams" if self._acts.announced.roles else "rows"
        result = draw(given, Progress(title), processes)
        if left := len(result.ladder.deferred):
            raise Fault("not-staffable", "", why=f"{left} / {result.drawn}")
        self._append(
            acts.seal(serves=bound, given=given, result=result, log=self._frontier, time=_now())
        )
        self._append(acts.reveal(key=key, log=self._frontier, time=_now()))
        contents = record.Contents(rows, [record.Bound(tables, result.lines)])
        return record.parts(entries=self._log, contents=contents), result.drawn

    def _append(self, entry: Entry) -> Entry:
        self._log.append(entry.raw)
        self._frontier = self._frontier.append(entry.leaf())
        return entry

    def _source(self, bound: Entry) -> Entry:
        if self._options.exercise:
            return self._acts.server(serves=bound, value=secrets.token_bytes(32), time=_now())
        head = f"{self._frontier.size()} {self._frontier.root().hex()}"
        throws = self._options.throws
        if throws is None:
            print(f"log {head}", file=sys.stderr)
            print(
                "publish this line, then throw and type the dice / 公布上行，再掷骰录入:",
                file=sys.stderr,
            )
            throws = sys.stdin.readline().strip()
        first, second = self._options.by[:2]
        return self._acts.dice(serves=bound, throws=throws, typed=(first, second), time=_now())


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _announcement(
    options: argparse.Namespace, rows: Pool, roles: tuple[str, ...], key: bytes
) -> Announcement:
    counts = rows.counts(options.processes)
    today = datetime.now(UTC).date()
    start, end = options.window or (str(today), str(today + timedelta(days=30)))
    quotas = dict(_pair(text) for text in options.quota)
    reasons = {code: code for code in counts.reasons}
    reasons |= dict(_pair(text) for text in options.reason)
    codes = sorted({*counts.strata, *quotas})
    source = ("server",) if options.exercise else (_DICE[options.dice],)
    return Announcement(
        origin=options.origin,
        draw=options.draw,
        time=_now(),
        cycle=options.cycle,
        item=options.item,
        region=options.region,
        period=f"{start}/{end}",
        title=options.title,
        type="undirected" if options.filter == "all" else "directed",
        filter=options.filter,
        exercise=options.exercise,
        strata=tuple(_stratum(code, quotas.get(code, options.ratio)) for code in codes),
        rounding=options.rounding,
        reasons=tuple(sorted(reasons.items())),
        rounds=(Round(1, 1, start, end, options.cap),),
        roles=roles,
        sources=source,
        fresh=source if roles else (),
        hash=options.hash,
        deadline=f"{_date(end) + timedelta(days=30)}T00:00:00Z",
        verifier=bytes.fromhex(verifier()),
        commitment=commitment(key, hasher(options.hash)),
        by=tuple(options.by),
    )


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Fault("option", "--window", value=text, form="YYYY-MM-DD") from None


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise Fault("option", "--quota, --reason", value=text, form="CODE=VALUE")
    return name, value


def _stratum(code: str, text: str) -> Stratum:
    whole, point, part = text.removesuffix("%").partition(".")
    digits = whole + part
    if not (digits.isascii() and digits.isdecimal()) or len(part) > 2 or (point and not part):
        raise Fault("option", "--quota, --ratio", value=text, form="5%, 0.25%, 7")
    if text.endswith("%"):
        return Stratum(code, "ratio", int(whole) * 100 + int(part.ljust(2, "0")))
    if point:
        raise Fault("option", "--quota", value=text, form="5%, 0.25%, 7")
    return Stratum(code, "number", int(whole))


def _tables(options: argparse.Namespace, rows: Pool, roles: tuple[str, ...]) -> Tables:
    if not options.officers:
        return Tables.made()
    columns = ("certificate", "bureau", "valid_from", "valid_to")
    caps: dict[str, int] = {}
    officers = []
    for row in sheet(options.officers, columns, ("cap",)):
        officers.append(Officer(*(row[name] for name in columns)))
        cap = row.get("cap") or str(options.cap)
        if not (cap.isascii() and cap.isdecimal()):
            raise Fault("option", str(options.officers), value=cap, form="cap")
        caps[row["certificate"]] = int(cap)
    if options.edges:
        lines = list(sheet(options.edges, ("kind", "a", "b"), ("c",)))
        return Tables.made(
            officers=officers,
            caps=caps,
            admissible=[(r["a"], r["b"], r["c"]) for r in lines if r["kind"] == "C"],
            cells=[(r["a"], r["b"]) for r in lines if r["kind"] == "R"],
            barred=[(r["a"], r["b"], r.get("c") or "-") for r in lines if r["kind"] == "X"],
        )
    free = f"\t{ELIGIBLE}\n".encode()
    return Tables.made(
        officers=officers,
        caps=caps,
        admissible=[(_CELL, role, officer.certificate) for role in roles for officer in officers],
        cells=[
            (line.split(b"\t")[0].decode("ascii"), _CELL) for line in rows if line.endswith(free)
        ],
    )
