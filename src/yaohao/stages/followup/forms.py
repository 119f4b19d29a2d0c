"""What is typed after an inspection."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import User
from yaohao.ground.theme.fields import day
from yaohao.stages.followup.models import Order
from yaohao.stages.followup.models.cases import PENALTIES
from yaohao.stages.followup.operations.orders import Demand
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.registers.models import Officer
from yaohao.stages.registers.queries import officers_valid


def lines(label: Any, **more: Any) -> forms.CharField:
    """Several lines; what must not be empty is refused in words by the act."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, widget=widget, required=False, **more)


class OrderForm(forms.Form):
    """A requirement and a day for every problem that is not put right; empty: not ordered."""

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.problems = list(
            inspection.problems.filter(on_the_spot=False, ordered=None).order_by("number")
        )
        for problem in self.problems:
            what = _("%(number)d. %(text)s: what must be done") % {
                "number": problem.number, "text": problem.text,
            }  # fmt: skip
            self.fields[f"what-{problem.pk}"] = lines(what)
            self.fields[f"due-{problem.pk}"] = day(_("Due"), required=False)

    def clean(self) -> dict[str, Any]:
        """A requirement has its day."""
        values = super().clean() or {}
        for problem in self.problems:
            if values.get(f"what-{problem.pk}") and not values.get(f"due-{problem.pk}"):
                self.add_error(f"due-{problem.pk}", _("Give the last day for this problem."))
        return values

    def demands(self) -> list[Demand]:
        """What was filled in."""
        values = self.cleaned_data
        return [
            Demand(problem.pk, values[f"what-{problem.pk}"], values[f"due-{problem.pk}"])
            for problem in self.problems
            if values[f"what-{problem.pk}"]
        ]


class IssueForm(forms.Form):
    """Who received the order."""

    received_by = forms.CharField(label=_("Received by"), max_length=60, required=False)


class RecheckForm(forms.Form):
    """Day, officers, and for every problem whether it was put right."""

    on = day(_("Re-checked on"), initial=timezone.localdate)
    officers = forms.ModelMultipleChoiceField(label=_("Officers"), queryset=Officer.objects.none())
    opinion = lines(_("Opinion"))

    def __init__(self, *args: Any, order: Order, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        valid: Any = officers_valid(user.bureau, timezone.localdate())
        self.fields["officers"].queryset = valid  # type: ignore[attr-defined]
        self.items = list(order.items.select_related("problem").order_by("problem__number"))
        for item in self.items:
            self.fields[f"item-{item.pk}"] = forms.ChoiceField(
                label=f"{item.problem.number}. {item.problem.text}",
                choices=[("yes", _("put right")), ("no", _("not put right"))],
                widget=forms.RadioSelect,
            )

    def fulfilled(self) -> dict[int, bool]:
        """By the item's pk."""
        return {item.pk: self.cleaned_data[f"item-{item.pk}"] == "yes" for item in self.items}


class PastRecheckForm(forms.Form):
    """Day, officers, opinion, and whether the problem of an order before this product is gone."""

    on = day(_("Re-checked on"), initial=timezone.localdate)
    officers = forms.ModelMultipleChoiceField(label=_("Officers"), queryset=Officer.objects.none())
    fulfilled = forms.ChoiceField(
        choices=[("yes", _("put right")), ("no", _("not put right"))], widget=forms.RadioSelect
    )
    opinion = lines(_("Opinion"))

    def __init__(self, *args: Any, problem: str, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        valid: Any = officers_valid(user.bureau, timezone.localdate())
        self.fields["officers"].queryset = valid  # type: ignore[attr-defined]
        self.fields["fulfilled"].label = problem


class CaseForm(forms.Form):
    """What a case is about."""

    violation = lines(_("Violation"))
    basis = lines(_("Legal basis"))


class DecisionForm(forms.Form):
    """The penalty."""

    kind = forms.ChoiceField(label=_("Kind of penalty"), choices=PENALTIES)
    penalty = lines(_("Penalty in words"))
    amount = forms.DecimalField(
        label=_("Amount (yuan)"), required=False, max_digits=14, decimal_places=2
    )


class ReasonForm(forms.Form):
    """Why; the act says when it is missing."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class CircularForm(forms.Form):
    """The parts of a circular; only the common problems may be empty."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    addressees = forms.CharField(label=_("To"), max_length=300, required=False)
    overview = lines(_("Overview"))
    findings = lines(_("Violations found"))
    common = lines(_("Common problems"))
    demands = lines(_("What is asked"))
