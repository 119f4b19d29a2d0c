"""The first words of the report's five parts, from what was written at the place (article 15).

An officer never types a name or a finding twice; every word can be changed before the closing.
"""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.rules import Result


@override("zh-hans")  # the words of a paper, in whatever language its officer works
def parts(inspection: Inspection) -> dict[str, str]:
    """Values of the five parts by their field names; advice stays with the officers."""
    log = inspection.record
    start = timezone.localtime(log.started_at).strftime("%Y-%m-%d %H:%M")
    end = timezone.localtime(log.ended_at).strftime("%Y-%m-%d %H:%M") if log.ended_at else ""
    questions = list(inspection.questions.order_by("number"))
    return {
        "time": _("From %(start)s to %(end)s.") % {"start": start, "end": end},
        "content": "\n".join(f"{question.number}. {question.text}" for question in questions),
        "record": _record(inspection),
        "evaluation": _evaluation([question.result for question in questions]),
        "advice": "",
    }


def _record(inspection: Inspection) -> str:
    log = inspection.record
    lines = [log.situation]
    for problem in inspection.problems.order_by("number"):
        marks = [
            _("major hazard") if problem.major else "",
            _("put right on the spot") if problem.on_the_spot else "",
        ]
        marked = "、".join(mark for mark in marks if mark)
        lines.append(f"{problem.number}. {problem.text}" + (f"（{marked}）" if marked else ""))
    for request in inspection.recusal_requests.select_related("officer").order_by("pk"):
        lines.append(
            _("The enterprise asked that %(officer)s withdraw; the head %(decision)s: %(grounds)s")
            % {
                "officer": request.officer.name,
                "decision": _("granted it") if request.granted else _("refused it"),
                "grounds": request.grounds,
            }
        )
    if log.statement:
        lines.append(_("Statement of the enterprise: %(text)s") % {"text": log.statement})
    return "\n".join(lines)


def _evaluation(results: list[str]) -> str:
    return _(
        "%(asked)d points checked: %(pass)d conform, %(fail)d do not, %(na)d do not apply."
    ) % {
        "asked": len(results),
        "pass": results.count(Result.PASS.value),
        "fail": results.count(Result.FAIL.value),
        "na": results.count(Result.NOT_APPLICABLE.value),
    }
