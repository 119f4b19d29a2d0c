"""Leave of an officer, and from whom a person is kept away."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.sheets.cells import Date
from yaohao.stages.registers.forms.rows import CellField
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.queries.searching import matching
from yaohao.stages.registers.rules.searching import squeeze

SHORTEST = 2  # characters of a name; one fits by chance
OFFERED = 20  # objects to choose from when several fit


class LeaveForm(forms.Form):
    """First and last day of a leave."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("first", _("First day")), ("last", _("Last day"))):
            widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            self.fields[name] = CellField(Date(), label=label, widget=widget)
        self.fields["reason"] = forms.CharField(
            label=_("Reason"),
            max_length=200,
            required=False,
            help_text=_("Kept in the register, never published."),
        )


class RecusalForm(forms.Form):
    """From whom an officer or expert is to be kept away; `found` is the object after `is_valid`.

    The object is named as in the search of the list: name, initials, code or number. When several
    fit, the form asks again which of them is meant.
    """

    asked = forms.CharField(
        label=gettext_lazy("Enterprise"),
        max_length=100,
        help_text=gettext_lazy("Name, initials, credit code or object number."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Grounds"),
        max_length=200,
        help_text=gettext_lazy("Kept in the trail, never published."),
    )

    def __init__(self, *args: Any, bureau: Bureau, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bureau = bureau
        self.found: InspectionObject | None = None
        fitting = self._fitting()
        if 1 < len(fitting) <= OFFERED:
            self.fields["object_id"] = forms.ChoiceField(
                label=_("Which of them"),
                choices=[(one.object_id, f"{one.name}（{one.object_id}）") for one in fitting],
                required=False,
                widget=forms.RadioSelect,
            )
            self.order_fields(["asked", "object_id", "reason"])

    def clean(self) -> dict[str, Any]:
        """Find the one object that is meant."""
        values = super().clean() or self.cleaned_data
        if not values.get("asked"):
            return values
        fitting = self._fitting()
        if chosen := values.get("object_id"):
            fitting = [one for one in fitting if one.object_id == chosen]
        if len(fitting) == 1:
            self.found = fitting[0]
        elif not fitting:
            self.add_error("asked", _("No enterprise of the register fits. Check the name."))
        elif len(fitting) > OFFERED:
            self.add_error("asked", _("More than twenty fit. Type more of the name, or the code."))
        else:
            self.add_error("object_id", _("Several fit. Choose the one that is meant."))
        return values

    def _fitting(self) -> list[InspectionObject]:
        asked = " ".join(str(self.data.get(self.add_prefix("asked"), "")).split())[:100]
        if not asked or "\0" in asked:
            return []
        rows = InspectionObject.objects.of(self.bureau)
        same = rows.filter(object_id=asked.upper()).first() or _only(rows.filter(name=asked)[:2])
        if same:
            return [cast(InspectionObject, same)]
        if len(squeeze(asked)) < SHORTEST:
            return []
        return list(matching(rows, asked).order_by("name", "object_id")[: OFFERED + 1])


def _only(rows: Any) -> InspectionObject | None:
    found = list(rows)
    return found[0] if len(found) == 1 else None
