"""The home page of everybody who is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import signed_in
from yaohao.surfaces.desk.queries import duties_of
from yaohao.surfaces.desk.rules import When, sorted_by_nearness


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
