"""What sections and the leading group say, why a plan is amended, and who leads (article 3)."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, Section, User
from yaohao.ground.theme.fields import day
from yaohao.stages.planning.models import ORGANS, POSTS
from yaohao.stages.planning.rules import Organ, OrganDraft, Post

_WORDS = {"rows": 2}


class OpinionForm(forms.Form):
    """The opinion of a section."""

    words = forms.CharField(
        label=_("Opinion of your section"), max_length=500, required=False,
        widget=forms.Textarea(attrs=_WORDS),
    )  # fmt: skip


class ResolutionForm(forms.Form):
    """What the leading group resolved."""

    met_on = day(_("The leading group met on"), initial=timezone.localdate)
    minutes = forms.CharField(label=_("Number of the minutes"), max_length=60)
    words = forms.CharField(
        label=_("Resolution"), max_length=500, required=False,
        widget=forms.Textarea(attrs=_WORDS),
    )  # fmt: skip


class AmendForm(forms.Form):
    """Why the plan is amended."""

    reason = forms.CharField(
        label=_("Why the plan is amended (published with it)"), max_length=500,
        widget=forms.Textarea(attrs=_WORDS),
    )  # fmt: skip


class OrganForm(forms.Form):
    """A member of the leading group or its office, or a member section."""

    organ = forms.ChoiceField(label=_("Organ"), choices=ORGANS)
    person = forms.ModelChoiceField(User.objects.none(), label=_("Person"), required=False)
    name = forms.CharField(
        label=_("Name, if without an account here"), max_length=100, required=False
    )
    section = forms.ModelChoiceField(
        Section.objects.none(), label=_("Section, for a member section"), required=False
    )
    post = forms.ChoiceField(label=_("Post"), choices=POSTS, initial=Post.MEMBER.value)
    office = forms.CharField(label=_("Position"), max_length=100, required=False)
    since = day(_("From"), initial=timezone.localdate)
    document = forms.CharField(label=_("By which document"), max_length=200, required=False)

    def __init__(self, *args: Any, bureau: Bureau, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(bureau=bureau, is_active=True).order_by("full_name")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        sections = Section.objects.filter(bureau=bureau).order_by("code")
        self.fields["section"].queryset = sections  # type: ignore[attr-defined]

    def draft(self) -> OrganDraft:
        """What was written."""
        values = self.cleaned_data
        return OrganDraft(
            organ=Organ(values["organ"]),
            since=values["since"],
            post=Post(values["post"]),
            name=values["name"],
            office=values["office"],
            document=values["document"],
            section=values["section"].pk if values["section"] else None,
            person=values["person"].pk if values["person"] else None,
        )


class EndForm(forms.Form):
    """The last day of a membership."""

    until = day(_("Last day"), initial=timezone.localdate)
