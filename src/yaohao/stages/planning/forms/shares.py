"""One input per stratum: so many per cent of it, or a fixed number."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from fairdraw.announcement import Stratum

from yaohao.ground.theme.rules import percent

_MOST = 10**9


class ShareError(ValueError):
    """What was typed is no share; the text says what to write."""


@dataclass(frozen=True, slots=True)
class ShareInput:
    """What stands in the input of one stratum, as typed; `word` is the stratum's name."""

    code: str
    word: str
    text: str
    unit: str
    error: str = ""


def share_of(code: str, text: str, unit: str) -> Stratum | None:
    """The share that was typed, None for an empty input. ShareError when it is no number.

    Per cent with at most two places after the point; full-width digits and signs are understood.
    """
    plain = text.replace("％", "%").replace("，", ",").replace("。", ".").replace("．", ".")
    plain = plain.strip().removesuffix("%").removesuffix("户").replace(",", "").strip()
    if not plain:
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise ShareError(_("“%(text)s” is no number. Write, for example, 5 or 2.5.")
                         % {"text": text}) from None  # fmt: skip
    if unit == "ratio":
        value *= 100
    if not value.is_finite() or value != value.to_integral_value() or abs(value) > _MOST:
        raise ShareError(
            _("Write a whole number of objects.")
            if unit == "number"
            else _("At most two places after the point.")
        )
    return Stratum(code, unit if unit == "number" else "ratio", int(value))


def typed(share: Stratum | None) -> tuple[str, str]:
    """Text and unit of a stored share, as its input shows it."""
    if share is None:
        return "", "ratio"
    if share.rule == "number":
        return str(share.value), "number"
    return percent(share.value).removesuffix("%"), "ratio"


def read_inputs(data: Mapping[str, str], words: Mapping[str, str]) -> list[ShareInput]:
    """The inputs as posted, for the strata in `words` (code -> name), faults noted."""
    inputs = []
    for code, name in words.items():
        text = str(data.get(f"share-{code}", "") or "")
        unit = "number" if data.get(f"unit-{code}") == "number" else "ratio"
        error = ""
        try:
            share_of(code, text, unit)
        except ShareError as fault:
            error = str(fault)
        inputs.append(ShareInput(code, name, text, unit, error))
    return inputs


def shares(inputs: list[ShareInput], bases: Mapping[str, int]) -> tuple[Stratum, ...]:
    """The shares of all sound inputs. An empty input of an empty stratum counts as 0, so that
    every stratum that may fill until the freeze is announced."""
    found = []
    for row in inputs:
        share = None if row.error else share_of(row.code, row.text, row.unit)
        if share is None and not row.text.strip() and not bases.get(row.code):
            share = Stratum(row.code, "ratio", 0)
        if share is not None:
            found.append(share)
    return tuple(sorted(found))
