"""Cause, scheme, added question, reason."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import User
from yaohao.ground.theme.fields import day
from yaohao.stages.inspection.models.inspections import CAUSES
from yaohao.stages.registers.models import InspectionObject, Item, Officer
from yaohao.stages.registers.models.choices import choices
from yaohao.stages.registers.queries import items_in_force, officers_valid
from yaohao.stages.registers.rules.kinds import Method


def lines(label: Any, *, rows: int = 3, required: bool = True) -> forms.CharField:
    """Several lines."""
    return forms.CharField(
        label=label, required=required, widget=forms.Textarea(attrs={"rows": rows})
    )


class CauseForm(forms.Form):
    """A visit without a draw: its source document, enterprise, item, officers (article 5)."""

    kind = forms.ChoiceField(label=_("Kind"), choices=CAUSES)
    source = forms.CharField(label=_("From whom"), max_length=200)
    document = forms.CharField(label=_("Number of the source document"), max_length=100)
    received_on = day(_("Received on"), initial=timezone.localdate)
    summary = lines(_("What the document says"))
    scan = forms.FileField(label=_("Scan of the document"), required=False)
    object_id = forms.CharField(label=_("Credit code or object id of the enterprise"))
    item = forms.ModelChoiceField(label=_("Item"), queryset=Item.objects.none())
    officers = forms.ModelMultipleChoiceField(
        label=_("Officers (two or three)"), queryset=Officer.objects.none()
    )
    leader = forms.ModelChoiceField(label=_("Leader"), queryset=Officer.objects.none())
    planned_on = day(_("Planned for"), initial=timezone.localdate)
    emergency = forms.BooleanField(label=_("Emergency: approved afterwards"), required=False)
    emergency_reason = forms.CharField(
        label=_("Why it cannot wait"), max_length=300, required=False
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, today = user, timezone.localdate()
        self.fields["item"].queryset = items_in_force(user.bureau, today)  # type: ignore[attr-defined]
        officers: Any = officers_valid(user.bureau, today)
        for name in ("officers", "leader"):
            self.fields[name].queryset = officers  # type: ignore[attr-defined]

    def clean_object_id(self) -> InspectionObject:
        """The enterprise of the own register."""
        typed = self.cleaned_data["object_id"].strip().upper()
        found: InspectionObject | None = (
            InspectionObject.objects.of(self.user.bureau).filter(object_id=typed).first()
        )
        if found is None:
            raise forms.ValidationError(
                _("No enterprise with this code stands in the register. Enter it there first.")
            )
        return found

    def clean(self) -> dict[str, Any]:
        """The leader is one of the officers."""
        values = super().clean() or self.cleaned_data
        leader, officers = values.get("leader"), values.get("officers")
        if leader and officers is not None and leader not in officers:
            self.add_error("leader", _("The leader is one of the officers chosen above."))
        return values

    def team(self) -> list[Officer]:
        """The leader, then the others in the order of the list."""
        leader: Officer = self.cleaned_data["leader"]
        return [leader, *(one for one in self.cleaned_data["officers"] if one != leader)]


class SchemeForm(forms.Form):
    """Day, method, purpose."""

    planned_on = day(_("Planned for"))
    method = forms.ChoiceField(label=_("Method"), choices=choices(Method))
    purpose = lines(_("Purpose and points of the visit"), rows=4)
    covert = forms.BooleanField(label=_("Covert visit: no notice"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class QuestionForm(forms.Form):
    """A question beyond the item list (article 8)."""

    text = lines(_("Question"), rows=2)
    standard = lines(_("Standard"), rows=2, required=False)
    reason = forms.CharField(
        label=_("Why the item list does not suffice"), max_length=300, required=False
    )


class ReasonForm(forms.Form):
    """Why something goes back or does not take place; the operation says when it is missing."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)
