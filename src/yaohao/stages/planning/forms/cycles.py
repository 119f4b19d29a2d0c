"""A cycle of an item: its name and its days."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yaohao.ground.theme.fields import day


class CycleDaysForm(forms.Form):
    """Other days for a cycle that is there."""

    starts = day(_("Cycle from"))
    ends = day(_("Cycle to"), help_text=_("It may span years."))


class CycleForm(CycleDaysForm):
    """A new cycle of one of the bureau's items."""

    item_code = forms.ChoiceField(label=_("Item"))
    name = forms.CharField(
        label=_("Name of the cycle"), max_length=32,
        help_text=_("As plan lines and announcements say it: 2026, 2026–2028."),
    )  # fmt: skip
    field_order = ("item_code", "name", "starts", "ends")

    def __init__(self, *args: Any, items: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item_code"].choices = items  # type: ignore[attr-defined]
