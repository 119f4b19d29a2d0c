"""The closed lists of `rules` as choices of fields, labelled in the reader's language."""

from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.functional import lazy
from django.utils.translation import get_language

from yaohao.stages.registers.rules.words import word


def _label(kind: type[StrEnum], value: str) -> str:
    return word(kind(value), "zh" if (get_language() or "en").startswith("zh") else "en")


label = lazy(_label, str)


def choices(kind: type[StrEnum]) -> list[tuple[str, Any]]:
    """Pairs of value and lazy label."""
    return [(member.value, label(kind, member.value)) for member in kind]


def code_field(
    title: Any, kind: type[StrEnum], default: StrEnum, *, blank: bool = False
) -> "models.CharField[str, str]":
    """A field that holds one value of a closed list."""
    return models.CharField(
        title, max_length=10, choices=choices(kind), default=default.value, blank=blank
    )


def one_of(name: str, kind: type[StrEnum], constraint: str) -> models.CheckConstraint:
    """The database's own guard that the field holds a value of the list."""
    condition = models.Q(**{f"{name}__in": [member.value for member in kind]})
    return models.CheckConstraint(condition=condition, name=constraint)
