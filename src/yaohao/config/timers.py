"""What happens by the clock: each timer may run at any moment and as often as it likes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from yaohao.ground.accounts.models import Bureau, Merger
from yaohao.ground.audit.rules import SYSTEM
from yaohao.ground.notices.operations import deliver
from yaohao.stages.draw.timing import open_due, reveal_due
from yaohao.stages.planning.settling import settle_past
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.housekeeping import forget_old_rows
from yaohao.stages.registers.operations import take_over
from yaohao.stages.registers.reorganising import settle_successions
from yaohao.stages.registers.rooting import daily_root
from yaohao.surfaces.desk.queries.merging import still_open
from yaohao.surfaces.desk.telling import tell_all

KEPT = timedelta(days=180)  # GB/T 22239: records of access at least six months


@dataclass(frozen=True, slots=True)
class Timer:
    """One duty of the clock; `run` is idempotent and says in one line what it did."""

    name: str
    run: Callable[[], str]


def expired_sessions() -> str:
    """Delete sessions that have ended (residual information, GB/T 22239)."""
    engine = import_module(settings.SESSION_ENGINE)
    engine.SessionStore.clear_expired()
    return "expired sessions deleted"


def old_sign_ins() -> str:
    """Delete the lock-out's own records after six months; the trail keeps its entries."""
    before = timezone.now() - KEPT
    models = (AccessAttempt, AccessFailureLog, AccessLog)
    removed = sum(model.objects.filter(attempt_time__lt=before).delete()[0] for model in models)
    return f"{removed} records of sign-ins deleted"


def finished_jobs() -> str:
    """Delete the results of jobs that ended well 14 days ago; failed ones stay for half a year."""
    call_command("prune_db_task_results", min_age_days=14, failed_min_age_days=180, verbosity=0)
    return "old results of jobs deleted"


def told() -> str:
    """Tell everybody what is new or overdue on the desk, and send the mails that wait."""
    now = timezone.now()
    return f"{tell_all(now)} notices, {deliver(at=now)} mails"


def envelopes() -> str:
    """Open the envelopes whose hour has come, where the desk left it to the clock."""
    return open_due(timezone.now())


def reveals() -> str:
    """Reveal the draws that nobody has revealed by their announced deadline."""
    return reveal_due(timezone.now())


def mergers() -> str:
    """Carry out mergers of bureaus whose day has come; what is still open waits for the next."""
    due = Merger.objects.filter(
        confirmed_at__isnull=False, withdrawn_at=None, done_at=None, on__lte=timezone.localdate()
    )
    done, waiting = 0, []
    for merger in due.order_by("on", "pk"):
        try:
            take_over(by=SYSTEM, pk=merger.pk, still_open=still_open)
            done += 1
        except RegisterError as refusal:
            waiting.append(f"{merger}: {refusal}")
    return "; ".join([f"{done} bureaus merged", *waiting])


def past_visits() -> str:
    """Bring the visit book in line with the spreadsheets of visits before this product."""
    year = timezone.localdate().year
    bureaus = Bureau.objects.filter(ended_on=None).order_by("pk")
    changed = sum(settle_past(by=SYSTEM, bureau=bureau, year=year) for bureau in bureaus)
    return f"{changed} visits booked or freed"


def successions() -> str:
    """Carry out merged and renamed counties whose day has come."""
    return f"{settle_successions()} rows moved"


def import_files() -> str:
    """Delete the rows that imports kept for the day on which they could be undone."""
    return f"{forget_old_rows()} files of imports deleted"


def register_root() -> str:
    """Write the root of the register of objects into the public log, once a day."""
    root = daily_root()
    return f"log entry {root.entry}, {root.rows} objects" if root else "nothing to do today"


# A stage adds its timer here when it has one.
TIMERS: tuple[Timer, ...] = (
    Timer("expired-sessions", expired_sessions),
    Timer("old-sign-ins", old_sign_ins),
    Timer("finished-jobs", finished_jobs),
    Timer("notices", told),
    Timer("successions", successions),
    Timer("mergers", mergers),
    Timer("past-visits", past_visits),
    Timer("envelopes", envelopes),
    Timer("reveals", reveals),
    Timer("import-files", import_files),
    Timer("register-root", register_root),
)
