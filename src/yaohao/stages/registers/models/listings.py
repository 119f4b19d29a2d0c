"""Proposals to put an object on the blacklist or to take it off (article 19)."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.stages.registers.models.objects import InspectionObject
from yaohao.stages.registers.rules.blacklist import Ground, State
from yaohao.stages.registers.rules.kinds import Blacklist


class ListingState(models.TextChoices):
    """Where a proposal stands."""

    WAITING = State.WAITING.value, _("waits for the director")
    APPROVED = State.APPROVED.value, _("approved")
    RETURNED = State.RETURNED.value, _("returned")
    WITHDRAWN = State.WITHDRAWN.value, _("taken back")


GROUNDS = [
    (Ground.OVER.value, _("three years are over")),
    (Ground.ASKED.value, _("on request, after twelve months")),
    (Ground.ANNULLED.value, _("the decision was annulled: at once")),
]


class ListingQuerySet(models.QuerySet["ListingProposal"]):
    """Proposals of bureaus: they go over with their object when bureaus merge."""

    def of(self, bureau: Bureau) -> Any:
        """Those about objects of one bureau."""
        return self.filter(object__bureau=bureau)

    def visible_to(self, user: User) -> Any:
        """Those a person may see (article 2)."""
        return self.filter(object__bureau=user.bureau_id)


class ListingProposal(models.Model):
    """From one grade of the blacklist to another; `after` 0 takes the object off.

    It never changes but for the decision: a mistake is withdrawn, or returned, and proposed anew.
    """

    object = models.ForeignKey(InspectionObject, models.PROTECT, related_name="listings")
    before = models.CharField(_("before"), max_length=1)
    after = models.CharField(_("after"), max_length=1)
    ground = models.CharField(_("ground"), max_length=10, choices=GROUNDS, blank=True)
    since = models.DateField(_("listed since"), null=True)  # None: it comes off
    reason = models.CharField(_("reason"), max_length=300)
    article = models.CharField(_("legal basis"), max_length=200, blank=True)
    source = models.CharField(_("document"), max_length=120)
    state = models.CharField(
        _("state"), max_length=10, choices=ListingState.choices, default=ListingState.WAITING
    )
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed"))
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)
    returned = models.CharField(_("returned because"), max_length=300, blank=True)

    objects = ListingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["object"], condition=Q(state="waiting"), name="listing_waits_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "returned"]) | ~Q(decided_by=F("proposed_by")),
                name="listing_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None, decided_by=None)
                | Q(
                    state__in=["approved", "returned", "withdrawn"],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
                name="listing_state_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(returned=""), name="listing_return_says_why"
            ),
            models.CheckConstraint(
                condition=Q(after="0", since=None) & ~Q(ground="")
                | Q(after__in=["1", "2", "3"], since__isnull=False, ground=""),
                name="listing_on_or_off",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(source=""), name="listing_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.object} {self.before} → {self.after}"

    @property
    def removes(self) -> bool:
        """Whether the object comes off the blacklist."""
        return self.after == Blacklist.NONE.value

    @property
    def subject(self) -> str:
        """Name of the proposal in the trail."""
        return f"registers.listing:{self.pk}"
