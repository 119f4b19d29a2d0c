"""责令限期整改 and 整改复查: what must be put right until when, and whether it was."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.followup.rules import OrderState
from yaohao.stages.inspection.models import Inspection, Problem
from yaohao.stages.registers.models import Officer

ORDER_STATES = [
    (OrderState.DRAFT.value, _("draft")),
    (OrderState.ISSUED.value, _("issued")),
    (OrderState.FULFILLED.value, _("fulfilled")),
    (OrderState.UNFULFILLED.value, _("not all fulfilled")),
]


class OrderQuerySet(BureauQuerySet["Order"]):
    """Orders of a bureau."""


class Order(models.Model):
    """责令限期整改指令书; its document number comes with the issue."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="orders")
    number = models.CharField(_("document number"), max_length=60, null=True, unique=True)
    state = models.CharField(
        _("state"), max_length=16, choices=ORDER_STATES, default=OrderState.DRAFT.value
    )
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    received_by = models.CharField(_("received by"), max_length=60, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"))

    objects: ClassVar[OrderQuerySet] = OrderQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in OrderState]),
                name="order_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", issued_on=None, number=None)
                | (~Q(state="draft") & Q(issued_on__isnull=False, number__isnull=False)),
                name="order_issued_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.inspection.number} –"

    @property
    def subject(self) -> str:
        """Name in the audit trail and of its documents."""
        return f"followup.order:{self.pk}"


class OrderItem(models.Model):
    """One problem of an order with its own due date; a problem stands in one order."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="items")
    problem = models.OneToOneField(Problem, models.PROTECT, related_name="ordered")
    requirement = models.TextField(_("what must be done"))
    due = models.DateField(_("due"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(requirement=""), name="order_item_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.problem.number} {self.due}"


class Recheck(models.Model):
    """整改复查意见书: a later look at the problems of one order, by two officers."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="rechecks")
    number = models.CharField(_("document number"), max_length=60, unique=True)
    on = models.DateField(_("re-checked on"))
    officers = models.ManyToManyField(Officer, related_name="+")
    opinion = models.TextField(_("opinion"))
    visit = models.CharField(max_length=80, unique=True)  # source in the visit book
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("entered"))

    def __str__(self) -> str:
        return self.number


class RecheckItem(models.Model):
    """Whether one ordered problem was put right."""

    recheck = models.ForeignKey(Recheck, models.PROTECT, related_name="items")
    item = models.ForeignKey(OrderItem, models.PROTECT, related_name="rechecks")
    fulfilled = models.BooleanField(_("fulfilled"))
    remark = models.TextField(_("remark"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recheck", "item"], name="recheck_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.fulfilled}"
