"""What was found at the visit: answers, problems, photos, signatures (article 15)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import User
from yaohao.stages.inspection.models.inspections import Inspection
from yaohao.stages.inspection.rules import Result, SignerRole

RESULTS = [
    (Result.PASS.value, _("conforms")),
    (Result.FAIL.value, _("does not conform")),
    (Result.NOT_APPLICABLE.value, _("not applicable")),
]
SIGNERS = [
    (SignerRole.OFFICER.value, _("officer")),
    (SignerRole.ENTERPRISE.value, _("person in charge of the enterprise")),
    (SignerRole.EXPERT.value, _("expert")),
]


class Question(models.Model):
    """One question of the checklist and its answer.

    `source` says where in the item list it stands: `AJ-01 v2 Q3` is the third question of version
    2, `C3` the third point of its content; empty for an added one. `added_reason` is empty for a
    question of the item list; one that goes beyond it says why (article 8). `revision` grows with
    every answer, so that the second of two officers is told.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="questions")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("question"))
    standard = models.TextField(_("standard"), blank=True)
    basis = models.TextField(_("legal basis"), blank=True)
    source = models.CharField(_("from the item list"), max_length=80, blank=True)
    added_reason = models.CharField(_("added because"), max_length=300, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    result = models.CharField(_("result"), max_length=8, choices=RESULTS, blank=True)
    remark = models.TextField(_("remark"), blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "number"], name="question_number_once"),
            models.CheckConstraint(
                condition=Q(result__in=["", *(value.value for value in Result)]),
                name="question_result_known",
            ),
            models.CheckConstraint(
                condition=Q(added_by=None, added_reason="")
                | (Q(added_by__isnull=False) & ~Q(added_reason="")),
                name="question_addition_has_reason",
            ),
        ]

    @property
    def origin(self) -> str:
        """Where in the item list it stands, in words; empty where it is not known."""
        if not self.source:
            return ""
        code, version, place = self.source.split(" ")
        values = {"code": code, "version": version[1:], "place": place[1:]}
        if place.startswith("C"):
            return str(_("%(code)s, version %(version)s, point %(place)s of the content")) % values
        return str(_("%(code)s, version %(version)s, question %(place)s")) % values

    def __str__(self) -> str:
        return f"{self.number} {self.text}"


class Problem(models.Model):
    """One problem found (问题隐患); `on_the_spot`: put right before the officers left."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="problems")
    number = models.PositiveIntegerField(_("number"))
    question = models.ForeignKey(
        Question, models.PROTECT, null=True, blank=True, related_name="problems"
    )
    text = models.TextField(_("problem"))
    basis = models.TextField(_("legal basis"), blank=True)
    major = models.BooleanField(_("major hazard"), default=False)
    on_the_spot = models.BooleanField(_("put right on the spot"), default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("noted at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "number"], name="problem_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="problem_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text}"


class Photo(models.Model):
    """A photo as it came, kept by the digest of its bytes; the original is never changed."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="photos")
    question = models.ForeignKey(
        Question, models.PROTECT, null=True, blank=True, related_name="photos"
    )
    problem = models.ForeignKey(
        Problem, models.PROTECT, null=True, blank=True, related_name="photos"
    )
    digest = models.CharField(_("digest"), max_length=64)
    size = models.PositiveBigIntegerField(_("bytes"))
    kind = models.CharField(_("file type"), max_length=16)  # jpeg, png, webp
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    filename = models.CharField(_("file name"), max_length=200, blank=True)
    caption = models.CharField(_("caption"), max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("received at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "digest"], name="photo_once"),
        ]

    def __str__(self) -> str:
        return self.filename or self.digest[:12]


class Signature(models.Model):
    """A signature under the record, or the refusal to sign with its reason (安全生产法 art. 68).

    `image` is the digest of the drawn signature or of the scanned page.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="signatures")
    role = models.CharField(_("as"), max_length=16, choices=SIGNERS)
    name = models.CharField(_("name"), max_length=60)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    image = models.CharField(_("signature"), max_length=64, blank=True)
    refused = models.BooleanField(_("refused to sign"), default=False)
    reason = models.CharField(_("reason of the refusal"), max_length=300, blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "role", "name"], name="signature_once"),
            models.CheckConstraint(
                condition=(Q(refused=True, image="") & ~Q(reason=""))
                | (Q(refused=False, reason="") & ~Q(image="")),
                name="signature_or_refusal",
            ),
        ]

    def __str__(self) -> str:
        return self.name
