"""The receiver's answers, and a second attempt after a rejection (article 19)."""

import io
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.sheets import Column, Row, SheetRefusedError, Table, read_table
from yaohao.stages.credit.gate import allows, locked, move, permit, queue
from yaohao.stages.credit.models import Dispatch, Receipt
from yaohao.stages.credit.rules import DESK, Act, next_wait

COLUMNS = [
    Column("ref", gettext_lazy("Delivery"), aliases=("流水号",), required=True),
    Column("code", gettext_lazy("Code"), aliases=("结果代码", "返回码"), required=True),
    Column("text", gettext_lazy("Text"), aliases=("结果说明", "原因"), default=""),
]
GOOD = frozenset({"0", "00", "200", "OK", "SUCCESS", "成功"})


@operation("credit.receipts.load", article="19")
def load_receipts(*, by: User, receiver: str, filename: str, content: bytes) -> int:
    """Read a sheet of answers of one receiver; how many rows it had.

    Refused as a whole, every wrong row named, when a row is unknown or was not sent.
    """
    permit(by, DESK)
    queue(by)
    try:
        table = read_table(io.BytesIO(content), filename, COLUMNS)
    except SheetRefusedError as refusal:
        raise Refused(str(refusal)) from refusal
    sent = Dispatch.objects.of(by.bureau).filter(receiver=receiver)
    known = {row.reference: row for row in sent.select_for_update(of=("self",))}
    _check(table, known)
    now = timezone.now()
    answers = [_answer(known[row["ref"]], row, now) for row in table.rows]
    changed = [*answers, *(answer.dispatch for answer in answers)]
    detail = {"rows": len(answers), "receiver": receiver}
    record(by=by, subject=f"credit.outbox:{by.bureau_id}", changed=changed, detail=detail)
    return len(answers)


@operation("credit.dispatch.retry", article="19")
def retry(*, by: User, pk: int) -> Dispatch:
    """Make a rejected row ready again once its waiting time is over.

    Raises Dispatch.DoesNotExist for another bureau's, Refused.
    """
    row = locked(by=by, pk=pk, act=Act.RETRY)
    if row.next_try and timezone.now() < row.next_try:
        raise Refused(
            _("This row may be sent again from %(time)s on.")
            % {"time": timezone.localtime(row.next_try).strftime("%Y-%m-%d %H:%M")}
        )
    move(row, Act.RETRY)
    row.next_try = None
    row.save(update_fields=["state", "next_try"])
    record(by=by, subject=row.subject, changed=[row])
    return row


def _check(table: Table, known: dict[str, Dispatch]) -> None:
    seen: set[str] = set()
    for row in table.rows:
        found = known.get(row["ref"])
        if found is None:
            table.fail(row.line, "ref", _("no delivery has this serial."), _("Compare the file."))
        elif row["ref"] in seen:
            table.fail(row.line, "ref", _("stands here twice."), _("Leave one of the rows."))
        elif not allows(found, Act.RECEIVE):
            table.fail(row.line, "ref", _("is not waiting for an answer."), _("Remove the row."))
        seen.add(row["ref"])
    if table.error_count:
        raise Refused(" ".join(f"{e.place}: {e.value} {e.reason} {e.repair}" for e in table.errors))
    if not table.rows:
        raise Refused(_("The sheet has no rows."))


def _answer(row: Dispatch, line: Row, now: datetime) -> Receipt:
    code = str(line["code"])
    if code.upper() in GOOD:
        move(row, Act.RECEIVE)
    else:
        row.attempts += 1
        wait = next_wait(row.attempts)
        move(row, Act.REJECT if wait else Act.FAIL)
        row.next_try = now + wait if wait else None
    row.save(update_fields=["state", "attempts", "next_try"])
    return Receipt.objects.create(
        dispatch=row, code=code[:40], text=(line["text"] or "")[:500], at=now
    )
