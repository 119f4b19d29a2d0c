"""Sentences of the core, and the places of a team, in the reader's language."""

from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from fairdraw.errors import Fault

ROLES: dict[str, Promise] = {
    "lead": _("lead officer"),
    "second": _("second officer"),
    "third": _("third officer"),
}


def lang() -> Literal["zh", "en"]:
    """`zh` or `en`, as the core names languages."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def fault_words(fault: Fault) -> str:
    """What the core refused, and where."""
    return fault.text(lang())


def role_word(role: str) -> str:
    """The place of a team in words; an unknown one as it is."""
    return str(ROLES.get(role, role))
