"""Yearly editions of the register of objects: which there are, and which one holds the register
still (article 11)."""

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.models import Edition, EditionQuerySet, EditionState


def editions(bureau: Bureau) -> EditionQuerySet:
    """The bureau's editions, the newest first."""
    rows: EditionQuerySet = Edition.objects.of(bureau)
    people = ("opened_by", "submitted_by", "approved_by", "published_by")
    return rows.select_related("before", *people).order_by("-year")


def open_edition(bureau: Bureau) -> Edition | None:
    """The edition that is being compared; changes of objects go into it."""
    found: Edition | None = editions(bureau).filter(state=EditionState.OPEN).first()
    return found


def edition_closed(bureau: Bureau) -> Edition | None:
    """The edition that waits for approval; while there is one no object is changed."""
    found: Edition | None = editions(bureau).filter(state=EditionState.SUBMITTED).first()
    return found


def closed_words(edition: Edition) -> str:
    """Why no object is changed now, and what to do, for `RegisterError`."""
    return _(
        "Nothing was changed: edition %(year)d of the register waits for approval. Wait until it "
        "is approved, or have it returned first."
    ) % {"year": edition.year}


def published_editions() -> EditionQuerySet:
    """The editions of every bureau that anybody may see, the newest first."""
    rows: EditionQuerySet = Edition.objects.filter(state=EditionState.PUBLISHED)
    return rows.select_related("bureau", "before__bureau").order_by("-year", "bureau__code")
