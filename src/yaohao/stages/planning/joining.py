"""What a line joins: further items looked at on the same visit, and who inspects together."""

from collections.abc import Sequence

from django.db.models import Model
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, Section
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.models import Line, Partner
from yaohao.stages.planning.rules import LineDraft, Part, PartnerDraft
from yaohao.stages.registers.models import Item


def join(line: Line, draft: LineDraft) -> list[Model]:
    """Put further items and partners of a draft into a line that is saved; the partners made.

    Refused for an item twice, a department twice or without a name, a second one that initiates,
    and the responsible section as its own partner.
    """
    bureau = line.plan.bureau
    line.further_items.set(_items(line, draft.further_items))
    line.partners.all().delete()
    partners = [_partner(line, bureau, each) for each in draft.partners]
    _refuse_partners(line, partners)
    return list(Partner.objects.bulk_create(partners))


def _items(line: Line, wanted: Sequence[int]) -> list[Item]:
    items = list(Item.objects.filter(bureau=line.plan.bureau, pk__in=wanted).order_by("code"))
    if len(items) < len(set(wanted)):
        raise Item.DoesNotExist
    seen = {line.item.code}
    for item in items:
        if item.code in seen:
            raise Refused(
                _("Item %(item)s is named twice in this line. Name it once, in one version.")
                % {"item": f"{item.code} {item.name}"}
            )
        seen.add(item.code)
    return items


def _partner(line: Line, bureau: Bureau, draft: PartnerDraft) -> Partner:
    if draft.section is not None:
        section = Section.objects.filter(bureau=bureau).get(pk=draft.section)
        return Partner(line=line, name=section.name, part=draft.part.value, section=section)
    name = " ".join(draft.name.split())
    other = Bureau.objects.filter(name=name).exclude(pk=bureau.pk).first()
    return Partner(line=line, name=name, part=draft.part.value, bureau=other)


def _refuse_partners(line: Line, partners: Sequence[Partner]) -> None:
    names: set[str] = set()
    for partner in partners:
        if not partner.name or partner.name in names:
            raise Refused(
                _("“%(name)s” is named twice, or without a name, among those who inspect together. "
                  "Name every department once.") % {"name": partner.name}
            )  # fmt: skip
        if partner.section_id and partner.section_id == line.section_id:
            raise Refused(
                _("%(name)s is the responsible section already. Take it off those who join.")
                % {"name": partner.name}
            )
        names.add(partner.name)
    initiating = [one.name for one in partners if one.part == Part.INITIATES.value]
    if len(initiating) > 1:
        raise Refused(
            _("One department initiates a joint inspection, not %(names)s. Let the others assist.")
            % {"names": "、".join(initiating)}
        )
