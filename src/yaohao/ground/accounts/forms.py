"""Forms of the accounts pages."""

from typing import Any, cast

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.delegating import GIVABLE
from yaohao.ground.accounts.labels import ROLES, SCOPES
from yaohao.ground.accounts.models import Bureau, Level, Section, User
from yaohao.ground.accounts.queries import bureaus_of, clerks_of, leaders_beside
from yaohao.ground.accounts.rules import LONGEST_KEY, Role, Scope
from yaohao.ground.theme.fields import day


class SignInForm(AuthenticationForm):
    """Name and password, or name and one-time code while the code is valid."""

    error_messages = {
        "invalid_login": _(
            "Name and password do not fit together. Mind capital letters; after five failures "
            "the account is locked for a while."
        ),
        "inactive": _("This account is closed. Ask your security administrator."),
    }

    def confirm_login_allowed(self, user: User) -> None:
        """Refuse a one-time code whose days are over."""
        super().confirm_login_allowed(user)
        if user.code_until is not None and user.code_until < timezone.now():
            raise ValidationError(
                _("This one-time code has expired. Ask your security administrator for another."),
                code="expired",
            )


def password_form(user: User, data: Any = None) -> "SetPasswordForm[User]":
    """The form that fits: a person with a one-time code does not type it again."""
    kind = PasswordChangeForm if user.code_until is None else SetPasswordForm
    return kind(user, data)


class NewPersonForm(forms.Form):
    """A new person of one of the administrator's bureaus."""

    bureau = forms.ModelChoiceField(Bureau.objects.none(), label=_("Bureau"))
    section = forms.ModelChoiceField(Section.objects.none(), label=_("Section"), required=False)
    username = forms.RegexField(
        r"^[\w.@-]{2,60}$",
        label=_("Sign-in name"),
        help_text=_("2 to 60 letters, digits, . @ - _"),
    )
    full_name = forms.CharField(label=_("Full name"), max_length=60)
    roles = forms.MultipleChoiceField(
        choices=[(role.value, label) for role, label in ROLES.items()],
        label=_("Roles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, administrator: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bureaus = bureaus_of(administrator)
        bureau = cast("forms.ModelChoiceField[Bureau]", self.fields["bureau"])
        bureau.queryset = bureaus
        bureau.initial = administrator.bureau_id
        section = cast("forms.ModelChoiceField[Section]", self.fields["section"])
        section.queryset = Section.objects.filter(bureau__in=bureaus).order_by("bureau", "code")

    def clean_roles(self) -> list[Role]:
        """The chosen roles."""
        return [Role(value) for value in self.cleaned_data["roles"]]


class _ClerkField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: User) -> str:
        """The clerk with the bureau, since two bureaus may have people of one name."""
        return f"{obj.full_name}（{obj.bureau.short_name}）"


class NewTokenForm(forms.Form):
    """A key for another program of one of the administrator's bureaus."""

    name = forms.CharField(
        label=_("Key for"), max_length=60, help_text=_("Which program gets it, and where it runs")
    )
    clerk = _ClerkField(
        User.objects.none(),
        label=_("Answered for by"),
        help_text=_("The clerk in whose name it acts; the key is of the clerk's bureau"),
    )
    scopes = forms.MultipleChoiceField(
        choices=[(scope.value, label) for scope, label in SCOPES.items()],
        label=_("Opens"),
        widget=forms.CheckboxSelectMultiple,
    )
    expires_on = day(_("Valid to"), help_text=_("The last day; at most a year ahead"))

    def __init__(self, *args: Any, administrator: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clerk = cast("forms.ModelChoiceField[User]", self.fields["clerk"])
        clerk.queryset = clerks_of(administrator)
        self.fields["expires_on"].initial = timezone.localdate() + LONGEST_KEY

    def clean_scopes(self) -> list[Scope]:
        """The chosen scopes."""
        return [Scope(value) for value in self.cleaned_data["scopes"]]


class DelegationForm(forms.Form):
    """A leader's power for another leader, for some days."""

    role = forms.ChoiceField(label=_("Power of"))
    taker = forms.ModelChoiceField(User.objects.none(), label=_("Given to"))
    since = day(_("From"))
    until = day(_("Through"), help_text=_("The last day; 90 days at most"))
    document = forms.CharField(
        label=_("Written order"),
        max_length=200,
        help_text=_("Number and date of the paper, as 榆应急委〔2026〕3号"),
    )

    def __init__(self, *args: Any, giver: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = cast("forms.ChoiceField", self.fields["role"])
        role.choices = [(each.value, ROLES[each]) for each in sorted(giver.granted & GIVABLE)]
        taker = cast("forms.ModelChoiceField[User]", self.fields["taker"])
        taker.queryset = leaders_beside(giver)
        self.fields["since"].initial = timezone.localdate()

    def clean_role(self) -> Role:
        """The chosen role."""
        return Role(self.cleaned_data["role"])


class RoleForm(forms.Form):
    """One role to give or take."""

    role = forms.ChoiceField(
        choices=[(role.value, label) for role, label in ROLES.items()], label=_("Role")
    )

    def clean_role(self) -> Role:
        """The chosen role."""
        return Role(self.cleaned_data["role"])


class ReasonForm(forms.Form):
    """Why an account is closed, opened again, or given a new code."""

    reason = forms.CharField(label=pgettext_lazy("account", "Reason"), max_length=200)


class LanguageForm(forms.Form):
    """The language of one's own pages."""

    language = forms.CharField(label=_("Language"), max_length=10)


class AddressForm(forms.Form):
    """Where notices go by mail."""

    email = forms.EmailField(label=_("Mail address for notices"), required=False)


class BureauForm(forms.Form):
    """A bureau under one of the administrator's bureaus."""

    parent = forms.ModelChoiceField(Bureau.objects.none(), label=_("Under"))
    code = forms.RegexField(
        r"^[0-9]{6}[0-9A-Z]{0,10}$",
        label=_("Code"),
        help_text=_("Six digits of the region (GB/T 2260), further characters where needed"),
    )
    name = forms.CharField(label=pgettext_lazy("bureau", "Name"), max_length=100)
    short_name = forms.CharField(label=_("Short name"), max_length=40)
    document_word = forms.CharField(
        label=_("Document word"), max_length=20, help_text=_("As in 晋应急")
    )
    level = forms.ChoiceField(choices=Level.choices, label=_("Level"), initial=Level.COUNTY)

    def __init__(self, *args: Any, administrator: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = cast("forms.ModelChoiceField[Bureau]", self.fields["parent"])
        parent.queryset = bureaus_of(administrator)
        parent.initial = administrator.bureau_id


class SectionForm(forms.Form):
    """A section of a bureau."""

    code = forms.RegexField(r"^[0-9A-Za-z-]{1,16}$", label=_("Code"))
    name = forms.CharField(label=pgettext_lazy("bureau", "Name"), max_length=60)


class FormerNameForm(forms.Form):
    """What a bureau was called before."""

    name = forms.CharField(label=_("Former name"), max_length=100)
    document_word = forms.CharField(label=_("Former document word"), max_length=20)
    until = forms.DateField(label=_("Last day of the name"))


def first_error(form: forms.BaseForm) -> str:
    """The first thing wrong with a form, with the name of its field."""
    for field, errors in form.errors.items():
        label = form.fields[field].label if field in form.fields else ""
        return f"{label}: {errors[0]}" if label else str(errors[0])
    return gettext("The form could not be read; send it again.")
