"""Files that were sent."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.files.storage import storage
from yaohao.stages.credit import queries
from yaohao.stages.credit.views.reading import READERS


@may(*READERS)
def batches(request: HttpRequest) -> HttpResponse:
    """All files, the newest first."""
    crumbs = [
        {"label": _("Credit outbox"), "url": reverse("credit:outbox")},
        {"label": _("Batches")},
    ]
    context = {"batches": queries.batches(person(request)), "breadcrumbs": crumbs}
    return render(request, "credit/batches.html", context)


@may(*READERS)
def batch_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes of one file, checked against their digest."""
    batch = get_object_or_404(queries.batches(person(request)), pk=pk)
    try:
        content = storage().read(batch.digest)
    except FileNotFoundError:
        raise Http404 from None
    response = HttpResponse(content, content_type="application/zip")
    name = content_disposition_header(as_attachment=True, filename=f"{batch.number}.zip")
    response["Content-Disposition"] = name or "attachment"
    return response
