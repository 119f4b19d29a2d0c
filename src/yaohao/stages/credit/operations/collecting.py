"""Filling the outbox from earlier stages; checking it before anything leaves (article 19)."""

from datetime import date

from django.utils import timezone

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.stages.credit import mapping as tables
from yaohao.stages.credit.gate import allows, move, permit, queue
from yaohao.stages.credit.models import Dispatch
from yaohao.stages.credit.rules import DESK, UNCHECKED, Act, Kind
from yaohao.stages.credit.sources import Source, sources


@operation("credit.outbox.collect", article="19")
def collect(*, by: User) -> int:
    """Take closed inspections and decided cases into the outbox; how many rows are new.

    What is there already is left alone; a corrected source gives a row with the next version,
    which replaces the older one unless that has left. Raises Refused.
    """
    permit(by, DESK)
    queue(by)
    rows = Dispatch.objects.of(by.bureau).select_for_update(of=("self",)).order_by("version")
    newest = {(row.receiver, row.kind, row.source): row for row in rows}
    changed: list[Dispatch] = []
    made = 0
    for source in sources(by.bureau):
        for receiver in tables.takers(source.kind):
            older = newest.get((receiver, source.kind.value, source.source))
            if older and older.digest == source.digest:
                continue
            if older and allows(older, Act.REPLACE):
                move(older, Act.REPLACE)
                older.save(update_fields=["state"])
                changed.append(older)
            changed.append(_made(by, receiver, source, older))
            made += 1
    record(by=by, subject=f"credit.outbox:{by.bureau_id}", changed=changed, detail={"new": made})
    return made


@operation("credit.outbox.check", article="19")
def check(*, by: User) -> int:
    """Check every row that has not passed; how many have something to mend. Raises Refused."""
    permit(by, DESK)
    queue(by)
    states = [state.value for state in UNCHECKED]
    rows = Dispatch.objects.of(by.bureau).filter(state__in=states)
    checked = list(rows.select_for_update(of=("self",)).order_by("pk"))
    for row in checked:
        _check(row)
        row.save(update_fields=["mapping", "payload", "problems", "state"])
    wrong = sum(bool(row.problems) for row in checked)
    detail = {"checked": len(checked), "wrong": wrong}
    record(by=by, subject=f"credit.outbox:{by.bureau_id}", changed=checked, detail=detail)
    return wrong


def _made(by: User, receiver: str, source: Source, older: Dispatch | None) -> Dispatch:
    found = tables.in_force(receiver, source.kind, source.on)
    # A case keeps the table it was first written by, whatever is corrected later.
    name = older.mapping if older and older.mapping else (found.name if found else "")
    now = timezone.now()
    stamp = timezone.localtime(now).strftime("%Y-%m-%d %H:%M:%S")
    row = Dispatch(
        bureau=by.bureau,
        receiver=receiver,
        kind=source.kind.value,
        source=source.source,
        version=older.version + 1 if older else 1,
        object=source.object,
        mapping=name,
        facts=source.facts | {"stamp": stamp, "on": source.on.isoformat()},
        digest=source.digest,
        made_at=now,
    )
    table = tables.named(name)
    row.payload = tables.payload(table, source.kind, row.facts) if table else {}
    row.save(force_insert=True)
    return row


def _check(row: Dispatch) -> None:
    kind = Kind(row.kind)
    table = tables.named(row.mapping) or tables.in_force(
        row.receiver, kind, date.fromisoformat(row.facts["on"])
    )
    if table is None:
        found = [tables.Problem("mapping", "mapping", row.receiver)]
    else:
        row.mapping = table.name
        row.payload = tables.payload(table, kind, row.facts)
        found = tables.check(table, kind, row.facts)
    row.problems = [problem.to_json() for problem in found]
    move(row, Act.REFUSE if found else Act.PASS)
