"""The forms of values (spec/2-entries.md, "Forms of values")."""

import re
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Callable
from datetime import date, datetime

from fairdraw.encoding import is_text

_HEX = r"[0-9a-f]{64}"
_INT = r"(?:0|[1-9][0-9]{0,17})"
_POSITIVE = r"[1-9][0-9]{0,17}"
_CODE = r"[0-9A-Z_-]{1,16}"
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = _DATE + r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"
_NAME = r"[0-9A-Za-z./_-]{1,64}"
_DICE = r"dice d(?:10|6) [1-9][0-9]{1,3}"
_SOURCE = rf"server|witnesses|{_DICE}|lottery [a-z0-9-]{{1,16}}|drand quicknet"
_BOUND = (
    rf"server|witnesses|{_DICE}|lottery [a-z0-9-]{{1,16}} [0-9A-Z-]{{1,32}} ({_TIME})"
    rf"|drand quicknet {_POSITIVE}"
)


def _is_date(value: str) -> bool:
    try:
        return re.fullmatch(_DATE, value) is not None and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_time(value: str) -> bool:
    try:
        return re.fullmatch(_TIME, value) is not None and bool(datetime.fromisoformat(value))
    except ValueError:
        return False


def _is_period(value: str) -> bool:
    first, _, last = value.partition("/")
    return _is_date(first) and _is_date(last) and first <= last


def _is_window(value: str) -> bool:
    first, _, last = value.partition(" ")
    return _is_date(first) and _is_date(last) and first <= last


def _is_round(value: str) -> bool:
    found = re.fullmatch(rf"{_POSITIVE} {_POSITIVE} ({_DATE} {_DATE}) {_INT}", value)
    return found is not None and _is_window(found[1])


def _is_bound_source(value: str) -> bool:
    found = re.fullmatch(_BOUND, value)
    return found is not None and (found[1] is None or _is_time(found[1]))


def _is_policy(value: str) -> bool:
    if value == "none":
        return True
    word, _, rest = value.partition(" ")
    number, _, keys = rest.partition(" ")
    quorum = word == "quorum" and re.fullmatch(_POSITIVE, number) is not None
    return quorum and all(_is_key(key) for key in keys.split(" "))


def _is_key(value: str) -> bool:
    found = re.fullmatch(rf"{_NAME}\+[0-9a-f]{{8}}\+([A-Za-z0-9+/]+=*)", value)
    return found is not None and is_base64(found[1], 33)


def _is_cosignature(value: str) -> bool:
    found = re.fullmatch(rf"{_NAME} ([A-Za-z0-9+/]+=*)", value)
    return found is not None and is_base64(found[1], 76)


def is_base64(text: str, size: int) -> bool:
    """Tell whether `text` is the one base64 spelling of `size` bytes."""
    try:
        data = b64decode(text, validate=True)
    except (Error, ValueError):
        return False
    return len(data) == size and b64encode(data).decode() == text


def _followed_by_text(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(rf"(?:{pattern}) (.*)", re.ASCII | re.DOTALL)

    def check(value: str) -> bool:
        found = compiled.fullmatch(value)
        return found is not None and is_text(found[1])

    return check


def _like(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.ASCII)
    return lambda value: compiled.fullmatch(value) is not None


_is_coded_text = _followed_by_text(_CODE)

FORMS: dict[str, Callable[[str], bool]] = {
    "text": is_text,
    "integer": _like(_INT),
    "positive": _like(_POSITIVE),
    "ordinal": _like(r"[1-9][0-9]{0,8}"),
    "digest": _like(_HEX),
    "digest-or-none": _like(rf"{_HEX}|-"),
    "head": _like(rf"{_INT} {_HEX}"),
    "date": _is_date,
    "time": _is_time,
    "window": _is_window,
    "period": _is_period,
    "draw": _like(r"[0-9A-Z-]{1,64}"),
    "region": _like(r"[0-9A-Z]{1,16}"),
    "type": _like(r"directed|undirected"),
    "yes-no": _like(r"yes|no"),
    "hash": _like(r"[a-z0-9]{1,16}"),
    "stratum": _like(rf"{_CODE} (?:ratio|number) {_INT}"),
    "rounding": _like(r"half-up|up|down"),
    "coded-text": _is_coded_text,
    "cause": lambda value: value == "-" or _is_coded_text(value),
    "cycle-rule": _like(r"exclude-drawn|none"),
    "round": _is_round,
    "role": _like(r"[a-z][a-z0-9-]{0,15}"),
    "rung": _followed_by_text(rf"{_POSITIVE} (?:recent|cap|borrow)"),
    "source": _like(_SOURCE),
    "bound-source": _is_bound_source,
    "fallback": _like(rf"{_POSITIVE} (?:{_SOURCE})"),
    "share": _followed_by_text(rf"{_POSITIVE} {_HEX}"),
    "policy": _is_policy,
    "cosignature": _is_cosignature,
    "count": _like(rf"{_CODE} {_INT} {_INT}"),
    "reason-count": _like(rf"{_CODE} {_POSITIVE}"),
    "number": _like(r"[0-9]{1,64}"),
    "throws": _like(r"[0-9]{1,9999}"),
    "numbers": _like(r"[0-9][0-9 +|,:-]{0,126}[0-9]"),
    "signature": _like(r"[0-9a-f]{96}"),
    "reader": _like(r"officers|enterprise"),
    "what": _like(r"departed|inspected|postponed|void"),
}
"""Form to what tells it; a third implementation finds them in spec/2-entries.md."""
