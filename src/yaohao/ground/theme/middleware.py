"""A number for each request, so that an error page and the log can be laid side by side."""

import logging
import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Respond = Callable[[HttpRequest], HttpResponse]


class RequestNumberMiddleware:
    """Sets `request.number` and the header `X-Request-Number`: eight hexadecimal digits.

    Belongs first in the list, so that errors of the others carry the number too.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = secrets.token_hex(4).upper()
        request.number = number  # type: ignore[attr-defined]
        response = self.get_response(request)
        response["X-Request-Number"] = number
        return response


class RequestNumberFilter(logging.Filter):
    """Gives log records of a request its number as `request_number`, others `-`."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        record.request_number = getattr(request, "number", "-")
        return True
