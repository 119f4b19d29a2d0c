"""The pages of the desk."""

from yaohao.surfaces.desk.views.cards import card_approve, card_later, card_return, cards
from yaohao.surfaces.desk.views.dossier import dossier_page, dossiers
from yaohao.surfaces.desk.views.handover import hand_over, handover, handovers
from yaohao.surfaces.desk.views.home import home, notices
from yaohao.surfaces.desk.views.mergers import (
    merger,
    merger_confirm,
    merger_withdraw,
    mergers,
)
from yaohao.surfaces.desk.views.year import year_board, year_chase

__all__ = [
    "card_approve",
    "card_later",
    "card_return",
    "cards",
    "dossier_page",
    "dossiers",
    "hand_over",
    "handover",
    "handovers",
    "home",
    "merger",
    "merger_confirm",
    "merger_withdraw",
    "mergers",
    "notices",
    "year_board",
    "year_chase",
]
