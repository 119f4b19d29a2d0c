"""Words of the check and of the trail."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yaohao.ground.theme.parts import Mistake
from yaohao.stages.credit.mapping import named
from yaohao.stages.credit.models import Dispatch

ACTIONS = {"credit.dispatch.retry": gettext_lazy("made ready to be sent again")}


def mistakes(row: Dispatch) -> list[Mistake]:
    """What the check found in a delivery, each with its repair."""
    titles = _titles(row)
    return [_mistake(problem, titles) for problem in row.problems]


def _titles(row: Dispatch) -> dict[str, str]:
    table = named(row.mapping)
    fields = table.kinds[row.kind] if table else ()
    inner = [part for field in fields for part in field.fields]
    return {field.field: f"{field.field} {field.title}" for field in [*fields, *inner]}


def _mistake(problem: Mapping[str, str], titles: Mapping[str, str]) -> Mistake:
    place = titles.get(problem["field"], problem["field"])
    value = {"value": problem["value"]}
    said = {
        "missing": (_("is empty."), _("Fill it in at the source, then collect again.")),
        "long": (
            _("is longer than %(value)s characters.") % value,
            _("Shorten it at the source, then collect again."),
        ),
        "date": (_("%(value)s is no date.") % value, _("Mend the date at the source.")),
        "credit-code": (
            _("%(value)s is no right credit code.") % value,
            _("Mend the code in the register of objects, then collect again."),
        ),
        "table": (
            _("%(value)s does not stand in the code table.") % value,
            _("Choose a value that the receiver knows."),
        ),
        "mapping": (
            _("No mapping of %(value)s is in force for this day.") % value,
            _("Install the mapping of the standard in force, then check again."),
        ),
    }
    message, repair = said[problem["code"]]
    return Mistake(place, message, repair)
