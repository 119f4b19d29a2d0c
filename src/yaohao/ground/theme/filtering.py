"""Filters of lists: a value that cannot be is said at its field, and no row is shown for it."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

LONGEST = 100  # characters of a search
UNKNOWN = _("This list has no such value. It may be another bureau's. Choose one from the list.")
UNREADABLE = _("This cannot be sought: it holds a character that is no text. Type it anew.")
TOO_LONG = _("This is longer than %(limit_value)d characters. Type a part of it.")
MESSAGES = {"max_length": TOO_LONG, "null_characters_not_allowed": UNREADABLE}


class Words(django_filters.CharFilter):  # type: ignore[misc]  # the library has no types
    """A search field. Its text is short and holds no NUL."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.SearchInput)
        super().__init__(max_length=LONGEST, **kwargs)


class OneOf(django_filters.ChoiceFilter):  # type: ignore[misc]  # the library has no types
    """A choice; by default all rows."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("all"))
        super().__init__(**kwargs)


class ListFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """A filter row. Where a value is refused, the fields say why and `qs` is empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.form.fields.values():
            field.error_messages["invalid_choice"] = UNKNOWN
            for check in field.validators:
                if message := MESSAGES.get(getattr(check, "code", "")):
                    check.message = message

    @property
    def qs(self) -> QuerySet[Any]:
        """The rows that are shown."""
        if self.is_bound and not self.form.is_valid():
            return self._nothing()
        rows: QuerySet[Any] = super().qs
        return rows

    def walked(self) -> QuerySet[Any]:
        """The rows once more, for one page out of very many: an index may be in the way then."""
        if self.is_bound and not self.form.is_valid():
            return self._nothing()
        rows: QuerySet[Any] = self.filter_queryset(self.queryset.all())
        return rows

    def _nothing(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.queryset.none()
        return rows

    @property
    def mistakes(self) -> list[str]:
        """What the fields refuse, with their labels."""
        return [
            f"{self.form.fields[name].label}：{' '.join(map(str, said))}"
            for name, said in self.form.errors.items()
        ]
