"""The published probabilities of one draw: on the desk officer by officer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.sheets.download import TYPES, download
from yaohao.ground.theme.charts import Bar
from yaohao.ground.theme.parts import Export
from yaohao.stages.draw import queries
from yaohao.stages.draw.background import send_to_rehearse
from yaohao.stages.draw.chances import OFFICERS, class_rows, officer_rows
from yaohao.stages.draw.operations.publish_probabilities import BEFORE
from yaohao.stages.draw.people import people_named
from yaohao.stages.draw.queries.probabilities import classes_of, officers_of, public_probabilities
from yaohao.stages.draw.queries.probabilities import probabilities as published
from yaohao.stages.draw.rules import READERS, WHO, Act, State
from yaohao.stages.draw.views.finding import crumbs, own_draw
from yaohao.stages.planning.strata import stratum_rank
from yaohao.stages.planning.teams import place_words
from yaohao.stages.planning.texts import stratum_word


@may(*READERS)
def probabilities(request: HttpRequest, number: str) -> HttpResponse:
    """Strata with their chance, officers with theirs, and how to recompute both."""
    found, kept = own_draw(request, number), published(own_draw(request, number))
    told = None if found.state == State.PREPARED.value else queries.public_draw(number)
    public = public_probabilities(found)
    people, places = officers_of(kept) if kept else (), place_words(found.line)
    names = people_named(one.certificate for one in people)
    rows = officer_rows(people, kept.keys, names, places) if kept else []
    kind = request.GET.get("export", "")
    title = _("Published probabilities")
    if kept and kind in TYPES:
        return download(
            kind, OFFICERS, rows, name=f"{number}-probabilities", title=f"{number} {title}",
            sentence=_("%(keys)s rehearsed draws") % {"keys": f"{kept.keys:,}"},
            at=timezone.localtime(),
        )  # fmt: skip
    if kept and kind == "json":
        return JsonResponse(
            {
                "draw": number, "seed": kept.seed, "keys": kept.keys, "strata": kept.strata,
                "officers": kept.officers, "classes": kept.classes,
            }
        )  # fmt: skip
    by = found.line.stratify_by
    strata = sorted(told.strata if told else (), key=lambda one: stratum_rank(one.code))
    most = max((row["expected"] for row in rows), default=0)
    context: dict[str, Any] = {
        "draw": found,
        "exercise": found.exercise,
        "kept": kept,
        "strata": [(stratum_word(by, one.code), one) for one in strata],
        "frozen": told is not None and told.rows is not None,
        "rows": [(row, _bar(row, most)) for row in rows],
        "classes": class_rows(classes_of(kept), kept.keys, places) if kept else [],
        "largest": public.most if public else "",
        "waiting": not kept and found.state in BEFORE,
        "may_rehearse": person(request).holds(*WHO[Act.FREEZE]),
        "exports": [Export(name, f"?export={name}") for name in (*TYPES, "json")] if kept else [],
        "breadcrumbs": crumbs(found, title),
    }
    return render(request, "draw/probabilities.html", context)


@may(*WHO[Act.FREEZE])
@require_POST
def rehearse(request: HttpRequest, number: str) -> HttpResponse:
    """Have the probabilities computed once more, where the job is gone."""
    own_draw(request, number)
    send_to_rehearse(number, person(request).pk)
    messages.success(request, _("The probabilities are being computed. Look again in a minute."))
    return redirect("draw:probabilities", number=number)


def _bar(row: dict[str, Any], most: float) -> Bar:
    value = row["expected"]
    return Bar(value, 0, 0, most, _("%(expected)s expected visits") % {"expected": value})
