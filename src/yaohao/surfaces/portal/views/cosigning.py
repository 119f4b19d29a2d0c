"""The head of the log as a signed checkpoint, and who puts a signature of their own under it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from yaohao.ground.ledger.models import Cosigner
from yaohao.ground.ledger.queries import cosigners as current
from yaohao.ground.ledger.queries import former_cosigners, head
from yaohao.ground.ledger.signing import checkpoint as signed_head
from yaohao.ground.ledger.signing import verifier_key
from yaohao.stages.publication.openness import public
from yaohao.stages.publication.queries.naming import bureau_names
from yaohao.surfaces.portal.page import fresh, page


@public
@fresh
def cosigners(request: HttpRequest) -> HttpResponse:
    """Every cosigner with key and holder, what a quorum is worth, and how to be one."""
    now, ended = list(current()), list(former_cosigners())
    names = bureau_names({row.bureau for row in [*now, *ended]})
    groups: dict[str, list[Cosigner]] = {}
    for row in now:
        groups.setdefault(names.get(row.bureau, row.bureau), []).append(row)
    former = [(names.get(row.bureau, row.bureau), row) for row in ended]
    context: dict[str, Any] = {
        "groups": groups,
        "former": former,
        "head": head(),
        "log_key": verifier_key(),
        "checkpoint": _absolute(request, "portal:checkpoint"),
        "log_file": _absolute(request, "portal:log-file"),
        "door": _absolute(request, "cosigning:signatures"),
        "breadcrumbs": [
            {"label": _("Public log"), "url": reverse("portal:log")},
            {"label": _("Cosigners")},
        ],
    }
    return page(request, "portal/cosigners.html", context)


@public
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The present head as a note that the log signed (core/spec, "Checkpoint")."""
    response = HttpResponse(signed_head(), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="checkpoint.txt"'
    response["Cache-Control"] = "no-cache"
    return response


def _absolute(request: HttpRequest, name: str) -> str:
    base = settings.YAOHAO_ADDRESS.rstrip("/") or request.build_absolute_uri("/").rstrip("/")
    return base + reverse(name)
