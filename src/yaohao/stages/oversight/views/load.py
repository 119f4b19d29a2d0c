"""How the visits fall on the officers: a strip per officer, the table, words and files."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.cells import Integer
from yaohao.ground.sheets.columns import Column
from yaohao.ground.theme.charts import Strip
from yaohao.stages.oversight.filters import StatisticsFilter
from yaohao.stages.oversight.pages import page
from yaohao.stages.oversight.queries.choosing import Chosen
from yaohao.stages.oversight.queries.load import CAUSE, KINDS, Carried, nameless, officer_loads
from yaohao.stages.oversight.rules.load import Weight, mean, weight
from yaohao.stages.oversight.views.pictured import READERS, pictured, rows_at
from yaohao.stages.oversight.wording import REGIMES_SHORT
from yaohao.stages.planning.rules import Regime

NAMED = (Role.DIRECTOR, Role.DEPUTY, Role.AUDITOR)  # others see the strips without names
WEIGHTS: dict[Weight, Promise] = {
    Weight.NONE: gettext_lazy("none so far"),
    Weight.USUAL: gettext_lazy("usual"),
    Weight.FAR_MORE: gettext_lazy("far more than the mean"),
}
MONTHS = range(1, 13)


@may(*READERS)
def load(request: HttpRequest) -> HttpResponse:
    """Visits by kind, days out and leave of each officer; names for those who may see them."""
    user, today = person(request), timezone.localdate()
    asked = StatisticsFilter(request.GET, user.bureau, today)
    named = user.holds(*NAMED)

    def build(chosen: Chosen) -> tuple[list[Column], list[dict[str, Any]], str, dict[str, Any]]:
        found = officer_loads(chosen)
        if not named:
            found = nameless(found)
        average = mean([one.load for one in found])
        most = max((day for one in found for day in (*one.load.days, *one.load.leave)), default=0)
        rows = [
            _row(chosen, one, number, named, average, most)
            for number, one in enumerate(found, start=1)
        ]
        more = {"named": named, "months": MONTHS}
        return _columns(chosen.regime), rows, _sentence(found, average), more

    return pictured(request, "load", asked, _("Load of the officers"), build)


def _columns(regime: Regime | None) -> list[Column]:
    kinds = [regime.value] if regime else list(KINDS)
    return [
        Column("label", gettext_lazy("Officer")),
        Column("section", gettext_lazy("Section")),
        *(Column(f"visits_{kind}", REGIMES_SHORT[kind], Integer()) for kind in kinds),
        Column("out", gettext_lazy("Days out"), Integer()),
        Column("leave", gettext_lazy("Days of leave"), Integer()),
        Column("weight", gettext_lazy("Beside the mean")),
    ]


def _row(
    chosen: Chosen, one: Carried, number: int, named: bool, average: float, most: int
) -> dict[str, Any]:
    carried, officer = one.load, one.officer
    name = officer.name if named else _("Officer %(number)d") % {"number": number}
    heavy = weight(carried, average)
    links = {}
    if named:
        links = {"label": page("registers:officer", officer.pk)}
        for kind in KINDS:
            asked = {"origin": CAUSE} if kind == CAUSE else {"regime": kind}
            links[f"visits_{kind}"] = rows_at(
                "inspection:inspections",
                officer=officer.pk,
                on=chosen.year,
                state="shown",
                **asked,
            )
    return {
        "label": name,
        "section": officer.section.name if named and officer.section else "",
        **{f"visits_{kind}": sum(carried.visits.get(kind, ())) for kind in KINDS},
        "out": carried.out,
        "leave": sum(carried.leave),
        "weight": str(WEIGHTS[heavy]),
        "links": links,
        "late": heavy is Weight.FAR_MORE,
        "none": heavy is Weight.NONE,
        "picture": Strip(carried.days, carried.leave, most, _words(name, one)),
        "by_month": list(zip(MONTHS, carried.days, carried.leave, strict=True)),
    }


def _words(name: str, one: Carried) -> str:
    told = ", ".join(
        _("month %(month)d: %(days)d out, %(leave)d on leave")
        % {"month": month, "days": days, "leave": leave}
        for month, days, leave in zip(MONTHS, one.load.days, one.load.leave, strict=True)
        if days or leave
    )
    return f"{name}: {told or _('no day out, no leave')}"


def _sentence(found: Sequence[Carried], average: float) -> str:
    weights = [weight(one.load, average) for one in found]
    people = ngettext(
        "%(count)d officer, %(mean).1f days out on the average",
        "%(count)d officers, %(mean).1f days out on the average", len(found),
    ) % {"count": len(found), "mean": average}  # fmt: skip
    return people + _("; %(none)d have none, %(far)d have far more than the mean.") % {
        "none": weights.count(Weight.NONE),
        "far": weights.count(Weight.FAR_MORE),
    }
