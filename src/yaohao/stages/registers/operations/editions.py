"""The yearly edition: opened, reasons typed, submitted, returned or approved, published."""

from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.stages.registers.errors import RegisterError, StaleError
from yaohao.stages.registers.files import keep_lines
from yaohao.stages.registers.models import Edition, EditionReason, EditionState
from yaohao.stages.registers.queries.comparing import compared
from yaohao.stages.registers.queries.editions import editions
from yaohao.stages.registers.queries.roots import lines_now
from yaohao.stages.registers.rules.editions import (
    EDITION_TRANSITIONS,
    FIRST_YEAR,
    LAST_YEAR,
    Act,
    State,
)
from yaohao.stages.registers.writing import lock_register

AHEAD = 1  # years


@operation("registers.edition.open", article="11")
def open_edition(*, by: User, year: int) -> Edition:
    """Begin the edition of a year, to be compared with the latest edition before it.

    Raises RegisterError for a year that has one, lies before the latest, or too far ahead, and
    while another edition is not approved yet.
    """
    lock_register(by.bureau)
    today = timezone.localdate()
    if not FIRST_YEAR <= year <= min(today.year + AHEAD, LAST_YEAR):
        raise RegisterError(
            _("An edition is of a year from %(first)d to %(last)d.")
            % {"first": FIRST_YEAR, "last": today.year + AHEAD}
        )
    last = editions(by.bureau).first()
    if last is not None and last.year >= year:
        raise RegisterError(
            _("There is an edition %(year)d already. Open one of a later year.")
            % {"year": last.year}
        )
    if last is not None and last.state in (EditionState.OPEN, EditionState.SUBMITTED):
        raise RegisterError(
            _("Edition %(year)d is not approved yet. Finish it first.") % {"year": last.year}
        )
    edition = Edition.objects.create(
        bureau=by.bureau, year=year, before=last, opened_by=by, opened_at=timezone.now()
    )
    record(by=by, subject=edition.subject, changed=[edition])
    return edition


@operation("registers.edition.reason", article="11")
def give_reason(*, by: User, year: int, objects: Collection[str], reason: str) -> int:
    """Say why some objects differ, the same for all; how many. A later reason replaces an earlier.

    Raises as `submit_edition`; RegisterError without a reason, without objects, and for an object
    that does not differ.
    """
    edition = _locked(by, year, Act.GIVE_REASON)
    said = " ".join(reason.split())
    if not said:
        raise RegisterError(_("Say why: the reason is published with the edition."))
    differing = {one.alteration.object_id for one in compared(edition).differing}
    wanted = sorted(set(objects))
    if not wanted:
        raise RegisterError(_("Choose at least one object."))
    if strange := [one for one in wanted if one not in differing]:
        raise RegisterError(
            _("%(id)s does not differ any more. Look at the list again.") % {"id": strange[0]}
        )
    at = timezone.now()
    EditionReason.objects.filter(edition=edition, object_id__in=wanted).delete()
    rows = EditionReason.objects.bulk_create(
        (EditionReason(edition=edition, object_id=one, reason=said, by=by, at=at)
         for one in wanted), batch_size=500,
    )  # fmt: skip
    detail = {"objects": wanted}
    record(by=by, subject=edition.subject, changed=rows, detail=detail, reason=said)
    return len(rows)


@operation("registers.edition.submit", article="11")
def submit_edition(*, by: User, year: int, revision: int) -> Edition:
    """Keep the lines of the register as they stand, for the director; `yearly` writes the root.

    Until the edition is approved or returned no object is changed. Raises Edition.DoesNotExist,
    StaleError, RegisterError while a reason is missing or the register is empty.
    """
    edition = _locked(by, year, Act.SUBMIT, revision)
    found = compared(edition)
    if count := len(found.missing):
        raise RegisterError(
            ngettext(
                "Not submitted: %(count)d object differs without a reason. Type it first.",
                "Not submitted: %(count)d objects differ without a reason. Type them first.",
                count,
            )
            % {"count": count}
        )
    lines = lines_now(by.bureau)
    if not len(lines):
        raise RegisterError(_("The register is empty: there is nothing to submit."))
    edition.lines, edition.rows = keep_lines(lines.dump()), len(lines)
    edition.root, edition.returned = lines.root().hex(), ""
    edition.submitted_by, edition.submitted_at = by, timezone.now()
    _move(edition, Act.SUBMIT)
    detail = {"rows": edition.rows, "root": edition.root, "lines": edition.lines}
    record(by=by, subject=edition.subject, changed=[edition], detail=detail)
    return edition


@operation("registers.edition.return", article="11")
def return_edition(*, by: User, year: int, revision: int, reason: str) -> Edition:
    """Send a submitted edition back with the reason; the register is open again.

    Raises as `submit_edition`; RegisterError without a reason.
    """
    edition = _locked(by, year, Act.RETURN, revision)
    said = " ".join(reason.split())[:300]
    if not said:
        raise RegisterError(_("Say why it goes back: the clerk reads it on the page."))
    edition.returned = said
    edition.lines, edition.root, edition.rows = "", "", 0
    edition.submitted_by, edition.submitted_at = None, None
    _move(edition, Act.RETURN)
    record(by=by, subject=edition.subject, changed=[edition], reason=said)
    return edition


@operation("registers.edition.approve", article="11")
def approve_edition(*, by: User, year: int, revision: int) -> Edition:
    """Approve a submitted edition; the register is open again. Not by who submitted it.

    Raises as `submit_edition`.
    """
    edition = _locked(by, year, Act.APPROVE, revision)
    if edition.submitted_by_id == by.pk:
        raise RegisterError(
            _("You submitted this yourself: somebody else must approve it (two-person rule).")
        )
    edition.approved_by, edition.approved_at = by, timezone.now()
    _move(edition, Act.APPROVE)
    record(by=by, subject=edition.subject, changed=[edition], detail={"root": edition.root})
    return edition


@operation("registers.edition.publish", article="11")
def publish_edition(*, by: User, year: int, revision: int) -> Edition:
    """Show an approved edition to everybody; `yearly` writes the root. As `submit_edition`."""
    edition = _locked(by, year, Act.PUBLISH, revision)
    edition.published_by, edition.published_at = by, timezone.now()
    _move(edition, Act.PUBLISH)
    record(by=by, subject=edition.subject, changed=[edition], detail={"root": edition.root})
    return edition


def _locked(by: User, year: int, act: Act, revision: int | None = None) -> Edition:
    lock_register(by.bureau)
    sources, _target, roles = EDITION_TRANSITIONS[act]
    edition: Edition = (
        Edition.objects.select_for_update(of=("self",))
        .select_related("bureau", "before")
        .of(by.bureau)
        .get(year=year)
    )
    if not by.holds(*roles):
        raise RegisterError(_("Your role does not allow this act."))
    if State(edition.state) not in sources:
        raise StaleError(
            _("Edition %(year)d is “%(state)s” by now. Look at it again.")
            % {"year": year, "state": edition.get_state_display()}
        )
    if revision is not None and edition.revision != revision:
        raise StaleError(
            _("Edition %(year)d was changed since you opened the page. Look at it again.")
            % {"year": year}
        )
    return edition


def _move(edition: Edition, act: Act) -> None:
    edition.state = EDITION_TRANSITIONS[act][1].value
    edition.revision += 1
    edition.save()
