"""One officer."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from yaohao.stages.registers.columns import OFFICER_COLUMNS
from yaohao.stages.registers.forms.rows import RowForm, add_fields, choose_county


class OfficerForm(RowForm):
    """A new officer, or, with `stored`, everything of one but the certificate number."""

    def __init__(
        self,
        *args: Any,
        sections: list[str],
        accounts: list[tuple[str, str]],
        counties: list[tuple[str, str]],
        stored: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        left_out = ("certificate",) if stored else ()
        columns = [column for column in OFFICER_COLUMNS if column.key not in left_out]
        add_fields(self, columns, stored or {"active": True})
        choose_county(self, counties, stored)
        self.fields["trades"].help_text = gettext_lazy("Several are parted by “；”.")
        self.fields["section"] = forms.ChoiceField(
            label=self.fields["section"].label,
            choices=[("", "—"), *((name, name) for name in sections)],
            required=False,
        )
        self.fields["account"] = forms.ChoiceField(
            label=self.fields["account"].label,
            choices=[("", gettext_lazy("none: opens assignments by paper"))]
            + [(username, f"{name} ({username})") for username, name in accounts],
            required=False,
        )
        self.fields["functions"].help_text = gettext_lazy(
            "In these the officer may lead; in all others only be the second."
        )
