"""The checklist of a visit, made from the version of the item that is in force (article 8)."""

from datetime import date

from django.utils.translation import gettext as _

from yaohao.ground.audit.refusal import Refused
from yaohao.stages.inspection.models import Inspection, Question
from yaohao.stages.inspection.rules import sentences
from yaohao.stages.registers.models import Item


def version_in_force(item: Item, on: date) -> Item:
    """The version of the same item that applies on the day; Refused where none does."""
    same = Item.objects.of(item.bureau).filter(code=item.code).in_force(on)
    found: Item | None = same.order_by("-version").first()
    if found is None:
        raise Refused(
            _("Item %(code)s is not in force on %(day)s: nobody may be inspected by it.")
            % {"code": item.code, "day": on}
        )
    return found


def make_checklist(inspection: Inspection) -> list[Question]:
    """One question for every point of the item's content, with its standard beside it."""
    item = inspection.item
    contents, standards = sentences(item.content), sentences(item.standard)
    paired = len(standards) == len(contents)
    return Question.objects.bulk_create(
        Question(
            inspection=inspection,
            number=number,
            text=text,
            standard=standards[number - 1] if paired else item.standard,
            basis=item.basis,
        )
        for number, text in enumerate(contents, 1)
    )
