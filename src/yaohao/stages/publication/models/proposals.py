"""What somebody wants to publish, and what is blacked out of it before it goes."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.publication.rules import Kind, ProposalState, Secret

KINDS = [
    (Kind.ITEMS.value, _("Item list")),
    (Kind.OFFICERS.value, _("Officers")),
    (Kind.EXPERTS.value, _("Experts")),
    (Kind.OBJECTS.value, _("Objects")),
    (Kind.PLAN.value, _("Annual plan")),
    (Kind.RESULTS.value, _("Results of inspections")),
    (Kind.CIRCULARS.value, _("Circulars")),
    (Kind.PENALTIES.value, _("Penalties")),
]


STATES = [
    (ProposalState.PROPOSED.value, _("waiting for approval")),
    (ProposalState.PUBLISHED.value, _("published")),
    (ProposalState.RETURNED.value, _("returned")),
    (ProposalState.TAKEN_BACK.value, _("taken back")),
]
SECRETS = [
    (Secret.STATE.value, _("state secret")),
    (Secret.TRADE.value, _("trade secret")),
    (Secret.PRIVACY.value, _("personal privacy")),
    (Secret.SAFETY.value, _("public safety")),
]


class ProposalQuerySet(BureauQuerySet["Proposal"]):
    """Proposals of bureaus."""


class Proposal(models.Model):
    """A table as it is to be published. `data` is canonical JSON after redaction.

    `note` is public: what a version corrects. Decided by somebody else than who proposed it.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    kind = models.CharField(_("table"), max_length=16, choices=KINDS)
    year = models.PositiveSmallIntegerField(_("year"), default=0)
    state = models.CharField(
        _("state"), max_length=12, choices=STATES, default=ProposalState.PROPOSED.value
    )
    data = models.TextField()
    digest = models.CharField(_("digest"), max_length=64)
    rows = models.PositiveIntegerField(_("rows"))
    note = models.CharField(_("what is corrected (public)"), max_length=500, blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed"))
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects: ClassVar[ProposalQuerySet] = ProposalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "kind", "year"],
                condition=Q(state=ProposalState.PROPOSED.value),
                name="proposal_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ProposalState]),
                name="proposal_state_known",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="proposal_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.RETURNED.value) | ~Q(reason=""),
                name="proposal_return_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year or ''}".strip()

    @property
    def subject(self) -> str:
        """Name in the audit trail, that of its table."""
        year = f"-{self.year}" if self.year else ""
        return f"publication.snapshot:{self.bureau.code}-{self.kind}{year}"


class RedactionQuerySet(BureauQuerySet["Redaction"]):
    """Redactions of bureaus."""


class Redaction(models.Model):
    """One field of one row that the public does not see, in this and every later version."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    kind = models.CharField(_("table"), max_length=16, choices=KINDS)
    year = models.PositiveSmallIntegerField(_("year"), default=0)
    key = models.CharField(_("row"), max_length=100)
    field = models.CharField(_("column"), max_length=32)
    secret = models.CharField(_("protected as"), max_length=8, choices=SECRETS)
    words = models.CharField(_("reason (internal)"), max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    objects: ClassVar[RedactionQuerySet] = RedactionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "kind", "year", "key", "field"], name="redaction_once"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="redaction_has_reason"),
            models.CheckConstraint(
                condition=Q(secret__in=[secret.value for secret in Secret]),
                name="redaction_secret_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.field}"
