"""一抽查一通报: one circular per task, written from its own figures (article 18)."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.documents.models import Issued
from yaohao.ground.documents.rules import Kind
from yaohao.stages.draw.models import Draw
from yaohao.stages.followup.gate import locked, queue, written
from yaohao.stages.followup.models import Circular
from yaohao.stages.followup.papers import circular_data
from yaohao.stages.followup.queries.circulars import common_problems, findings
from yaohao.stages.followup.rules import CIRCULAR_TRANSITIONS, CircularAct
from yaohao.stages.inspection.papers import issue_one
from yaohao.stages.inspection.queries import progress, summary_text

PARTS = ("title", "overview", "findings", "common", "demands", "addressees")


@operation("followup.circular.draft", article="18")
def draft_circular(*, by: User, number: str) -> Circular:
    """Begin the circular of a task whose visits are all reported or void; one per task."""
    if not by.holds(Role.CLERK):
        raise Refused(_("Your role does not allow this act."))
    draw = Draw.objects.visible_to(by).select_for_update(of=("self",)).get(number=number)
    if Circular.objects.filter(draw=draw).exists():
        raise Refused(_("This task has its circular already."))
    figures = progress(draw)
    if not figures.complete:
        raise Refused(
            _("%(count)d visits of this task are not reported yet.") % {"count": figures.waiting}
        )
    with override("zh-hans"):  # the words of a paper
        circular = Circular.objects.create(
            bureau=draw.bureau,
            draw=draw,
            title=_("Circular on “%(title)s”") % {"title": draw.line.title},
            overview=summary_text(draw, figures),
            findings=findings(draw) or _("No violation was found."),
            common=common_problems(draw),
            demands=_(
                "All units learn from the problems found, look for the same at home and put them "
                "right."
            ),
            addressees=_("all county bureaus, all sections"),
            figures=figures.to_json(),
            made_by=by,
        )  # fmt: skip
    record(by=by, subject=circular.subject, changed=[circular])
    return circular


@operation("followup.circular.change", article="18")
def change_circular(*, by: User, pk: int, revision: int, parts: Mapping[str, str]) -> Circular:
    """Change the draft; only the common problems may be empty."""
    circular = _locked(by, pk, CircularAct.CHANGE)
    if circular.revision != revision:
        raise Refused(_("Somebody else changed the circular. Look at it again."))
    for name, text in parts.items():
        if name not in PARTS:
            raise ValueError(name)
        blank = name == "common"
        setattr(circular, name, text.strip() if blank else written(text, _("A part is empty.")))
    return _advance(by, circular, CircularAct.CHANGE)


@operation("followup.circular.submit", article="18")
def submit_circular(*, by: User, pk: int) -> Circular:
    """Hand it to the head."""
    circular = _locked(by, pk, CircularAct.SUBMIT)
    circular.returned = ""
    return _advance(by, circular, CircularAct.SUBMIT)


@operation("followup.circular.return", article="18")
def return_circular(*, by: User, pk: int, reason: str) -> Circular:
    """Give it back with a reason."""
    circular = _locked(by, pk, CircularAct.RETURN)
    circular.returned = written(reason, _("Say why it goes back, so that it can be mended."))
    return _advance(by, circular, CircularAct.RETURN)


@operation("followup.circular.issue", article="18")
def issue_circular(*, by: User, pk: int) -> Circular:
    """Issue it with its number; refused for who wrote it."""
    bureau = queue(by)
    circular = _locked(by, pk, CircularAct.ISSUE)
    if circular.made_by_id == by.pk:
        raise Refused(_("You wrote this circular yourself: somebody else must issue it."))
    paper = issue_one(
        kind=Kind.CIRCULAR, bureau=bureau, subject=circular.subject,
        data=circular_data(circular), by=by,
    )  # fmt: skip
    circular.number = paper.number
    circular.issued_by, circular.issued_at = by, timezone.now()
    return _advance(by, circular, CircularAct.ISSUE, paper)


def _locked(by: User, pk: int, act: CircularAct) -> Circular:
    rows = Circular.objects.visible_to(by)
    found: Circular = locked(rows, pk=pk, by=by, table=CIRCULAR_TRANSITIONS, act=act)
    return found


def _advance(by: User, circular: Circular, act: CircularAct, *papers: Issued) -> Circular:
    circular.state = CIRCULAR_TRANSITIONS[act][1].value
    circular.revision += 1
    circular.save()
    record(by=by, subject=circular.subject, changed=[circular, *papers], reason=circular.returned)
    return circular
