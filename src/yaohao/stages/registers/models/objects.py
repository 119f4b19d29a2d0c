"""The register of objects (抽查对象名录库, articles 10 and 11)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.stages.registers.models.choices import code_field, one_of
from yaohao.stages.registers.models.imports import ImportRun
from yaohao.stages.registers.rules.kinds import (
    Affiliation,
    Blacklist,
    Credit,
    Datum,
    Exclusion,
    Field,
    MajorHazard,
    OwningLevel,
    Risk,
    Scale,
    Standardisation,
)


class UnitGroup(models.Model):
    """A group of units that a bureau of another industry field names beside those of article 10.

    Objects carry its `code`; a group that is no longer used ends and stays readable.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    code = models.CharField(_("group code"), max_length=8)
    name = models.CharField(_("unit group"), max_length=60)
    basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "code"], name="unit_group_code_once"),
            models.UniqueConstraint(fields=["bureau", "name"], name="unit_group_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """Name of the group in the trail."""
        return f"registers.group:{self.bureau_id}:{self.code}"


class ObjectQuerySet(BureauQuerySet["InspectionObject"]):
    """Objects of bureaus."""

    inherits = False

    def drawable(self) -> "ObjectQuerySet":
        """Those without a public reason to be left out."""
        return self.filter(exclusion=Exclusion.NONE.value)


class InspectionObject(models.Model):
    """One object of inspection: a firm, or one site of it."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    object_id = models.CharField(_("object id"), max_length=23)
    name = models.CharField(_("name"), max_length=200)
    credit_code = models.CharField(_("credit code"), max_length=18, blank=True)
    site = models.CharField(_("site suffix"), max_length=3, blank=True)
    region = models.CharField(_("County"), max_length=6)
    address = models.CharField(_("address"), max_length=300, blank=True)
    industry = models.CharField(_("industry"), max_length=8, blank=True)  # GB/T 4754
    field = code_field(_("industry field"), Field, Field.OTHER)
    group = models.CharField(_("unit group"), max_length=8, blank=True)  # UnitGroup.code
    focus = models.BooleanField(_("focus enterprise"), default=False)
    level = code_field(_("owning level"), OwningLevel, OwningLevel.OWN, blank=True)
    affiliation = code_field(_("affiliation"), Affiliation, Affiliation.CITY)
    scale = code_field(_("scale"), Scale, Scale.UNRATED)
    risk = code_field(_("risk grade"), Risk, Risk.UNRATED)
    standardisation = code_field(_("standardisation"), Standardisation, Standardisation.NONE)
    credit = code_field(_("credit grade"), Credit, Credit.UNRATED)
    major_hazard = code_field(_("major hazard source"), MajorHazard, MajorHazard.NONE)
    blacklist = code_field(_("blacklist grade"), Blacklist, Blacklist.NONE)
    number = models.CharField(_("object number"), max_length=40)  # article 11
    serial = models.PositiveIntegerField(_("serial"))
    number_since = models.DateField(_("number since"))
    exclusion = code_field(_("state"), Exclusion, Exclusion.NONE, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    legal_person = models.CharField(_("legal representative"), max_length=60, blank=True)
    contact = models.CharField(_("contact"), max_length=60, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    # As given, in the datum named: a conversion of GCJ-02 cannot be undone exactly.
    longitude = models.DecimalField(
        _("longitude"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=6, null=True, blank=True
    )
    datum = code_field(_("datum"), Datum, Datum.NONE, blank=True)
    accuracy = models.PositiveIntegerField(_("accuracy (m)"), null=True, blank=True)
    search = models.CharField(max_length=300, blank=True)  # squeezed name and pinyin initials
    grams = models.TextField(blank=True)  # of `search`; what the database's index holds
    revision = models.PositiveIntegerField(default=1)  # a stale form is told so
    imported = models.ForeignKey(  # the sheet that changed it last
        ImportRun, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[ObjectQuerySet] = ObjectQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("object")
        verbose_name_plural = _("objects")
        indexes = [
            models.Index(fields=["bureau", "region"], name="object_by_region"),
            models.Index(fields=["bureau", "field", "risk"], name="object_by_field"),
            models.Index(fields=["bureau", "risk"], name="object_by_risk"),
            models.Index(fields=["bureau", "credit"], name="object_by_credit"),
            models.Index(fields=["bureau", "name"], name="object_by_name"),
            models.Index(fields=["bureau", "serial"], name="object_by_serial"),
            models.Index(fields=["bureau", "credit_code"], name="object_by_code"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["bureau", "object_id"], name="object_id_once"),
            models.UniqueConstraint(fields=["bureau", "number"], name="object_number_once"),
            models.CheckConstraint(
                condition=models.Q(exclusion="", ended_on=None)
                | (~models.Q(exclusion="") & models.Q(ended_on__isnull=False)),
                name="object_end_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(longitude=None, latitude=None, datum="", accuracy=None)
                | (
                    models.Q(longitude__gte=-180, longitude__lte=180)
                    & models.Q(latitude__gte=-90, latitude__lte=90)
                    & ~models.Q(datum="")
                ),
                name="object_place_is_whole",
            ),
            one_of("level", OwningLevel, "object_known_level"),
            one_of("datum", Datum, "object_known_datum"),
            one_of("field", Field, "object_known_field"),
            one_of("affiliation", Affiliation, "object_known_affiliation"),
            one_of("scale", Scale, "object_known_scale"),
            one_of("risk", Risk, "object_known_risk"),
            one_of("standardisation", Standardisation, "object_known_standard"),
            one_of("credit", Credit, "object_known_credit"),
            one_of("major_hazard", MajorHazard, "object_known_hazard"),
            one_of("blacklist", Blacklist, "object_known_blacklist"),
            one_of("exclusion", Exclusion, "object_known_exclusion"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """Name of the object in the trail."""
        return f"registers.object:{self.bureau_id}:{self.object_id}"

    @property
    def blacklisted(self) -> bool:
        """Whether the object stands on the blacklist, whatever the grade."""
        return self.blacklist != Blacklist.NONE.value


class NumberHistory(models.Model):
    """A number that an object once had (article 11); the present one stands on the object."""

    object = models.ForeignKey(InspectionObject, models.PROTECT, related_name="numbers")
    number = models.CharField(_("object number"), max_length=40)
    since = models.DateField(_("from"))
    until = models.DateField(_("to"))
    changed = models.CharField(_("because of"), max_length=120)  # names of the attributes

    def __str__(self) -> str:
        return self.number


class Counter(models.Model):
    """The last serial given out by a bureau: per region for numbers, `B` for issued ids."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    scope = models.CharField(max_length=6)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "scope"], name="counter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.last}"
