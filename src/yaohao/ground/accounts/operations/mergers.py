"""Two bureaus become one: proposed by one administrator, confirmed by another (GB/T 22239)."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import ApiToken, Bureau, Merger, Section, User
from yaohao.ground.accounts.operations.errors import AccountError
from yaohao.ground.accounts.queries import bureaus_below
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.rules import Actor


@operation("accounts.merger.propose", article="2")
def propose_merger(
    *, by: User, bureau: Bureau, successor: Bureau, on: date, document: str
) -> Merger:
    """Propose that `bureau` goes into `successor` on a day. Raises AccountError."""
    if not by.holds(Role.SYSTEM_ADMIN):
        raise AccountError(_("The system administrator proposes a merger."))
    bureaus = {
        row.pk: row
        for row in Bureau.objects.select_for_update(no_key=True).order_by("pk")
        if row.pk in (bureau.pk, successor.pk)
    }
    bureau, successor = bureaus[bureau.pk], bureaus[successor.pk]
    if bureaus_below(by.bureau).filter(pk__in=[bureau.pk, successor.pk]).count() != len(bureaus):
        raise AccountError(_("Both bureaus must lie in your charge."))
    if bureau.pk == successor.pk:
        raise AccountError(_("Choose two different bureaus."))
    if bureau.ended_on or successor.ended_on:
        raise AccountError(_("One of the two has ended already."))
    if bureaus_below(bureau).filter(pk=successor.pk).exists():
        raise AccountError(_("A bureau cannot go into one that is under it."))
    if Merger.objects.filter(bureau=bureau, withdrawn_at=None).exists():
        raise AccountError(_("A merger of %(bureau)s is proposed already.") % {"bureau": bureau})
    if not document.strip():
        raise AccountError(_("Name the document that orders it."))
    made = Merger.objects.create(
        bureau=bureau, successor=successor, on=on, document=document.strip(), proposed_by=by,
        proposed_at=timezone.now(),
    )  # fmt: skip
    detail = {"successor": successor.code, "on": on.isoformat()}
    record(by=by, subject=made.subject, changed=[made], detail=detail, reason=made.document)
    return made


@operation("accounts.merger.withdraw", article="2")
def withdraw_merger(*, by: User, pk: int) -> Merger:
    """Give a merger up before it is carried out. Raises Merger.DoesNotExist, AccountError."""
    merger = _open(pk)
    merger.withdrawn_by, merger.withdrawn_at = by, timezone.now()
    merger.save(update_fields=["withdrawn_by", "withdrawn_at"])
    record(by=by, subject=merger.subject, changed=[merger])
    return merger


@operation("accounts.merger.confirm", article="2")
def confirm_merger(*, by: User, pk: int) -> Merger:
    """A second administrator agrees. Raises Merger.DoesNotExist, AccountError."""
    if not by.holds(Role.SECURITY_ADMIN):
        raise AccountError(_("The security administrator confirms a merger."))
    merger = _open(pk)
    if merger.confirmed_by_id is not None:
        raise AccountError(_("This merger is confirmed already."))
    if merger.proposed_by_id == by.pk:
        raise AccountError(_("Who proposed a merger does not confirm it."))
    merger.confirmed_by, merger.confirmed_at = by, timezone.now()
    merger.save(update_fields=["confirmed_by", "confirmed_at"])
    record(by=by, subject=merger.subject, changed=[merger])
    return merger


@operation("accounts.bureau.end", article="2")
def end_bureau(*, by: Actor, merger: Merger) -> dict[int, Section]:
    """Move sections and people to the successor, roles kept; the bureau ends the day before.

    A section whose name the successor has stays behind, for the records, and its people go into
    that one. Returns the section of the successor for each of the old ones. Keys of programs end:
    they were made for this bureau. `registers` calls this, for its rows go over in the same act.
    """
    old, new = merger.bureau, merger.successor
    sections = _sections(old, new)
    people = list(User.objects.select_for_update(of=("self",)).filter(bureau=old).order_by("pk"))
    for one in people:
        one.bureau = new
        one.section = sections[one.section_id] if one.section_id else None
    User.objects.bulk_update(people, ["bureau", "section"], batch_size=200)
    children = list(Bureau.objects.filter(parent=old).exclude(pk=new.pk))
    for child in children:
        child.parent = new
    Bureau.objects.bulk_update(children, ["parent"])
    now = timezone.now()
    ApiToken.objects.filter(bureau=old, revoked_at=None).update(revoked_at=now)
    if new.parent_id == old.pk:
        new.parent = old.parent
        new.save(update_fields=["parent"])
    old.successor, old.ended_on = new, merger.on - timedelta(days=1)
    old.save(update_fields=["successor", "ended_on"])
    merger.done_at = now
    merger.save(update_fields=["done_at"])
    detail = {"successor": new.code, "people": len(people), "sections": len(sections)}
    changed = [old, merger, *people, *children, *sections.values()]
    record(by=by, subject=merger.subject, changed=changed, detail=detail, reason=merger.document)
    return sections


def _sections(old: Bureau, new: Bureau) -> dict[int, Section]:
    theirs = {row.name: row for row in Section.objects.filter(bureau=new)}
    codes = {row.code for row in theirs.values()}
    found: dict[int, Section] = {}
    for row in Section.objects.filter(bureau=old).order_by("pk"):
        if row.name not in theirs:
            row.bureau = new
            if row.code in codes:
                row.code = f"{row.code[:8]}-{old.code}"[:16]
            codes.add(row.code)
            row.save(update_fields=["bureau", "code"])
        found[row.pk] = theirs.get(row.name, row)
    return found


def _open(pk: int) -> Merger:
    merger = Merger.objects.select_for_update(of=("self",)).get(pk=pk)
    if merger.withdrawn_at is not None:
        raise AccountError(_("This merger was given up."))
    if merger.done_at is not None:
        raise AccountError(_("This merger has been carried out."))
    return merger
