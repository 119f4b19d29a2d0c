"""What is typed at the place: few fields, big enough for gloves."""

import base64
import binascii
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yaohao.stages.inspection.forms.preparing import lines
from yaohao.stages.inspection.models.evidence import RESULTS, SIGNERS
from yaohao.stages.inspection.models.inspections import DISPOSALS, OUTCOMES


class ArrivalForm(forms.Form):
    """Who is there, and that rights were told."""

    person = forms.CharField(label=_("Person in charge on site"), max_length=60)
    post = forms.CharField(label=_("Post"), max_length=60, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    identity_shown = forms.BooleanField(label=_("We have shown our certificates"), required=False)
    recusal_told = forms.BooleanField(
        label=_("We have told of the right to ask for other officers"), required=False
    )
    recusal_asked = forms.BooleanField(label=_("Other officers were asked for"), required=False)


class AnswerForm(forms.Form):
    """One answer; `revision` is the question as the officer saw it."""

    question = forms.IntegerField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)
    result = forms.ChoiceField(label=_("Result"), choices=RESULTS)
    remark = forms.CharField(label=_("Remark"), required=False)


class OpenForm(forms.Form):
    """How many open questions the officer saw listed."""

    open_ = forms.IntegerField(widget=forms.HiddenInput)


class RowForm(forms.Form):
    """One row to take back."""

    row = forms.IntegerField(widget=forms.HiddenInput)


class ProblemForm(forms.Form):
    """One problem."""

    text = lines(_("Problem"), rows=3)
    question = forms.IntegerField(required=False, widget=forms.HiddenInput)
    basis = forms.CharField(label=_("Legal ground"), required=False)
    major = forms.BooleanField(label=_("Major hazard"), required=False)
    on_the_spot = forms.BooleanField(label=_("Put right on the spot"), required=False)


class ChangeForm(forms.Form):
    """A problem written anew."""

    row = forms.IntegerField(widget=forms.HiddenInput)
    text = lines(_("Problem"), rows=3)
    basis = forms.CharField(label=_("Legal ground"), required=False)
    major = forms.BooleanField(label=_("Major hazard"), required=False)
    on_the_spot = forms.BooleanField(label=_("Put right on the spot"), required=False)


class Photos(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """One file or several; the value is their list."""

    widget = Photos

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every file checked as one would be."""
        return [super(PhotosField, self).clean(one, initial) for one in data or [None]]


class PhotoForm(forms.Form):
    """Photos from the camera or the album."""

    photo = PhotosField(
        label=_("Photos"), widget=Photos(attrs={"accept": "image/*", "multiple": True})
    )
    question = forms.IntegerField(required=False, widget=forms.HiddenInput)
    problem = forms.IntegerField(required=False, widget=forms.HiddenInput)
    caption = forms.CharField(label=_("Caption"), max_length=200, required=False)


class SignatureForm(forms.Form):
    """A signature drawn on the screen, or a photo of one on paper."""

    role = forms.ChoiceField(label=_("Signs as"), choices=SIGNERS)
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=60)
    drawn = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-signature": ""}))
    paper = forms.FileField(
        label=_("Or a photo of the signature on paper"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )

    def image(self) -> bytes:
        """The bytes of the signature; empty when nothing was drawn or chosen."""
        if self.cleaned_data["paper"]:
            return bytes(self.cleaned_data["paper"].read())
        try:
            return base64.b64decode(self.cleaned_data["drawn"].rpartition(",")[2], validate=True)
        except binascii.Error:
            return b""


class RefusalForm(forms.Form):
    """Who does not sign, and why."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=60, required=False)
    reason = forms.CharField(label=_("Reason of the refusal"), max_length=300, required=False)


class SealForm(forms.Form):
    """The end of the visit and its result."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    ended_at = forms.DateTimeField(
        label=_("Ended at"),
        initial=timezone.localtime,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    situation = lines(_("What was found"), rows=4)
    statement = lines(_("Statement of the enterprise"), rows=2, required=False)
    outcome = forms.ChoiceField(label=_("Result"), choices=OUTCOMES)
    disposal = forms.ChoiceField(label=_("Disposal"), choices=DISPOSALS)
