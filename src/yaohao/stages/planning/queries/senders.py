"""Who fills which place of a line's team: own officers, or those of a department that sends one.

An officer goes for one department alone: whoever belongs to a section that sends an officer takes
its place and no other, so that the two own officers of article 16 come beside it.
"""

from collections.abc import Iterable, Mapping

from yaohao.ground.accounts.models import Bureau, Section
from yaohao.stages.planning.models import Line
from yaohao.stages.registers.models import Officer

Sender = Section | Bureau


def senders(line: Line) -> dict[str, Sender]:
    """Place to the section or bureau that fills it."""
    partners = line.partners.exclude(role="").select_related("section", "bureau")
    found: dict[str, Sender] = {}
    for partner in partners.order_by("role"):
        sender = partner.section or partner.bureau
        assert sender is not None  # the database keeps it
        found[partner.role] = sender
    return found


def home_officers(officers: Iterable[Officer], sending: Iterable[Sender]) -> list[Officer]:
    """The officers who take the bureau's own places: of no section that sends one."""
    sections = {each.pk for each in sending if isinstance(each, Section)}
    return [officer for officer in officers if officer.section_id not in sections]


def by_place(
    officers: Iterable[Officer], role: str, sending: Mapping[str, Sender]
) -> list[Officer]:
    """Those of a bureau's own officers who may take a place, whatever they may lead in."""
    sender = sending.get(role)
    if sender is None:
        return home_officers(officers, sending.values())
    if isinstance(sender, Section):
        return [officer for officer in officers if officer.section_id == sender.pk]
    return []
