"""What the page of a line shows of its way to the director, and of its versions."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.stages.planning.forms.process import AmendForm, OpinionForm, ResolutionForm
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries.process import (
    asked,
    has_leading_group,
    resolution,
    sections_to_ask,
    underway,
    versions,
)
from yaohao.stages.planning.rules import Act, LineState


def way(line: Line, user: User, acts: set[str], typed: dict[str, str]) -> dict[str, Any]:
    """What the page of a line shows of its way, for `_process.html`.

    `typed` is what stood in a form whose act was refused.
    """
    opinions = asked(line)
    mine = next((one for one in opinions if one.section.pk == user.section_id), None)
    resolved = resolution(line)
    return {
        "opinions": opinions if line.submission else [],
        "resolution": resolved,
        "passed_over": _passed_over(line),
        "opinion_form": OpinionForm(initial=typed) if _may_opine(acts, mine) else None,
        "resolution_form": ResolutionForm(initial=typed) if Act.RESOLVE.value in acts else None,
        "amend_form": AmendForm(initial=typed) if _may_amend(line, acts) else None,
        "versions": versions(line) if line.version > 1 or underway(line) else [],
        "underway": underway(line),
    }


def _may_opine(acts: set[str], mine: Any) -> bool:
    return Act.OPINE.value in acts and mine is not None and mine.opinion is None


def _may_amend(line: Line, acts: set[str]) -> bool:
    return Act.AMEND.value in acts and not line.drawn_as and underway(line) is None


def _passed_over(line: Line) -> list[str]:
    """Stops at which nobody is asked, in words; a plan without a leading group says so."""
    if line.state in (LineState.FILED.value, LineState.REPLACED.value):
        return []
    said = []
    if not sections_to_ask(line):
        said.append(_("No section is named, so none is asked."))
    if not has_leading_group(line.bureau, timezone.localdate()):
        said.append(
            _("No leading group is on record for today (article 3), so the line goes to the "
              "director without its resolution.")
        )  # fmt: skip
    return said
