"""Sentences of the core in the reader's language."""

from typing import Literal

from django.utils.translation import get_language
from fairdraw.errors import Fault


def lang() -> Literal["zh", "en"]:
    """`zh` or `en`, as the core names languages."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def fault_words(fault: Fault) -> str:
    """What the core refused, and where."""
    return fault.text(lang())
