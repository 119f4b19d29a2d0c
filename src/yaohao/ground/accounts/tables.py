"""The list of people."""

from typing import Any

import django_filters
import django_tables2
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.labels import ROLES
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role


class PeopleFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """Name, role, open or closed."""

    name = django_filters.CharFilter(method="named", label=_("Full name"))
    role = django_filters.ChoiceFilter(
        field_name="grants__role",
        choices=[(role.value, label) for role, label in ROLES.items()],
        label=_("Role"),
    )
    is_active = django_filters.BooleanFilter(label=_("Account open"))

    def named(self, people: QuerySet[User], _field: str, text: str) -> QuerySet[User]:
        """Those whose name or sign-in name holds the text."""
        return people.filter(Q(full_name__icontains=text) | Q(username__icontains=text))


class PeopleTable(django_tables2.Table):  # type: ignore[misc]  # the library has no types
    """One line per person."""

    username = django_tables2.Column(verbose_name=_("Sign-in name"))
    full_name = django_tables2.Column(verbose_name=_("Full name"))
    bureau = django_tables2.Column(accessor="bureau__short_name", verbose_name=_("Bureau"))
    section = django_tables2.Column(accessor="section__name", verbose_name=_("Section"))
    roles = django_tables2.Column(empty_values=(), orderable=False, verbose_name=_("Roles"))
    state = django_tables2.Column(empty_values=(), orderable=False, verbose_name=_("State"))
    last_login = django_tables2.Column(verbose_name=_("Last sign-in"))

    def render_username(self, value: str) -> SafeString:
        """The name as a link to the person's page."""
        url = reverse("accounts:person", kwargs={"username": value})
        return format_html('<a href="{}">{}</a>', url, value)

    def render_roles(self, record: User) -> str:
        """The roles in words."""
        held = [str(ROLES[Role(given.role)]) for given in record.grants.all()]
        return gettext(", ").join(sorted(held)) or "—"

    def render_state(self, record: Any) -> str:
        """Closed, waiting for the first sign-in, or open."""
        if not record.is_active:
            return pgettext("account", "closed")
        return gettext("one-time code") if record.code_until else pgettext("account", "open")
