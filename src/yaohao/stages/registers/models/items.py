"""The item list (随机抽查事项清单, articles 6 and 7): what may be inspected, and no more."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.registers.models.choices import code_field, one_of
from yaohao.stages.registers.models.imports import ImportRun
from yaohao.stages.registers.rules.bases import Force
from yaohao.stages.registers.rules.kinds import Method


class LegalBasisQuerySet(BureauQuerySet["LegalBasis"]):
    """Legal bases of bureaus."""


class LegalBasis(models.Model):
    """One article of a law that items rest on, as long as it is in force (article 7)."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    law = models.CharField(_("law"), max_length=200)  # without the marks 《》
    article = models.CharField(_("article"), max_length=60, blank=True)  # 第六十五条
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)  # the last valid day
    amended_on = models.DateField(_("amended on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)  # what the amendment says
    revision = models.PositiveIntegerField(default=1)

    objects: ClassVar[LegalBasisQuerySet] = LegalBasisQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "law", "article"], name="legal_basis_once"),
            models.CheckConstraint(
                condition=models.Q(valid_from=None)
                | models.Q(valid_to=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="legal_basis_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"《{self.law}》{self.article}"

    @property
    def force(self) -> Force:
        """Its days, as the rule takes them."""
        return Force(self.valid_from, self.valid_to, self.amended_on)

    @property
    def subject(self) -> str:
        """Name of the basis in the trail."""
        return f"registers.basis:{self.pk}"


class ItemQuerySet(BureauQuerySet["Item"]):
    """Items of bureaus, all versions."""

    inherits = False

    def in_force(self, on: date) -> "ItemQuerySet":
        """The versions that apply on the day, both ends included."""
        return self.filter(models.Q(valid_to=None) | models.Q(valid_to__gte=on), valid_from__lte=on)


class Item(models.Model):
    """One version of one item. A change is a new version; the old one keeps its dates."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    code = models.CharField(_("item code"), max_length=32)
    version = models.PositiveIntegerField(_("version"), default=1)
    name = models.CharField(_("item"), max_length=200)
    basis = models.TextField(_("legal basis"))
    body = models.CharField(_("inspecting body"), max_length=100)
    object_kind = models.CharField(_("kind of objects"), max_length=200)
    content = models.TextField(_("content"))
    standard = models.TextField(_("standard"), blank=True)
    questions = models.JSONField(_("checklist questions"), default=list, blank=True)  # texts
    method = code_field(_("method"), Method, Method.ON_SITE)
    ratio = models.PositiveIntegerField(_("ratio (1/10,000)"))
    frequency = models.CharField(_("frequency"), max_length=60)
    mandatory = models.BooleanField(_("mandatory"), default=False)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    bases = models.ManyToManyField(LegalBasis, related_name="items")  # named in `basis`
    reason = models.CharField(_("reason for the change"), max_length=300, blank=True)  # public
    imported = models.ForeignKey(  # the sheet that changed it last
        ImportRun, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[ItemQuerySet] = ItemQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        constraints = [
            models.UniqueConstraint(fields=["bureau", "code", "version"], name="item_version_once"),
            models.CheckConstraint(
                condition=models.Q(ratio__lte=10_000), name="item_ratio_at_most_all"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="item_dates_in_order",
            ),
            one_of("method", Method, "item_known_method"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def subject(self) -> str:
        """Name of the item in the trail, the same for all its versions."""
        return f"registers.item:{self.bureau_id}:{self.code}"
