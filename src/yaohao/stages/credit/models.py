"""The outbox of the credit exchange, its batches and receipts, and proposed grades."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.credit.rules import Cause, Kind, ProposalState, State
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.models.grades import ATTRIBUTES

KINDS = [
    (Kind.RESULT.value, _("inspection result")),
    (Kind.PENALTY.value, _("penalty")),
    (Kind.REVOCATION.value, _("revocation of a penalty")),
]
STATES = [
    (State.WAITING.value, _("to be checked")),
    (State.REFUSED.value, _("to be mended")),
    (State.READY.value, _("ready to send")),
    (State.EXPORTED.value, _("sent")),
    (State.RECEIVED.value, _("received")),
    (State.REJECTED.value, _("rejected by the receiver")),
    (State.FAILED.value, _("failed for good")),
    (State.REPLACED.value, _("replaced by a newer version")),
]
PROPOSAL_STATES = [
    (ProposalState.OPEN.value, _("waits for a decision")),
    (ProposalState.APPLIED.value, _("applied")),
    (ProposalState.DECLINED.value, _("declined")),
    (ProposalState.NEEDLESS.value, _("changes nothing")),
]
CAUSES = [
    (Cause.CLEAN.value, _("no problem in two visits")),
    (Cause.FINDING.value, _("problems found")),
    (Cause.UNCOOPERATIVE.value, _("seriously uncooperative")),
    (Cause.UNFULFILLED.value, _("order not fulfilled")),
    (Cause.MAJOR_LEFT.value, _("major hazard not put right")),
    (Cause.FINE.value, _("fined")),
    (Cause.LICENCE.value, _("licence or operation stopped")),
]


class Batch(models.Model):
    """One file for one receiver; its bytes lie in the file store under `digest`."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    receiver = models.CharField(_("receiver"), max_length=40)
    number = models.CharField(_("number"), max_length=60)
    digest = models.CharField(_("digest"), max_length=64)
    rows = models.PositiveIntegerField(_("rows"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"))

    objects: ClassVar[BureauQuerySet["Batch"]] = BureauQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "number"], name="batch_number_once"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """Name in the audit trail."""
        return f"credit.batch:{self.bureau_id}:{self.number}"


class Dispatch(models.Model):
    """One delivery. `facts` come from the source and give `digest`; `payload` obeys `mapping`.

    A corrected source makes a row with the next `version`; the older one is never rewritten.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    receiver = models.CharField(_("receiver"), max_length=40)
    kind = models.CharField(_("kind"), max_length=12, choices=KINDS)
    source = models.CharField(_("source"), max_length=120)
    version = models.PositiveIntegerField(_("version"), default=1)
    object = models.ForeignKey(InspectionObject, models.PROTECT, related_name="+")
    mapping = models.CharField(_("mapping"), max_length=60, blank=True)
    facts = models.JSONField(default=dict)
    payload = models.JSONField(_("content"), default=dict)
    digest = models.CharField(_("digest"), max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=STATES, default=State.WAITING.value)
    problems = models.JSONField(default=list)
    attempts = models.PositiveIntegerField(_("rejections"), default=0)
    next_try = models.DateTimeField(_("again from"), null=True, blank=True)
    batch = models.ForeignKey(
        Batch, models.PROTECT, null=True, blank=True, related_name="dispatches"
    )
    made_at = models.DateTimeField(_("made"))

    objects: ClassVar[BureauQuerySet["Dispatch"]] = BureauQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["receiver", "kind", "source", "version"], name="dispatch_version_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="dispatch_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["exported", "received"]) | Q(batch__isnull=False),
                name="dispatch_sent_in_batch",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The serial under which a receipt answers."""
        return f"YH{self.pk:08d}"

    @property
    def subject(self) -> str:
        """Name in the audit trail."""
        return f"credit.dispatch:{self.pk}"


class Receipt(models.Model):
    """The receiver's answer to one delivery."""

    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="receipts")
    code = models.CharField(_("code"), max_length=40)
    text = models.CharField(_("text"), max_length=500, blank=True)
    at = models.DateTimeField(_("read in"))

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


class Proposal(models.Model):
    """A change of grade that follows from a source; one person proposes, another decides."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    object = models.ForeignKey(InspectionObject, models.PROTECT, related_name="+")
    attribute = models.CharField(_("attribute"), max_length=16, choices=ATTRIBUTES)
    before = models.CharField(_("before"), max_length=4)
    after = models.CharField(_("after"), max_length=4)
    cause = models.CharField(_("cause"), max_length=16, choices=CAUSES)
    article = models.CharField(_("legal basis"), max_length=200)
    source = models.CharField(_("source"), max_length=120)
    since = models.DateField(_("since"))
    state = models.CharField(
        _("state"), max_length=10, choices=PROPOSAL_STATES, default=ProposalState.OPEN.value
    )
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed"))
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.CharField(_("declined because"), max_length=300, blank=True)

    objects: ClassVar[BureauQuerySet["Proposal"]] = BureauQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "attribute"], name="proposal_source_once"),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="proposal_no_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.attribute} {self.before} → {self.after}"

    @property
    def subject(self) -> str:
        """Name in the audit trail."""
        return f"credit.proposal:{self.pk}"
