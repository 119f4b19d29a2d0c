"""The state of an installation, point by point: what `yaohao health` shows and exits by."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.config.https import CertificateError, Files, days_left
from yaohao.ground.audit import queries as audit
from yaohao.ground.audit.models import Entry as TrailEntry
from yaohao.ground.calendars.queries import last_published_year
from yaohao.ground.documents.fonts import report
from yaohao.ground.jobs import queries as jobs
from yaohao.ground.keys.models import Secret
from yaohao.ground.keys.queries import read
from yaohao.ground.keys.vault import VaultError, seal, unseal
from yaohao.ground.ledger import queries as ledger
from yaohao.ground.ledger.models import Entry as LedgerEntry

SPACE = 1 << 30  # bytes that must be free: a day of evidence
RENEW = 30  # days before its end that a certificate is asked to be renewed
PATIENCE = timedelta(minutes=10)  # a job that waits longer has no worker


class State(StrEnum):
    """How a point stands; only a fault makes the whole unhealthy."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Point:
    """One point: its code, how it stands, what was seen, and what to do when it is not well."""

    code: str
    state: State
    seen: str
    repair: str = ""


Check = Callable[[], Point]


def examine() -> list[Point]:
    """Every point in a fixed order; a point that cannot be looked at is a fault."""
    return [_looked_at(code, check) for code, check in CHECKS]


def healthy(points: list[Point]) -> bool:
    """Whether no point is a fault."""
    return all(point.state is not State.FAULT for point in points)


def _looked_at(code: str, check: Check) -> Point:
    try:
        return check()
    except (DatabaseError, OSError, ValueError) as error:
        return Point(code, State.FAULT, f"{type(error).__name__}: {error}")


def database() -> Point:
    """The database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Point("database", State.OK, connection.vendor)


def migrations() -> Point:
    """Every migration of this version is applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return Point("migrations", State.OK, _("all applied"))
    names = ", ".join(f"{step.app_label}.{step.name}" for step, _backwards in plan[:3])
    seen = _("%(n)d not applied: %(names)s") % {"n": len(plan), "names": names}
    return Point("migrations", State.FAULT, seen, _("run `python -m django migrate`"))


def key_file() -> Point:
    """The key file is there and opens what the database holds."""
    try:
        unseal("health", seal("health", b"health"))
        names = list(Secret.objects.order_by("created").values_list("name", flat=True))
        for name in {*names[:1], *names[-1:]}:
            read(name)
    except VaultError as error:
        return Point("key-file", State.FAULT, str(error), _("put the saved key file back"))
    seen = _("fits; %(n)d secrets") % {"n": len(names)}
    return Point("key-file", State.OK, seen)


def trail() -> Point:
    """Every entry of the audit trail follows from the one before it."""
    broken = audit.first_break()
    if broken:
        seen = _("entry %(n)d %(why)s") % {"n": broken.index, "why": broken.why}
        repair = _("keep the database as it is and compare with the last backup")
        return Point("trail", State.FAULT, seen, repair)
    last = TrailEntry.objects.order_by("-index").first()
    return Point("trail", State.OK, _last(last.index, last.at.isoformat()) if last else _("empty"))


def public_ledger() -> Point:
    """Every entry of the public log stands where and as it was appended."""
    fault = ledger.first_fault()
    if fault is not None:
        seen = _("entry %(n)d is not what was appended") % {"n": fault}
        repair = _("keep the database as it is and compare with a published copy")
        return Point("ledger", State.FAULT, seen, repair)
    last = LedgerEntry.objects.order_by("-index").first()
    return Point("ledger", State.OK, _last(last.index, last.at.isoformat()) if last else _("empty"))


def fonts() -> Point:
    """There is a Chinese face for every slot of a document."""
    slots = report()
    empty = [slot.name for slot in slots if not slot.families]
    if empty:
        seen = _("no face for %(slots)s") % {"slots": ", ".join(empty)}
        return Point("fonts", State.FAULT, seen, _("install fonts-noto-cjk, or run `make setup`"))
    return Point("fonts", State.OK, ", ".join(sorted({slot.family for slot in slots})))


def calendar() -> Point:
    """The working days of this year are known."""
    known, year = last_published_year(), timezone.localdate().year
    if known is not None and known >= year:
        return Point("calendar", State.OK, _("known until %(year)d") % {"year": known})
    seen = _("%(year)d is not known: deadlines are provisional") % {"year": year}
    return Point("calendar", State.WARNING, seen, _("load the State Council's notice"))


def queue() -> Point:
    """Jobs are worked off, and none has failed."""
    state = jobs.health()
    seen = _("%(waiting)d waiting, %(running)d running, %(failed)d failed") % {
        "waiting": state.waiting,
        "running": state.running,
        "failed": state.failed,
    }
    late = state.oldest is not None and state.oldest < timezone.now() - PATIENCE
    if late and not state.running:
        return Point("queue", State.WARNING, seen, _("start `yaohao worker`"))
    if state.failed:
        return Point("queue", State.WARNING, seen, _("look at the failed jobs"))
    return Point("queue", State.OK, seen)


def disk() -> Point:
    """There is room for a day's work."""
    free = shutil.disk_usage(settings.YAOHAO_DATA).free
    seen = _("%(free).1f GB free") % {"free": free / 1e9}
    if free < SPACE:
        return Point("disk", State.FAULT, seen, _("make room on the disk of the data folder"))
    return Point("disk", State.OK, seen)


def certificate() -> Point:
    """The server's certificate is valid for a while yet."""
    files = Files(Path(settings.YAOHAO_KEYS) / "https")
    if not files.present():
        seen = _("none: the server speaks HTTP")
        return Point("certificate", State.WARNING, seen, _("run `yaohao https`"))
    try:
        left = days_left(files, timezone.now())
    except CertificateError as error:
        return Point("certificate", State.FAULT, str(error), _("run `yaohao https`"))
    seen = _("%(n)d days left") % {"n": left}
    if left < 0:
        return Point("certificate", State.FAULT, seen, _("run `yaohao https`"))
    if left < RENEW:
        return Point("certificate", State.WARNING, seen, _("run `yaohao https`"))
    return Point("certificate", State.OK, seen)


def _last(index: int, at: str) -> str:
    return _("%(n)d entries, the last at %(at)s") % {"n": index + 1, "at": at}


CHECKS: tuple[tuple[str, Check], ...] = (
    ("database", database),
    ("migrations", migrations),
    ("key-file", key_file),
    ("trail", trail),
    ("ledger", public_ledger),
    ("fonts", fonts),
    ("calendar", calendar),
    ("queue", queue),
    ("disk", disk),
    ("certificate", certificate),
)
