"""Article 2 in one place: every query of a bureau's rows starts here."""

from typing import Any, ClassVar, TypeVar

from django.db.models import Model, Q, QuerySet

from yaohao.ground.accounts.models import Bureau, User

M = TypeVar("M", bound=Model)


def heirs_and_own(bureau: int) -> QuerySet[Bureau]:
    """The bureau and those that went into it: their records are its own to read."""
    whole = Q(pk=bureau) | Q(successor=bureau) | Q(successor__successor=bureau)
    return Bureau.objects.filter(whole)


class BureauQuerySet(QuerySet[M]):
    """Rows with a `bureau`; views read them through `visible_to` and never otherwise.

    `inherits`: whether the successor of a bureau sees these rows; False for registers, whose rows
    go over themselves when bureaus merge.
    """

    inherits: ClassVar[bool] = True

    def of(self, bureau: Bureau) -> Any:
        """The rows of one bureau."""
        return self.filter(bureau=bureau)

    def visible_to(self, user: User) -> Any:
        """The rows a person may see: those of the own bureau, and of bureaus that went into it."""
        if self.inherits:
            return self.filter(bureau__in=heirs_and_own(user.bureau_id).values("pk"))
        return self.filter(bureau=user.bureau_id)
