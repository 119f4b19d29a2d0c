"""What a line joins: further items looked at on the same visit, and who inspects together."""

from collections.abc import Sequence

from django.db.models import Model
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, Section
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.models import Line, Partner
from yaohao.stages.planning.rules import LineDraft, Part, PartnerDraft, joint_places
from yaohao.stages.registers.models import Item


def join(line: Line, draft: LineDraft) -> list[Model]:
    """Put further items and partners of a draft into a line that is saved; the partners made.

    Refused for an item twice, a department twice or without a name, a second one that initiates,
    the responsible section as its own partner, and a department that is to send an officer and
    has none here.
    """
    bureau = line.plan.bureau
    line.further_items.set(_items(line, draft.further_items))
    line.partners.all().delete()
    partners = [_partner(line, bureau, each) for each in draft.partners]
    _refuse_partners(line, partners)
    _give_places(partners, draft)
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
    others = Bureau.objects.exclude(pk=bureau.pk)
    if draft.bureau is not None:
        known = others.get(pk=draft.bureau)
        return Partner(line=line, name=known.name, part=draft.part.value, bureau=known)
    name = " ".join(draft.name.split())
    other = others.filter(name=name).order_by("code").first()
    return Partner(line=line, name=name, part=draft.part.value, bureau=other)


def _give_places(partners: Sequence[Partner], draft: LineDraft) -> None:
    """A place in every team for each partner that sends an officer, in their order."""
    places = iter(joint_places(draft.places))
    for partner, wanted in zip(partners, draft.partners, strict=True):
        if not wanted.sends:
            continue
        if partner.section is None and (partner.bureau is None or partner.bureau.successor_id):
            raise Refused(
                _("“%(name)s” does not use this system, so there is nobody to draw an officer "
                  "from. Let it assist without one.") % {"name": partner.name}
            )  # fmt: skip
        partner.role = next(places)


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
