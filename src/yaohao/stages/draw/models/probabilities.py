"""The chances that were published before a draw, kept for whoever compares them later."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yaohao.stages.draw.models.draws import Draw


class Probabilities(models.Model):
    """Of one draw: strata `{code: [base, quota]}`; officers as `OfficerChance` in lists, and their
    classes as `ClassChance`, whom they meet as `PairChance`, over `keys` rehearsals from the public
    `seed`. Never rewritten."""

    draw = models.OneToOneField(Draw, models.PROTECT, related_name="probabilities")
    seed = models.CharField(_("seed"), max_length=64)
    keys = models.PositiveIntegerField(_("rehearsed draws"))
    strata = models.JSONField(default=dict)
    officers = models.JSONField(default=list)
    classes = models.JSONField(default=list)
    pairs = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(keys__gte=1), name="probabilities_rehearsed")
        ]

    def __str__(self) -> str:
        return str(self.draw)
