"""Laws change: a basis is amended, or ends; from that day its items say so (article 7)."""

from datetime import date

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.stages.registers.deciding import check_fresh
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import LegalBasis
from yaohao.stages.registers.rules.bases import covers
from yaohao.stages.registers.writing import lock_register


@operation("registers.basis.amend", article="7")
def amend_basis(
    *, by: User, pk: int, revision: int, on: date, note: str, whole_law: bool = False
) -> list[LegalBasis]:
    """Note that an article was amended, with its paragraphs, or the `whole_law`; `on` is its first
    day. Returns the rows that changed.

    Raises LegalBasis.DoesNotExist for another bureau's, StaleError, RegisterError without a note
    or for a day on which a basis was not in force.
    """
    basis, rows = _locked(by, pk, revision, whole_law=whole_law)
    said = _said(note, _("Say what the amendment is, for example its number and what it changes."))
    if not _holds(basis, on):
        raise RegisterError(
            _("%(basis)s is not in force on %(day)s. Check the day.") % {"basis": basis, "day": on}
        )
    rows = [row for row in rows if _holds(row, on)]
    for row in rows:
        row.amended_on = on
    return _store(by, basis, rows, said, {"amended_on": str(on)})


@operation("registers.basis.end", article="7")
def end_basis(
    *, by: User, pk: int, revision: int, on: date, note: str, whole_law: bool = False
) -> list[LegalBasis]:
    """Note the last valid day of an article with its paragraphs, or of the whole law.

    Raises as `amend_basis`.
    """
    basis, rows = _locked(by, pk, revision, whole_law=whole_law)
    said = _said(note, _("Say why it ends, for example which decision repeals it."))
    if basis.valid_from and on < basis.valid_from:
        raise RegisterError(
            _("%(basis)s begins on %(day)s only. Check the day.")
            % {"basis": basis, "day": basis.valid_from}
        )
    # What ended before stays ended on its own day.
    rows = [row for row in rows if row.pk == basis.pk or _holds(row, on)]
    for row in rows:
        row.valid_to = on
    return _store(by, basis, rows, said, {"valid_to": str(on)})


@operation("registers.basis.mend", article="7")
def mend_basis(
    *,
    by: User,
    pk: int,
    revision: int,
    valid_from: date | None,
    valid_to: date | None,
    amended_on: date | None,
    note: str,
) -> LegalBasis:
    """Set the days of one basis as they should have been; an empty day takes it back.

    Raises LegalBasis.DoesNotExist for another bureau's, StaleError, RegisterError.
    """
    basis, _rows = _locked(by, pk, revision, whole_law=False)
    said = _said(note, _("Say why the days are mended."))
    if valid_from and valid_to and valid_to < valid_from:
        raise RegisterError(_("The last day lies before the first. Check both dates."))
    days = {"valid_from": valid_from, "valid_to": valid_to, "amended_on": amended_on}
    if all(getattr(basis, name) == day for name, day in days.items()):
        raise RegisterError(_("Nothing was changed: everything stands as it was."))
    for name, day in days.items():
        setattr(basis, name, day)
    told = {name: str(day or "") for name, day in days.items()}
    return _store(by, basis, [basis], said, told)[0]


def _locked(
    by: User, pk: int, revision: int, *, whole_law: bool
) -> tuple[LegalBasis, list[LegalBasis]]:
    """The basis, and with it all that falls with it: its paragraphs, or every article."""
    lock_register(by.bureau)
    basis = LegalBasis.objects.of(by.bureau).get(pk=pk)
    check_fresh(basis, revision)
    same = LegalBasis.objects.of(by.bureau).filter(law=basis.law).order_by("pk")
    above = "" if whole_law else basis.article
    if not above and not whole_law:
        return basis, [basis]
    return basis, [row for row in same if covers(above, row.article)]


def _holds(row: LegalBasis, on: date) -> bool:
    """Whether it is in force on the day."""
    return not (row.valid_to and on > row.valid_to) and not (row.valid_from and on < row.valid_from)


def _said(note: str, ask: str) -> str:
    said = " ".join(note.split())
    if not said:
        raise RegisterError(ask)
    return said[:300]


def _store(
    by: User, basis: LegalBasis, rows: list[LegalBasis], said: str, detail: dict[str, str]
) -> list[LegalBasis]:
    for row in rows:
        row.note = said
        row.revision += 1
        row.save()
    named = {"bases": [str(row) for row in rows], **detail}
    record(by=by, subject=basis.subject, changed=rows, detail=named, reason=said)
    return rows
