"""Who is where, and whom an administrator looks after."""

from datetime import date

from django.db.models import F, Q, QuerySet

from yaohao.ground.accounts.delegating import TAKERS
from yaohao.ground.accounts.models import ApiToken, Bureau, Delegation, Grant, User
from yaohao.ground.accounts.rules import Role


def bureaus_below(bureau: Bureau) -> QuerySet[Bureau]:
    """The bureau and every bureau under it, by code."""
    found, layer = {bureau.pk}, [bureau.pk]
    while layer:
        children = Bureau.objects.filter(parent__in=layer).exclude(pk__in=found)
        layer = list(children.values_list("pk", flat=True))
        found.update(layer)
    return Bureau.objects.filter(pk__in=found).order_by("code")


def bureaus_of(user: User) -> QuerySet[Bureau]:
    """The bureaus whose accounts an administrator keeps: the own one and those under it.

    Accounts alone reach downwards; the business of another bureau stays closed (article 2).
    """
    return bureaus_below(user.bureau)


def people_of(user: User) -> QuerySet[User]:
    """The people whose accounts an administrator keeps, by bureau and sign-in name."""
    people = User.objects.filter(bureau__in=bureaus_of(user)).select_related("bureau", "section")
    return people.prefetch_related("grants").order_by("bureau__code", "username")


def clerks_of(user: User) -> QuerySet[User]:
    """The active clerks among the people whose accounts an administrator keeps."""
    clerks = people_of(user).filter(is_active=True, grants__role=Role.CLERK)
    return clerks.order_by("bureau__code", "username")


def tokens_of(user: User) -> QuerySet[ApiToken]:
    """The keys of the bureaus whose accounts an administrator keeps, those in use first."""
    rows = ApiToken.objects.filter(bureau__in=bureaus_of(user))
    people = ("bureau", "clerk", "created_by", "revoked_by")
    rows = rows.select_related(*people)
    return rows.order_by(F("revoked_at").asc(nulls_first=True), "bureau__code", "name")


def ending_tokens(bureaus: QuerySet[Bureau], until: date) -> QuerySet[ApiToken]:
    """The keys in use of some bureaus that end by a day, the nearest first."""
    rows = ApiToken.objects.filter(bureau__in=bureaus, revoked_at=None, expires_on__lte=until)
    return rows.select_related("clerk").order_by("expires_on", "pk")


def active_holders(role: Role) -> int:
    """How many people can act in a role now."""
    return Grant.objects.filter(role=role, user__is_active=True).count()


def own_bureau() -> Bureau | None:
    """The top of the tree, the bureau this installation belongs to; None before set-up."""
    return Bureau.objects.filter(parent=None).order_by("pk").first()


def delegations_of(user: User) -> QuerySet[Delegation]:
    """What a leader gave or was given, the latest first."""
    rows = Delegation.objects.filter(Q(giver=user) | Q(taker=user))
    return rows.select_related("giver", "taker").order_by("-since", "-pk")


def leaders_beside(user: User) -> QuerySet[User]:
    """The other active leaders of the bureau, to whom a power may be given."""
    leaders = Grant.objects.filter(role__in=TAKERS).values("user")
    others = User.objects.filter(bureau=user.bureau_id, is_active=True, pk__in=leaders)
    return others.exclude(pk=user.pk).order_by("username")
