"""Orders, cases and circulars as lists and exports."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import django_tables2 as tables
from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yaohao.ground.sheets.cells import Date
from yaohao.ground.sheets.columns import Column
from yaohao.stages.followup.models import PenaltyCase
from yaohao.stages.followup.models.orders import ORDER_STATES, OrderQuerySet
from yaohao.stages.followup.queries import PastState
from yaohao.stages.followup.rules import OrderState

ORDERS = [
    Column("number", _("Number")),
    Column("name", _("Enterprise")),
    Column("issued_on", _("Issued on"), Date()),
    Column("due", _("Due"), Date()),
    Column("state", _("State")),
    Column("proof", _("Proof")),
]
CASES = [
    Column("number", _("Number")),
    Column("name", _("Enterprise")),
    Column("filed_on", _("Filed on"), Date()),
    Column("decision", _("Decision")),
    Column("publish_by", _("Public by"), Date()),
    Column("state", _("State")),
]


def order_rows(found: OrderQuerySet) -> list[dict[str, Any]]:
    """Orders as values of `ORDERS`; due is the first day of all."""
    return [
        {
            "url": reverse("followup:order", args=[one.pk]),
            "number": one.number or _("draft"),
            "name": one.inspection.object.name,
            "issued_on": one.issued_on,
            "due": getattr(one, "first_due", None),
            "state": one.get_state_display(),
            "proof": gettext("recorded here"),
        }
        for one in found.annotate(first_due=Min("items__due"))
    ]


def past_order_rows(found: Iterable[PastState], today: date) -> list[dict[str, Any]]:
    """Orders from before this product as values of `ORDERS`."""
    return [
        {
            "url": reverse("followup:past-order", args=[one.order.pk]),
            "number": one.order.number,
            "name": one.order.object.name,
            "issued_on": one.order.date,
            "due": one.order.due,
            "state": _past_state(one, today),
            "proof": gettext("not proven"),
        }
        for one in found
    ]


def _past_state(one: PastState, today: date) -> str:
    state = str(dict(ORDER_STATES)[one.state.value])
    late = one.state is not OrderState.FULFILLED and one.order.due < today
    return gettext("%(state)s, overdue") % {"state": state} if late else state


def case_rows(found: Iterable[PenaltyCase]) -> list[dict[str, Any]]:
    """Cases as values of `CASES`."""
    return [
        {
            "pk": one.pk,
            "number": one.number,
            "name": one.inspection.object.name,
            "filed_on": one.filed_on,
            "decision": one.decision or "",
            "publish_by": one.publish_by,
            "state": one.get_state_display(),
        }
        for one in found
    ]


class OrderTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row per order."""

    number = tables.Column(verbose_name=_("Number"), linkify=lambda record: record["url"])
    name = tables.Column(verbose_name=_("Enterprise"))
    issued_on = tables.Column(verbose_name=_("Issued on"))
    due = tables.Column(verbose_name=_("Due"))
    state = tables.Column(verbose_name=_("State"))
    proof = tables.Column(verbose_name=_("Proof"))


class CaseTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row per case."""

    number = tables.Column(
        verbose_name=_("Number"), linkify=("followup:case", {"pk": tables.A("pk")})
    )
    name = tables.Column(verbose_name=_("Enterprise"))
    filed_on = tables.Column(verbose_name=_("Filed on"))
    decision = tables.Column(verbose_name=_("Decision"))
    publish_by = tables.Column(verbose_name=_("Public by"))
    state = tables.Column(verbose_name=_("State"))
