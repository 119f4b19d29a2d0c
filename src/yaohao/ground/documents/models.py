"""Papers that were issued, and the counters that number them without gaps."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yaohao.ground.documents.rules import Kind

KINDS = [
    (Kind.APPROVAL.value, _("approval form")),
    (Kind.NOTICE.value, _("notice of inspection")),
    (Kind.SCHEME.value, _("inspection scheme")),
    (Kind.CHECKLIST.value, _("checklist")),
    (Kind.RECORD.value, _("record of the inspection at the place")),
    (Kind.ORDER.value, _("order to put right")),
    (Kind.RECHECK.value, _("opinion after the re-check")),
    (Kind.REPORT.value, _("inspection report")),
    (Kind.SUMMARY.value, _("summary report")),
    (Kind.CIRCULAR.value, _("circular")),
    (Kind.RESULT_TABLE.value, _("public table")),
    (Kind.DRAW_RECORD.value, _("record of the draw")),
]


class Serial(models.Model):
    """The last number given out, per bureau, kind and year."""

    bureau = models.CharField(max_length=16)
    kind = models.CharField(max_length=16, choices=KINDS)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "kind", "year"], name="serial_once"),
        ]

    def __str__(self) -> str:
        return f"{self.bureau} {self.kind} {self.year}: {self.last}"


class Issued(models.Model):
    """One paper as it went out. `subject`: what it belongs to, as named in the trail.

    `data`: the data set it was made from; `form`: kind and day of the form; `pdf`: digest of the
    kept file. The editable copy is made again from the same data whenever somebody asks.
    """

    bureau = models.CharField(max_length=16)
    kind = models.CharField(_("kind"), max_length=16, choices=KINDS)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(_("document number"), max_length=60, unique=True)
    subject = models.CharField(max_length=120, db_index=True)
    title = models.CharField(_("title"), max_length=200)
    form = models.CharField(max_length=40)
    data = models.JSONField()
    pdf = models.CharField(_("digest"), max_length=64)
    issued_on = models.DateField(_("issued on"))
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = models.CharField(_("issued by"), max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "kind", "year", "serial"], name="issued_number_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="issued_kind_known"
            ),
            models.CheckConstraint(condition=Q(serial__gte=1), name="issued_serial_from_one"),
        ]

    def __str__(self) -> str:
        return self.number
