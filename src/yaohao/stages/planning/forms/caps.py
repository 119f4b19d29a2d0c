"""Another limit, with the document that sets it."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yaohao.ground.theme.fields import day


class CapForm(forms.Form):
    """A limit from a day on."""

    limit = forms.IntegerField(label=_("Most visits a year"), min_value=0, max_value=366)
    source = forms.CharField(label=_("Document that sets it"), max_length=300)
    read = forms.BooleanField(label=_("I have compared it with the original text"), required=False)
    valid_from = day(_("Valid from"), initial=timezone.localdate)
