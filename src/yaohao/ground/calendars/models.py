"""The year table: which arrangement is known, and the days it changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yaohao.ground.calendars.rules import Kind, Status


class CalendarYear(models.Model):
    """One year and the state of its arrangement."""

    STATUSES = [
        (Status.PUBLISHED.value, _("published")),
        (Status.PROVISIONAL.value, _("provisional")),
    ]

    year = models.PositiveSmallIntegerField(primary_key=True)
    status = models.CharField(max_length=12, choices=STATUSES, default=Status.PROVISIONAL.value)
    source = models.TextField(blank=True)  # address of the notice, or the library that knew it

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=[s.value for s in Status]),
                name="calendars_year_status",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.status}"


class Day(models.Model):
    """A day that is not what its weekday says.

    `notice` is the year whose notice named the day: the notice of 2019 also moved days of 2018.
    """

    KINDS = [(Kind.HOLIDAY.value, _("holiday")), (Kind.WORKDAY.value, _("make-up workday"))]

    date = models.DateField(primary_key=True)
    notice = models.ForeignKey(CalendarYear, on_delete=models.CASCADE, related_name="days")
    kind = models.CharField(max_length=8, choices=KINDS)
    name = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[k.value for k in Kind]), name="calendars_day_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.kind}"
