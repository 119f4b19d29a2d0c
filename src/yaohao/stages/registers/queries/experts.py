"""Which experts may be drawn for a window, and who is meant by a name of the lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.registers.models import Expert, ExpertRecusal
from yaohao.stages.registers.rules.fitness import Days, Lack, lack
from yaohao.stages.registers.rules.trades import PREFIX

OPEN_END = date(9999, 12, 31)
"""The last valid day of an appointment without an end, where one must be written."""


@dataclass(frozen=True, slots=True)
class Appointed:
    """One expert and a window: what keeps away, None for nothing."""

    expert: Expert
    lack: Lack | None


def experts_for(bureau: Bureau, window: Days) -> list[Expert]:
    """The pool of a draw: in service, appointed from the first day to the last; by number."""
    rows = Expert.objects.filter(bureau=bureau, active=True).select_related("bureau")
    found = appointed(rows.order_by("code"), window)
    return [one.expert for one in found if one.lack is None]


def appointed(experts: Iterable[Expert], window: Days) -> list[Appointed]:
    """How each of the experts stands to the window, in their order."""
    return [
        Appointed(
            one,
            lack(
                active=one.active, valid=(one.valid_from, one.valid_to or OPEN_END), leaves=(),
                window=window,
            ),
        )
        for one in experts
    ]  # fmt: skip


def recused_experts(bureau: Bureau) -> list[ExpertRecusal]:
    """The standing recusals between experts and objects of the bureau."""
    standing = ExpertRecusal.objects.filter(object__bureau=bureau, lifted_on=None)
    return list(standing.select_related("expert__bureau", "object").order_by("pk"))


def experts_named(names: Iterable[str]) -> dict[str, Expert]:
    """Those of the names of lists that are experts, with the expert as the library has it now."""
    wanted = {name for name in names if name.startswith(PREFIX)}
    if not wanted:
        return {}
    pairs = [name.removeprefix(PREFIX).partition("-") for name in wanted]
    called = Q(bureau__code__in={pair[0] for pair in pairs}, code__in={pair[2] for pair in pairs})
    rows = Expert.objects.filter(called, drawn_as="") | Expert.objects.filter(drawn_as__in=wanted)
    found = {row.certificate: row for row in rows.select_related("bureau")}
    return {name: row for name, row in found.items() if name in wanted}
