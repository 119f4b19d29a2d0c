"""What every public page shares: menu, owner, and an ETag that moves with the public log.

Whatever the portal shows changes only by an entry of the log (a publication, an act of a draw), so
the head of the log, the reader's display and the address say whether a page is still fresh.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import condition

from yaohao.ground.ledger.queries import head
from yaohao.ground.theme.templatetags.theme import product_version
from yaohao.stages.publication import queries

MENU: list[tuple[str, Promise]] = [
    ("portal:home", _("Search")),
    ("portal:draws", _("Draws")),
    ("portal:plans", _("Annual plan")),
    ("portal:results-newest", _("Results of inspections")),
    ("portal:circulars-newest", _("Circulars")),
    ("portal:penalties-newest", _("Penalties")),
    ("portal:items", _("Item list")),
    ("portal:objects", _("Objects")),
    ("portal:register", _("Changes of the register")),
    ("portal:officers", _("Officers")),
    ("portal:experts", _("Experts")),
    ("portal:log", _("Public log")),
    ("portal:about", _("How it works")),
]
View = Callable[..., HttpResponse]


def page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render a public page with its menu and owner."""
    bureaus = queries.bureaus()
    frame = {
        "portal_menu": [_entry(request, name, label) for name, label in MENU],
        "site_owner": bureaus[0].name if bureaus else "",
        "bureaus": bureaus,
    }
    return render(request, template, frame | context, status=status)


def fresh(view: View) -> View:
    """Answer 304 to a visitor whose copy is still true; every copy is asked about again."""
    conditional = condition(etag_func=_etag)(view)

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = conditional(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return run


def _etag(request: HttpRequest, *_args: Any, **_kwargs: Any) -> str:
    log = head()
    parts = [
        log.root,
        product_version(),
        get_language() or "",
        request.COOKIES.get("yaohao_type", ""),
        request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""),
        static("portal/portal.css"),
        request.get_full_path(),
        timezone.localdate().isoformat(),  # a missed deadline stands in no entry of the log
    ]
    return f'"{hashlib.sha256(chr(10).join(parts).encode()).hexdigest()[:32]}"'


def _entry(request: HttpRequest, name: str, label: Promise) -> dict[str, Any]:
    url = reverse(name)
    active = request.path == url if name == "portal:home" else request.path.startswith(url)
    return {"label": label, "url": url, "active": active}
