"""The outbox and one delivery."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.queries import of_subject
from yaohao.ground.sheets.download import TYPES, download
from yaohao.ground.theme.links import export_links
from yaohao.ground.theme.parts import Event, Fact
from yaohao.stages.credit import queries
from yaohao.stages.credit.filters import DispatchFilter
from yaohao.stages.credit.gate import allows
from yaohao.stages.credit.mapping import named, receivers
from yaohao.stages.credit.models import Dispatch
from yaohao.stages.credit.rules import Act
from yaohao.stages.credit.tables import COLUMNS, DispatchTable, rows_of
from yaohao.stages.credit.texts import ACTIONS, mistakes

READERS = (Role.CLERK, Role.DIRECTOR, Role.DEPUTY, Role.AUDITOR)


@may(*READERS)
def outbox(request: HttpRequest) -> HttpResponse:
    """What goes to the credit platforms: filter, count, table, export."""
    user = person(request)
    chosen = DispatchFilter(request.GET, queryset=queries.outbox(user))
    rows = rows_of(chosen.qs)
    sentence = ngettext("%(count)d delivery.", "%(count)d deliveries.", len(rows)) % {
        "count": len(rows)
    }
    kind = request.GET.get("export", "")
    if kind in TYPES:
        return download(
            kind,
            COLUMNS,
            rows,
            name="credit-outbox",
            title=_("Credit outbox"),
            sentence=sentence,
            at=timezone.localtime(),
        )
    table = DispatchTable(rows, order_by=request.GET.get("sort", ""))
    titles = receivers()
    context = {
        "filter": chosen,
        "sentence": sentence,
        "exports": export_links(request, TYPES),
        "table": table,
        "clerk": user.holds(Role.CLERK),
        "ready": [
            {"receiver": code, "title": titles.get(code, code), "rows": count}
            for code, count in queries.ready(user).items()
        ],
    }
    return render(request, "credit/outbox.html", context)


@may(*READERS)
def dispatch(request: HttpRequest, pk: int) -> HttpResponse:
    """One delivery: what is sent, what is wrong, what the receiver said."""
    user = person(request)
    try:
        row = queries.dispatch(user, pk)
    except Dispatch.DoesNotExist:
        raise Http404 from None
    table = named(row.mapping)
    context = {
        "row": row,
        "facts": _facts(row),
        "payload": [Fact(key, _shown(value)) for key, value in row.payload.items()],
        "mistakes": mistakes(row),
        "note": table.note if table else "",
        "may_retry": user.holds(Role.CLERK) and allows(row, Act.RETRY),
        "events": _events(row),
        "breadcrumbs": [
            {"label": _("Credit outbox"), "url": reverse("credit:outbox")},
            {"label": row.reference},
        ],
    }
    return render(request, "credit/dispatch.html", context)


def _shown(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _facts(row: Dispatch) -> list[Fact]:
    table = named(row.mapping)
    shown = [
        Fact(_("Enterprise"), row.object.name, reverse("registers:object", args=[row.object.pk])),
        Fact(_("Kind"), row.get_kind_display()),
        Fact(_("Receiver"), receivers().get(row.receiver, row.receiver)),
        Fact(_("Source"), f"{row.source} v{row.version}"),
        Fact(_("State"), row.get_state_display()),
        Fact(_("Standard of the receiver"), f"{table.standard} ({table.name})" if table else "—"),
        Fact(_("Batch"), row.batch.number if row.batch else "—"),
        Fact(_("Digest"), row.digest, digest=True),
    ]
    if row.next_try:
        again = timezone.localtime(row.next_try).strftime("%Y-%m-%d %H:%M")
        shown.append(Fact(_("Again from"), again))
    return shown


def _events(row: Dispatch) -> list[Event]:
    events = [
        Event(entry.at, ACTIONS.get(entry.action, entry.action), entry.actor_name)
        for entry in of_subject(row.subject)
    ]
    events += [
        Event(receipt.at, _("Answer %(code)s") % {"code": receipt.code}, text=receipt.text)
        for receipt in row.receipts.all()
    ]
    if row.batch:
        sent = _("Sent in %(batch)s") % {"batch": row.batch.number}
        events.append(Event(row.batch.made_at, sent, row.batch.made_by.full_name))
    events.append(Event(row.made_at, _("Taken into the outbox")))
    return sorted(events, key=lambda event: event.time, reverse=True)
