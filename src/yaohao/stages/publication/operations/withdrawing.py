"""Taking a table off the portal; the reason is public and stands in the log."""

from django.utils import timezone
from django.utils.translation import gettext as _
from fairdraw.encoding import is_text

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.publication.gate import log, queue
from yaohao.stages.publication.models import Snapshot, Withdrawal
from yaohao.stages.publication.queries.snapshots import last_version
from yaohao.stages.publication.rules import APPROVERS, PUBLISHERS, Kind


@operation("publication.snapshot.withdraw", article="15")
def withdraw(*, by: User, pk: int, reason: str) -> Withdrawal:
    """Take the newest version of a table off the portal; the reason is public.

    Raises Snapshot.DoesNotExist for another bureau, Refused for an old or withdrawn version.
    """
    bureau = queue(by, PUBLISHERS | APPROVERS)
    snapshot = Snapshot.objects.of(bureau).select_related("bureau").get(pk=pk)
    reason = " ".join(reason.split())
    if not is_text(reason):
        raise Refused(_("Say why, in plain words: the reason is public."))
    last = last_version(Kind(snapshot.kind), bureau, snapshot.year)
    if last is None or last.pk != snapshot.pk or hasattr(last, "withdrawal"):
        raise Refused(_("This version is not public any more."))
    at = timezone.now().replace(microsecond=0)
    entry = log(snapshot, "withdraw", at, reason=reason)
    withdrawal = Withdrawal.objects.create(
        snapshot=snapshot, reason=reason, entry=entry, at=at, by=by
    )
    record(by=by, subject=snapshot.subject, changed=[withdrawal], reason=reason)
    return withdrawal
