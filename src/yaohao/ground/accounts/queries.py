"""Who is where, and whom an administrator looks after."""

from django.db.models import QuerySet

from yaohao.ground.accounts.models import Bureau, Grant, User
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


def active_holders(role: Role) -> int:
    """How many people can act in a role now."""
    return Grant.objects.filter(role=role, user__is_active=True).count()


def own_bureau() -> Bureau | None:
    """The top of the tree, the bureau this installation belongs to; None before set-up."""
    return Bureau.objects.filter(parent=None).order_by("pk").first()
