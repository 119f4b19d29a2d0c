"""Entries as data: kinds, their keys in order, and the forms of values (spec/2-entries.md)."""

from fairdraw.schema.forms import FORMS
from fairdraw.schema.kinds import KINDS, Field

__all__ = ["FORMS", "KINDS", "Field"]
