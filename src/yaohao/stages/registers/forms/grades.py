"""Grades by hand, the blacklist, and unit groups."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yaohao.ground.sheets.cells import Date
from yaohao.stages.registers.forms.rows import CellField
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.models.choices import choices
from yaohao.stages.registers.models.listings import GROUNDS
from yaohao.stages.registers.rules.kinds import Blacklist, Credit, Risk, Standardisation

_REASON = _("Kept in the history, and told in the yearly edition.")
_WORDS = {
    "risk": (_("Risk grade"), Risk),
    "standardisation": (_("Standardisation grade"), Standardisation),
    "credit": (_("Credit grade"), Credit),
}


class RegradeForm(forms.Form):
    """One of three grades, its new value, and why."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    grade = forms.ChoiceField(label=_("New grade"))
    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_REASON)
    article = forms.CharField(label=_("Law and article"), max_length=200, required=False)

    def __init__(self, *args: Any, row: InspectionObject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [
            (title, [(f"{name}:{value}", label) for value, label in choices(kind)
                     if value != getattr(row, name)])
            for name, (title, kind) in _WORDS.items()
        ]  # fmt: skip
        self.fields["grade"].choices = [("", "—"), *groups]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> tuple[str, str]:
        """Attribute and value; only of a valid form."""
        attribute, _colon, value = self.cleaned_data["grade"].partition(":")
        return attribute, value


class ListForm(forms.Form):
    """Grade, first day, reason, basis and what it follows from."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    grade = forms.ChoiceField(
        label=_("Blacklist grade"),
        choices=[pair for pair in choices(Blacklist) if pair[0] != Blacklist.NONE.value],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_REASON)
    article = forms.CharField(label=_("Law and article"), max_length=200)
    source = forms.CharField(
        label=_("Document"), max_length=120,
        help_text=_("Number of the decision that this follows from. A document counts once."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        self.fields["since"] = CellField(Date(), label=_("Listed since"), widget=widget)
        self.order_fields(["grade", "since"])


class UnlistForm(forms.Form):
    """Why it comes off: its time is over, it asked, or the decision was annulled."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    ground = forms.ChoiceField(label=_("Ground"), choices=GROUNDS, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_REASON)
    article = forms.CharField(label=_("Law and article"), max_length=200, required=False)
    source = forms.CharField(
        label=_("Document"), max_length=120,
        help_text=_("Number of the decision that this follows from. A document counts once."),
    )  # fmt: skip


class ReturnForm(forms.Form):
    """Why a proposal goes back."""

    returned = forms.CharField(label=_("Return it because"), max_length=300)


class GroupForm(forms.Form):
    """A new unit group."""

    name = forms.CharField(label=_("Unit group"), max_length=60)
    code = forms.CharField(
        label=_("Group code"), max_length=8, required=False,
        help_text=_("Blank: the next free one. 0–9 and A–Z."),
    )  # fmt: skip
    basis = forms.CharField(label=_("Law and article"), max_length=300, required=False)

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).upper()
