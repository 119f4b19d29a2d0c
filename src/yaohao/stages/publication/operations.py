"""Publishing and withdrawing; each leaves an entry in the public log (article 15: open, traced)."""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from fairdraw.encoding import is_text
from fairdraw.entries import build

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.ledger.operations import append
from yaohao.stages.publication.models import Snapshot, Withdrawal
from yaohao.stages.publication.queries.snapshots import candidate, last_version
from yaohao.stages.publication.rules import PUBLISHERS, Kind


@operation("publication.snapshot.publish", article="15")
def publish(*, by: User, kind: Kind, year: int = 0, digest: str) -> Snapshot:
    """Publish the table as it stands now; `digest` is that of the preview the person saw.

    Refused when the table changed since the preview, and when it is public already: a double
    click publishes once.
    """
    bureau = _queue(by)
    rows = candidate(kind, bureau, year)
    if rows.digest != digest:
        raise Refused(_("The table changed since the preview. Look at the preview again."))
    last = last_version(kind, bureau, year)
    if last and last.digest == digest and not hasattr(last, "withdrawal"):
        raise Refused(_("Exactly this is public already, as version %(version)s.")
                      % {"version": last.version})  # fmt: skip
    snapshot = Snapshot(
        bureau=bureau,
        kind=kind.value,
        year=year,
        version=last.version + 1 if last else 1,
        data=rows.text,
        digest=rows.digest,
        rows=len(rows.rows),
        published_at=timezone.now().replace(microsecond=0),
        published_by=by,
    )
    snapshot.entry = _log(snapshot, "publish", snapshot.published_at, digest=rows.digest)
    snapshot.save(force_insert=True)
    detail = {"version": snapshot.version, "digest": snapshot.digest, "rows": snapshot.rows}
    record(by=by, subject=snapshot.subject, changed=[snapshot], detail=detail)
    return snapshot


@operation("publication.snapshot.withdraw", article="15")
def withdraw(*, by: User, pk: int, reason: str) -> Withdrawal:
    """Take the newest version of a table off the portal; the reason is public.

    Raises Snapshot.DoesNotExist for another bureau, Refused for an old or withdrawn version.
    """
    bureau = _queue(by)
    snapshot = Snapshot.objects.of(bureau).select_related("bureau").get(pk=pk)
    reason = " ".join(reason.split())
    if not is_text(reason):
        raise Refused(_("Say why, in plain words: the reason is public."))
    last = last_version(Kind(snapshot.kind), bureau, snapshot.year)
    if last is None or last.pk != snapshot.pk or hasattr(last, "withdrawal"):
        raise Refused(_("This version is not public any more."))
    at = timezone.now().replace(microsecond=0)
    entry = _log(snapshot, "withdraw", at, reason=reason)
    withdrawal = Withdrawal.objects.create(
        snapshot=snapshot, reason=reason, entry=entry, at=at, by=by
    )
    record(by=by, subject=snapshot.subject, changed=[withdrawal], reason=reason)
    return withdrawal


def _queue(by: User) -> Bureau:
    # The bureau's row is the queue: versions have no gap and two clerks no two versions.
    bureau = Bureau.objects.select_for_update().get(pk=by.bureau_id)
    if not by.holds(*PUBLISHERS):
        raise Refused(_("Your role does not allow this act."))
    return bureau


def _log(snapshot: Snapshot, kind: str, at: datetime, **last: str) -> int:
    """Append `publish` or `withdraw`: time, kind, bureau, version, then digest or reason."""
    table = snapshot.name.partition(" ")[2]
    fields: list[tuple[str, object]] = [
        ("time", at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")),
        ("kind", table),
        ("bureau", snapshot.bureau.code),
        ("version", snapshot.version),
        *last.items(),
    ]
    entry = build(kind, fields)
    return int(append(build=lambda _head: entry.raw, at=at).index)
