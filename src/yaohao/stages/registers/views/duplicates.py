"""Objects that look like one, side by side, to be decided pair by pair."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.registers import operations
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.forms.duplicates import DecisionForm
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.queries.duplicates import decisions, objects_of, suspects
from yaohao.stages.registers.rules.duplicates import Pair, Sign
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.plan import text_of
from yaohao.stages.registers.showing import column_name, shown
from yaohao.stages.registers.views.shelves import READERS, SHELVES

PAGE = 10  # pairs
DECIDED = "decided"
SIGNS = {
    Sign.NAME: gettext_lazy("same name"),
    Sign.CODE: gettext_lazy("codes differ in one place"),
    Sign.PLACE: gettext_lazy("same address, similar name"),
    Sign.PHONE: gettext_lazy("same phone"),
}
COMPARED = (
    "name", "object_id", "number", "region", "address", "phone", "contact", "field", "risk",
    "credit", "blacklist",
)  # fmt: skip


@may(*READERS)
def duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs still to be decided, by what they share; or those that were decided."""
    bureau = person(request).bureau
    return _page(request, None, request.GET.get("show", ""), bureau)


@may(Role.CLERK)
@require_POST
def decide_duplicate(request: HttpRequest) -> HttpResponse:
    """Two objects, or one that ends as merged into the other."""
    form, user = DecisionForm(request.POST), person(request)
    show = request.POST.get("show", "")
    if not form.is_valid():
        return _page(request, form, show, user.bureau)
    values: dict[str, Any] = {
        "by": user, "revisions": form.revisions, "reason": form.cleaned_data["reason"],
    }  # fmt: skip
    try:
        if form.kept is None:
            operations.distinguish_objects(**values)
            said = _("Noted: two different objects. They are not asked for again.")
        else:
            kept = operations.merge_objects(**values, kept=form.kept)
            said = _("Merged. %(name)s stays; the other has ended.") % {"name": kept.name}
    except InspectionObject.DoesNotExist:
        raise Http404 from None
    except RegisterError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, show, user.bureau)
    messages.success(request, said)
    return redirect(f"{reverse('registers:duplicates')}?show={show if show in _KEYS else ''}")


_KEYS = {"", DECIDED, *Sign}


def _page(request: HttpRequest, form: DecisionForm | None, show: str, bureau: Any) -> HttpResponse:
    shelf, found, done = SHELVES[Kind.OBJECTS], suspects(bureau), decisions(bureau)
    show = show if show in _KEYS else ""
    wanted = [pair for pair in found.pairs if not show or show in pair.signs]
    listed: Any = done if show == DECIDED else wanted
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    tabs = [("", _("all"), len(found.pairs))]
    tabs += [(sign.value, str(words), found.count(sign)) for sign, words in SIGNS.items()]
    tabs.append((DECIDED, _("Decided pairs"), done.count()))
    context = {
        "show": show,
        "tabs": [{"key": key, "label": label, "count": count} for key, label, count in tabs],
        "page": page,
        "decided": list(page) if show == DECIDED else [],
        "pairs": [] if show == DECIDED else _pairs(bureau, list(page), form),
        "form": form,
        "sentence": _sentence(len(found.pairs)),
        "passed_over": found.passed_over,
        "clerk": person(request).holds(Role.CLERK),
        "breadcrumbs": [shelf.crumb, {"label": _("Possible duplicates")}],
    }
    return render(request, "registers/duplicates.html", context)


def _sentence(count: int) -> str:
    return ngettext(
        "%(count)d pair of objects may be one object.",
        "%(count)d pairs of objects may be one object each.",
        count,
    ) % {"count": count}


def _pairs(bureau: Any, pairs: list[Pair], form: DecisionForm | None) -> list[dict[str, Any]]:
    rows = objects_of(bureau, pairs)
    asked = (form["one"].value(), form["other"].value()) if form else ()
    return [
        {
            "one": rows[pair.one],
            "other": rows[pair.other],
            "signs": [SIGNS[sign] for sign in Sign if sign in pair.signs],
            "lines": _lines(rows[pair.one], rows[pair.other]),
            "form": form if asked == (str(pair.one), str(pair.other)) else None,
        }
        for pair in pairs
        if pair.one in rows and pair.other in rows
    ]


def _lines(one: InspectionObject, other: InspectionObject) -> list[dict[str, Any]]:
    kind = Kind.OBJECTS
    return [
        {
            "label": column_name(kind, key),
            "one": shown(kind, key, text_of(getattr(one, key))),
            "other": shown(kind, key, text_of(getattr(other, key))),
            "same": getattr(one, key) == getattr(other, key),
        }
        for key in COMPARED
    ]
