"""The places of a team in words: whose officers, and which experts (article 16)."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yaohao.stages.planning.models import Line, Partner
from yaohao.stages.planning.rules import expert_places, officer_places

PLACES: dict[str, Promise] = {
    "lead": gettext_lazy("lead officer"),
    "second": gettext_lazy("second officer"),
    "third": gettext_lazy("third officer"),
    "expert": gettext_lazy("expert"),
    "expert-2": gettext_lazy("second expert"),
}


def departments(line: Line) -> dict[str, str]:
    """Place to the name of the department whose officer takes it."""
    sending = line.partners.exclude(role="").order_by("role")
    return dict(sending.values_list("role", "name"))


def place_words(line: Line) -> dict[str, str]:
    """Every place of the line's team in words."""
    names = departments(line)
    return {role: place_word(role, names) for role in line.roles}


def place_word(role: str, names: Mapping[str, str]) -> str:
    """One place in words; that of a department by its name, an unknown one as it is."""
    if role in names:
        return _("officer of %(department)s") % {"department": names[role]}
    return str(PLACES.get(role, role))


def team_words(line: Line) -> str:
    """3 officers: lead officer, second officer, officer of the fire brigade; 1 expert."""
    return crew_words(line.roles, departments(line))


def partner_words(partner: Partner) -> str:
    """A department that joins, with its part; whether one of its officers is in every team."""
    part = partner.get_part_display()
    if partner.role:
        part = _("%(part)s, sends an officer into every team") % {"part": part}
    return f"{partner.name}（{part}）"


def crew_words(roles: Iterable[str], names: Mapping[str, str]) -> str:
    """The same of places and the names of the departments that fill some."""
    every = list(roles)
    officers = officer_places(every)
    words = _(", ").join(place_word(role, names) for role in officers)
    said = ngettext("%(count)d officer: %(places)s", "%(count)d officers: %(places)s",
                    len(officers)) % {"count": len(officers), "places": words}  # fmt: skip
    experts = len(expert_places(every))
    if not experts:
        return said
    return said + ngettext("; %(count)d expert", "; %(count)d experts", experts) % {
        "count": experts
    }
