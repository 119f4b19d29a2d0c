"""A request for recusal and its answer."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yaohao.stages.inspection.forms.preparing import lines
from yaohao.stages.inspection.models import Member
from yaohao.stages.inspection.rules import Answer
from yaohao.stages.inspection.wording import member_words
from yaohao.stages.registers.models import Officer

NOBODY = ("", _("nobody yet: the visit waits"))


class RecusalForm(forms.Form):
    """Who is asked to withdraw, why, who asks, when."""

    officer = forms.TypedChoiceField(
        label=_("Which officer is asked to withdraw"), coerce=int, widget=forms.RadioSelect
    )
    reason = lines(_("Reason, in the words of the enterprise"), rows=3)
    asked_person = forms.CharField(label=_("Who of the enterprise asks"), max_length=60)
    asked_at = forms.DateTimeField(
        label=_("When it was asked for"),
        initial=timezone.localtime,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, team: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = cast(forms.ChoiceField, self.fields["officer"])
        chosen.choices = [
            (one.officer_id, f"{one.officer.name}（{member_words(one)}，{one.certificate}）")
            for one in team
        ]


class DecisionForm(forms.Form):
    """The head's answer; where no lot gives anybody, also who goes instead."""

    answer = forms.ChoiceField(
        label=_("Decision on the recusal"),
        widget=forms.RadioSelect,
        choices=[
            (Answer.GRANT.value, _("Grant: the officer withdraws")),
            (Answer.REFUSE.value, _("Refuse: the visit goes on")),
        ],
    )
    grounds = lines(_("Grounds; they stand in the record"), rows=3)
    successor = forms.TypedChoiceField(
        label=_("Who goes instead, if granted"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, people: Iterable[Officer] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if people is None:
            del self.fields["successor"]
        else:
            named = cast(forms.ChoiceField, self.fields["successor"])
            named.choices = [NOBODY, *_officers(people)]


class SuccessorForm(forms.Form):
    """Who goes instead, where no lot gives anybody."""

    officer = forms.TypedChoiceField(label=_("Who goes instead"), coerce=int)

    def __init__(self, *args: Any, people: Iterable[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = cast(forms.ChoiceField, self.fields["officer"])
        named.choices = [("", "—"), *_officers(people)]  # nobody is named by a slip


def _officers(people: Iterable[Officer]) -> list[tuple[int, str]]:
    return [(one.pk, f"{one.name}（{one.certificate}）") for one in people]
