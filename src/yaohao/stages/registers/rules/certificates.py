"""Certificates of officers: their number's pattern and how long they still hold (article 9)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SOON, LAST = 60, 15  # days before the end from which on the register warns, and warns again
DEFAULT_PATTERN = r"[0-9A-Z\u4e00-\u9fff()〔〕-]{4,64}"  # settings: YAOHAO_CERTIFICATE_PATTERN


class Standing(StrEnum):
    """How a certificate stands on a day; SOON is the first warning, ENDING the second."""

    VALID = "valid"
    SOON = "soon"
    ENDING = "ending"
    EXPIRED = "expired"
    NOT_YET = "not-yet"


@dataclass(frozen=True, slots=True)
class Validity:
    """`days` until the last valid day (0 today); negative since; days to wait for NOT_YET."""

    standing: Standing
    days: int


def validity(valid_from: date, valid_to: date, on: date) -> Validity:
    """The standing of a certificate on a day; both ends are valid days."""
    if on < valid_from:
        return Validity(Standing.NOT_YET, (valid_from - on).days)
    left = (valid_to - on).days
    if left < 0:
        return Validity(Standing.EXPIRED, left)
    if left <= LAST:
        return Validity(Standing.ENDING, left)
    return Validity(Standing.SOON if left <= SOON else Standing.VALID, left)


def parse_certificate(text: str, pattern: str = DEFAULT_PATTERN) -> str:
    """The number as stored: upper case, half width, no blanks. ValueError off the pattern."""
    folded = "".join(unicodedata.normalize("NFKC", text).upper().split())
    if not re.fullmatch(pattern, folded):
        raise ValueError(folded)
    return folded
