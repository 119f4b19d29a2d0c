"""`fairdraw draw`: a csv in, a record out, with a log of its own."""

import argparse
import json
import secrets
import sys
from datetime import UTC, date, datetime, timedelta
from errno import ENOSPC
from functools import partial
from pathlib import Path
from typing import Any

from fairdraw.acts import Acts
from fairdraw.announcement import Announcement, Round, Stratum
from fairdraw.bundle import digest as verifier
from fairdraw.cli import carrying
from fairdraw.cli.processes import engines, option
from fairdraw.cli.progress import Progress
from fairdraw.cli.work import Work
from fairdraw.csvfile import rows as sheet
from fairdraw.digest import hasher
from fairdraw.engines import start
from fairdraw.entries import Entry
from fairdraw.errors import Fault
from fairdraw.pool import ELIGIBLE, Pool, commitment
from fairdraw.tables import Officer, Tables

_CELL = "ALL"
_DICE = {"d10": "dice d10 39", "d6": "dice d6 50"}


def declare(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "draw", parents=[common, option(), engines()], help="draw from a sheet, write a record"
    )
    add = parser.add_argument
    add(
        "pool",
        type=Path,
        help="csv, or Parquet with an engine that reads it: id, stratum, reason ('-': eligible)",
    )
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
    """Carry a draw through from announcement to reveal; a draw that was killed goes on."""
    engine = start(options.engine, options.processes)
    work = Work.open(options.output, _told(options))
    try:
        rows = work.rows(engine, options.pool, Progress("freeze"))
        roles = tuple(options.role) or (("lead", "second") if options.officers else ())
        if not work.entries:
            work.append(_announcement(options, rows, roles, work.key).entry())
        tables = _tables(options, rows, roles)
        asked = partial(_source, options)
        drawn = carrying.Carrying(work, rows, tables, engine, asked).record(
            options.output, options.by
        )
    except OSError as error:
        if error.errno == ENOSPC:
            raise Fault("disk-full", str(error.filename or work.folder)) from None
        work.give_up()
        raise
    except Fault:
        work.give_up()
        raise
    finally:
        engine.close()
    work.remove()
    print(f"{options.output}: {drawn} / {len(rows)}")
    return 0


_NOT_TOLD = {"run", "engine", "processes", "lang", "output", "throws"}


def _told(options: argparse.Namespace) -> str:
    """Return what the draw depends on, as text: the same draw is told by the same words."""
    told = {name: value for name, value in vars(options).items() if name not in _NOT_TOLD}
    return json.dumps(told, default=str, ensure_ascii=False, sort_keys=True)


def _source(options: argparse.Namespace, acts: Acts, bound: Entry, head: str) -> Entry:
    if options.exercise:
        return acts.server(serves=bound, value=secrets.token_bytes(32), time=carrying.now())
    throws = options.throws
    if throws is None:
        print(f"log {head}", file=sys.stderr)
        print(
            "publish this line, then throw and type the dice / 公布上行，再掷骰录入:",
            file=sys.stderr,
        )
        throws = sys.stdin.readline().strip()
    first, second = options.by[:2]
    return acts.dice(serves=bound, throws=throws, typed=(first, second), time=carrying.now())


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
        time=carrying.now(),
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
