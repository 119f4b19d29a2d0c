"""The checklist of a visit, made from the version of the item that is in force (article 8)."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.audit.refusal import Refused
from yaohao.stages.inspection.models import Inspection, Question
from yaohao.stages.inspection.rules import sentences
from yaohao.stages.registers.models import Item
from yaohao.stages.registers.queries.bases import broken, flags

_QUESTIONS, _CONTENT = "Q", "C"  # a question of the item, a point of its content


def version_in_force(item: Item, on: date) -> Item:
    """The version of the same item that applies on the day; Refused where none does, and while it
    rests on a basis that is not in force (article 7)."""
    same = Item.objects.of(item.bureau).filter(code=item.code).in_force(on)
    found: Item | None = same.order_by("-version").first()
    if found is None:
        raise Refused(
            _("Item %(code)s is not in force on %(day)s: nobody may be inspected by it.")
            % {"code": item.code, "day": on}
        )
    ended = broken(flags(found, on))
    if ended:
        raise Refused(
            _("%(basis)s, on which item %(code)s rests, is not in force on %(day)s.")
            % {"basis": ended[0].basis, "code": item.code, "day": on}
        )
    return found


def make_checklist(inspection: Inspection) -> list[Question]:
    """The questions that the item version asks; where it asks none, one for every point of its
    content with its standard beside it. Then those of the further items of the plan line, each in
    its version in force.

    `source` of a question names the item version and the place in it, so that each can be traced.
    """
    asked = [(item, *row) for item in _items(inspection) for row in _rows(item)]
    return Question.objects.bulk_create(
        Question(
            inspection=inspection,
            number=number,
            text=text,
            standard=standard,
            basis=item.basis,
            source=f"{item.code} v{item.version} {place}",
        )
        for number, (item, text, standard, place) in enumerate(asked, 1)
    )


def _items(inspection: Inspection) -> list[Item]:
    """The item of the visit, and those that its plan line has looked at with it."""
    if inspection.line is None:
        return [inspection.item]
    day = timezone.localdate(inspection.made_at)
    further = inspection.line.further_items.select_related("bureau").order_by("code")
    return [inspection.item, *(version_in_force(item, day) for item in further)]


def _rows(item: Item) -> list[tuple[str, str, str]]:
    """Text, standard and place of everything that an item asks."""
    asked = [(text, item.standard, f"{_QUESTIONS}{place}") for place, text in _numbered(item)]
    return asked or [
        (text, standard, f"{_CONTENT}{place}") for place, (text, standard) in _points(item)
    ]


def _numbered(item: Item) -> list[tuple[int, str]]:
    return list(enumerate(item.questions, 1))


def _points(item: Item) -> list[tuple[int, tuple[str, str]]]:
    contents, standards = sentences(item.content), sentences(item.standard)
    paired = len(standards) == len(contents)
    return [
        (number, (text, standards[number - 1] if paired else item.standard))
        for number, text in enumerate(contents, 1)
    ]
