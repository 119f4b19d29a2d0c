"""Article 2 in one place: every query of a bureau's rows starts here."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from yaohao.ground.accounts.models import Bureau, User

M = TypeVar("M", bound=Model)


class BureauQuerySet(QuerySet[M]):
    """Rows with a `bureau`; views read them through `visible_to` and never otherwise."""

    def of(self, bureau: Bureau) -> Any:
        """The rows of one bureau."""
        return self.filter(bureau=bureau)

    def visible_to(self, user: User) -> Any:
        """The rows a person may see: those of the own bureau."""
        return self.filter(bureau=user.bureau_id)
