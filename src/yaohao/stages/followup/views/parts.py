"""What the pages of this stage share: who reads, what a list exports, how an act answers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.download import TYPES, download
from yaohao.stages.followup.operations import Refused

READERS = (
    Role.OFFICER, Role.SECTION_HEAD, Role.CLERK, Role.DIRECTOR, Role.DEPUTY, Role.AUDITOR,
)  # fmt: skip
OFFICERS = (Role.OFFICER, Role.SECTION_HEAD)
ACTORS = (*OFFICERS, Role.CLERK, Role.DIRECTOR, Role.DEPUTY)


def wanted(
    request: HttpRequest,
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, Any]],
    title: str,
    sentence: str,
) -> HttpResponse | None:
    """The file asked for by `?export=`, None for the page."""
    kind = request.GET.get("export", "")
    if kind not in TYPES:
        return None
    return download(
        kind, columns, rows, name=title, title=title, sentence=sentence, at=timezone.localtime()
    )


def tried(request: HttpRequest, do: Callable[[], object]) -> bool:
    """Do it and say so; a refusal is said instead."""
    try:
        do()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, _("Written down."))
    return True
