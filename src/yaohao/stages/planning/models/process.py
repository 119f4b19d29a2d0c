"""What is said about a line on its way to the director (articles 3 and 4)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yaohao.ground.accounts.models import Section, User
from yaohao.stages.planning.models.lines import Line


class Opinion(models.Model):
    """What a section says to a line that names it; once for each time the line was handed in."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="opinions")
    submission = models.PositiveSmallIntegerField()
    section = models.ForeignKey(Section, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    agrees = models.BooleanField(_("agrees"))
    words = models.TextField(pgettext_lazy("section", "opinion"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line", "submission", "section"], name="opinion_of_section_once"
            ),
            models.CheckConstraint(
                condition=Q(agrees=True) | ~Q(words=""), name="opinion_against_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}: {self.agrees}"


class Resolution(models.Model):
    """What the leading group resolved about a line, by its minutes."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="resolutions")
    submission = models.PositiveSmallIntegerField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")  # who noted it
    at = models.DateTimeField()
    met_on = models.DateField(_("met on"))
    minutes = models.CharField(_("number of the minutes"), max_length=60)
    agrees = models.BooleanField(_("agrees"))
    words = models.TextField(_("resolution"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "submission"], name="resolution_once"),
            models.CheckConstraint(condition=~Q(minutes=""), name="resolution_has_minutes"),
            models.CheckConstraint(
                condition=Q(agrees=True) | ~Q(words=""), name="resolution_against_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.minutes
