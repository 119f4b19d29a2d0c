"""Writing the file that is handed to a receiver (article 19)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.files.storage import storage
from yaohao.stages.credit import mapping as tables
from yaohao.stages.credit.gate import move, permit, queue
from yaohao.stages.credit.models import Batch, Dispatch
from yaohao.stages.credit.package import package
from yaohao.stages.credit.rules import DESK, Act, State


@operation("credit.batch.export", article="19")
def export(*, by: User, receiver: str) -> Batch:
    """Put every ready row of a receiver into one file. Refused when nothing is ready."""
    permit(by, DESK)
    if receiver not in tables.receivers():
        raise Refused(_("%(receiver)s: no such receiver.") % {"receiver": receiver})
    queue(by)
    waiting = Dispatch.objects.of(by.bureau).filter(receiver=receiver, state=State.READY.value)
    rows = list(waiting.select_for_update(of=("self",)).order_by("pk"))
    if not rows:
        raise Refused(_("Nothing is ready for this receiver. What was sent is not sent twice."))
    now = timezone.now()
    count = Batch.objects.of(by.bureau).filter(receiver=receiver).count() + 1
    number = f"{by.bureau.code}-{receiver}-{timezone.localdate():%Y%m%d}-{count:04d}"
    stored = storage().put_bytes(package(rows, receiver=receiver, number=number))
    batch = Batch.objects.create(
        bureau=by.bureau,
        receiver=receiver,
        number=number,
        digest=stored.digest,
        rows=len(rows),
        made_by=by,
        made_at=now,
    )
    for row in rows:
        row.batch = batch
        move(row, Act.EXPORT)
        row.save(update_fields=["batch", "state"])
    record(by=by, subject=batch.subject, changed=[batch, *rows], detail={"digest": stored.digest})
    return batch
