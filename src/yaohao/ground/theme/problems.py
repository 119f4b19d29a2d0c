"""What the API answers when it does nothing: RFC 9457, with place and repair in words."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HOME = "/api/"  # the page that explains every problem, under its code
MEDIA_TYPE = "application/problem+json"


class Code(StrEnum):
    """The problems, for programs; words change, codes do not."""

    UNREADABLE = "unreadable"
    KEY_MISSING = "key-missing"
    KEY_UNKNOWN = "key-unknown"
    KEY_ENDED = "key-ended"
    SCOPE_MISSING = "scope-missing"
    REFUSED = "refused"
    NOT_FOUND = "not-found"
    METHOD = "method-not-allowed"
    CONFLICT = "conflict"
    TOO_LARGE = "too-large"
    MEDIA_TYPE = "media-type"
    INVALID = "invalid"
    LOCKED = "locked"
    FAULT = "fault"


TITLES: dict[Code, tuple[int, Promise]] = {
    Code.UNREADABLE: (400, _("The request cannot be read")),
    Code.KEY_MISSING: (401, _("There is no key in the request")),
    Code.KEY_UNKNOWN: (401, _("The key is not known")),
    Code.KEY_ENDED: (401, _("The key has ended")),
    Code.SCOPE_MISSING: (403, _("The key does not open this")),
    Code.REFUSED: (403, _("This is not allowed")),
    Code.NOT_FOUND: (404, _("There is nothing at this address")),
    Code.METHOD: (405, _("This address does not take the method")),
    Code.CONFLICT: (409, _("As it stands now, this cannot be done")),
    Code.TOO_LARGE: (413, _("The request is too large")),
    Code.MEDIA_TYPE: (415, _("The body has another media type than is read")),
    Code.INVALID: (422, _("A value cannot be used")),
    Code.LOCKED: (429, _("Too many unknown keys came from this address")),
    Code.FAULT: (500, _("Something is broken here, not in the request")),
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One wrong value: where it stands, what is wrong with it, what to write instead."""

    place: str
    reason: str
    repair: str = ""


class ProblemError(Exception):
    """Ends a request of the API with a problem."""

    def __init__(
        self,
        code: Code,
        detail: str = "",
        *,
        mistakes: Iterable[Mistake] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code.value, detail)
        self.code, self.detail = code, detail
        self.mistakes, self.headers = list(mistakes), dict(headers or {})


def response(problem: ProblemError) -> HttpResponse:
    """The answer to a request, in the language that is active."""
    status, title = TITLES[problem.code]
    body = {
        "type": f"{HOME}#{problem.code.value}",
        "title": str(title),
        "status": status,
        "detail": problem.detail or str(title),
        "errors": [asdict(mistake) for mistake in problem.mistakes],
    }
    answer = HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE
    )
    for name, value in problem.headers.items():
        answer[name] = value
    return answer
