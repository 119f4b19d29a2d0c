"""Form fields that every page shows the same way."""

from typing import Any

from django import forms


def day(label: Any, **more: Any) -> forms.DateField:
    """A date with the browser's own calendar; `more` as DateField takes it."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)
