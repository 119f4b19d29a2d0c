"""Bureaus, sections, people and the roles they hold."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yaohao.ground.accounts.rules import KeyLack, Role, key_lack


class Level(models.TextChoices):
    """Administrative level of a bureau (article 2: each inspects at its own)."""

    PROVINCE = "province", pgettext_lazy("level", "province")
    CITY = "city", pgettext_lazy("level", "city")
    COUNTY = "county", pgettext_lazy("level", "county")


class Bureau(models.Model):
    """One bureau of the tree; `region` is its GB/T 2260 code."""

    code = models.CharField(_("code"), max_length=16, unique=True)
    region = models.CharField(_("region"), max_length=6)
    name = models.CharField(_("name"), max_length=100)
    short_name = models.CharField(_("short name"), max_length=40)
    document_word = models.CharField(_("document word"), max_length=20)  # 发文字号的机关代字
    level = models.CharField(_("level"), max_length=16, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    # A bureau merged into another: old records keep its code, its work goes on there.
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    ended_on = models.DateField(
        pgettext_lazy("bureau", "ended on"), null=True, blank=True
    )  # last day

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(successor=None, ended_on=None)
                | models.Q(successor__isnull=False, ended_on__isnull=False),
                name="bureau_ends_with_successor",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def called(self, on: date) -> tuple[str, str]:
        """Name and document word on a day: 安监 before the reform of 2018, 应急 since."""
        former = self.former_names.filter(until__gte=on).order_by("until").first()
        return (former or self).name, (former or self).document_word


class FormerName(models.Model):
    """What a bureau was called through the day `until`; its old papers keep that name."""

    bureau = models.ForeignKey(Bureau, models.CASCADE, related_name="former_names")
    name = models.CharField(_("name"), max_length=100)
    document_word = models.CharField(_("document word"), max_length=20)
    until = models.DateField(_("until"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "until"], name="former_name_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.name} – {self.until}"


class Section(models.Model):
    """A section (科室) of a bureau (article 3)."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="sections")
    code = models.CharField(_("code"), max_length=16)
    name = models.CharField(_("name"), max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "code"], name="section_code_once"),
            models.UniqueConstraint(fields=["bureau", "name"], name="section_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Looks people up by their sign-in name; people are made by operations."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=username)


class User(AbstractBaseUser):
    """A person who signs in. Belongs to one bureau and sees only its rows (article 2)."""

    username = models.CharField(_("sign-in name"), max_length=60, unique=True)
    full_name = models.CharField(_("full name"), max_length=60)
    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="people")
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    language = models.CharField(_("language"), max_length=10, default="zh-hans")
    email = models.EmailField(_("mail address"), blank=True)  # where notices go, if anywhere
    # Set while the password is a one-time code: until when the code opens, and only the page
    # where the person chooses a password.
    code_until = models.DateTimeField(_("one-time code valid until"), null=True, blank=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.full_name

    @cached_property
    def _powers(self) -> list[tuple[str, str, str]]:
        """Role, giver and document of everything held today; of a grant both are empty.

        Every page asks: whether there is a delegation at all is cheap to see, and hardly anybody
        has one. A delegation ends with the role of its giver, and only a granted role is given:
        there is no chain.
        """
        held = [(role, "", "") for role in self.grants.values_list("role", flat=True)]
        today = timezone.localdate()
        if Delegation.objects.filter(taker=self, until__gte=today).exists():
            given = Delegation.objects.in_force(today).filter(taker=self)
            held += given.values_list("role", "giver__full_name", "document")
        return held

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles held now, by grant or by a delegation in force today."""
        return frozenset(Role(role) for role, _giver, _paper in self._powers)

    @cached_property
    def granted(self) -> frozenset[Role]:
        """The roles held by grant alone."""
        return frozenset(Role(role) for role, giver, _paper in self._powers if not giver)

    @property
    def acting_for(self) -> str:
        """The delegations in force, for the trail: whose power, by which document; or empty."""
        held = sorted(power for power in self._powers if power[1])
        return "; ".join(f"{role} by delegation of {giver}, {paper}" for role, giver, paper in held)

    def holds(self, *roles: Role) -> bool:
        """Whether any of `roles` is held."""
        return bool(self.roles & set(roles))

    @property
    def actor_id(self) -> str:
        return self.username

    @property
    def actor_name(self) -> str:
        return self.full_name

    @property
    def actor_bureau(self) -> str:
        return self.bureau.code


class Grant(models.Model):
    """One role of one person."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(
        _("role"), max_length=20, choices=[(role.value, role.value) for role in Role]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], name="grant_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="grant_known_role"
            ),
        ]

    def __str__(self) -> str:
        return self.role


class ApiToken(models.Model):
    """A key with which another program of a bureau reads or imports (`scopes`).

    Only the SHA-256 of the key is kept; the key itself is shown once. `clerk` answers for it:
    what it does is done in the clerk's name, and it ends when the clerk leaves.
    """

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(_("scopes"), default=list)  # codes of rules.Scope
    clerk = models.ForeignKey(User, models.PROTECT, related_name="keys")
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_on = models.DateField(_("valid to"))  # the last valid day
    used_at = models.DateTimeField(null=True)  # last time, to the hour
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bureau", "name"], name="api_token_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """Name of the token in the trail."""
        return f"accounts.token:{self.pk}"

    def lack(self, today: date) -> KeyLack | None:
        """Why it opens nothing on a day; None while it opens what its scopes say."""
        clerk = self.clerk
        stays = clerk.is_active and clerk.bureau_id == self.bureau_id and clerk.holds(Role.CLERK)
        return key_lack(
            revoked=self.revoked_at is not None,
            expires_on=self.expires_on,
            clerk_acts=stays,
            today=today,
        )


class Merger(models.Model):
    """A bureau goes into another on a day: one administrator proposes, another confirms.

    Carried out once confirmed and when its day has come, then `done_at` is set.
    """

    bureau = models.ForeignKey(
        Bureau, models.PROTECT, related_name="mergers", verbose_name=_("bureau that ends")
    )
    successor = models.ForeignKey(
        Bureau, models.PROTECT, related_name="+", verbose_name=_("bureau that goes on")
    )
    on = models.DateField(_("first day together"))
    document = models.CharField(_("document that orders it"), max_length=200)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau"], condition=models.Q(withdrawn_at=None), name="merger_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(bureau=models.F("successor")), name="merger_of_two"
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None)
                | ~models.Q(confirmed_by=models.F("proposed_by")),
                name="merger_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at=None)
                | models.Q(confirmed_at__isnull=False, withdrawn_at=None),
                name="merger_done_was_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bureau} → {self.successor}"

    @property
    def subject(self) -> str:
        """Name of the merger in the trail."""
        return f"accounts.merger:{self.bureau.code}"


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Delegations by the day."""

    def in_force(self, on: date) -> "DelegationQuerySet":
        """Those that open something on a day: not revoked, and the giver still holds the role."""
        rows = self.filter(since__lte=on, until__gte=on, revoked_at=None, giver__is_active=True)
        held = Grant.objects.filter(user=models.OuterRef("giver"), role=models.OuterRef("role"))
        return rows.filter(models.Exists(held), giver__bureau=models.F("taker__bureau"))


class Delegation(models.Model):
    """A leader's power given to somebody else of the bureau for some days, in writing.

    `document` names the paper; `role` is what the taker may act as from `since` through `until`,
    unless it was `revoked_at` before.
    """

    giver = models.ForeignKey(User, models.PROTECT, related_name="delegations_given")
    taker = models.ForeignKey(User, models.PROTECT, related_name="delegations_taken")
    role = models.CharField(_("role"), max_length=20, choices=[(r.value, r.value) for r in Role])
    since = models.DateField(_("from"))
    until = models.DateField(_("through"))
    document = models.CharField(_("written order"), max_length=200)
    given_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(since__lte=models.F("until")), name="delegation_days_order"
            ),
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("taker")), name="delegation_to_another"
            ),
            models.CheckConstraint(condition=~models.Q(document=""), name="delegation_in_writing"),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.taker}"

    @property
    def subject(self) -> str:
        """Name in the audit trail."""
        return f"accounts.delegation:{self.pk}"
