"""The report in five parts, the summary of a section, and its delivery to the hall (article 15)."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.calendars.queries import deadline
from yaohao.ground.documents.rules import Kind
from yaohao.stages.draw.models import Draw
from yaohao.stages.inspection.gate import advance, fresh, locked, open_to_team, words
from yaohao.stages.inspection.models import Cause, Delivery, Report, Summary
from yaohao.stages.inspection.papers import issue_one, issue_papers
from yaohao.stages.inspection.papers.data import summary_data
from yaohao.stages.inspection.queries.progress import progress, summary_text
from yaohao.stages.inspection.rules import PARTS, REPORT_DAYS, Act, State

RECORDED = frozenset({State.RECORDED})
SUMMARISERS = (Role.CLERK, Role.SECTION_HEAD)


@operation("inspection.report.write", article="15")
def write_report(*, by: User, pk: int, revision: int, parts: dict[str, str]) -> Report:
    """Write some of the five parts: time, content, record, evaluation, advice."""
    inspection = open_to_team(pk=pk, by=by, states=RECORDED)
    report: Report = inspection.report
    fresh(report, revision, _("another text"))
    for name, text in parts.items():
        if name not in PARTS:
            raise ValueError(name)
        setattr(report, name, text.strip())
    report.revision += 1
    report.save()
    record(by=by, subject=inspection.subject, changed=[report])
    return report


@operation("inspection.report.close", article="15")
def close_report(*, by: User, pk: int) -> Report:
    """Close the report. Refused with the name of the first empty part, and while an emergency
    visit has not been approved."""
    inspection = locked(pk=pk, by=by, act=Act.CLOSE_REPORT)
    report: Report = inspection.report
    names = {name: str(Report._meta.get_field(name).verbose_name) for name in PARTS}  # type: ignore[union-attr]
    empty = next((names[name] for name in PARTS if not getattr(report, name)), None)
    if empty:
        raise Refused(_("The report lacks its part: %(part)s.") % {"part": empty})
    if Cause.objects.filter(inspection=inspection, emergency=True, late_at=None).exists():
        raise Refused(_("The head has to approve this emergency visit first (article 5)."))
    report.closed_at, report.closed_by = timezone.now(), by
    report.save(update_fields=["closed_at", "closed_by"])
    advance(inspection, Act.CLOSE_REPORT)
    papers = issue_papers(inspection, Kind.REPORT, by=by)
    record(by=by, subject=inspection.subject, changed=[inspection, report, *papers])
    return report


@operation("inspection.summary.make", article="15")
def summarise(*, by: User, number: str, text: str = "") -> Summary:
    """Sum up a task once all its envelopes are reported or void; `text` empty: as generated."""
    if not by.holds(*SUMMARISERS):
        raise Refused(_("Your role does not allow this act."))
    draw = Draw.objects.visible_to(by).select_for_update(of=("self",)).get(number=number)
    if Summary.objects.filter(draw=draw).exists():
        raise Refused(_("This task is summed up already."))
    figures = progress(draw)
    if not figures.complete:
        raise Refused(
            _("%(count)d visits of this task are not reported yet.") % {"count": figures.waiting}
        )
    summary = Summary(
        bureau=draw.bureau,
        draw=draw,
        section=None,
        figures=figures.to_json(),
        text=text.strip() or summary_text(draw, figures),
        made_by=by,
        made_at=timezone.now(),
    )
    paper = issue_one(
        kind=Kind.SUMMARY,
        bureau=draw.bureau,
        subject=summary.subject,
        data=summary_data(summary, figures),
        by=by,
    )
    summary.number = paper.number
    summary.save()
    record(by=by, subject=summary.subject, changed=[summary, paper])
    return summary


@operation("inspection.summary.deliver", article="15")
def deliver(*, by: User, pk: int, receipt: str, delivered_on: date) -> Delivery:
    """Note the hall's receipt for a summary. Refused without one, twice, and for a future day."""
    summary: Summary = Summary.objects.of(by.bureau).select_for_update().get(pk=pk)
    if not by.holds(Role.CLERK):
        raise Refused(_("Your role does not allow this act."))
    if Delivery.objects.filter(summary=summary).exists():
        raise Refused(_("The receipt of this summary is noted already."))
    if delivered_on > timezone.localdate():
        raise Refused(_("Delivered on %(day)s: that day has not come yet.") % {"day": delivered_on})
    delivery = Delivery.objects.create(
        summary=summary,
        receipt=words(receipt, _("Write the receipt number of the hall.")),
        delivered_on=delivered_on,
        by=by,
    )
    record(by=by, subject=summary.subject, changed=[delivery])
    return delivery


@operation("inspection.report.recount", article="15")
def recount_deadlines(*, by: User) -> list[Report]:
    """Count provisional deadlines again, once the year's working days are published."""
    rows = Report.objects.select_for_update(of=("self",)).filter(
        provisional=True, closed_at=None, inspection__bureau=by.bureau_id
    )
    changed = [report for report in rows.select_related("inspection__record") if _recount(report)]
    Report.objects.bulk_update(changed, ["due", "provisional"])
    record(by=by, subject=f"inspection.reports:{by.bureau.code}", changed=changed)
    return changed


def _recount(report: Report) -> bool:
    ended = report.inspection.record.ended_at
    assert ended is not None
    due = deadline(timezone.localdate(ended), REPORT_DAYS)
    before = (report.due, report.provisional)
    report.due, report.provisional = due.date, due.provisional
    return before != (report.due, report.provisional)
