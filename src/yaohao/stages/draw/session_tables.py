"""The list of sessions as a table, its filter and its columns for export."""

from collections.abc import Iterable
from typing import Any

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yaohao.ground.sheets.cells import Integer
from yaohao.ground.sheets.columns import Column
from yaohao.stages.draw.models import Session, SessionQuerySet

COLUMNS = [
    Column("number", _("Number")),
    Column("title", _("Title")),
    Column("held_at", _("Held at")),
    Column("place", _("Venue")),
    Column("draws", _("Draws"), Integer()),
    Column("seats", _("Witnesses"), Integer()),
    Column("objections", _("Objections"), Integer()),
    Column("state", _("State")),
]


class SessionTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row per session; the number leads to its page."""

    number = tables.Column(
        verbose_name=_("Number"),
        linkify=("draw:session", {"number": tables.A("number")}),
        attrs={"td": {"class": "text-nowrap"}},
    )
    title = tables.Column(verbose_name=_("Title"))
    held_at = tables.Column(verbose_name=_("Held at"), attrs={"td": {"class": "text-nowrap"}})
    place = tables.Column(verbose_name=_("Venue"))
    draws = tables.Column(verbose_name=_("Draws"), attrs={"td": {"class": "num"}})
    seats = tables.Column(verbose_name=_("Witnesses"), attrs={"td": {"class": "num"}})
    objections = tables.Column(verbose_name=_("Objections"), attrs={"td": {"class": "num"}})
    state = tables.Column(verbose_name=_("State"), attrs={"td": {"class": "text-nowrap"}})


class SessionFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """Open or closed, words of number, title or place."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("open", _("in session")), ("closed", _("session over"))],
        method="by_state",
    )
    q = django_filters.CharFilter(
        label=_("Number, title or venue"), method="by_words", widget=forms.SearchInput
    )

    class Meta:
        model = Session
        fields: list[str] = []

    def by_state(self, rows: SessionQuerySet, _name: str, value: str) -> SessionQuerySet:
        """Sessions that are open, or over."""
        return rows.filter(closed_at__isnull=value == "open")

    def by_words(self, rows: SessionQuerySet, _name: str, value: str) -> SessionQuerySet:
        """Sessions whose number, title or place contains the text."""
        return rows.filter(
            Q(number__icontains=value) | Q(title__icontains=value) | Q(place__icontains=value)
        )


def rows_of(sessions: Iterable[Any]) -> list[dict[str, Any]]:
    """Sessions with their counts as values of `COLUMNS`."""
    return [
        {
            "number": each.number,
            "title": each.title,
            "held_at": timezone.localtime(each.held_at).strftime("%Y-%m-%d %H:%M"),
            "place": each.place,
            "draws": each.draw_count,
            "seats": each.seat_count,
            "objections": each.objection_count,
            "state": gettext("session over") if each.closed_at else gettext("in session"),
        }
        for each in sessions
    ]
