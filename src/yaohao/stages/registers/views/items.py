"""One version of an item: all that article 6 wants said, its bases, its versions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.theme.parts import Fact
from yaohao.stages.registers.columns import ITEM_COLUMNS
from yaohao.stages.registers.marks import basis_mark, flag_words, over
from yaohao.stages.registers.models import Item
from yaohao.stages.registers.queries.bases import Flagged, flags
from yaohao.stages.registers.rules.bases import BROKEN
from yaohao.stages.registers.rules.item_rows import SUBSTANCE
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.plan import compared, text_of
from yaohao.stages.registers.showing import change_words, shown
from yaohao.stages.registers.views.records import frame
from yaohao.stages.registers.views.shelves import READERS


@may(*READERS)
def item_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One version of an item, with the others and what each of them changed."""
    user, today = person(request), timezone.localdate()
    row = get_object_or_404(Item.objects.visible_to(user).select_related("imported"), pk=pk)
    found = Item.objects.visible_to(user).filter(code=row.code).order_by("-version")
    versions = list(found)
    before = [*versions[1:], None]
    context = {
        "row": row,
        "facts": _facts(row),
        "flags": [] if over(row, today) else [_flag(one) for one in flags(row, today)],
        "unnamed": not row.bases.exists(),
        "history": [
            (version, _steps(earlier, version))
            for version, earlier in zip(versions, before, strict=True)
        ],
        "versions": versions,
        "newest": versions[0].pk == row.pk,
        **frame(request, Kind.ITEMS, row),
    }
    return render(request, "registers/item.html", context)


def _flag(one: Flagged) -> dict[str, Any]:
    return {
        "flag": one.flag.value,
        "basis": one.basis,
        "words": flag_words(one),
        "broken": one.flag in BROKEN,
    }


def _facts(row: Item) -> list[Fact]:
    facts = []
    for column in ITEM_COLUMNS:
        value: Any = linebreaksbr(shown(Kind.ITEMS, column.key, text_of(getattr(row, column.key))))
        if column.key == "questions":
            value = _questions(row)
        facts.append(Fact(column.name, value))
        if column.key == "basis":
            facts += _bases(row)
    return facts


def _bases(row: Item) -> list[Fact]:
    names = [
        (reverse("registers:basis", args=[basis.pk]), str(basis))
        for basis in row.bases.order_by("law", "pk")
    ]
    links = format_html_join("、", '<a href="{}">{}</a>', names)
    state = basis_mark(row, timezone.localdate())
    return [Fact(_("Articles followed"), links or "—"), Fact(_("State of the basis"), state)]


def _questions(row: Item) -> Any:
    lines = format_html_join("", "<li>{}</li>", ((text,) for text in row.questions))
    return format_html('<ol class="mb-0">{}</ol>', lines) if row.questions else "—"


def _steps(before: Item | None, after: Item) -> str:
    """What a version changed, in words; empty for the first."""
    if before is None:
        return ""
    changes = compared(vars(before), vars(after), SUBSTANCE)
    said = "；".join(change_words(Kind.ITEMS, change) for change in changes)
    return said or _("nothing: confirmed")
