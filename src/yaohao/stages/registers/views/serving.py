"""One form of one row: show it, save it, and where somebody was faster show both versions."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.stages.registers.errors import RegisterError, RowRefusedError, StaleError
from yaohao.stages.registers.forms import RowForm
from yaohao.stages.registers.forms.versions import OPENED, seal, settled, versions
from yaohao.stages.registers.models import Item
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.views.shelves import SHELVES
from yaohao.stages.registers.views.timeline import events

# The form of a row (None: of a new one), bound to what was sent if anything was.
Make = Callable[[QueryDict | None, Any], RowForm]


def serve(
    request: HttpRequest, kind: Kind, make: Make, operation: Callable[..., Any], row: Any = None
) -> HttpResponse:
    """The page of a form; `operation` takes `by`, `values` and, for a row, `pk` and `revision`."""
    if request.method != "POST":
        return _show(request, kind, make(None, row), row)
    sent, undecided = settled(request.POST)
    if undecided:
        return _compare(request, kind, make, row, undecided)
    form = make(sent, row)
    if not form.is_valid():
        return _show(request, kind, form, row)
    which = {"pk": row.pk, "revision": form.cleaned_data["revision"] or 0} if row else {}
    try:
        saved = operation(by=person(request), values=form.values(), **which)
    except RowRefusedError as refusal:
        form.refuse(refusal.problems)
    except StaleError:
        return _compare(request, kind, make, row, [])
    except RegisterError as refusal:
        form.add_error(None, str(refusal))
    else:
        messages.success(request, _("Saved: %(name)s") % {"name": saved})
        return redirect(one(kind), pk=saved.pk)
    return _show(request, kind, form, row)


def one(kind: Kind) -> str:
    """The address of one row of a register, by name."""
    return f"registers:{SHELVES[kind].url.removesuffix('s')}"


def _show(request: HttpRequest, kind: Kind, form: RowForm, row: Any) -> HttpResponse:
    shelf = SHELVES[kind]
    opened = form.data[OPENED] if OPENED in form.data else seal(form) if row else ""
    context = {
        "form": form,
        "row": row,
        "opened": opened,
        "shelf": shelf,
        "breadcrumbs": [shelf.crumb, {"label": str(row) if row else _("Add")}],
    }
    return render(request, "registers/form.html", context)


def _compare(
    request: HttpRequest, kind: Kind, make: Make, row: Any, undecided: list[str]
) -> HttpResponse:
    shelf, now = SHELVES[kind], _present(row)
    done = events(kind, now.subject, now.imported)
    context = {
        "found": versions(lambda data: make(data, now), request.POST, now.revision),
        "row": now,
        "last": done[0] if done else None,
        "undecided": undecided,
        "action": reverse(f"{one(kind)}-edit", args=[now.pk]),
        "away": reverse(one(kind), args=[now.pk]),
        "breadcrumbs": [shelf.crumb, {"label": str(now)}, {"label": _("Two versions")}],
    }
    return render(request, "registers/versions.html", context, status=409)


def _present(row: Any) -> Any:
    """The row as it stands now; of an item its latest version."""
    rows = type(row).objects.of(row.bureau)
    if isinstance(row, Item):
        return rows.filter(code=row.code).order_by("-version").first()
    return rows.get(pk=row.pk)
