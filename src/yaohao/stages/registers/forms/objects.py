"""One object."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yaohao.stages.registers.columns import OBJECT_COLUMNS
from yaohao.stages.registers.forms.rows import RowForm, add_fields
from yaohao.stages.registers.models.choices import choices
from yaohao.stages.registers.rules.kinds import Affiliation, Datum
from yaohao.stages.registers.rules.object_rows import BLANK

_FIXED = ("credit_code", "site", "blacklist")  # the blacklist has acts and clocks of its own
_NEVER = ("object_id", "number", "exclusion", "ended_on")


class ObjectForm(RowForm):
    """A new object, or, with `stored`, everything of one but its id."""

    def __init__(
        self,
        *args: Any,
        counties: list[tuple[str, str]],
        affiliation: Affiliation,
        groups: list[tuple[str, str]],
        levels: list[tuple[str, Any]],
        stored: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        blank = {**BLANK, "affiliation": affiliation.value}
        left_out = {*_NEVER, *(_FIXED if stored else ())}
        if not groups:
            left_out.add("group")
        columns = [column for column in OBJECT_COLUMNS if column.key not in left_out]
        add_fields(self, columns, stored or blank)
        self.fields["region"] = forms.ChoiceField(
            label=self.fields["region"].label,
            choices=[("", gettext_lazy("as the address says")), *counties],
            required=False,
        )
        self._choose("group", [("", "—"), *groups])
        self._choose("level", levels)
        self._choose("datum", choices(Datum))
        self.fields["longitude"].help_text = gettext_lazy("As 112.736100 or 112°44′10″.")
        self.fields["datum"].help_text = gettext_lazy("What the device or map says they refer to.")
        if stored:
            self.fields["risk"].help_text = gettext_lazy("With a reason: “Regrade” on the page.")
        else:
            self.fields["blacklist"].help_text = gettext_lazy(
                "Proposed to the director: until somebody else decides, the object is unlisted."
            )
        if "credit_code" in self.fields:
            self.fields["credit_code"].required = False
            self.fields["credit_code"].help_text = gettext_lazy("18 characters on the licence.")
            self.fields["site"].help_text = gettext_lazy(
                "Only where a firm has several mines or tanks: three characters, such as 001."
            )
            self.fields["without_code"] = forms.BooleanField(
                label=gettext_lazy("Has no code: the bureau issues an id"), required=False
            )
            self.order_fields(["name", "credit_code", "without_code", "site"])

    def _choose(self, name: str, options: list[tuple[str, Any]]) -> None:
        if name in self.fields:
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label, choices=options, required=False
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "without_code" in self.fields and "credit_code" not in self.errors:
            if not cleaned.get("credit_code") and not cleaned.get("without_code"):
                self.add_error(
                    "credit_code", _("Type the code, or tick below that the object has none.")
                )
            elif cleaned.get("credit_code") and cleaned.get("without_code"):
                self.add_error(
                    "without_code", _("A code was typed. Clear it, or remove this tick.")
                )
        return cleaned

    def values(self) -> dict[str, Any]:
        """The row, without the tick that has no column."""
        values = super().values()
        values.pop("without_code", None)
        return values
