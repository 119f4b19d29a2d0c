"""The leading group, its office, and the member sections, with dates (article 3)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yaohao.ground.accounts.models import Bureau, Section, User
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.planning.rules import Organ, Post

ORGANS = [
    (Organ.GROUP.value, _("leading group")),
    (Organ.OFFICE.value, _("office of the leading group")),
    (Organ.SECTION.value, _("member section")),
]
POSTS = [
    (Post.LEADER.value, pgettext_lazy("organ", "head")),
    (Post.DEPUTY.value, pgettext_lazy("organ", "deputy head")),
    (Post.MEMBER.value, pgettext_lazy("organ", "member")),
]


class MembershipQuerySet(BureauQuerySet["Membership"]):
    """Memberships of a bureau."""


class Membership(models.Model):
    """Somebody, or a section, in one of the organs of article 3 from one day to another.

    `person` where an account stands behind the name; `section` for a member section.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="organs")
    organ = models.CharField(_("organ"), max_length=8, choices=ORGANS)
    post = models.CharField(_("post"), max_length=8, choices=POSTS, default=Post.MEMBER.value)
    name = models.CharField(_("name"), max_length=100)
    office = models.CharField(_("position"), max_length=100, blank=True)
    person = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField(_("from"))
    until = models.DateField(_("to"), null=True, blank=True)
    document = models.CharField(_("by which document"), max_length=200, blank=True)

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organ__in=[organ.value for organ in Organ]), name="organ_known"
            ),
            models.CheckConstraint(
                condition=Q(post__in=[post.value for post in Post]), name="organ_post_known"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="organ_days_order"
            ),
            models.CheckConstraint(
                condition=Q(organ="section", section__isnull=False)
                | (~Q(organ="section") & Q(section=None)),
                name="organ_section_named",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """Name in the audit trail."""
        return f"planning.organ:{self.bureau.code}-{self.organ}-{self.pk}"
