"""Counting what comes from one network address, for doors that open without a sign-in.

The count is kept by each process for itself, so a bound is at most that many times as wide.
"""

from django.core.cache import cache
from django.http import HttpRequest


def too_many(request: HttpRequest, door: str, *, most: int, period: int) -> bool:
    """Count this request at `door`; whether it is more than `most` in `period` seconds."""
    key = f"{door}/{request.META.get('REMOTE_ADDR', '')}"
    if cache.add(key, 1, period):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # it ran out between the two calls
        return False
