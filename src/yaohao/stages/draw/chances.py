"""Published probabilities as rows, for the desk and for files."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yaohao.ground.sheets.cells import Integer, Number
from yaohao.ground.sheets.columns import Column
from yaohao.stages.draw.rules.probabilities import ClassChance, OfficerChance
from yaohao.stages.draw.wording import lang
from yaohao.stages.registers.rules.kinds import Field
from yaohao.stages.registers.rules.words import word

OFFICERS = [
    Column("certificate", gettext_lazy("Certificate")),
    Column("name", gettext_lazy("Name")),
    Column("fields", gettext_lazy("May lead in")),
    Column("expected", gettext_lazy("Expected visits"), Number()),
    Column("chance", gettext_lazy("Chance of at least one (%)"), Number()),
]
CLASSES = [
    Column("fields", gettext_lazy("Officers who may lead in")),
    Column("officers", gettext_lazy("Officers"), Integer()),
    Column("expected", gettext_lazy("Expected visits of each"), Number()),
    Column("chance", gettext_lazy("Chance of at least one (%)"), Number()),
]


def officer_rows(
    officers: Iterable[OfficerChance], keys: int, names: Mapping[str, str],
    places: Mapping[str, str],
) -> list[dict[str, Any]]:  # fmt: skip
    """One row per officer or expert, the likeliest first; `places` words of the line's places."""
    found = sorted(officers, key=lambda one: (-one.visits, one.certificate))
    return [
        {
            "certificate": one.certificate,
            "name": names.get(one.certificate, ""),
            "fields": fields_words([one.fields], places),
            "expected": round(one.visits / keys, 2),
            "chance": round(100 * one.met / keys, 1),
        }
        for one in found
    ]


def class_rows(
    classes: Iterable[ClassChance], keys: int, places: Mapping[str, str]
) -> list[dict[str, Any]]:
    """One row per class of officers or experts."""
    return [
        {
            "fields": fields_words(one.fields, places),
            "officers": one.officers,
            "expected": round(one.visits / keys / one.officers, 2),
            "chance": round(100 * one.met / keys / one.officers, 1),
        }
        for one in classes
    ]


def fields_words(groups: Iterable[Iterable[str]], places: Mapping[str, str]) -> str:
    """The fields of one or several kinds of officers, or whom they go for, in words."""
    known = {member.value for member in Field}
    told = []
    for fields in groups:
        words = [
            word(Field(code), lang()) if code in known else places.get(code, code)
            for code in fields
        ]
        told.append("、".join(words) or _("no field of this list"))
    return _(" or ").join(told)
