"""The home page of everybody who is signed in."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import signed_in
from yaohao.ground.accounts.rules import Role
from yaohao.ground.notices.operations import mark_read
from yaohao.ground.notices.queries import failed, notices_of
from yaohao.ground.notices.texts import words
from yaohao.surfaces.desk.queries import duties_of
from yaohao.surfaces.desk.rules import When, sorted_by_nearness

PAGE = 50  # rows


@signed_in
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """My tasks: three numbers, and the tasks behind each."""
    words = {
        When.OVERDUE: _("Overdue"),
        When.TODAY: _("Today"),
        When.WEEK: _("This week"),
        When.LATER: _("Later"),
    }
    signs = {
        When.OVERDUE: "exclamation-triangle-fill",
        When.TODAY: "hourglass-split",
        When.WEEK: "clock",
        When.LATER: "calendar-event",
    }
    places = sorted_by_nearness(duties_of(person(request)), timezone.localdate())
    parts = [
        {"key": place.value, "word": words[place], "icon": signs[place], "duties": duties}
        for place, duties in places.items()
    ]
    page = {"numbers": parts[:3], "parts": [part for part in parts if part["duties"]]}
    return render(request, "desk/home.html", page)


@signed_in
@require_http_methods(["GET", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """What the person was told; the button marks all of it as read."""
    user = person(request)
    if request.method == "POST":
        mark_read(recipient=user.username, at=timezone.now())
        return redirect("desk:notices")
    page = Paginator(notices_of(user.username), PAGE).get_page(request.GET.get("page"))
    rows = [{"notice": notice, "words": words(notice)} for notice in page.object_list]
    broken = failed() if user.holds(Role.SYSTEM_ADMIN) else []
    # A leader decides on the cards: two steps from the notice.
    leads = user.holds(Role.DIRECTOR, Role.DEPUTY)
    context = {
        "rows": rows,
        "page": page,
        "failed": broken,
        "desk": reverse("desk:cards" if leads else "desk:home"),
    }
    return render(request, "desk/notices.html", context)
