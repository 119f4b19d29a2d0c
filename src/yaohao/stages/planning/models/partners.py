"""Who inspects together under a line: sections of the bureau, and other departments."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yaohao.ground.accounts.models import Bureau, Section
from yaohao.stages.planning.models.lines import Line
from yaohao.stages.planning.rules import Part

PARTS = [
    (Part.INITIATES.value, pgettext_lazy("department", "initiates")),
    (Part.ASSISTS.value, pgettext_lazy("department", "assists")),
]


class Partner(models.Model):
    """One department or section that inspects with the responsible section (部门联合).

    `section` for one of the own bureau, `bureau` for one that uses this product, `name` always.
    `role`: the place in every team that an officer of this department takes, drawn from its own
    officers; empty for a department that sends nobody by lot.
    """

    line = models.ForeignKey(Line, models.CASCADE, related_name="partners")
    name = models.CharField(_("department"), max_length=100)
    part = models.CharField(_("part"), max_length=10, choices=PARTS, default=Part.ASSISTS.value)
    role = models.CharField(_("place in the team"), max_length=16, blank=True)
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="+")
    bureau = models.ForeignKey(Bureau, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "name"], name="partner_once"),
            models.CheckConstraint(condition=~Q(name=""), name="partner_has_name"),
            models.UniqueConstraint(
                fields=["line", "role"], condition=~Q(role=""), name="partner_place_once"
            ),
            models.CheckConstraint(
                condition=Q(role="") | Q(section__isnull=False) | Q(bureau__isnull=False),
                name="partner_with_officers_is_known",
            ),
            models.CheckConstraint(
                condition=Q(part__in=[part.value for part in Part]), name="partner_part_known"
            ),
            models.CheckConstraint(
                condition=Q(section=None) | Q(bureau=None), name="partner_inside_or_outside"
            ),
        ]

    def __str__(self) -> str:
        return self.name
