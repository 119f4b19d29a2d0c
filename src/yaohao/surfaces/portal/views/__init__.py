"""The public pages."""

from yaohao.surfaces.portal.views.draws import draw, draws, record, verifier_of
from yaohao.surfaces.portal.views.home import about, home
from yaohao.surfaces.portal.views.log import entry, log, log_file
from yaohao.surfaces.portal.views.tables import items, objects, officers, plan, plans
from yaohao.surfaces.portal.views.verifier import verifier, verifier_file
from yaohao.surfaces.portal.views.why import ask, why

__all__ = [
    "about",
    "ask",
    "draw",
    "draws",
    "entry",
    "home",
    "items",
    "log",
    "log_file",
    "objects",
    "officers",
    "plan",
    "plans",
    "record",
    "verifier",
    "verifier_file",
    "verifier_of",
    "why",
]
