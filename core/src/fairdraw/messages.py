"""Sentences in Chinese and English (spec/6-verification.md)."""

from collections.abc import Mapping

FAULTS: dict[str, tuple[str, str]] = {}


def fault_text(code: str, place: str, details: Mapping[str, object], lang: str) -> str:
    """Return the sentence for a fault code in `zh` or `en`."""
    return f"{place}: {code} {dict(details)}"
