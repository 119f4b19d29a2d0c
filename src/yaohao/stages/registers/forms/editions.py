"""Forms of the yearly edition."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yaohao.stages.registers.queries.comparing import Differing
from yaohao.stages.registers.rules.searching import fold
from yaohao.stages.registers.wording import NATURES


class OpenForm(forms.Form):
    """Which year."""

    year = forms.IntegerField(label=_("Year"), min_value=2016, max_value=2200)


class ReasonForm(forms.Form):
    """One reason for the objects that were ticked, or for all that the filter shows."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class DifferingForm(forms.Form):
    """Which differences are shown: kind, whether the reason is known, county, text."""

    nature = forms.ChoiceField(
        label=_("Kind of change"), required=False,
        choices=[("", _("all")), *((one.value, word) for one, word in NATURES.items())],
    )  # fmt: skip
    known = forms.ChoiceField(
        label=_("Reason"), required=False,
        choices=[("", _("all")), ("missing", _("missing")), ("told", _("told by an act")),
                 ("typed", _("typed"))],
    )  # fmt: skip
    region = forms.ChoiceField(label=_("County"), required=False)
    q = forms.CharField(
        label=_("Name or id"), required=False, max_length=60, widget=forms.SearchInput
    )


class DifferingFilter:
    """The filter row of an edition's page."""

    def __init__(self, data: Any, counties: Sequence[tuple[str, str]]) -> None:
        self.form = DifferingForm(data)
        options = [("", _("all")), *counties]
        self.form.fields["region"].choices = options  # type: ignore[attr-defined]

    def among(self, found: Sequence[Differing]) -> list[Differing]:
        """Those that match; an unknown value matches nothing away."""
        self.form.is_valid()
        values = self.form.cleaned_data
        nature, known, region = (values.get(key, "") for key in ("nature", "known", "region"))
        text = fold(values.get("q", ""))
        return [
            one
            for one in found
            if nature in ("", one.alteration.nature.value)
            and known in ("", knowledge(one))
            and (not region or region in regions_of(one))
            and (not text or text in fold(one.alteration.name)
                 or text.upper() in one.alteration.object_id)
        ]  # fmt: skip


def knowledge(one: Differing) -> str:
    """`typed`, `told` or `missing`."""
    if one.typed:
        return "typed"
    return "missing" if one.missing else "told"


def regions_of(one: Differing) -> set[str]:
    """Where the object lay before and lies now."""
    return {values["region"] for values in (one.alteration.old, one.alteration.new) if values}
