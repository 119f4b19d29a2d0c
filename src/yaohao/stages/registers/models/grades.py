"""How an object came to its grades and its place on the blacklist (articles 11 and 19)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import User
from yaohao.stages.registers.models.objects import InspectionObject

CREDIT, BLACKLIST, RISK, STANDARDISATION = "credit", "blacklist", "risk", "standardisation"
ATTRIBUTES = [
    (CREDIT, _("credit grade")),
    (BLACKLIST, _("blacklist grade")),
    (RISK, _("risk grade")),
    (STANDARDISATION, _("standardisation")),
]


class GradeChange(models.Model):
    """One change with its reason; `source` names what led to it and grades once.

    `since` is the day from which the grade counts, for the blacklist its three years.
    """

    object = models.ForeignKey(InspectionObject, models.PROTECT, related_name="grade_changes")
    attribute = models.CharField(_("attribute"), max_length=16, choices=ATTRIBUTES)
    before = models.CharField(_("before"), max_length=10)
    after = models.CharField(_("after"), max_length=10)
    reason = models.CharField(_("reason"), max_length=300)
    article = models.CharField(_("legal basis"), max_length=200)
    source = models.CharField(_("source"), max_length=120)
    since = models.DateField(_("since"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["object", "attribute", "source"], name="grade_source_once"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="grade_has_reason"),
            models.CheckConstraint(condition=~models.Q(source=""), name="grade_has_source"),
        ]

    def __str__(self) -> str:
        return f"{self.attribute} {self.before} → {self.after}"
